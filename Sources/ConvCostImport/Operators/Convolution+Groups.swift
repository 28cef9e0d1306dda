import ConvCostCore

extension Convolution.Filters {
  /// Creates filters as a file states them: depthwise if several groups have a channel each.
  init(_ output: Int, groups: Int, readOneChannel: Bool) {
    self =
      groups > 1 && readOneChannel && output % groups == 0
      ? .depthwise(multiplier: output / groups) : .grouped(output, groups: groups)
  }
}
