import ConvCostCore
import ConvCostText

/// A network's cost along its depth: a bar for each block, and lines where the resolution changes.
package struct DepthChart: Equatable, Sendable {
  /// A block of the network.
  struct Bar: Equatable, Sendable {
    var name: String
    var extent: String
    var values: [Double]
  }

  let title: String
  let labels: [String]
  /// The signs that mark totals as lower bounds, by metric.
  private let signs: [String]
  let bars: [Bar]

  /// Creates the chart of a report: its main count, parameters and activations.
  package init(_ report: Report) {
    let metrics = [report.convention.counts[0].metric, .parameters, .activations]
    title = "\(report.subject.reference) · input \(report.analysis.graph.inputsText)"
    labels = metrics.map { report.convention.label(of: $0).capitalizedHead }
    signs = metrics.map { report.analysis.isLowerBound($0) ? "≥ " : "" }
    let all = Report.innermost(report.rows(folding: .readable)).map { row in
      Bar(
        name: row.path, extent: row.output.extent?.description ?? "",
        values: metrics.map { Double($0.value(of: row.cost)) })
    }
    bars = all.filter { bar in bar.values.contains { $0 > 0 } }
  }

  /// The width of a bar with its gap.
  private var step: Double { max(11, min(44, 820 / Double(max(1, bars.count)))) }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    let (left, right, top, panel, gap) = (78.0, 16.0, 80.0, 118.0, 34.0)
    let plot = step * Double(bars.count)
    let bottom = 24 + 6.2 * Double(bars.map(\.name.count).max() ?? 0) * 0.72
    let height = top + Double(labels.count) * (panel + gap) - gap + bottom
    var svg = SVG(width: max(left + plot + right, 480), height: height)
    svg.text(title, left, 20, class: "t h")

    // A change of resolution is a line through all panels.
    var last = ""
    for (index, bar) in bars.enumerated() where bar.extent != last {
      last = bar.extent
      let x = left + Double(index) * step
      svg.line(x, 34, x, height - bottom, class: "d")
      if !bar.extent.isEmpty, isRoomy(index) { svg.text(bar.extent, x + 3, 44, class: "t m") }
    }
    for (number, label) in labels.enumerated() {
      let base = top + Double(number) * (panel + gap) + panel
      let most = bars.map { $0.values[number] }.max() ?? 0
      let scale = Scale(
        showing: [most], fromZero: true, start: base, end: base - panel + 8)
      svg.text(
        signs[number].isEmpty ? label : "\(label), a lower bound", left, base - panel - 4,
        class: "t h")
      for tick in scale.ticks where most > 0 {
        let y = scale.position(tick)
        svg.line(left, y, left + plot, y)
        svg.text(Digits.compact(tick), left - 6, y + 4, anchor: "end", class: "t m")
      }
      for (index, bar) in bars.enumerated() where bar.values[number] > 0 {
        let y = scale.position(bar.values[number])
        svg.rectangle(
          left + Double(index) * step + step * 0.12, y, step * 0.76, base - y,
          class: "c\(number)",
          tooltip: "\(bar.name): \(Digits.grouped(Int(bar.values[number]))) \(label)")
      }
      svg.line(left, base, left + plot, base)
    }
    for (index, bar) in bars.enumerated() {
      let x = left + (Double(index) + 0.5) * step
      svg.text(bar.name, x + 3, height - bottom + 12, anchor: "end", turned: -50)
    }
    let totals = labels.indices.map { number in
      "\(signs[number])\(Digits.compact(bars.reduce(0) { $0 + $1.values[number] })) "
        + "\(labels[number])"
    }
    return svg.text(
      title: "Cost along the depth of \(title)",
      description: "\(bars.count) blocks; in total \(totals.joined(separator: ", ")).",
      identifier: identifier)
  }

  /// Whether the name of a resolution has room before the next one begins.
  private func isRoomy(_ index: Int) -> Bool {
    let next = bars[index...].firstIndex { $0.extent != bars[index].extent } ?? bars.count
    return Double(next - index) * step > Double(bars[index].extent.count) * 6.4
  }
}
