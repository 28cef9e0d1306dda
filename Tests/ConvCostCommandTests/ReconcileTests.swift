import ConvCostCommand
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Testing

/// Networks that some conventions cannot count.
struct ReconcileTests {
  private static let hostile = Fixtures.package.appendingPathComponent(
    "Tests/ConvCostImportTests/Models/hostile/overflow-reconcile-quantity.onnx"
  ).path

  private func spec(_ layers: String, input: String, _ body: (String) throws -> Void) throws {
    try withFolder { folder in
      let file = "\(folder)/net.json"
      try write(
        "{\"convcost\": \"network/1\", \"framework\": \"PyTorch\", \"input\": \(input),"
          + " \"layers\": [\(layers)]}", to: file)
      try body(file)
    }
  }

  /// calflops 0.3.2 prints FLOPs 256 and MACs 128 of `TransposedConvolution(4, 8, 2, stride=2)` on
  /// 4×1×1.
  @Test func `a biased transposed convolution on a map below its kernel counts`() throws {
    try spec("{\"convTranspose\": 8, \"kernel\": 2, \"stride\": 2}", input: "[4, 1, 1]") { file in
      let run = convcost(["reconcile", file, "--format", "json"])
      #expect(run.status == .done)
      let json = try JSONReader.read(run.output.utf8)
      let rows = json["conventions"]?.elements?.filter { $0["convention"]?.string == "calflops" }
      #expect(rows?.map { $0["value"]?.integer } == [256, 128])
      #expect(rows?.allSatisfy { $0["error"] == nil } == true)
      let given = convcost(["reconcile", file, "--given", "256"])
      #expect(given.status == .done)
      #expect(unwrapped(given.output).contains("calflops (FLOPs)"))
      let explanation = convcost(["explain", file, "--convention", "calflops"])
      #expect(explanation.status == .done)
    }
  }

  /// A norm over 2³¹ − 1 channels of a map of 2³³ elements: the sums of some conventions exceed 64
  /// bits.
  @Test func `a convention that cannot count a layer has a row that says so`() throws {
    try spec(
      "{\"localResponseNorm\": 2147483647}", input: "[65536, 256, 512]"
    ) { file in
      let run = convcost(["reconcile", file, "--format", "json"])
      #expect(run.status == .done)
      let json = try JSONReader.read(run.output.utf8)
      let rows = try #require(json["conventions"]?.elements)
      let failed = rows.filter { $0["error"] != nil }
      #expect(!failed.isEmpty && failed.count < rows.count)
      for row in failed {
        #expect(row["value"]?.content == .null)
        #expect(row["because"]?.elements?.isEmpty == true)
        #expect(row["error"]?.string?.contains("LocalResponseNorm") == true)
      }
      #expect(rows.first?["value"]?.integer == 0)
      for format in ["text", "markdown", "csv", "html", "latex"] {
        let run = convcost(["reconcile", file, "--format", format])
        #expect(run.status == .done)
        #expect(run.output.contains(format == "csv" ? ",error" : "Cannot count"))
      }
    }
  }

  @Test(arguments: ["report", "compare resnet18", "explain", "reconcile --given 5"])
  func `a size near 2⁶³ ends in a count or one line`(line: String) {
    let run = convcost(line.split(separator: " ").map(String.init) + [Self.hostile])
    #expect(run.status == .done || run.messages.split(separator: "\n").count == 1)
    for convention in ["calflops", "ptflops", "onnx-tool", "thop", "keras"] {
      let run = convcost(["report", Self.hostile, "--convention", convention])
      #expect(run.status == .done || run.messages.split(separator: "\n").count == 1)
    }
  }
}
