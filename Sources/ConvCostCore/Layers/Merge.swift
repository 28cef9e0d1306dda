/// An operation that joins the results of several branches.
public enum Merge: String, Hashable, Sendable {
  /// The element-wise sum, a residual connection.
  case add
  /// The element-wise product; a map of 1×1 multiplies every position, as in squeeze-excite.
  case multiply
  /// The channels one behind the other.
  case concat

  /// Returns the shape of two branches joined; more are joined one by one.
  ///
  /// - Throws: `ShapeError.mergeMismatch` where the shapes do not fit.
  public func output(of first: Shape, _ second: Shape) throws(ShapeError) -> Shape {
    switch (self, first, second) {
    case (.add, _, _) where first == second, (.multiply, _, _) where first == second:
      return first
    case (.multiply, .map, .map(let channels, 1, 1)) where channels == first.channels:
      return first
    case (.multiply, .map(let channels, 1, 1), .map) where channels == second.channels:
      return second
    case (.concat, .map(let a, _, _), .map(let b, _, _)) where first.extent == second.extent:
      return first.with(channels: a + b)
    case (.concat, .vector(let a), .vector(let b)):
      return .vector(a + b)
    case (.concat, .tensor(let a), .tensor(let b)) where a.dropLast() == b.dropLast():
      let channels = first.channels + second.channels
      try requireLength("features", channels)
      return first.with(channels: channels)
    default:
      throw .mergeMismatch(first, second)
    }
  }
}
