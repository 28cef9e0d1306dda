import ConvCostCore

extension Window {
  /// Returns the positions of a pool that rounds up and has no padding, where the last of them
  /// begins after the map's end; nil for any other.
  ///
  /// Caffe and Core ML drop such a position only with padding, and other frameworks always.
  func positionsPastEnd(of extent: Extent) -> Extent? {
    guard rounding == .ceil, padding == .valid,
      let usual = try? output(of: extent)
    else { return nil }
    let positions = Extent(
      extent.axes.map { axis in
        let room = extent[axis] - kernel[axis]
        return room > -stride[axis] ? (room + stride[axis] - 1) / stride[axis] + 1 : 0
      })
    return positions == usual ? nil : positions
  }
}
