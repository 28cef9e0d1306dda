import ConvCostCore
import ConvCostText

/// The bytes in memory while each operation runs, in the order of execution.
package struct TimelineChart: Equatable, Sendable {
  private let title: String
  private let live: [Int]
  private let names: [String]
  /// What lives at the peak, in words.
  private let peak: String

  /// Creates the chart of a network's memory.
  package init(_ memory: MemoryReport) {
    let plan = memory.plan
    title =
      "\(memory.report.subject.reference) · memory as \(plan.dialect.name), "
      + plan.dataType.rawValue
    live = plan.order.map { plan.liveness.live[$0] }
    names = plan.order.map { memory.report.paths.nodes[$0] }
    peak =
      "\(UnitPrefix.bytes(plan.liveness.peak)) at \(memory.peakPath): "
      + memory.residents.map { "\($0.name) \(UnitPrefix.bytes($0.bytes))" }
      .joined(separator: ", ")
  }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    let (left, top, height, width) = (84.0, 60.0, 240.0, 820.0)
    var svg = SVG(width: left + width + 16, height: top + height + 40)
    svg.text(title, left, 20, class: "t h")
    svg.text(peak.prefix(130) + (peak.count > 130 ? " …" : ""), left, 40, class: "t m")
    let most = Double(live.max() ?? 0)
    let base = top + height
    let scale = Scale(showing: [most], fromZero: true, start: base, end: top)
    for tick in scale.ticks where most > 0 {
      let y = scale.position(tick)
      svg.line(left, y, left + width, y)
      svg.text(UnitPrefix.bytes(Int(tick)).binaryPart, left - 6, y + 4, anchor: "end", class: "t m")
    }
    let step = width / Double(max(1, live.count))
    let peakStep = live.max().flatMap(live.firstIndex)
    for (index, bytes) in live.enumerated() {
      let y = scale.position(Double(bytes))
      svg.rectangle(
        left + Double(index) * step, y, max(step - (step > 4 ? 1 : 0), 0.6), base - y,
        class: index == peakStep ? "c3" : "c0",
        tooltip: "\(names[index]): \(Digits.grouped(bytes)) bytes")
    }
    svg.line(left, base, left + width, base)
    svg.text("operations in the order of execution", left, base + 20, class: "t m")
    return svg.text(
      title: title,
      description: "\(live.count) operations; \(peak).", identifier: identifier)
  }
}

extension String {
  /// The text before a bracket, such as `9.63 MB` of `9.63 MB (9.19 MiB)`.
  fileprivate var binaryPart: String {
    String(prefix { $0 != "(" }).trimmed
  }

  private var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
