/// What a window adds around a map before it slides: rows and columns of an image.
///
/// | padding | added, kernel k, dilation d, stride s, input n | output |
/// |---|---|---|
/// | `.valid` | nothing | ⌊(n − d(k−1) − 1)/s⌋ + 1 |
/// | `.half` | ⌊d(k−1)/2⌋ on every side | ⌈n/s⌉ for odd k |
/// | `.same` | what makes the output ⌈n/s⌉, the odd pixel at the end | ⌈n/s⌉ |
/// | `.explicit` | the numbers given | ⌊(n + before + after − d(k−1) − 1)/s⌋ + 1 |
///
/// `.half` is what PyTorch's reference models write as `padding=(kernel - 1) // 2`; `.same` is
/// TensorFlow's `SAME`. For odd kernels both give equal sizes and costs, at other positions.
public enum Padding: Hashable, Sendable {
  /// No padding, TensorFlow's `VALID`.
  case valid
  /// Half of the dilated kernel on every side.
  case half
  /// TensorFlow's `SAME`, ONNX's `SAME_UPPER`.
  case same
  /// What is added before each axis, as the rows above and the columns at the left of an image,
  /// then what is added after it.
  case explicit(before: Extent, after: Extent)

  /// Creates a padding of the given lengths at both ends of each axis.
  @inlinable
  public static func symmetric(_ size: some ExtentConvertible) -> Padding {
    let size = Extent(size)
    return .explicit(before: size, after: size)
  }

  /// Creates a padding of one length before every axis and another after it.
  @inlinable
  public static func explicit(before: Int, after: Int) -> Padding {
    .explicit(before: Extent(before), after: Extent(after))
  }

  /// Creates a padding of the given lengths at both ends of each axis: `.valid` for 0.
  @inlinable
  public init(_ size: some ExtentConvertible) {
    let size = Extent(size)
    self = size.common == 0 ? .valid : .symmetric(size)
  }

  /// Creates a padding of lengths before and after each axis: `.valid` for 0.
  package init(before: some ExtentConvertible, after: some ExtentConvertible) {
    let (before, after) = (Extent(before), Extent(after))
    self = before == after ? Padding(before) : .explicit(before: before, after: after)
  }
}

extension Padding: ExpressibleByIntegerLiteral {
  /// Creates a padding of the same length on all sides.
  public init(integerLiteral length: Int) {
    self.init(length)
  }
}
