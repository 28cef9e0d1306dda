import ConvCostCore
import ConvCostText

/// Two or more networks as columns of their stages; bands join equal resolutions.
package struct StageChart: Equatable, Sendable {
  private let names: [String]
  private let kinds: [String]
  /// The count of each network's stages, in the order of the kinds; nil if it has no such stage.
  private let counts: [[Double?]]
  private let label: String

  init(names: [String], kinds: [String], counts: [[Double?]], label: String) {
    self.names = names
    self.kinds = kinds
    self.counts = counts
    self.label = label
  }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    let (left, top, width, gap, height) = (64.0, 64.0, 130.0, 150.0, 360.0)
    let columns = Double(names.count)
    var svg = SVG(
      width: left + columns * width + (columns - 1) * gap + 40, height: top + height + 40)
    let most = counts.map { $0.compactMap(\.self).reduce(0, +) }.max() ?? 0
    let scale = Scale(showing: [most], fromZero: true, start: top + height, end: top)
    svg.text("\(label) by stage, equal resolutions joined", left, 20, class: "t h")
    for tick in scale.ticks where most > 0 {
      let y = scale.position(tick)
      svg.line(left, y, svg.width - 40, y)
      svg.text(Digits.compact(tick), left - 6, y + 4, anchor: "end", class: "t m")
    }
    // Stages are stacked, the largest maps at the bottom.
    var tops: [[(count: Double, low: Double, high: Double)?]] = []
    for network in counts {
      var sum = 0.0
      tops.append(
        network.map { count in
          guard let count, count > 0 else { return nil }
          defer { sum += count }
          return (count, scale.position(sum), scale.position(sum + count))
        })
    }
    for network in counts.indices {
      let x = left + Double(network) * (width + gap)
      svg.text(names[network], x + width / 2, 44, anchor: "middle", class: "t h")
      for (kind, span) in tops[network].enumerated() {
        guard let span else { continue }
        if network + 1 < counts.count, let next = tops[network + 1][kind] {
          svg.area(
            [
              (x + width, span.high), (x + width + gap, next.high),
              (x + width + gap, next.low), (x + width, span.low),
            ], class: "c\(kind % 8)")
        }
        svg.rectangle(
          x, span.high, width, span.low - span.high, class: "c\(kind % 8)",
          tooltip: "\(names[network]), \(kinds[kind]): "
            + "\(Digits.grouped(Int(span.count))) \(label)")
        if span.low - span.high > 14 {
          svg.text(
            "\(kinds[kind]): \(Digits.compact(span.count))", x + width / 2,
            (span.low + span.high) / 2 + 4, anchor: "middle", class: "t w")
        }
      }
    }
    return svg.text(
      title: "\(label) by stage of \(names.joined(separator: " and "))",
      description: names.indices.map { network in
        let parts = kinds.indices.compactMap { kind in
          counts[network][kind].map { "\(kinds[kind]) \(Digits.compact($0))" }
        }
        return "\(names[network]): \(parts.joined(separator: ", "))"
      }.joined(separator: "; ") + ".",
      identifier: identifier)
  }
}
