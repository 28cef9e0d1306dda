import ConvCostCore
import Testing

struct ChannelScalingTests {
  /// The channels of each result after scaling a network whose input has 3 channels.
  private func channels(
    width: Double, @LayerBuilder _ layers: () -> [Layer]
  ) throws -> [Int] {
    let network = Network(input: .map(3, 8)) {
      layers()
      Convolution(10, kernel: 1)
    }
    return try network.scaled(by: Scaling(width: width)).graph().nodes.map(\.output.channels)
  }

  /// A convolution has channels of its own, so those of the parts that it reads are rounded alone:
  /// 22 · 1.3 = 28.6 is nearer to 32 than to 24, and 44 · 1.3 = 57.2 is nearest to 56. Were they
  /// parts of the sum, they would have 28.
  @Test func `parts that a convolution reads are not parts of the sum after it`() throws {
    let scaled = try channels(width: 1.3) {
      Convolution(44, kernel: 1)
      Residual {
        Concat {
          Convolution(22, kernel: 1)
          Convolution(22, kernel: 1)
        }
        Convolution(44, kernel: 1)
      }
    }
    #expect(scaled == [56, 32, 32, 64, 56, 56, 10])
  }

  /// The result keeps its 10 channels, and with it the layers after the last convolution. The
  /// convolution before it is scaled, and so are layers that follow one: 20 · 0.5 is 10, which is
  /// rounded to 8 unless that is more than a tenth less; then to 16.
  @Test func `only channels after the last convolution stay`() throws {
    let scaled = try channels(width: 0.5) {
      Convolution(20, kernel: 1)
      BatchNorm()
    }
    #expect(scaled == [16, 16, 10])
    let last = try Network(input: .map(3, 8)) {
      Convolution(20, kernel: 1)
      Convolution(20, kernel: 1)
      BatchNorm()
      Activation.relu
    }
    .scaled(by: Scaling(width: 0.5)).graph().nodes.map(\.output.channels)
    #expect(last == [16, 20, 20, 20])
  }

  /// Groups stay as many while the least common multiple of their numbers and the divisor 8 is at
  /// most 256; if it is more, their widths stay.
  ///
  /// - 256 groups of 2, lcm(8, 256) = 256: 512 · 0.7 = 358.4, and 256 is less than nine tenths of
  ///   it.
  /// - 33 groups of 16, lcm(8, 33) = 264: 528 · 0.7 = 369.6 is nearest to 368 = 23 · 16.
  /// - 320 groups of 2, lcm(8, 320) = 320: 640 · 0.7 = 448 = 224 · 2.
  @Test(arguments: [(256, 512, 512), (33, 528, 368), (320, 640, 448)])
  func `groups divide scaled channels`(groups: Int, width: Int, scaled: Int) throws {
    let channels = try channels(width: 0.7) {
      Convolution(width, kernel: 1)
      Convolution(width, kernel: 1, groups: groups)
    }
    #expect(channels == [scaled, scaled, 10])
  }

  /// Blocks that have names with numbers, of which the first differs and the others keep the shape.
  private static func blocks(_ count: Int, named prefix: String = "block") -> [Layer] {
    (1...count).map { number in
      Sequential {
        Convolution(8, kernel: 3, padding: .half)
        Activation.relu
      }.layer.named("\(prefix)\(number)").layer
    }
  }

  /// Equal blocks from the first: their number is rounded up, and new ones continue the numbers.
  @Test(arguments: [(0.1, 1), (0.5, 2), (1.0, 3), (1.1, 4), (2.0, 6)])
  func `repeats are blocks with the next numbers`(depth: Double, count: Int) throws {
    let network = Network(input: .map(8, 6)) {
      Convolution(8, kernel: 1).named("stem")
      Self.blocks(3)
      Flatten()
    }
    let graph = try network.scaled(by: Scaling(depth: depth)).graph()
    let paths = Paths(graph).nodes.map { String($0.prefix { $0 != "." }) }
    let blocks = (1...count).flatMap { ["block\($0)", "block\($0)"] }
    #expect(paths == ["stem"] + blocks + ["flatten"])
  }

  private typealias Noted = (Double, Double, Bool, String?)
  private static let noted: [Noted] = [
    (1.0, 1.0, true, nil),
    (
      0.5, 1, true,
      "channels of all layers but the last × 0.5, to multiples of 4; the input stays"
    ),
    (1, 2, true, "n equal blocks became ⌈2.0 · n⌉; the input stays"),
    (1, 2, false, "no equal blocks to be repeated were found; the input stays"),
    (
      2, 0.5, false,
      "channels of all layers but the last × 2.0, to multiples of 4; no equal blocks to be repeated"
        + " were found; the input stays"
    ),
  ]

  /// What a report says of a scaling, and nothing if it changes nothing.
  @Test(arguments: noted)
  func `notes on a scaling`(
    width: Double, depth: Double, hasBlocks: Bool, text: String?
  ) throws {
    let network = Network(input: .map(8, 6)) {
      if hasBlocks { Self.blocks(2) } else { Convolution(8, kernel: 1) }
    }
    let scaling = Scaling(width: width, depth: depth, divisor: 4)
    let notes = text.map { [Subject.Note("Scaled", $0)] } ?? []
    #expect(try network.scaled(by: scaling).subject.notes == notes)
    #expect(scaling.notes(on: network) == notes)
    #expect(Scaling() == Scaling(width: 1, depth: 1, divisor: 8))
  }

  /// An addition keeps its operands equal: those that are added to the input keep their channels,
  /// and so does a layer that shares weights with one of them. A padding of channels does not.
  @Test func `what is added to the input stays`() throws {
    let twice = Convolution(3, kernel: 1).sharing("twice")
    let scaled = try channels(width: 8) {
      Residual {
        twice
        BatchNorm()
      }
      twice
      Activation.relu
      ChannelPad(to: 5)
      Convolution(2, kernel: 1)
    }
    #expect(scaled == [3, 3, 3, 3, 3, 40, 16, 10])
  }
}
