import ConvCostCore
import Testing

@testable import ConvCostImport

/// What an operator is counted as.
struct TFLiteFact: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var model: TFLiteWriter
  /// The operation as reports print it.
  var operation: String
  var output: String
  var macs = 0
  var parameters = 0
}

struct TFLiteOperatorTests {
  /// Padding VALID, and steps of 2 and 1 along height and width; a fused RELU6.
  static let window: [Int: FlatValue] = [
    0: .int8(1), 1: .int32(1), 2: .int32(2), 3: .int8(3),
  ]
  static let same: [Int: FlatValue] = [1: .int32(1), 2: .int32(1)]

  static let facts: [TFLiteFact] = [
    TFLiteFact(
      testDescription: "a convolution",
      model: .single(.conv2D, stored: [[4, 3, 3, 3], [4]], to: [1, 3, 6, 4], window),
      operation: "Conv2d 3×3 s2×1", output: "4×3×6", macs: 4 * 27 * 18, parameters: 112),
    TFLiteFact(
      testDescription: "a convolution in groups, dilated, without bias",
      model: .single(
        .conv2D, [1, 8, 8, 6], stored: [[4, 3, 3, 3]], to: [1, 8, 8, 4],
        [1: .int32(1), 2: .int32(1), 4: .int32(2), 5: .int32(2)]),
      operation: "Conv2d 3×3 same d2 g2", output: "4×8×8", macs: 4 * 27 * 64, parameters: 108),
    TFLiteFact(
      testDescription: "a depthwise convolution with a multiplier",
      model: .single(
        .depthwiseConv2D, stored: [[1, 3, 3, 6], [6]], to: [1, 8, 8, 6],
        [1: .int32(1), 2: .int32(1), 3: .int32(2)]),
      operation: "Conv2d 3×3 same dw×2", output: "6×8×8", macs: 54 * 64, parameters: 60),
    TFLiteFact(
      testDescription: "a convolution of volumes",
      model: .single(
        .conv3D, [1, 4, 8, 8, 3], stored: [[3, 3, 3, 3, 5]], to: [1, 2, 8, 8, 5],
        [1: .int32(2), 2: .int32(1), 3: .int32(1)]),
      operation: "Conv3d 3×3×3 s2×1×1 same", output: "5×2×8×8", macs: 405 * 128, parameters: 405),
    TFLiteFact(
      testDescription: "a fully connected layer on a map",
      model: .single(.fullyConnected, stored: [[10, 192], [10]], to: [1, 10]),
      operation: "Linear", output: "10", macs: 1_920, parameters: 1_930),
    TFLiteFact(
      testDescription: "a fully connected layer at every position",
      model: .single(
        .fullyConnected, [1, 5, 8], stored: [[10, 8]], to: [1, 5, 10], [2: .int8(1)]),
      operation: "Linear", output: "5×10", macs: 400, parameters: 80),
    TFLiteFact(
      testDescription: "a product with stored matrices",
      model: .single(.batchMatmul, [1, 5, 8], stored: [[8, 10]], to: [1, 5, 10]),
      operation: "Linear", output: "5×10", macs: 400, parameters: 80),
    TFLiteFact(
      testDescription: "a product with several stored matrices",
      model: .single(.batchMatmul, [1, 2, 5, 8], stored: [[2, 8, 10]], to: [1, 2, 5, 10]),
      operation: "BATCH_MATMUL: MatMul", output: "2×5×10", macs: 800, parameters: 160),
    TFLiteFact(
      testDescription: "SVDF",
      model: .single(.svdf, [1, 8], stored: [[6, 8], [6, 5]], to: [1, 6]),
      operation: "SVDF: MatMul", output: "6", macs: 78, parameters: 78),
    TFLiteFact(
      testDescription: "a single step of the basic LSTM",
      model: .single(
        .lstm, [1, 8], stored: [[1, 4], [16, 12], [16], [1, 4]], to: [1, 4], [3: .int8(1)]),
      operation: "LSTM: MatMul", output: "4", macs: 192, parameters: 208),
    TFLiteFact(
      testDescription: "a recurrent layer",
      model: .single(
        .unidirectionalSequenceRnn, [1, 7, 8], stored: [[4, 8], [4, 4], [4]], to: [1, 7, 4]),
      operation: "UNIDIRECTIONAL_SEQUENCE_RNN: MatMul", output: "7×4", macs: 7 * 48,
      parameters: 52),
    TFLiteFact(
      testDescription: "an average pool",
      model: .single(
        .averagePool2D, to: [1, 4, 4, 3],
        [0: .int8(1), 1: .int32(2), 2: .int32(2), 3: .int32(2), 4: .int32(2)]),
      operation: "AvgPool2d 2×2 s2", output: "3×4×4"),
    TFLiteFact(
      testDescription: "a largest element, padded",
      model: .single(
        .maxPool2D, to: [1, 4, 4, 3], [1: .int32(2), 2: .int32(2), 3: .int32(3), 4: .int32(3)]),
      operation: "MaxPool2d 3×3 s2 same", output: "3×4×4"),
    TFLiteFact(
      testDescription: "a mean of all positions",
      model: .single(.mean, numbers: [[1, 2]], to: [1, 3]),
      operation: "AdaptiveAvgPool2d to 1×1", output: "3"),
    TFLiteFact(
      testDescription: "a mean that keeps the axes, counted from the end",
      model: .single(.mean, numbers: [[-3, -2]], to: [1, 1, 1, 3], [0: .int8(1)]),
      operation: "AdaptiveAvgPool2d to 1×1", output: "3×1×1"),
    TFLiteFact(
      testDescription: "a mean of the channels",
      model: .single(.mean, numbers: [[3]], to: [1, 8, 8]), operation: "MEAN: Function",
      output: "8×8"),
    TFLiteFact(
      testDescription: "a folded batch norm's factors",
      model: .single(.mul, stored: [[3]], to: [1, 8, 8, 3]), operation: "MUL constant: Function",
      output: "3×8×8", parameters: 3),
    TFLiteFact(
      testDescription: "a single number is not learned",
      model: .single(.add, stored: [[1]], to: [1, 8, 8, 3]), operation: "ADD constant: Function",
      output: "3×8×8"),
    TFLiteFact(
      testDescription: "slopes",
      model: .single(.prelu, stored: [[1, 1, 3]], to: [1, 8, 8, 3]), operation: "PRELU: Function",
      output: "3×8×8", parameters: 3),
    TFLiteFact(
      testDescription: "zeros around an image",
      model: .single(
        .pad, numbers: [[0, 0, 1, 2, 3, 4, 0, 0]], to: [1, 11, 15, 3]),
      operation: "ZeroPad2d 1,2,3,4", output: "3×11×15"),
    TFLiteFact(
      testDescription: "an enlargement",
      model: .single(.resizeBilinear, numbers: [[16, 16]], to: [1, 16, 16, 3]),
      operation: "Upsample by 2 bilinear", output: "3×16×16"),
    TFLiteFact(
      testDescription: "an enlargement to a size",
      model: .single(.resizeNearestNeighbor, numbers: [[9, 12]], to: [1, 9, 12, 3]),
      operation: "Upsample to 9×12 nearest", output: "3×9×12"),
    TFLiteFact(
      testDescription: "a reduction",
      model: .single(.resizeBilinear, numbers: [[4, 4]], to: [1, 4, 4, 3]),
      operation: "RESIZE_BILINEAR: Function", output: "3×4×4"),
    TFLiteFact(
      testDescription: "a normalisation across channels",
      model: .single(.localResponseNormalization, to: [1, 8, 8, 3], [0: .int32(2)]),
      operation: "LocalResponseNorm n5", output: "3×8×8"),
    TFLiteFact(
      testDescription: "channels in place of positions",
      model: .single(.spaceToDepth, to: [1, 4, 4, 12], [0: .int32(2)]),
      operation: "SPACE_TO_DEPTH: Movement",
      output: "12×4×4"),
    TFLiteFact(
      testDescription: "another number format", model: .single(.quantize, to: [1, 8, 8, 3]),
      operation: "QUANTIZE: Movement", output: "3×8×8"),
    TFLiteFact(
      testDescription: "a function", model: .single(.hardSwish, to: [1, 8, 8, 3]),
      operation: "Hardswish", output: "3×8×8"),
    TFLiteFact(
      testDescription: "a list of features",
      model: .single(.reshape, numbers: [[-1, 192]], to: [1, 192]), operation: "RESHAPE: View",
      output: "192"),
  ]

