extension Window {
  /// Returns the geometry in short, such as `3×3 s2 p1 d2`, followed by `more` where it is given.
  ///
  /// What has its default is left out; a kernel, stride or padding that differs between the axes
  /// is written with both lengths.
  func detail(_ more: String? = nil) -> String {
    var words = ["\(kernel)"]
    if stride != 1 { words.append("s\(stride.short)") }
    switch padding {
    case .valid: break
    case .same: words.append("same")
    case .half, .explicit:
      let (top, bottom) = self[.height].pads(for: 0)
      let (left, right) = self[.width].pads(for: 0)
      if (top, left) != (bottom, right) {
        words.append("p\(top),\(bottom),\(left),\(right)")
      } else if (top, left) != (0, 0) {
        words.append("p\(Size(top, left).short)")
      }
    }
    if dilation != 1 { words.append("d\(dilation.short)") }
    if rounding == .ceil { words.append("ceil") }
    if let more, !more.isEmpty { words.append(more) }
    return words.joined(separator: " ")
  }
}

extension Size {
  /// One number for a square, both for another rectangle.
  var short: String { isSquare ? "\(height)" : description }
}
