/// A map enlarged by interpolation.
public struct Upsample: Primitive {
  /// How the values between the samples are found.
  public enum Mode: String, Hashable, Sendable {
    /// The nearest sample.
    case nearest
    /// The weighted mean of four samples.
    case bilinear
    /// The weighted mean of sixteen samples.
    case bicubic
  }

  /// How large the result is.
  public enum Target: Hashable, Sendable {
    /// As many times as large along each axis.
    case scale(Size)
    /// A given extent.
    case size(Size)
  }

  /// The result's extent.
  public var target: Target
  /// The interpolation.
  public var mode: Mode

  /// Creates an enlargement by the given factors.
  public init(by scale: Size, mode: Mode = .nearest) {
    target = .scale(scale)
    self.mode = mode
  }

  /// Creates an enlargement to the given extent.
  public init(to size: Size, mode: Mode = .nearest) {
    target = .size(size)
    self.mode = mode
  }

  public var detail: String {
    switch target {
    case .scale(let scale): "by \(scale.short) \(mode.rawValue)"
    case .size(let size): "to \(size) \(mode.rawValue)"
    }
  }
  public var operation: Operation { .upsample(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    switch target {
    case .scale(let scale):
      try requireLength("scale", scale.height)
      try requireLength("scale", scale.width)
      return .map(
        channels: input.channels, height: extent.height * scale.height,
        width: extent.width * scale.width)
    case .size(let size):
      return .map(input.channels, size)
    }
  }

  /// Nothing: the weights of the samples follow from the sizes.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }
}
