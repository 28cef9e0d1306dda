public import ConvCostCore

extension Report {
  /// Returns the operations that have most of a metric, the first of equals first.
  ///
  ///     for row in report.costliest(5, by: .parameters) {
  ///       print(row.path, row.cost.parameters)
  ///     }
  ///
  /// - Parameter count: how many; fewer are returned where the network has fewer.
  public func costliest(_ count: Int, by metric: Metric = .macs) -> [Row] {
    let sorted = operations.enumerated().sorted { one, other in
      let (first, second) = (
        metric.value(of: one.element.cost), metric.value(of: other.element.cost)
      )
      return first == second ? one.offset < other.offset : first > second
    }
    return sorted.prefix(max(0, count)).map(\.element)
  }
}
