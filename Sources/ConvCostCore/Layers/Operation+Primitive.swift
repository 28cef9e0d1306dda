extension Operation {
  /// The kind of the operation, without its hyper-parameters.
  public var kind: OperationKind { ask(Kind()) }

  /// Returns the name known from PyTorch, such as `Conv2d` on an image.
  public func name(on input: Shape) -> String { kind.name(on: input) }

  /// Returns the hyper-parameters in short, such as `3×3 s2 p1` on an image.
  package func detail(on input: Shape) -> String { ask(Detail(rank: input.rank ?? 2)) }

  /// Returns the name and the hyper-parameters.
  public func description(on input: Shape) -> String {
    let detail = detail(on: input)
    return detail.isEmpty ? name(on: input) : "\(name(on: input)) \(detail)"
  }

  /// The form in which the operation is usually written, used if the source is unknown.
  package var usualForm: SourceForm { ask(UsualForm()) }

  /// Returns the shape of the result on a single input.
  ///
  /// - Throws: `ShapeError` if the operation cannot work on the input.
  package func output(of input: Shape) throws(ShapeError) -> Shape {
    let output = try ask(OutputShape(input: input))
    // A result with the input's shape was checked with the input.
    if output != input { try output.validate() }
    return output
  }

  /// Returns the cost on an input for which `output(of:)` gave `output`.
  ///
  /// - Throws: `ShapeError.overflow` if a count does not fit in 64 bits.
  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    try ask(OwnCost(input: input, output: output))
  }

  /// Whether the result is a view of the input and takes no memory, at inference.
  package var isView: Bool { ask(Memory()) != .own }

  /// Whether the result is a view of the input in training.
  var isViewInTraining: Bool { ask(Memory()) == .view }

  /// Returns what a training step keeps of the operation on inputs for which lowering gave
  /// `output`.
  ///
  /// - Throws: `ShapeError.overflow` if a count does not fit in 64 bits.
  package func saved(inputs: [Shape], output: Shape) throws(ShapeError) -> SavedTensors {
    if case .merge(let merge) = self { return try merge.saved(inputs: inputs) }
    guard let input = inputs.first else { return .nothing }
    return try ask(Saved(input: input, output: output))
  }

  /// Returns which elements of the input an element of the result depends on along an axis; nil for
  /// all.
  func reading(_ input: Shape, _ output: Shape, along axis: Axis) -> Reading? {
    ask(Read(input: input, output: output, axis: axis))
  }

  /// How the operation uses channels.
  var channelUse: ChannelUse { ask(Channels()) }

  /// Returns the operation with its own channels scaled; the input's channels come from earlier
  /// operations.
  func scaled(by scaling: ChannelScaling) -> Operation { ask(Scaled(scaling: scaling)) }
}

private struct Kind: PrimitiveVisitor {
  func visit(_ primitive: some Primitive) -> OperationKind { primitive.operationKind }
}

private struct Detail: PrimitiveVisitor {
  var rank: Int
  func visit(_ primitive: some Primitive) -> String { primitive.detail(on: rank) }
}

private struct UsualForm: PrimitiveVisitor {
  func visit(_ primitive: some Primitive) -> SourceForm { primitive.usualForm }
}

private struct OutputShape: PrimitiveVisitor {
  var input: Shape
  func visit(_ primitive: some Primitive) throws(ShapeError) -> Shape {
    try primitive.output(of: input)
  }
}

private struct OwnCost: PrimitiveVisitor {
  var input: Shape
  var output: Shape
  func visit(_ primitive: some Primitive) throws(ShapeError) -> Cost {
    try primitive.cost(input: input, output: output)
  }
}

private struct Memory: PrimitiveVisitor {
  func visit(_ primitive: some Primitive) -> ResultMemory { primitive.memory }
}

private struct Saved: PrimitiveVisitor {
  var input: Shape
  var output: Shape
  func visit(_ primitive: some Primitive) throws(ShapeError) -> SavedTensors {
    try primitive.saved(input: input, output: output)
  }
}

private struct Read: PrimitiveVisitor {
  var input: Shape
  var output: Shape
  var axis: Axis
  func visit(_ primitive: some Primitive) -> Reading? {
    primitive.reading(input: input, output: output, along: axis)
  }
}

private struct Channels: PrimitiveVisitor {
  func visit(_ primitive: some Primitive) -> ChannelUse { primitive.channelUse }
}

private struct Scaled: PrimitiveVisitor {
  var scaling: ChannelScaling
  func visit(_ primitive: some Primitive) -> Operation { primitive.scaled(by: scaling).operation }
}