  @Test(arguments: facts)
  func `an operator is counted`(fact: TFLiteFact) throws {
    let imported = try fact.model.read()
    let graph = imported.graph
    let node = try #require(graph.nodes.last)
    let index = graph.nodes.count - 1
    // Operators that are not layers have the file's name, and the kind of their work.
    let kind = node.operation.name(on: node.output)
    #expect(
      graph.labels[index].map { "\($0): \(kind)" } ?? graph.operationDescription(index)
        == fact.operation)
    #expect(node.output.description == fact.output)
    let total = try Analysis(graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(imported.warning == nil)
  }

  /// A transposed convolution reads the lengths of its result first.
  @Test func `a transposed convolution`() throws {
    var model = TFLiteWriter()
    let lengths = model.integers([1, 17, 17, 2])
    let kernel = model.stored("w", [2, 3, 3, 3])
    let input = model.tensor("x", [1, 8, 8, 3])
    let bias = model.stored("b", [2])
    let output = model.tensor("y", [1, 17, 17, 2])
    model.node(
      .transposeConv, [lengths, kernel, input, bias], [output],
      [0: .int8(1), 1: .int32(2), 2: .int32(2)])
    model.graphs[0].inputs = [input]
    model.graphs[0].outputs = [output]
    let graph = try model.read().graph
    #expect(graph.nodes[0].output.description == "2×17×17")
    let total = try Analysis(graph).total
    #expect(total.macs == 64 * 54)
    #expect(total.parameters == 56)
  }

