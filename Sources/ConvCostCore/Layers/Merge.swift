/// An operation that joins the results of several branches.
public enum Merge: Primitive {
  /// The element-wise sum, a residual connection; a length of one is stretched.
  case add
  /// The element-wise product; a length of one is stretched, as the factors of a squeeze-excite
  /// are.
  case multiply
  /// The channels of all maps, concatenated in order.
  case concat
  /// The parts of the branches' maps in regions of the image, as a stack of maps of one size.
  case regions(RegionPool)

  package var operationKind: OperationKind {
    switch self {
    case .add: .add
    case .multiply: .multiply
    case .concat: .concat
    case .regions: .regionAlign
    }
  }
  package func detail(on rank: Int) -> String {
    switch self {
    case .add, .multiply, .concat: ""
    case .regions(let pool): pool.detail(on: rank)
    }
  }
  public var operation: Operation { .merge(self) }
  package var usualForm: SourceForm {
    switch self {
    case .add, .multiply: .operator
    case .concat: .function
    // torchvision's `MultiScaleRoIAlign`, which calls an operator of its own.
    case .regions: .customModule
    }
  }

  /// Returns the shape for a single branch.
  package func output(of input: Shape) throws(ShapeError) -> Shape { try result(of: input) }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  /// Returns the shape of two joined branches; more are joined one by one. `result(of:)` is the
  /// last step.
  ///
  /// - Throws: `ShapeError.mergeMismatch` if the shapes do not fit.
  public func output(of first: Shape, _ second: Shape) throws(ShapeError) -> Shape {
    switch (self, first, second) {
    case (.add, _, _) where first == second, (.multiply, _, _) where first == second:
      return first
    case (.add, .map, .map), (.multiply, .map, .map), (.add, .maps, .maps),
      (.multiply, .maps, .maps):
      guard let map = first.stretched(to: second) else { throw .mergeMismatch(first, second) }
      return map
    case (.concat, .map(let a, let one), .map(let b, let two)) where one == two:
      return first.with(channels: a + b)
    case (.concat, .maps(let n, let a, let one), .maps(let m, let b, let two))
    where n == m && one == two:
      return first.with(channels: a + b)
    case (.concat, .vector(let a), .vector(let b)):
      return .vector(a + b)
    case (.concat, .tensor(let a), .tensor(let b)) where a.dropLast() == b.dropLast():
      let channels = first.channels + second.channels
      try requireLength("features", channels)
      return first.with(channels: channels)
    case (.regions, .map(let a, let one), .map(let b, let two))
    where a == b && one.rank == two.rank:
      // The maps may have several sizes; each region is read from one of them.
      return first
    default:
      throw .mergeMismatch(first, second)
    }
  }

  /// Returns the shape of the result, given the shape of all branches joined.
  ///
  /// - Throws: `ShapeError` for shapes on which the merge cannot work.
  @inline(__always)
  public func result(of joined: Shape) throws(ShapeError) -> Shape {
    if case .regions(let pool) = self { return try pool.output(of: joined) }
    try joined.validate()
    return joined
  }

  /// Whether the result of a single branch differs from that branch.
  var changesOne: Bool {
    switch self {
    case .add, .multiply, .concat: false
    case .regions: true
    }
  }

  package var memory: ResultMemory { .own }

  /// Returns what is kept for a single branch.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    try saved(inputs: [input])
  }

  /// What is read of each branch. The position of regions depends on the whole image.
  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    switch self {
    case .add, .multiply, .concat: .own
    case .regions: nil
    }
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }

  /// Returns what a training step keeps of the merge until the backward pass.
  ///
  /// A product keeps its factors and intermediate products by the gradients that they have; see
  /// `KeptTensors`.
  func saved(inputs: [Shape]) throws(ShapeError) -> SavedTensors {
    switch self {
    case .add, .concat: .nothing
    case .multiply: SavedTensors(inputs: .factors)
    case .regions(let pool): try pool.saved(levels: inputs.count)
    }
  }
}

extension Shape {
  /// Returns the map that sums and products of two maps give: a length of one is stretched to the
  /// other's length. Two stacks must have the same number of maps. Nil if the lengths differ.
  fileprivate func stretched(to other: Shape) -> Shape? {
    guard let one = extent, let two = other.extent, one.rank == two.rank,
      mapCount == other.mapCount, fits(channels, other.channels),
      one.axes.allSatisfy({ fits(one[$0], two[$0]) }),
      let extent = Extent(one.axes.map { max(one[$0], two[$0]) })
    else { return nil }
    return with(channels: max(channels, other.channels), extent: extent)
  }

  private func fits(_ one: Int, _ two: Int) -> Bool { one == two || one == 1 || two == 1 }
}
