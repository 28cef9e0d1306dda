/// How a window's positions are counted where the stride does not divide the way.
public enum Rounding: Hashable, Sendable {
  /// Only whole windows count. PyTorch's and TensorFlow's default.
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
  /// The window's height and width in samples.
  public var kernel: Size
  /// The step between two positions.
  public var stride: Size
  /// What is added around the map.
  public var padding: Padding
  /// The distance between two samples of the window.
  public var dilation: Size
  /// What happens where the stride does not divide the way.
  public var rounding: Rounding

  /// Creates a window; everything but the kernel has the usual default.
  public init(
    kernel: Size, stride: Size = 1, padding: Padding = .valid, dilation: Size = 1,
    rounding: Rounding = .floor
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.rounding = rounding
  }

  /// The number of samples in the window.
  public var area: Int { kernel.height * kernel.width }

  /// Returns the geometry along one direction.
  public subscript(axis: Axis) -> WindowAxis {
    let padding: WindowAxis.Padding =
      switch (self.padding, axis) {
      case (.valid, _): .explicit(before: 0, after: 0)
      case (.half, _): .half
      case (.same, _): .same
      case (.explicit(let before, let after), .height):
        .explicit(before: before.height, after: after.height)
      case (.explicit(let before, let after), .width):
        .explicit(before: before.width, after: after.width)
      }
    return switch axis {
    case .height:
      WindowAxis(
        kernel: kernel.height, stride: stride.height, padding: padding,
        dilation: dilation.height, rounding: rounding)
    case .width:
      WindowAxis(
        kernel: kernel.width, stride: stride.width, padding: padding,
        dilation: dilation.width, rounding: rounding)
    }
  }

  /// Returns a map of the positions that the window takes on a map of the given extent.
  ///
  /// - Throws: `ShapeError.emptyOutput` where the window has no position on the padded map, and
  ///   `ShapeError.outOfRange` for a length that no window can have.
  public func output(channels: Int, of input: Size) throws(ShapeError) -> Shape {
    .map(
      channels: channels,
      height: try self[.height].output(ofValid: input.height, along: .height),
      width: try self[.width].output(ofValid: input.width, along: .width))
  }
}
