/// Random zeros during training; at inference nothing happens.
public struct Dropout: Primitive {
  /// Creates the layer. The probability is left out, for no cost depends on it.
  public init() {}

  public var operation: Operation { .dropout }
}
