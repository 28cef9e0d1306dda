import ConvCostCore
import ConvCostJSON
import ConvCostText

extension Report {
  /// The report as a page that shows where the costs are: one file that loads nothing.
  ///
  /// Without scripts, or if a number is too large for the page, it is a table.
  ///
  /// - Parameter grid: the variants for the sliders; nil for none.
  package func page(_ grid: ExplorerGrid?, _ layout: ReportLayout) -> String {
    let renderer = HTMLRenderer()
    var data = ExplorerData(self, grid: grid)
    guard total.macs < Self.largestExact, efficiency.total.bytes < Self.largestExact,
      let json = try? data.json()
    else { return renderer.render(document(layout)) }
    var readable = layout
    readable.folding = .readable
    readable.hasPictures = false
    // A script's end inside of a text would end the data.
    return ExplorerPage.html(
      title: subject.reference.xml, data: json.compact().replacing("<", with: "\\u003c"),
      fallback: renderer.fragment(document(readable)))
  }

  /// The largest number that the scripts of pages hold exactly.
  private static let largestExact = 1 << 53
}
