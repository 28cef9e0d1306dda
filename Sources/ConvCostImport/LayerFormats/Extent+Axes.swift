import ConvCostCore

extension Extent {
  /// Creates an extent of one to three lengths, outermost first; equal ones are one length for all
  /// axes, as people write them.
  init(axes lengths: some Collection<Int>) {
    let extent = Extent(lengths) ?? 1
    self = extent.common.map { Extent($0) } ?? extent
  }
}
