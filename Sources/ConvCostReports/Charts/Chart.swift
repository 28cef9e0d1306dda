/// A picture of a document's contents; formats without pictures leave it out.
package enum Chart: Equatable, Sendable {
  /// A network's maps as boxes.
  case boxes(BoxDiagram)
  /// The numbers of counters, divided into causes.
  case causes(CauseChart)
  /// A network's cost along its depth.
  case depth(DepthChart)
  /// Networks as circles.
  case scatter(ScatterChart)
  /// Networks as columns of their stages.
  case stages(StageChart)
  /// The bytes in memory along the order of execution.
  case timeline(TimelineChart)

  /// The picture as SVG.
  ///
  /// - Parameter identifier: distinguishes the pictures of one page.
  package func svg(identifier: String = "chart") -> String {
    switch self {
    case .boxes(let chart): chart.svg(identifier: identifier)
    case .causes(let chart): chart.svg(identifier: identifier)
    case .depth(let chart): chart.svg(identifier: identifier)
    case .scatter(let chart): chart.svg(identifier: identifier)
    case .stages(let chart): chart.svg(identifier: identifier)
    case .timeline(let chart): chart.svg(identifier: identifier)
    }
  }

  /// The picture for LaTeX, as TikZ; nil for one that only SVG has.
  package var tikz: String? {
    if case .boxes(let chart) = self { chart.tikz } else { nil }
  }
}
