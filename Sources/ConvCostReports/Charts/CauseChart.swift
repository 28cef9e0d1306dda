import ConvCostCore
import ConvCostText

/// What each counter prints for a network as a bar, divided into the causes of the differences.
package struct CauseChart: Equatable, Sendable {
  /// A number that a counter prints.
  private struct Bar: Equatable, Sendable {
    var name: String
    var value: String
    var parts: [Part]
  }

  private struct Part: Equatable, Sendable {
    var cause: Cause
    var count: Int
  }

  private let title: String
  private let bars: [Bar]
  /// The causes that any of the counters has, in order.
  private let causes: [Cause]

  /// Creates the chart of a reconciliation; counters that cannot count the network are left out.
  package init(_ reconciliation: Reconciliation) {
    title =
      "\(reconciliation.subject.reference): what counters print, and why"
    let standard = reconciliation.rows.first?.tally?.value ?? 0
    bars = reconciliation.rows.compactMap { row in
      guard let tally = row.tally else { return nil }
      let ratio =
        standard > 0 ? " · \(Digits.fixed(Double(tally.value) / Double(standard), digits: 2))×" : ""
      return Bar(
        name: "\(row.convention.name), \(row.count.label)",
        value: (row.isLowerBound ? "≥ " : "") + Digits.compact(Double(tally.value)) + ratio,
        parts: tally.parts.map { Part(cause: $0.cause, count: $0.value) })
    }
    let found = Set(bars.flatMap { $0.parts.map(\.cause) })
    causes = Cause.allCases.filter(found.contains)
  }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    let (left, top, step, plot) = (188.0, 76.0, 24.0, 560.0)
    let height = top + step * Double(bars.count)
    var svg = SVG(width: left + plot + 130, height: height + 28)
    svg.text(title, 12, 20, class: "t h")
    var x = 12.0
    var y = 42.0
    for cause in causes {
      let name = cause == .macs ? cause.rawValue : cause.rawValue.capitalizedHead
      let width = 24 + 6.4 * Double(name.count)
      if x + width > svg.width - 12 { (x, y) = (12, y + 18) }
      svg.rectangle(x, y - 9, 10, 10, class: cause.color)
      svg.text(name, x + 14, y)
      x += width + 6
    }
    let most = bars.map { bar in bar.parts.reduce(0) { $0 + max(0, $1.count) } }.max() ?? 0
    let scale = Scale(
      showing: [Double(most)], fromZero: true, start: left, end: left + plot)
    for tick in scale.ticks where most > 0 {
      let place = scale.position(tick)
      svg.line(place, top - 6, place, height)
      svg.text(Digits.compact(tick), place, height + 16, anchor: "middle", class: "t m")
    }
    for (index, bar) in bars.enumerated() {
      let y = top + step * Double(index)
      svg.text(bar.name, left - 8, y + 12, anchor: "end")
      // What is left out makes the first part shorter.
      let missing = bar.parts.reduce(0) { $0 + min(0, $1.count) }
      var start = 0
      for part in bar.parts where part.count > 0 {
        let count = start == 0 ? max(0, part.count + missing) : part.count
        let from = scale.position(Double(start))
        let to = scale.position(Double(start + count))
        svg.rectangle(
          from, y, to - from, step - 7, class: part.cause.color,
          tooltip: "\(bar.name): \(Digits.grouped(part.count)) \(part.cause.rawValue)")
        start += count
      }
      svg.text(bar.value, scale.position(Double(start)) + 6, y + 12)
    }
    return svg.text(
      title: title,
      description: bars.map { bar in
        let parts = bar.parts.map { "\($0.cause.rawValue) \(Digits.compact(Double($0.count)))" }
        return "\(bar.name): \(bar.value), of \(parts.joined(separator: ", "))"
      }.joined(separator: "; ") + ".",
      identifier: identifier)
  }
}

extension Cause {
  /// The class of the cause's parts, the same in every chart.
  fileprivate var color: String {
    switch self {
    case .macs: "c0"
    case .factor: "o c0"
    case .bias: "c1"
    case .batchNorm: "c2"
    case .norm: "o c2"
    case .activations: "c4"
    case .pooling: "o c5"
    case .adaptivePooling: "c5"
    case .elementwise: "c6"
    case .upsampling: "o c6"
    case .doubleCounting: "c3"
    case .transposed: "o c3"
    case .positions, .leftOut, .unseen: "o c7"
    case .parameters: "o c1"
    case .buffers: "o c4"
    case .other: "c7"
    }
  }
}
