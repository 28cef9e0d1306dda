/// The rows and columns that a window adds around a map before it slides.
///
/// | padding | added, kernel k, dilation d, stride s, input n | output |
/// |---|---|---|
/// | `.valid` | nothing | ⌊(n − d(k−1) − 1)/s⌋ + 1 |
/// | `.half` | ⌊d(k−1)/2⌋ on every side | ⌈n/s⌉ for odd k |
/// | `.same` | what makes the output ⌈n/s⌉, the odd pixel at the bottom and right | ⌈n/s⌉ |
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
  /// The rows above and the columns at the left, then the rows below and the columns at the right.
  case explicit(before: Size, after: Size)

  /// Creates a padding of the given height at top and bottom and width at left and right.
  public static func symmetric(_ size: Size) -> Padding {
    .explicit(before: size, after: size)
  }
}

extension Padding: ExpressibleByIntegerLiteral {
  /// Creates a padding of the same length on all four sides.
  public init(integerLiteral length: Int) {
    self = length == 0 ? .valid : .symmetric(Size(length))
  }
}
