/// What can be given where lengths along the axes of a map are wanted: an `Extent`, or an `Int`,
/// which is that length along every axis.
///
/// Kernels, strides, paddings, dilations and sizes take either, so that a number of one's own needs
/// no wrapping:
///
///     for (index, stride) in [1, 2, 2].enumerated() {
///       Convolution(64 << index, kernel: 3, stride: stride, padding: 1)
///       Convolution(64 << index, kernel: Extent(1, 7), padding: Extent(0, 3))
///     }
///
/// A block of one's own takes either too, where it makes an extent of what it is given:
///
///     init(_ channels: Int, kernel: some ExtentConvertible) {
///       self.kernel = Extent(kernel)
///     }
public protocol ExtentConvertible: Hashable, Sendable {
  /// Returns the lengths that a value stands for.
  static func extent(_ value: Self) -> Extent
}

// The requirement is static so that numbers get no member by it.

extension Int: ExtentConvertible {
  /// Returns the extent of that length along every axis.
  @inlinable
  public static func extent(_ value: Int) -> Extent { Extent(value) }
}

extension Extent: ExtentConvertible {
  /// Returns the extent itself.
  @inlinable
  public static func extent(_ value: Extent) -> Extent { value }

  /// Creates the extent that a value stands for.
  @inlinable
  public init<Value: ExtentConvertible>(_ value: Value) {
    self = Value.extent(value)
  }
}
