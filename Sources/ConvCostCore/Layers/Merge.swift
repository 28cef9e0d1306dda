/// An operation that joins the results of several branches.
public enum Merge: String, Hashable, Sendable {
  /// The element-wise sum, a residual connection; a length of one is stretched.
  case add
  /// The element-wise product; a length of one is stretched, as the factors of a squeeze-excite are.
  case multiply
  /// The channels, one map's after the other's.
  case concat

  /// Returns the shape of two branches joined; more are joined one by one.
  ///
  /// - Throws: `ShapeError.mergeMismatch` where the shapes do not fit.
  public func output(of first: Shape, _ second: Shape) throws(ShapeError) -> Shape {
    switch (self, first, second) {
    case (.add, _, _) where first == second, (.multiply, _, _) where first == second:
      return first
    case (.add, .map, .map), (.multiply, .map, .map):
      guard let map = first.stretched(to: second) else { throw .mergeMismatch(first, second) }
      return map
    case (.concat, .map(let a, let one), .map(let b, let two)) where one == two:
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

extension Shape {
  /// Returns the map that sums and products of two maps give: a length of one is stretched to the other's.
  /// Nil where the lengths differ.
  fileprivate func stretched(to other: Shape) -> Shape? {
    guard case .map(let c, let one) = self, case .map(let d, let two) = other,
      one.rank == two.rank, fits(c, d), one.axes.allSatisfy({ fits(one[$0], two[$0]) }),
      let extent = Extent(one.axes.map { max(one[$0], two[$0]) })
    else { return nil }
    return .map(channels: max(c, d), extent: extent)
  }

  private func fits(_ one: Int, _ two: Int) -> Bool { one == two || one == 1 || two == 1 }
}
