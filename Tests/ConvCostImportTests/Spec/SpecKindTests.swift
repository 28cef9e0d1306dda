import ConvCostCore
import Testing

@testable import ConvCostImport

@Suite struct SpecKindTests {
  /// `gate` and `bottleneck` are kinds of their own, and fields of these.
  @Test(arguments: [
    (#""squeezeExcite": 4, "squeeze": 2, "gate": "hardSigmoid""#, "SqueezeExcite"),
    (#""gate": "hardSigmoid", "squeezeExcite": 4, "squeeze": 2"#, "SqueezeExcite"),
    (#""denseLayer": 2, "bottleneck": 8"#, "DenseLayer"),
    (#""bottleneck": 8, "denseLayer": 2"#, "DenseLayer"),
    (#""bottleneck": 8, "denseBlock": 2, "growth": 2"#, "DenseBlock"),
  ])
  func `a key that is a field of another kind does not name the object`(
    members: String, type: String
  ) throws {
    let text = #"{"convcost": "network/1", "input": [4, 8, 8], "layers": [{\#(members)}]}"#
    let graph = try NetworkSpec(Array(text.utf8)).network().graph()
    #expect(graph.scopes.contains { $0.type == type }, "\(graph.scopes.map(\.type))")
  }

  /// Files are taken for texts by their first 4 KiB.
  @Test(arguments: [(4_095, false), (4_096, true)])
  func `a byte that no text has makes a file no text`(place: Int, isText: Bool) {
    var bytes = Array(repeating: UInt8(ascii: "a"), count: 5000)
    bytes[place] = 0
    bytes.withUnsafeBytes { #expect(ModelFormat.isText(ByteSource($0)) == isText) }
  }
}
