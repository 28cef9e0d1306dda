import ConvCostJSON
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// The operator tests of the onnx package, version 1.23 (Apache-2.0), with all inputs but the first
/// as constants. The shapes are those of the arrays that its reference implementation returned.
struct OperatorShapeTests {
  static let folder = "Tests/ConvCostImportTests/Models/onnx-node"
  static let expected = try? JSONReader.read(Fixtures.bytes("\(folder)/expected.json"))
  static let files = expected?.members?.map(\.key) ?? []

  /// Shapes that depend on the values of an input, which a reader of the file cannot know.
  static let dependOnData: Set = [
    "test_constantofshape_float_ones.onnx", "test_constantofshape_int_zeros.onnx",
    "test_nonzero_example.onnx", "test_range_bfloat16_type_positive_delta.onnx",
  ]

  @Test func `all operator tests are there`() {
    #expect(Self.files.count == 343)
  }

  @Test(arguments: files)
  func `an operator's results have the shapes of onnx's own test`(file: String) throws {
    let bytes = try Fixtures.bytes("\(Self.folder)/\(file)")
    let outputs = try #require(Self.expected?[file]?["outputs"]?.members)
    let model = try bytes.withUnsafeBytes { try ONNXModel(ByteSource($0)) }
    let inference = try ShapeInference(
      model, InputBinding(model, size: nil, dimensions: [:]))
    for output in outputs {
      let index = try #require(model.graph.outputs.firstIndex { $0.name == output.key })
      let shape = inference.facts[inference.outputs[index]].shape
      let wanted = output.value.elements.map { $0.compactMap(\.integer) }
      #expect(shape == (Self.dependOnData.contains(file) ? nil : wanted), "\(output.key)")
    }
  }
}
