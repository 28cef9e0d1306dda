import ConvCostCore
import ConvCostText

extension Report {
  /// Whether a figure is a lower bound, because the work of some operations of a model file is
  /// unknown.
  package func isLowerBound(_ figure: Figure) -> Bool {
    if let metric = figure.metric { return analysis.isLowerBound(metric) }
    return switch figure {
    case .modelBytes, .flash: analysis.isLowerBound(.parameters)
    default: analysis.graph.lacksValues
    }
  }

  /// The figures that are lower bounds, of those that the convention has.
  package var lowerBounds: [Figure] {
    Figure.allCases.filter { figure in
      isLowerBound(figure) && figure.value(of: self) != nil
        && figure.metric.map(convention.defines) ?? true
    }
  }

  /// The figures that are lower bounds, in words; nil if all are exact.
  var lowerBoundsText: String? {
    lowerBounds.isEmpty
      ? nil : "lower bounds: \(lowerBounds.map(\.name).joined(separator: ", "))"
  }

  /// Returns a total in words, with a sign before it if it is a lower bound.
  func words(_ metric: Metric) -> String {
    Digits.bounded(metric.value(of: total), isLowerBound: analysis.isLowerBound(metric))
  }
}
