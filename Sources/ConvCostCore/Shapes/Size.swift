/// A pair of lengths along the height and the width of a map.
///
/// Kernels, strides, paddings and dilations are sizes. An integer literal is a square, so that
/// `kernel: 3` reads as in a paper's table and `kernel: Size(1, 7)` names the two axes.
///
/// A length is held in 32 bits, which keeps an operation small. One that they do not hold becomes
/// `unrepresentable`, and that no operation accepts.
public struct Size: Hashable, Sendable, ExpressibleByIntegerLiteral {
  private var rows: Int32
  private var columns: Int32

  /// What stands for a length that 32 bits do not hold.
  public static let unrepresentable = Int(Int32.min)

  /// Creates a size of the given height and width, in that order.
  public init(_ height: Int, _ width: Int) {
    rows = Int32(exactly: height) ?? .min
    columns = Int32(exactly: width) ?? .min
  }

  /// The length along the height, the first axis.
  public var height: Int { Int(rows) }

  /// The length along the width, the second axis.
  public var width: Int { Int(columns) }

  /// The length along an axis.
  public subscript(axis: Axis) -> Int { axis == .height ? height : width }

  /// Creates a square of the given side.
  public init(_ side: Int) {
    self.init(side, side)
  }

  /// Creates a square whose side is the literal.
  public init(integerLiteral side: Int) {
    self.init(side, side)
  }

  /// Whether both lengths are equal.
  public var isSquare: Bool { height == width }
}

extension Size: CustomStringConvertible {
  /// The lengths as `height×width`.
  public var description: String { "\(height)×\(width)" }
}

/// One of the two spatial directions of a map.
public enum Axis: String, Hashable, Sendable, CaseIterable {
  /// The direction along the rows.
  case height
  /// The direction along the columns.
  case width
}
