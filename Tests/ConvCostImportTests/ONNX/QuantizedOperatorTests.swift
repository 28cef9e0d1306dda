import ConvCostCore
import Testing

@testable import ConvCostImport

/// Products of operators that onnxruntime's quantiser writes. Their inputs are in the order that
/// ONNX's and com.microsoft's definitions state.
struct QuantizedOperatorTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var node: Message
    var input: [Int]
    var weight: [Int]
    var macs: Int

    var testDescription: String { "\(input) by \(weight)" }
  }

  private static let scales = ["s", "z"]

  static let facts: [Fact] = [
    // A 3×3 kernel from 4 channels to 6, on 8×8: 6 · 4 · 9 · 36.
    Fact(
      node: .node("QLinearConv", ["x", "s", "z", "w", "s", "z", "s", "z"], ["y"]),
      input: [1, 4, 8, 8], weight: [6, 4, 3, 3], macs: 6 * 4 * 9 * 36),
    // Two groups: half of it.
    Fact(
      node: .node(
        "QLinearConv", ["x", "s", "z", "w", "s", "z", "s", "z"], ["y"],
        attributes: [.attribute("group", integer: 2)]),
      input: [1, 4, 8, 8], weight: [6, 2, 3, 3], macs: 6 * 2 * 9 * 36),
    Fact(
      node: .node("ConvInteger", ["x", "w", "z", "z"], ["y"]),
      input: [1, 4, 8, 8], weight: [6, 4, 3, 3], macs: 6 * 4 * 9 * 36),
    // 5×4 by 4×7.
    Fact(
      node: .node("QLinearMatMul", ["x", "s", "z", "w", "s", "z", "s", "z"], ["y"]),
      input: [1, 5, 4], weight: [4, 7], macs: 5 * 4 * 7),
    Fact(
      node: .node("MatMulInteger", ["x", "w", "z", "z"], ["y"]),
      input: [1, 5, 4], weight: [4, 7], macs: 5 * 4 * 7),
    Fact(
      node: .node(
        "QGemm", ["x", "s", "z", "w", "s", "z"], ["y"], domain: "com.microsoft",
        attributes: [.attribute("transB", integer: 1)]),
      input: [1, 4], weight: [7, 4], macs: 4 * 7),
    // The left side 4×5 is transposed: 5×4 by 4×7.
    Fact(
      node: .node("Gemm", ["x", "w"], ["y"], attributes: [.attribute("transA", integer: 1)]),
      input: [4, 5], weight: [4, 7], macs: 5 * 4 * 7),
    // As many products as a plain convolution; the places are another input.
    Fact(
      node: .node("DeformConv", ["x", "w", "o"], ["y"]),
      input: [1, 4, 8, 8], weight: [6, 4, 3, 3], macs: 6 * 4 * 9 * 36),
  ]

  @Test(arguments: facts)
  func `products are counted with the weight's shape`(fact: Fact) throws {
    let model = Message.model(
      .graph(
        [fact.node], inputs: [.value("x", fact.input)], outputs: [.value("y", [1])],
        initializers: [
          .tensor("w", fact.weight), .tensor("s", [], floats: [1]), .tensor("z", [], integers: [0]),
          .tensor("o", [1, 18, 6, 6]),
        ]))
    let graph = try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)).graph }
    #expect(try Analysis(graph).total.macs == fact.macs)
  }

  /// The number that is given to operators without a rule of their own, on the file's whole batch.
  @Test(arguments: facts)
  func `products on the whole batch`(fact: Fact) throws {
    let model = Message.model(
      .graph(
        [fact.node], inputs: [.value("x", fact.input)], outputs: [.value("y", [1])],
        initializers: [
          .tensor("w", fact.weight), .tensor("s", [], floats: [1]), .tensor("z", [], integers: [0]),
          .tensor("o", [1, 18, 6, 6]),
        ]))
    try model.withUnsafeBytes { bytes in
      let model = try ONNXModel(ByteSource(bytes))
      let inference = try ShapeInference(model, InputBinding(model, size: nil, dimensions: [:]))
      let call = try #require(inference.steps.first?.call)
      #expect(try call.macs(inference.facts[inference.outputs[0]].shape) == fact.macs)
    }
  }
}
