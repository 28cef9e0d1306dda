/// How a window's positions are counted if the stride does not divide the way.
public enum Rounding: Hashable, Sendable {
  /// Only whole windows count: the default of PyTorch and TensorFlow.
  case floor
  /// A last, partly outside window counts too, unless it would start in the padding. Caffe's
  /// pooling, PyTorch's `ceil_mode`.
  case ceil
}

/// A kernel that slides over a map: the geometry that convolutions and pools share.
///
/// Along one axis with input length n, padding b before and a after, dilation d, kernel k and
/// stride s, the output length is
///
///     (n + b + a − d·(k − 1) − 1)/s + 1
///
/// where the quotient is rounded as `rounding` says.
public struct Window: Hashable, Sendable {
  /// The window's lengths in samples.
  public var kernel: Extent
  /// The step between two positions.
  public var stride: Extent
  /// What is added around the map.
  public var padding: Padding
  /// The distance between two samples of the window.
  public var dilation: Extent
  /// How positions are counted if the stride does not divide the way.
  public var rounding: Rounding

  /// Creates a window; everything but the kernel has PyTorch's default.
  @inlinable
  public init(
    kernel: some ExtentConvertible, stride: some ExtentConvertible = 1, padding: Padding = .valid,
    dilation: some ExtentConvertible = 1, rounding: Rounding = .floor
  ) {
    self.kernel = Extent(kernel)
    self.stride = Extent(stride)
    self.padding = padding
    self.dilation = Extent(dilation)
    self.rounding = rounding
  }

  /// Creates a window with as much padding at both ends of each axis.
  @inlinable
  public init(
    kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, dilation: some ExtentConvertible = 1,
    rounding: Rounding = .floor
  ) {
    self.init(
      kernel: kernel, stride: stride, padding: Padding(padding), dilation: dilation,
      rounding: rounding)
  }

  /// Returns the number of samples in the window on a map of a number of axes.
  ///
  /// - Precondition: the window has positions on some map, so that the number fits in 64 bits.
  public func area(on rank: Int) -> Int { kernel.count(along: rank) }

  /// Returns the geometry along one direction.
  package subscript(axis: Axis) -> WindowAxis {
    @inline(__always)
    get {
      WindowAxis(
        kernel: kernel[axis], stride: stride[axis], padding: padding[axis],
        dilation: dilation[axis], rounding: rounding)
    }
  }

  /// Returns the numbers of positions that the window takes on a map of the given extent.
  ///
  /// - Throws: `ShapeError.emptyOutput` if the window has no position on the padded map,
  ///   `ShapeError.needsAxes` if the map and the window have different numbers of axes, and
  ///   `ShapeError.outOfRange` for a length that no window can have, and `ShapeError.overflow` if
  ///   it has more samples than fit in 64 bits.
  public func output(of input: Extent) throws(ShapeError) -> Extent {
    try requireAxes(of: input)
    let output = try input.mapped { (axis, length) throws(ShapeError) in
      try self[axis].output(ofValid: length, along: axis)
    }
    if input.rank == 3 {
      _ = try product("samples of the window", kernel.depth, kernel.height, kernel.width)
    }
    return output
  }

  /// Throws unless the map and the window have the same number of axes.
  func requireAxes(of input: Extent) throws(ShapeError) {
    try kernel.requireAxes(of: input)
    try stride.requireAxes(of: input)
    try dilation.requireAxes(of: input)
    try padding.requireAxes(of: input)
  }
}

extension Extent {
  /// Returns the extent with lengths for the axes of a map.
  ///
  /// - Throws: `ShapeError.needsAxes` if it has other axes.
  func resolved(for map: Extent) throws(ShapeError) -> Extent {
    try requireAxes(of: map)
    return map.rank.flatMap(along) ?? self
  }

  /// Throws unless a map has this number of axes.
  @inline(__always)
  func requireAxes(of input: Extent) throws(ShapeError) {
    guard !fitsAnyRank, let rank, rank != input.rank else { return }
    throw .needsAxes(rank, found: input)
  }
}

extension Padding {
  /// The number of axes that a map must have; nil if the padding fits all maps.
  var rank: Int? {
    guard case .explicit(let before, let after) = self else { return nil }
    return before.rank ?? after.rank
  }

  /// Returns the padding along one direction.
  subscript(axis: Axis) -> WindowAxis.Padding {
    @inline(__always)
    get {
      switch self {
      case .valid: .explicit(before: 0, after: 0)
      case .half: .half
      case .same: .same
      case .explicit(let before, let after): .explicit(before: before[axis], after: after[axis])
      }
    }
  }

  func requireAxes(of input: Extent) throws(ShapeError) {
    guard case .explicit(let before, let after) = self else { return }
    try before.requireAxes(of: input)
    try after.requireAxes(of: input)
  }
}
