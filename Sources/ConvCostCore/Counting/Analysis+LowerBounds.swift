extension Analysis {
  /// Whether the total of a metric is a lower bound, because the work of some operations is
  /// unknown.
  public func isLowerBound(_ metric: Metric) -> Bool {
    graph.isLowerBound(metric, by: convention)
  }
}

extension Graph {
  /// Whether the total of a metric is a lower bound, because the work of some operations is
  /// unknown.
  ///
  /// Some conventions count only products; others count nearly every operation, and an operation of
  /// unknown work may be one of these.
  public func isLowerBound(_ metric: Metric, by convention: Convention) -> Bool {
    let countsProductsOnly =
      convention.count(of: metric)?.rules.keys.allSatisfy(\.isWeighted) ?? true
    return omissions.contains { omission in
      switch metric {
      case .parameters, .buffers: omission.storedNumbers > 0 || omission.mayStore
      case .activations: omission.mayMultiply
      case .macs, .flops: omission.mayMultiply || !countsProductsOnly
      }
    }
  }
}
