/// Zeros added around a map: rows and columns of an image.
///
/// TensorFlow's and Keras' models pad before a convolution where PyTorch's convolutions pad by
/// themselves.
public struct ZeroPad: Primitive {
  /// What is added before each axis: the rows above and the columns at the left.
  public var before: Extent
  /// What is added after each axis: the rows below and the columns at the right.
  public var after: Extent

  /// Creates a padding of the same length on all four sides.
  @inlinable
  public init(_ length: some ExtentConvertible) {
    self.init(before: length, after: length)
  }

  /// Creates a padding of the given rows and columns.
  @inlinable
  public init(before: some ExtentConvertible, after: some ExtentConvertible) {
    self.before = Extent(before)
    self.after = Extent(after)
  }

  package func detail(on rank: Int) -> String {
    Border(before: before, after: after).detail(on: rank)
  }
  package var operationKind: OperationKind { .zeroPad }
  public var operation: Operation { .zeroPad(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try Border(before: before, after: after).output(of: input, sign: 1)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors { .nothing }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .shifted(by: -before[axis])
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}

/// Rows and columns cut off around a map, as U-Net does to fit its skips to the enlarged maps.
///
/// Ronneberger, Fischer and Brox, "U-Net", 2015.
public struct Crop: Primitive {
  /// What is cut off before each axis: the rows above and the columns at the left.
  public var before: Extent
  /// What is cut off after each axis: the rows below and the columns at the right.
  public var after: Extent

  /// Creates a crop of the same length on all four sides.
  @inlinable
  public init(_ length: some ExtentConvertible) {
    self.init(before: length, after: length)
  }

  /// Creates a crop of the given rows and columns.
  @inlinable
  public init(before: some ExtentConvertible, after: some ExtentConvertible) {
    self.before = Extent(before)
    self.after = Extent(after)
  }

  package func detail(on rank: Int) -> String {
    Border(before: before, after: after).detail(on: rank)
  }
  package var operationKind: OperationKind { .crop }
  public var operation: Operation { .crop(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try Border(before: before, after: after).output(of: input, sign: -1)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors { .nothing }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .shifted(by: before[axis])
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}

/// Rows and columns around a map, to be added or cut off.
private struct Border {
  var before: Extent
  var after: Extent

  func detail(on rank: Int) -> String {
    before == after
      ? before.short
      : Axis.axes(of: rank).map { "\(before[$0]),\(after[$0])" }.joined(separator: ",")
  }

  /// Returns the map with the border added, or with a negative sign cut off.
  func output(of input: Shape, sign: Int) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    try before.requireAxes(of: extent)
    try after.requireAxes(of: extent)
    return input.with(
      channels: input.channels,
      extent: try extent.mapped { (axis, length) throws(ShapeError) in
        try requireLength(axis.border, before[axis], from: 0)
        try requireLength(axis.border, after[axis], from: 0)
        return length + sign * (before[axis] + after[axis])
      })
  }
}

extension Axis {
  /// The name of what is added or cut off at the ends of the axis.
  fileprivate var border: String {
    switch self {
    case .depth: "slices"
    case .height: "rows"
    case .width: "columns"
    case .length: "samples"
    }
  }
}
