extension Window {
  /// Returns the geometry in short, such as `3×3 s2 p1 d2`, followed by `more` if it is given.
  ///
  /// Default values are left out; a kernel, stride or padding that differs between the axes is
  /// written with all lengths.
  ///
  /// - Parameter rank: the number of axes of the map.
  func detail(on rank: Int, _ more: String? = nil) -> String {
    var words = ["\(kernel.along(rank) ?? kernel)"]
    if stride.common != 1 { words.append("s\(stride.short)") }
    switch padding {
    case .valid: break
    case .same: words.append("same")
    case .half, .explicit:
      // A padding with a different number of axes than the map is an error, whose message prints it
      // as it is.
      let pads = Axis.axes(of: padding.rank ?? rank).map { self[$0].pads(for: 0) }
      if pads.contains(where: { $0.before != $0.after }) {
        words.append("p" + pads.map { "\($0.before),\($0.after)" }.joined(separator: ","))
      } else if pads.contains(where: { $0.before != 0 }), let pad = Extent(pads.map(\.before)) {
        words.append("p\(pad.short)")
      }
    }
    if dilation.common != 1 { words.append("d\(dilation.short)") }
    if rounding == .ceil { words.append("ceil") }
    if let more, !more.isEmpty { words.append(more) }
    return words.joined(separator: " ")
  }
}
