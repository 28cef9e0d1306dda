import ConvCostCore
import Testing

@Suite struct ChannelScalingTests {
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
}
