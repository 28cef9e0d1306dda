import ConvCostTestSupport
import Testing

struct PlotTests {
  /// So many circles at one place that some names are far out, at the end of a line.
  @Test func `a crowded picture is the one that was recorded`() throws {
    let names = ["resnet50"] + (981...999).map { "resnet50:classes=\($0)" }
    let run = convcost(["plot"] + names)
    #expect(run.status == .done)
    #expect(run.output.contains("class=\"l\""))
    try expectSnapshot(run.output, "\(CommandTests.snapshots)/plot-crowded.svg")
  }
}
