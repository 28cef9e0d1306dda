import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Files that no reader should trust. Every one must soon end in an error, or in a network.
struct HostileTFLiteTests {
  static func bytes(_ file: String) throws -> [UInt8] {
    try Fixtures.bytes("\(TFLiteFileTests.folder)/\(file)")
  }

  /// Reads bytes and counts what they hold, as commands do.
  static func use(_ bytes: [UInt8], _ options: ModelOptions = ModelOptions()) {
    bytes.withUnsafeBytes { bytes in
      guard let network = try? TFLiteFile.read(ByteSource(bytes), options) else { return }
      _ = try? Analysis(network.graph)
      _ = network.notes
    }
  }

  @Test func `every truncated model is refused or read, without a crash`() throws {
    let bytes = try Self.bytes("small_if.tflite")
    for length in 0..<bytes.count { Self.use(Array(bytes[..<length])) }
  }

  @Test(arguments: [
    "small_if.tflite", "small_lstm_int8.tflite", "small_open_float.tflite",
    "small_conv3d_float16.tflite",
  ])
  func `a model with wrong bytes is refused or read, without a crash`(file: String) throws {
    let bytes = try Self.bytes(file)
    var random = SeededGenerator(seed: 11)
    for round in 0..<40 {
      var wrong = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        wrong[Int.random(in: wrong.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      Self.use(wrong, ModelOptions(input: round % 2 == 0 ? nil : [16]))
    }
  }

  /// Lengths and numbers at the ends of their ranges, in every option and in every shape.
  @Test(arguments: [-2_147_483_648, -1, 0, 1, 2_147_483_647])
  func `extreme numbers do not overflow`(number: Int) {
    for type in TFLiteOperator.allCases {
      var options: [Int: FlatValue] = [:]
      for slot in 0..<8 { options[slot] = .int32(number) }
      let extreme = [1, max(number, 0), max(number, 0), 2]
      for (shape, stored) in [([1, 8, 8, 2], [[2, 3, 3, 2], [2]]), (extreme, [])] {
        let integers = Array(repeating: [number, number, number, number], count: 3)
        var model = TFLiteWriter.single(
          type, shape, stored: stored, numbers: integers, to: [1, 8, 8, 2], options)
        if number % 2 != 0 { Self.use(model.bytes) }
        model.graphs[0].tensors[model.graphs[0].tensors.count - 1].fields[7] =
          .integers([-1, -1, -1, -1])
        Self.use(model.bytes, ModelOptions(input: number == 1 ? nil : [7]))
      }
    }
  }

  @Test func `a million operators are too many`() {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    let node = model.graphs[0].nodes[0]
    model.graphs[0].nodes = Array(repeating: node, count: 100_001)
    #expect(model.problem().contains("a list of 100,001 items, expected at most 100,000"))
  }

  /// Calls that double at every level.
  @Test func `subgraphs that call others are limited together`() {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    for level in 1..<15 {
      model.graphs.append(TFLiteWriter.Graph())
      let tensors = (0..<9).map { model.tensor("t\($0)", [1], in: level) }
      for index in 0..<8 {
        if level == 14 {
          model.node(.relu, [tensors[index]], [tensors[index + 1]], in: level)
        } else {
          model.node(
            .call, [tensors[index]], [tensors[index + 1]], [0: .int32(level + 1)], in: level)
        }
      }
      model.graphs[level].inputs = [tensors[0]]
      model.graphs[level].outputs = [tensors[8]]
    }
    let result = model.tensor("z", [1])
    model.node(.call, [0], [result], [0: .int32(1)])
    #expect(model.problem() == "more than 100,000 operators")
  }

  /// Choices inside both branches of others: every level is followed twice.
  @Test func `branches of branches are limited together`() {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    for level in 1..<15 {
      model.graphs.append(TFLiteWriter.Graph())
      var last = model.tensor("x", [1], in: level)
      model.graphs[level].inputs = [last]
      for index in 0..<4 {
        let next = model.tensor("t\(index)", [1], in: level)
        if level == 14 {
          model.node(.relu, [last], [next], in: level)
        } else {
          model.node(
            .if, [last, last], [next], [0: .int32(level + 1), 1: .int32(level + 1)], in: level)
        }
        last = next
      }
      model.graphs[level].outputs = [last]
    }
    let result = model.tensor("z", [1])
    model.node(.if, [0, 0], [result], [0: .int32(1), 1: .int32(1)])
    #expect(model.problem() == "more than 100,000 operators")
  }

  @Test func `parameters that no total holds are refused`() {
    var model = TFLiteWriter()
    let input = model.tensor("x", [1, 2_147_483_647])
    model.graphs[0].inputs = [input]
    for index in 0..<3 {
      model.buffers.append(FlatTable([0: .bytes([1])]))
      let weight = model.tensor(
        "w\(index)", [2_147_483_647, 2_147_483_647], buffer: model.buffers.count - 1)
      let output = model.tensor("y\(index)", [1, 2_147_483_647])
      model.node(.fullyConnected, [input, weight], [output])
      model.graphs[0].outputs = [output]
    }
    let bytes = model.bytes
    do {
      let network = try TFLiteFile.read(ByteSource(bytes))
      #expect(throws: NetworkError.self) { _ = try Analysis(network.graph) }
    } catch {
      #expect("\(error)".contains("64 bits"))
    }
  }

  /// A result without elements is not a value of the network.
  @Test func `tensors without elements are read`() throws {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    let empty = model.tensor("empty", [0, 8])
    let more = model.tensor("more", [0, 8])
    model.node(.relu, [0], [empty])
    model.node(.relu, [empty], [more])
    #expect(try model.read().graph.nodes.count == 1)
  }
}
