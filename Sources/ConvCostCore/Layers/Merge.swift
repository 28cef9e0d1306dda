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

  /// Returns what a training step keeps of the join until the backward pass.
  ///
  /// A product keeps its factors; of more than two also the products on the way, for PyTorch multiplies
  /// two at a time.
  func saved(inputs: [Shape]) throws(ShapeError) -> SavedTensors {
    switch self {
    case .add, .concat: return .nothing
    case .multiply:
      var saved = SavedTensors(inputs: .factors)
      var largest = 0
      for (index, input) in inputs.dropLast().enumerated() {
        largest = max(largest, input.count)
        guard index > 0 else { continue }
        let (sum, overflow) = saved.activations.addingReportingOverflow(largest)
        guard !overflow else { throw .totalOverflow(quantity: "kept elements") }
        saved.activations = sum
      }
      return saved
    }
  }
}
