import ConvCostCommand
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Foundation
import Testing

/// A model whose last layers depend on the data: every output marks the number as a lower bound.
struct LowerBoundTests {
  /// The backbone with its pyramid and the proposals' head are counted: 581,968,000 + 137,030,400
  /// by PyTorch's flop counter on the module.
  private static let macs = 718_998_400
  private static let model = "@tv_fasterrcnn_mobilenet_v3_large_320_fpn_ts_op17.onnx"

  private static let warning =
    """
    convcost: warning: tv_fasterrcnn_mobilenet_v3_large_320_fpn_ts_op17.onnx: totals are lower \
    bounds: the work of 4 Gemm is unknown; 14,362,055 of the 19,398,786 stored numbers belong to \
    them\n
    """

  private static func run(_ line: String) -> Run {
    ModelFileTests.run(line.replacing("MODEL", with: model))
  }

  @Test(arguments: [
    ("report MODEL --depth 1", "MACs            ≥ 718,998,400"),
    ("report MODEL --depth 1", "FLOPs           ≥ 1,437,996,800"),
    ("report MODEL --depth 1", "Parameters      ≥ 5,036,499 ("),
    ("report MODEL --depth 1", "Peak memory     ≥ "),
    ("report MODEL --depth 1 --format markdown", "≥ 718,998,400"),
    ("report MODEL --depth 1 --format latex", "≥ 718,998,400"),
    ("report MODEL --depth 1 --format html", "≥ 718,998,400"),
    ("report MODEL --format json", "\"complete\": false"),
    ("report MODEL --format json --convention fvcore", "\"lowerBounds\": [\"parameters\""),
    ("compare resnet18 MODEL", "≥ 718,998,400"),
    ("compare MODEL resnet18 --markdown", "| MACs | **≥ 718,998,400** | **1,814,073,344** |"),
    ("compare MODEL MODEL --markdown", "≥ 718,998,400 MACs, "),
    ("compare resnet18 MODEL --format csv", "MACs,1814073344,≥718998400,\n"),
    ("compare resnet18 MODEL --format json", "\"complete\": false"),
    ("explain MODEL", "≥ 718,998,400"),
    ("reconcile MODEL", "≥ 718,998,400"),
    ("reconcile MODEL --format json", "\"complete\": false"),
    ("sweep MODEL --vary input=320", "≥ 718,998,400"),
    ("sweep MODEL --vary input=320 --format csv", "≥718998400"),
    ("sweep MODEL --vary input=320 --format json", "\"complete\": false"),
    ("sweep MODEL --vary input=320 --format svg", ">≥ 320<"),
    ("plot MODEL", "MACs, a lower bound"),
    ("plot MODEL", "in total ≥ 719 M MACs, ≥ 5.04 M Parameters"),
    ("plot resnet18 MODEL", ">≥ tv_fasterrcnn"),
    ("compare resnet18 MODEL --format html", "≥ tv_fasterrcnn"),
    ("report MODEL --format mermaid", "lower bounds: parameters, "),
    (
      "report MODEL --format dot",
      "lower bounds: parameters, buffers, MACs, FLOPs, activations, model bytes, total activations,"
        + " peak activation bytes, traffic bytes"
    ),
    ("report MODEL --format netron", "lower bounds: parameters, "),
  ])
  func `a lower bound is marked at the number and on standard error`(line: String, text: String) {
    let run = Self.run(line)
    #expect(run.status == .done)
    #expect(run.output.contains(text))
    #expect(run.messages == Self.warning)
  }

  @Test func `a variant that is a lower bound fits no budget`() {
    let run = Self.run("solve MODEL --max-macs 100G --vary input=320")
    #expect(run.status == .checkFailed)
    #expect(run.output.contains("No variant fits"))
    #expect(run.output.contains("totals are lower bounds"))
  }

  @Test func `check fails on a lower bound unless the lock file accepts it`() throws {
    try withFolder { folder in
      let lock = "\(folder)/lock.json"
      let locked = Self.run("check --lock \(lock) --update MODEL")
      #expect(locked.status == .done)
      #expect(locked.output.contains("≥ 718,998,400"))
      #expect(locked.messages == Self.warning)
      let refused = Self.run("check --lock \(lock)")
      #expect(refused.status == .checkFailed)
      #expect(refused.output.contains("≥ 718,998,400"))
      #expect(
        refused.output.hasSuffix(
          "\nLower bounds  \"lowerBound\": true in the lock file accepts them\n"))
      let annotations = Self.run("check --lock \(lock) --format github")
      #expect(
        annotations.output.contains(
          "≥ 718,998,400 MACs, a lower bound, expected the whole count; \"lowerBound\": true in the"
            + " lock file accepts it"))
      let json = try JSONReader.read(Self.run("check --lock \(lock) --format json").output.utf8)
      let kinds = json["differences"]?.elements?.map { $0["kind"]?.string }
      #expect(kinds == Array(repeating: "lower bound", count: 5))
      try write(
        read(lock).replacing("\"blocks\"", with: "\"lowerBound\": true,\n\"blocks\""), to: lock)
      let accepted = Self.run("check --lock \(lock)")
      #expect(accepted.status == .done)
      #expect(accepted.messages == Self.warning)
      // An update keeps this.
      #expect(Self.run("check --lock \(lock) --update").status == .done)
      #expect(try read(lock).contains("\"lowerBound\": true"))
    }
  }

  @Test func `complete counts have no warning`() {
    let run = Self.run("report resnet18 --format json")
    #expect(run.messages == "")
    #expect(run.output.contains("\"complete\": true"))
    #expect(run.output.contains("\"lowerBounds\": []"))
  }

  /// The counts are complete, but the memory after the boxes are chosen is unknown.
  @Test func `memory alone may be a lower bound`() {
    let run = ModelFileTests.run("report @tv_ssdlite320_mobilenet_v3_large_ts_op17.onnx")
    #expect(run.status == .done)
    #expect(run.output.contains("MACs         583,171,904\n"))
    #expect(run.output.contains("Peak memory  ≥ "))
    #expect(run.messages.contains(": memory and traffic are lower bounds: the work of 180 NonZero"))
  }
}
