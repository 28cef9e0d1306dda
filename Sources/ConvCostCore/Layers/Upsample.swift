/// A map enlarged by interpolation.
public struct Upsample: Primitive {
  /// How the values between the samples are computed.
  public enum Mode: String, Hashable, Sendable {
    /// The nearest sample.
    case nearest
    /// The weighted mean of the two nearest samples along each axis: linear on a signal, bilinear
    /// on an image.
    case bilinear
    /// The weighted mean of the four nearest samples along each axis.
    case bicubic
  }

  /// How the size of the result is given.
  public enum Target: Hashable, Sendable {
    /// A factor for each axis.
    case scale(Extent)
    /// A given extent.
    case size(Extent)
  }

  /// The result's extent.
  public var target: Target
  /// The interpolation.
  public var mode: Mode

  /// Creates an enlargement by the given factors.
  @inlinable
  public init(by scale: some ExtentConvertible, mode: Mode = .nearest) {
    target = .scale(Extent(scale))
    self.mode = mode
  }

  /// Creates an enlargement to the given extent.
  @inlinable
  public init(to size: some ExtentConvertible, mode: Mode = .nearest) {
    target = .size(Extent(size))
    self.mode = mode
  }

  package func detail(on rank: Int) -> String {
    switch target {
    case .scale(let scale): "by \(scale.short) \(mode.name(on: rank))"
    case .size(let size): "to \(size.along(rank) ?? size) \(mode.name(on: rank))"
    }
  }
  package var operationKind: OperationKind { .upsample }
  public var operation: Operation { .upsample(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    switch target {
    case .scale(let scale):
      try scale.requireAxes(of: extent)
      return input.with(
        channels: input.channels,
        extent: try extent.mapped { (axis, length) throws(ShapeError) in
          try requireLength("scale", scale[axis])
          return length * scale[axis]
        })
    case .size(let size):
      return input.with(channels: input.channels, extent: try size.resolved(for: extent))
    }
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps nothing: the weights of the samples follow from the sizes.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .resampling(from: input.extent?[axis] ?? 1, to: output.extent?[axis] ?? 1, mode)
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}

extension Upsample.Mode {
  /// The name on a map of a number of axes.
  fileprivate func name(on rank: Int) -> String {
    switch (self, rank) {
    case (.bilinear, 1): "linear"
    case (.bilinear, 3): "trilinear"
    case (.bicubic, 1): "cubic"
    case (.bicubic, 3): "tricubic"
    default: rawValue
    }
  }
}
