/// AlexNet's local response normalisation across neighbouring channels; it has no parameters.
public struct LocalResponseNorm: Primitive {
  /// The number of neighbouring channels.
  public var size: Int

  /// Creates a normalisation over the given number of channels, five in AlexNet and GoogLeNet.
  public init(size: Int = 5) {
    self.size = size
  }

  public var detail: String { "n\(size)" }
  public var operation: Operation { .localResponseNorm(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("size", size)
    guard input.extent != nil else { throw .needsMap }
    return input
  }
}
