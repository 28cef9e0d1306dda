import ConvCostJSON
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Operators on constants, whose results onnx 1.23.2 computed: `onnx.reference.ReferenceEvaluator`,
/// a model of one node for each.
struct OperatorValueTests {
  @Test func `operators on constants have the values of onnx's reference`() throws {
    let file = "Tests/ConvCostImportTests/Models/onnx-values.json"
    let facts = try #require(try JSONReader.read(Fixtures.bytes(file)).elements)
    #expect(facts.count == 348)
    for (number, fact) in facts.enumerated() {
      let type = try #require(fact["op"]?.string)
      let name = Comment(rawValue: "line \(number + 2), \(type)")
      let mayBeUnknown = fact["mayBeUnknown"] != nil
      let result = try #require(fact["result"])
      let fact = try #require(try? Self.result(of: fact), name)
      #expect(fact.shape == result["shape"]?.elements?.compactMap(\.integer), name)
      let values =
        result["integers"]?.elements.map { TensorValues.integers($0.compactMap(\.integer)) }
        ?? result["floats"]?.elements.map { TensorValues.floats($0.compactMap(\.number)) }
      guard let values else { continue }
      #expect(fact.values == values || (fact.values == nil && mayBeUnknown), name)
    }
  }

  private static func result(of fact: JSONValue) throws -> TensorFact {
    let inputs = fact["inputs"]?.elements ?? []
    let names = inputs.enumerated().map { $1["shape"] == nil ? "" : "c\($0)" }
    let constants = zip(names, inputs).compactMap { name, input -> Message? in
      guard let shape = input["shape"]?.elements?.compactMap(\.integer) else { return nil }
      if let values = input["floats"]?.elements?.compactMap(\.number) {
        return .tensor(name, shape, floats: values.map { Float($0) })
      }
      return .tensor(
        name, shape, integers: input["integers"]?.elements?.compactMap(\.integer) ?? [])
    }
    let outputs = (0..<(fact["outputs"]?.integer ?? 1)).map { "y\($0)" }
    let node = Message.node(
      fact["op"]?.string ?? "", names, outputs,
      attributes: fact["attributes"]?.members?.map(attribute) ?? [])
    let output = outputs[fact["output"]?.integer ?? 0]
    let bytes = Message.model(
      .graph([node], outputs: [.value(output, [])], initializers: constants),
      opset: fact["opset"]?.integer ?? 18)
    return try bytes.withUnsafeBytes { bytes in
      let model = try ONNXModel(ByteSource(bytes))
      let inference = try ShapeInference(model, InputBinding(model, size: nil, dimensions: [:]))
      return inference.facts[inference.outputs[0]]
    }
  }

  private static func attribute(_ member: JSONValue.Member) -> Message {
    let (name, value) = (member.key, member.value)
    if let text = value.string { return .attribute(name, text: text) }
    if let values = value.elements, values.contains(where: { $0.integer == nil }) {
      return .attribute(name, floats: values.compactMap(\.number).map { Float($0) })
    }
    if let values = value.elements {
      return .attribute(name, integers: values.compactMap(\.integer))
    }
    if let value = value.integer { return .attribute(name, integer: value) }
    return .attribute(name, float: Float(value.number ?? 0))
  }
}

extension JSONValue {
  /// The value of a number; nil for another value.
  fileprivate var number: Double? {
    guard case .number(let text) = content else { return nil }
    return Double(text)
  }
}
