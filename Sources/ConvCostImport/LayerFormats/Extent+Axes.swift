import ConvCostCore

extension Extent {
  /// Creates an extent of one to three lengths, outermost first; equal ones are one length for all
  /// axes, as people write them.
  init(axes lengths: some Collection<Int>) {
    let first = lengths.first ?? 1
    self = lengths.allSatisfy { $0 == first } ? Extent(first) : Extent(lengths) ?? Extent(first)
  }
}
