/// Rows and columns of zeros added around a map.
///
/// TensorFlow's and Keras' models pad before a convolution where PyTorch's convolutions pad by themselves.
public struct ZeroPad: Primitive {
  /// The rows above and the columns at the left.
  public var before: Size
  /// The rows below and the columns at the right.
  public var after: Size

  /// Creates a padding of the same length on all four sides.
  public init(_ length: Size) {
    self.init(before: length, after: length)
  }

  /// Creates a padding of the given rows and columns.
  public init(before: Size, after: Size) {
    self.before = before
    self.after = after
  }

  public var detail: String { Border(before: before, after: after).detail }
  public var operation: Operation { .zeroPad(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    try Border(before: before, after: after).output(of: input, sign: 1)
  }

  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors { .nothing }
}

/// Rows and columns cut off around a map: how U-Net fits its skips to what is enlarged beside them.
///
/// Ronneberger, Fischer and Brox, "U-Net", 2015.
public struct Crop: Primitive {
  /// The rows above and the columns at the left.
  public var before: Size
  /// The rows below and the columns at the right.
  public var after: Size

  /// Creates a crop of the same length on all four sides.
  public init(_ length: Size) {
    self.init(before: length, after: length)
  }

  /// Creates a crop of the given rows and columns.
  public init(before: Size, after: Size) {
    self.before = before
    self.after = after
  }

  public var detail: String { Border(before: before, after: after).detail }
  public var operation: Operation { .crop(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    try Border(before: before, after: after).output(of: input, sign: -1)
  }

  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors { .nothing }
}

/// Rows and columns around a map, to be added or cut off.
private struct Border {
  var before: Size
  var after: Size

  var detail: String {
    before == after
      ? before.short : "\(before.height),\(after.height),\(before.width),\(after.width)"
  }

  /// Returns the map with the border added, or cut off with a negative sign.
  func output(of input: Shape, sign: Int) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    for size in [before, after] {
      try requireLength("rows", size.height, from: 0)
      try requireLength("columns", size.width, from: 0)
    }
    return .map(
      channels: input.channels,
      height: extent.height + sign * (before.height + after.height),
      width: extent.width + sign * (before.width + after.width))
  }
}
