import ConvCostCore
import ConvCostJSON

extension Cost {
  /// The metrics as members of an object; null if the convention does not have one.
  func members(by convention: Convention) -> [JSONNode.Member] {
    Metric.allCases.map { metric in
      (
        metric.rawValue,
        convention.defines(metric) ? .number(metric.value(of: self)) : .null
      )
    }
  }
}
