import ConvCostCore
import Testing

@testable import ConvCostImport

/// What an operator is counted as: the table of ONNX's operators that are layers.
struct OperatorKindTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var type: String
    var inputs: [String]
    var attributes: [Message]
    var operation: Operation

    init(
      _ type: String, _ inputs: [String] = ["x"], _ attributes: [Message] = [],
      _ operation: some Primitive
    ) {
      self.type = type
      self.inputs = inputs
      self.attributes = attributes
      self.operation = operation.operation
    }

    var testDescription: String { "\(type) \(inputs.dropFirst().joined(separator: " "))" }
  }

  private static func number(_ name: String, _ value: Int) -> Message {
    .attribute(name, integer: value)
  }

  private static func numbers(_ name: String, _ values: Int...) -> Message {
    .attribute(name, integers: values)
  }

  /// On a map `x` of 4×8×8, another one `b` that is computed from it, and constants.
  static let facts: [Fact] = [
    Fact(
      "Conv", ["x", "w"], [],
      Convolution(
        6, kernel: Extent(3, 3), stride: Extent(1, 1), dilation: Extent(1, 1), bias: false)),
    Fact(
      "Conv", ["x", "w", "six"], [],
      Convolution(6, kernel: Extent(3, 3), stride: Extent(1, 1), dilation: Extent(1, 1))),
    Fact(
      "Conv", ["x", "w2"],
      [
        number("group", 2), numbers("strides", 2, 1), numbers("pads", 1, 0, 1, 0),
        numbers("dilations", 2, 1),
      ],
      Convolution(
        6, kernel: Extent(3, 3), stride: Extent(2, 1),
        padding: .explicit(before: Extent(1, 0), after: Extent(1, 0)), dilation: Extent(2, 1),
        groups: 2, bias: false)),
    Fact(
      "ConvTranspose", ["x", "v"], [],
      TransposedConvolution(
        5, kernel: Extent(2, 2), stride: Extent(1, 1), dilation: Extent(1, 1), bias: false)),
    Fact("BatchNormalization", ["x", "four", "four", "four", "four"], [], BatchNorm()),
    Fact("LayerNormalization", ["x", "eight", "eight"], [], LayerNorm()),
    Fact("LayerNormalization", ["x", "map", "map"], [number("axis", 1)], GroupNorm(groups: 1)),
    Fact("LayerNormalization", ["x", "eight"], [number("axis", 3)], LayerNorm()),
    Fact("InstanceNormalization", ["x", "four", "four"], [], GroupNorm(groups: 4)),
    Fact(
      "GroupNormalization", ["x", "four", "four"], [number("num_groups", 2)],
      GroupNorm(groups: 2)),
    Fact("LRN", ["x"], [number("size", 3)], LocalResponseNorm(size: 3)),
    Fact("Relu", Activation.relu), Fact("LeakyRelu", Activation.leakyRelu),
    Fact("Clip", ["x", "zero", "top"], [], Activation.relu6),
    Fact("Clip", ["x", "zero", "one"], [], Foreign.function),
    Fact("Clip", ["x", "one", "top"], [], Foreign.function),
    Fact("Sigmoid", Activation.sigmoid), Fact("HardSigmoid", Activation.hardSigmoid),
    Fact("HardSwish", Activation.hardSwish), Fact("Gelu", Activation.gelu),
    Fact("Tanh", Activation.tanh), Fact("Softmax", Activation.softmax),
    Fact("Erf", Foreign.function),
    Fact(
      "MaxPool", ["x"], [numbers("kernel_shape", 2, 2)],
      Pool.max(Extent(2, 2), stride: Extent(1, 1), dilation: Extent(1, 1))),
    Fact(
      "AveragePool", ["x"], [numbers("kernel_shape", 3, 3), numbers("strides", 2, 2)],
      Pool(
        .average,
        window: Window(kernel: Extent(3, 3), stride: Extent(2, 2), dilation: Extent(1, 1)))),
    Fact("GlobalAveragePool", AdaptivePool.globalAverage),
    Fact("GlobalMaxPool", AdaptivePool.globalMax),
    Fact("ReduceMean", ["x"], [numbers("axes", 2, 3)], AdaptivePool.globalAverage),
    Fact("ReduceMean", ["x"], [numbers("axes", 1, 2)], Foreign.function),
    Fact("Add", ["x", "b"], [], Merge.add), Fact("Mul", ["x", "b"], [], Merge.multiply),
    Fact("Concat", ["x", "b"], [number("axis", 1)], Merge.concat),
    Fact("Add", ["x", "one"], [], Foreign.function),
    Fact("Mul", ["x", "one"], [], Foreign.function),
    Fact("Concat", ["x", "batched"], [number("axis", 1)], Foreign.movement),
    Fact("Sub", ["x", "b"], [], Foreign.function),
    Fact("Cast", ["x"], [number("to", 10)], Foreign.shift(before: 0)),
    Fact(
      "Slice", ["x", "from", "to", "axes"], [], Foreign.shift(before: Extent(-1, -2))),
    Fact("Slice", ["x", "from", "to", "axes", "steps"], [], Foreign.movement),
    Fact("Pad", ["x", "pads"], [], Foreign.shift(before: Extent(1, 2))),
    Fact("Gather", ["x", "two"], [number("axis", 1)], Foreign.shift(before: 0)),
    Fact("Gather", ["x", "two"], [number("axis", 2)], Foreign.movement),
    Fact("Flatten", Flatten()), Fact("Dropout", Dropout()), Fact("Identity", Identity()),
    Fact("Transpose", ["x"], [numbers("perm", 0, 2, 3, 1)], Permute.channelsLast),
    Fact("Transpose", ["x"], [numbers("perm", 0, 3, 1, 2)], Permute.channelsFirst),
    Fact("Reshape", ["x", "flat"], [], Foreign.view),
  ]

  @Test(arguments: facts)
  func `an operator is the layer that it is called in ONNX`(fact: Fact) throws {
    let model = Message.model(
      .graph(
        [
          .node("Abs", ["x"], ["b"]),
          .node(fact.type, fact.inputs, ["y"], attributes: fact.attributes),
        ],
        inputs: [.value("x", [1, 4, 8, 8])], outputs: [.value("y", [1])],
        initializers: [
          .tensor("w", [6, 4, 3, 3]), .tensor("w2", [6, 2, 3, 3]), .tensor("v", [4, 5, 2, 2]),
          .tensor("six", [6]), .tensor("four", [4]), .tensor("eight", [8]),
          .tensor("map", [4, 8, 8]), .tensor("batched", [1, 4, 8, 8]),
          .tensor("zero", [], floats: [0]), .tensor("one", [], floats: [1]),
          .tensor("top", [], floats: [6]), .tensor("from", [2], integers: [1, 2]),
          .tensor("to", [2], integers: [7, 8]), .tensor("axes", [2], integers: [2, 3]),
          .tensor("steps", [2], integers: [1, 2]),
          .tensor("pads", [8], integers: [0, 0, 1, 2, 0, 0, 1, 1]),
          .tensor("two", [2], integers: [1, 0]), .tensor("flat", [2], integers: [1, -1]),
        ]), opset: fact.type == "ReduceMean" ? 17 : 20)
    try model.withUnsafeBytes { bytes in
      let model = try ONNXModel(ByteSource(bytes))
      let inference = try ShapeInference(model, InputBinding(model, size: nil, dimensions: [:]))
      let call = try #require(inference.steps.last?.call)
      let output = try #require(inference.facts[inference.outputs[0]].shape)
      #expect(try call.operation(output: output, Batch(inference)) == fact.operation)
    }
  }
}

extension OperatorKindTests.Fact {
  fileprivate init(_ type: String, _ operation: some Primitive) {
    self.init(type, ["x"], [], operation)
  }
}
