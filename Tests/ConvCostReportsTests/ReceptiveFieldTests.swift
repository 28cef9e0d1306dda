import ConvCostCore
import ConvCostReports
import Testing

struct ReceptiveFieldTests {
  private static func report() throws -> Report {
    let network = Network(input: .map(3, Extent(64, 32))) {
      Convolution(8, kernel: 3, padding: 1).named("conv")
      AdaptivePool(.average, to: Extent(1, 8)).named("row")
      Upsample(to: Extent(1, 24), mode: .bilinear).named("up")
      GroupNorm(groups: 4).named("norm")
    }
    return try Report(Subject(name: "fields", source: "", citation: ""), network.analysis())
  }

  @Test func `columns have a length for each axis, and a fact says what is a bound`() throws {
    let report = try Self.report()
    var layout = ReportLayout()
    layout.folding = .none
    layout.columns = ["path", "rf", "jump", "offset"].compactMap(ReportColumn.named)
    let text = TextRenderer().render(report.document(layout))
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(rows.contains("conv 3×3 1 -1"))
    // Windows of four samples, of which each sees one more on both sides.
    #expect(rows.contains("row all×6 all, 4 all, -1"))
    // Element i reads around (i − 1)/3, from two thirds before to two thirds after: 6 + 4/3·4
    // samples.
    #expect(rows.contains("up all×11.33 all, 1.33 all, -5"))
    #expect(rows.contains("norm all all all"))
    #expect(rows.contains { $0.hasPrefix("Upper bounds the fields of 1 operations, from up on") })
  }

  @Test func `json has null for an axis that is seen completely`() throws {
    let json = try Self.report().json.text()
    for members in [
      "\"receptiveField\": [3, 3], \"receptiveFieldIsBound\": [false, false], \"jump\": [1, 1]",
      """
      \"receptiveField\": [null, 6], \"receptiveFieldIsBound\": [null, false], \"jump\": [null, \
      4]
      """,
      "\"receptiveFieldIsBound\": [null, true]",
      "\"receptiveField\": null, \"receptiveFieldIsBound\": null, \"jump\": null, \"offset\": null",
    ] {
      #expect(json.contains(members), "\(members)")
    }
  }
}
