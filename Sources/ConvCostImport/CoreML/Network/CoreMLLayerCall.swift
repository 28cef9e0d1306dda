import ConvCostCore

/// A layer with what is known about its inputs, on which the rules work.
struct CoreMLLayerCall {
  /// An input that depends on the network's data.
  struct Input {
    var shape: Shape
    /// The lengths as the file counts dimensions; nil if they are unknown.
    var lengths: [Int]?
  }

  /// What a layer does, and the lengths of its result.
  struct Result {
    var work: BlobNetwork.Work
    /// The lengths as the file counts dimensions; nil if they are unknown.
    var lengths: [Int]?
  }

  let layer: CoreMLLayer
  let mapping: CoreMLMapping
  let inputs: [Input]
  let constants: [CoreMLNetworkBuilder.Constant]

  var fields: CoreMLFields { layer.fields }
  /// The shape of the first input.
  var shape: Shape { inputs[0].shape }
  /// The lengths of the first input, as the file counts dimensions.
  var lengths: [Int] { inputs[0].lengths ?? [] }

  // MARK: Shapes

  /// The first input as a map, and the layers that make it one.
  func map() throws(OperatorProblem) -> (shape: Shape, before: [Layer]) {
    if case .map = shape { return (shape, []) }
    let rank = mapping.mapRank(lengths)
    guard lengths.count >= rank, lengths.dropLast(rank).allSatisfy({ $0 == 1 }),
      let extent = Extent(lengths.suffix(rank - 1))
    else { throw .other("found a tensor of shape \(lengths), expected a map") }
    let map = Shape.map(channels: lengths[lengths.count - rank], extent: extent)
    return (map, [Reshape(to: map).layer])
  }

  /// Returns a layer on the first input as a map.
  func onMap(_ operation: some OperationConvertible) throws(OperatorProblem) -> [Result] {
    let (map, before) = try map()
    let output = try Self.shape { () throws(ShapeError) in
      try operation.operation.output(of: map)
    }
    let outer = lengths.dropLast(map.dimensions.count)
    return [
      Result(
        work: .layer(Self.chain(before + [.operation(operation.operation)])),
        lengths: outer + output.dimensions)
    ]
  }

  /// Returns a layer that keeps the shape of its first input.
  func keeping(_ layer: some LayerConvertible) -> [Result] {
    [Result(work: .layer(layer.layer), lengths: lengths)]
  }

  /// Returns the first input in another shape, or under another name if the shape is the same.
  func view(_ lengths: [Int]) throws(OperatorProblem) -> [Result] {
    guard elementCount(lengths) == elementCount(self.lengths) else {
      throw .elements(from: self.lengths, to: lengths)
    }
    let shape = try sample(lengths)
    if shape == self.shape { return [Result(work: .alias, lengths: lengths)] }
    if case .vector = shape { return [Result(work: .layer(Flatten().layer), lengths: lengths)] }
    return [Result(work: .layer(Reshape(to: shape).layer), lengths: lengths)]
  }

  /// Returns a layer of which everything is stated.
  func stated(
    _ work: Stated.Work, _ lengths: [Int], macs: Int = 0, weights: Int = 0, biases: Int = 0,
    type: String? = nil
  ) throws(OperatorProblem) -> [Result] {
    let shape = try sample(lengths)
    let stated = Stated(
      type ?? layer.type, output: shape == self.shape ? nil : shape, work, macs: macs,
      weights: weights, biases: biases)
    return [Result(work: .stated(stated), lengths: lengths)]
  }

  /// Returns a layer whose work is unknown; so are the shapes of its results unless the file states
  /// them.
  func unknown() -> [Result] {
    let count = storedWeights.reduce(0) { $0.saturatingAdding($1.1) }
    return layer.outputs.indices.map { index in
      let lengths = index < layer.shapes.count ? layer.shapes[index] : []
      let shape = lengths.isEmpty ? nil : try? sample(lengths)
      guard index == 0 else {
        // The work is that of the first result.
        let work = shape.map { BlobNetwork.Work.stated(Stated(layer.type, output: $0, .movement)) }
        return Result(work: work ?? .alias, lengths: shape == nil ? nil : lengths)
      }
      // A result of unknown size counts as a single number, so that totals are lower bounds.
      let stated = Stated(
        layer.type, output: shape ?? .vector(1), .unknown, weights: max(0, count))
      return Result(work: .stated(stated), lengths: shape == nil ? nil : lengths)
    }
  }

  /// Returns the shape of one sample.
  func sample(_ lengths: [Int]) throws(OperatorProblem) -> Shape {
    let isVector = lengths.dropFirst().allSatisfy { $0 == 1 }
    guard let shape = mapping.shape(lengths, isVector: isVector) else {
      throw .tooManyElements(lengths)
    }
    return shape
  }

  static func chain(_ layers: [Layer]) -> Layer {
    layers.count == 1 ? layers[0] : .chain(layers)
  }

  static func shape<Shape>(
    _ work: () throws(ShapeError) -> Shape
  ) throws(OperatorProblem) -> Shape {
    do throws(ShapeError) { return try work() } catch { throw .other("\(error)") }
  }

  /// Returns a product that must fit in 64 bits.
  static func product(_ factors: [Int]) throws(OperatorProblem) -> Int {
    guard let product = elementCount(factors) else { throw .length(Int.max) }
    return product
  }

  // MARK: Stored numbers

  /// The weights that the layer reads and how many numbers they are.
  var storedWeights: [(CoreMLWeights, Int)] {
    var own = fields.allWeights.map { ($0, $0.count ?? 0) }
    // Elements of less than a byte are followed by unused bits, so that only the layer's numbers
    // say how many they are.
    if let (field, count) = kernel, let weights = fields.weights(field).first,
      let place = own.firstIndex(where: { $0.0 == weights })
    {
      own.remove(at: place)
      own.append((weights, weights.type == nil ? 0 : count))
    }
    return own + constants.compactMap { constant in constant.weights.map { ($0, constant.count) } }
  }

  /// The field of the layer's kernel, and how many numbers it has; nil for a layer without one.
  private var kernel: (field: Int, count: Int)? {
    let factors: [RawInteger]
    let field: Int
    switch layer.kind {
    case .convolution:
      let sides = fields.integers(20)
      factors = [fields.integer(1), fields.integer(2)] + (sides.isEmpty ? [3, 3] : sides)
      field = 90
    case .innerProduct, .embedding, .embeddingND:
      (factors, field) = ([fields.integer(1), fields.integer(2)], 20)
    case .batchedMatmul: (factors, field) = ([fields.integer(5), fields.integer(6)], 8)
    default: return nil
    }
    guard let count = (try? factors.lengths()).flatMap(elementCount) else { return nil }
    // Only a transposed convolution has this flag, and the channels of all groups in its numbers.
    let groups = fields.flag(60) ? fields.integer(10).clamped(to: 1...RawInteger.longest) : 1
    return (field, count / groups)
  }

  /// The number of the constants' elements that are parameters of this layer.
  var constantCount: Int {
    constants.reduce(0) { $0.saturatingAdding($1.count) }
  }
}