  /// Three parts of the channels, of which one goes through a layer of its own, and are joined.
  @Test func `parts of channels are shifts, and joined again`() throws {
    var model = TFLiteWriter()
    let axis = model.integers([3], shape: [])
    let input = model.tensor("x", [1, 8, 8, 6])
    let parts = (0..<3).map { model.tensor("p\($0)", [1, 8, 8, 2]) }
    let joined = model.tensor("y", [1, 8, 8, 6])
    model.node(.split, [axis, input], parts, [0: .int32(3)])
    model.node(.concatenation, parts, [joined], [0: .int32(-1)])
    model.graphs[0].inputs = [input]
    model.graphs[0].outputs = [joined]
    let graph = try model.read().graph
    #expect(graph.nodes.count == 4)
    #expect(graph.nodes[0].operation == .foreign(.shift(before: 0)))
    #expect(graph.nodes[3].operation == .merge(.concat))
    #expect(graph.nodes[3].output.description == "6×8×8")
  }

  /// An int8 kernel with a bias of int32, and one of four bits: the numbers are the same.
  @Test func `quantised weights count as the numbers that they stand for`() throws {
    var model = TFLiteWriter()
    let input = model.tensor("x", [1, 8], type: 9)
    let kernel = model.stored("w", [4, 8], type: 17, bytes: 1)
    let bias = model.stored("b", [4], type: 2)
    let output = model.tensor("y", [1, 4], type: 9)
    model.buffers[1] = FlatTable([0: .bytes(Array(repeating: 0x11, count: 16))])
    model.node(.fullyConnected, [input, kernel, bias], [output])
    model.graphs[0].inputs = [input]
    model.graphs[0].outputs = [output]
    let imported = try model.read()
    #expect(try Analysis(imported.graph).total.parameters == 36)
    #expect(imported.origin.storage.types.map(\.bits) == [128, 128])
    #expect(imported.origin.storage.types.map(\.name) == ["int4", "int32"])
  }

  /// A kernel in 16 bits that DEQUANTIZE turns into 32, read by two layers.
  @Test func `a converted kernel counts once, where it is read first`() throws {
    var model = TFLiteWriter()
    let input = model.tensor("x", [1, 8])
    let kernel = model.stored("w", [8, 8], type: 1, bytes: 2)
    let wide = model.tensor("v", [8, 8])
    let middle = model.tensor("m", [1, 8])
    let output = model.tensor("y", [1, 8])
    model.node(.dequantize, [kernel], [wide])
    model.node(.fullyConnected, [input, wide, -1], [middle])
    model.node(.fullyConnected, [middle, wide], [output])
    model.graphs[0].inputs = [input]
    model.graphs[0].outputs = [output]
    let total = try Analysis(model.read().graph).total
    #expect(total.parameters == 64)
    #expect(total.macs == 128)
  }

  /// Numbers of a file of more than 2 GiB lie after its tables.
  @Test func `numbers outside of the tables are found`() throws {
    var model = TFLiteWriter.single(.fullyConnected, [1, 8], stored: [[4, 8]], to: [1, 4])
    let plain = model.bytes
    model.buffers[1] = FlatTable([1: .uint64(16), 2: .uint64(128)])
    #expect(plain != model.bytes)
    #expect(try Analysis(model.read().graph).total.parameters == 32)
    model.buffers[1] = FlatTable([1: .uint64(1 << 40), 2: .uint64(128)])
    #expect(model.problem().contains("a value of 128 bytes in a file of"))
  }

  @Test func `a detector's last operator is known, other custom ones are named`() throws {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    let boxes = model.tensor("boxes", [1, 10, 4])
    let other = model.tensor("other", [1, 10])
    model.node(.custom, [1], [boxes], custom: "TFLite_Detection_PostProcess")
    #expect(try model.read().warning == nil)
    model.node(.custom, [1], [other], custom: "Mystery")
    #expect(
      try model.read().warning == "totals are lower bounds: the work of 1 Mystery is unknown")
  }

  /// Channels first in the file, moved to the end at once, are the channels of a map.
  @Test func `an input with its channels first is a map`() throws {
    var model = TFLiteWriter.single(
      .transpose, [1, 3, 16, 20], numbers: [[0, 2, 3, 1]], to: [1, 16, 20, 3])
    let kernel = model.stored("k", [4, 3, 3, 3])
    let output = model.tensor("z", [1, 16, 20, 4])
    model.node(.conv2D, [2, kernel], [output], Self.same)
    model.graphs[0].outputs = [output]
    let graph = try model.read().graph
    #expect(graph.inputs.map(\.description) == ["3×16×20"])
    #expect(graph.nodes[0].output.description == "3×16×20")
    #expect(graph.nodes[1].output.description == "4×16×20")
    let resized = try model.read(ModelOptions(input: [3, 32, 40])).graph
    #expect(resized.nodes[1].output.description == "4×32×40")
  }

  @Test func `a batch is counted per sample`() throws {
    let model = TFLiteWriter.single(
      .conv2D, [4, 8, 8, 3], stored: [[4, 3, 3, 3]], to: [4, 8, 8, 4], Self.same)
    let imported = try model.read()
    #expect(imported.origin.batch == 4)
    #expect(try Analysis(imported.graph).total.macs == 4 * 27 * 64)
  }
}
