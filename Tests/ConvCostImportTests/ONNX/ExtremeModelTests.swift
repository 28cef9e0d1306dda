import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Models with numbers at which arithmetic overflows: they give a clear error or a count, and no
/// crash.
struct ExtremeModelTests {
  /// These files were found in an examination; each once crashed a reader.
  @Test(arguments: [
    (
      "overflow-concat", "the tensor 'value1' has the shape [9223372036854775807], expected lengths"
    ),
    ("overflow-gathernd", "(Split): a length of 9223372036854775807, expected 1 to 2147483647"),
    ("overflow-parameterrole", "the tensor 's' has the shape [9223372036854775807], expected"),
    ("overflow-reconcile-quantity", "(LRN): a length of 9223372036854775807, expected 1 to"),
    ("overflow-split-num-outputs", "(Split): a length of 9223372036854775807, expected 1 to"),
    ("overflow-split-values", "(Split): a length of 9223372036854775807, expected 0 to"),
    ("overflow-split", "(Split): a length of 9223372036854775807, expected 1 to 2147483647"),
    (
      "overflow-two-big-weights",
      "the stored numbers up to the tensor 'v' exceed 9223372036854775807"
    ),
    ("overflow-windows", "(ConvTranspose): a length of 9223372036854775807, expected 0 to"),
  ])
  func `numbers near 2⁶³ are refused with their place`(file: String, message: String) throws {
    let bytes = try Fixtures.bytes("Tests/ConvCostImportTests/Models/hostile/\(file).onnx")
    #expect(HostileModelTests.problem(bytes).contains(message))
  }

  /// Every operator meets extreme attributes, values and dimensions.
  @Test func `no operator crashes on extreme numbers`() {
    var random = SeededGenerator(seed: 13)
    var read = 0
    for type in Operator.allCases.map(\.rawValue) + ["If", "Loop"] {
      for _ in 0..<20 {
        let bytes = (0..<80).map { _ in UInt8.random(in: 0...255, using: &random) }
        var builder = ExtremeModel(bytes, operators: [type])
        let model = builder.build()
        model.withUnsafeBytes { model in
          guard let network = try? ONNXFile.read(ByteSource(model)) else { return }
          read += 1
          _ = try? Analysis(network.graph)
        }
      }
    }
    // Some must be read, or the test covers only the first check of each rule.
    #expect(read > 150)
  }
}
