import ConvCostCore

extension Window {
  /// Creates the window of the geometries along a map's axes, outermost first, which round alike;
  /// nil for more than three axes, and for padding that cuts the map.
  ///
  /// - Parameter lengths: the map's lengths along the same axes, on which the padding depends.
  init?(_ axes: [WindowAxis], on lengths: ArraySlice<Int>) {
    let pads = zip(axes, lengths).map { $0.pads(for: $1) }
    guard let kernel = Extent(axes.map(\.kernel)), let stride = Extent(axes.map(\.stride)),
      let dilation = Extent(axes.map(\.dilation)), let before = Extent(pads.map(\.before)),
      let after = Extent(pads.map(\.after)),
      pads.allSatisfy({ $0.before >= 0 && $0.after >= 0 })
    else { return nil }
    self.init(
      kernel: kernel, stride: stride,
      padding: axes[0].padding == .same ? .same : Padding(before: before, after: after),
      dilation: dilation, rounding: axes[0].rounding)
  }
}
