extension OperatorCall {
  /// The results of operators that move elements or give them another shape; nil for other
  /// operators.
  func reshaped() throws(OperatorProblem) -> [Outcome]? {
    switch type {
    case .identity, .cast, .castLike, .dropout: return try passThrough()
    case .bitCast:
      // The numbers that the same bits mean are not known.
      return [Outcome(try shape(0), type: integer("to").flatMap(ElementType.init))]
    case .batchNormalization:
      guard let shape = try shape(0) else { return Array(repeating: .unknown, count: 5) }
      let channels = self[1]?.shape
      return [Outcome(shape)] + Array(repeating: Outcome(channels), count: 4)
    case .instanceNormalization, .groupNormalization, .lrn: return [Outcome(try shape(0))]
    case .layerNormalization: return try layerNormalized()
    case .skipLayerNormalization:
      return [Outcome(try shape(0)), .unknown, .unknown, Outcome(try shape(0))]
    case .quantizeLinear: return [Outcome(try shape(0), type: quantizedType)]
    case .dequantizeLinear: return [Outcome(try shape(0), type: self[1]?.type)]
    case .dynamicQuantizeLinear:
      return [
        Outcome(try shape(0), type: .uint8), Outcome([], type: .float), Outcome([], type: .uint8),
      ]
    case .reshape: return [try reshape()]
    case .flatten: return [try flattened()]
    case .squeeze: return [try squeezed()]
    case .unsqueeze: return [try unsqueezed()]
    case .transpose: return [try transposed()]
    case .concat, .qLinearConcat: return [try concatenated()]
    case .split: return try parts()
    case .slice: return [try sliced()]
    case .gather: return [try gathered()]
    case .gatherElements: return [try gatheredAlongAxis()]
    case .gatherND: return [try gatheredDeep()]
    case .expand: return [try expanded()]
    case .tile: return [try tiled()]
    case .pad: return [try padded()]
    case .depthToSpace, .spaceToDepth: return [Outcome(try rearranged())]
    case .centerCropPad: return [Outcome(try centered())]
    case .constant: return [try constant()]
    case .constantOfShape: return [try filled()]
    case .eyeLike: return [Outcome(try shape(0))]
    case .randomNormal, .randomUniform:
      return [Outcome(try integers("shape")?.lengths(), type: .float)]
    case .range: return [try range()]
    case .shape: return [try lengths()]
    case .size:
      let count = self[0]?.count
      return [Outcome([], count.map { .integers([$0]) }, type: .int64)]
    case .nonZero:
      let rank = try shape(0)?.count
      guard let rank, let known = self[0]?.known else { return [Outcome(nil, type: .int64)] }
      let values = known.values.floats
      let places = values.indices.filter { values[$0] != 0 }
      let steps = strides(of: known.shape)
      let result = known.shape.indices.flatMap { axis in
        places.map { $0 / steps[axis] % known.shape[axis] }
      }
      return [Outcome([rank, places.count], .integers(result), type: .int64)]
    case .oneHot:
      guard var shape = try shape(0), let depth = integers(1)?.first else { return [.unknown] }
      let place = try integer("axis", default: -1).axis(of: shape.count + 1)
      shape.insert(try depth.length(), at: place)
      return [Outcome(shape, type: self[2]?.type)]
    default: return nil
    }
  }

  private var quantizedType: ElementType {
    integer("output_dtype").flatMap(ElementType.init) ?? self[2]?.type ?? .uint8
  }

  private func passThrough() throws(OperatorProblem) -> [Outcome] {
    guard let fact = self[0] else { throw .missingInput(0) }
    var type: ElementType?
    var values = fact.values
    if self.type == .cast || self.type == .castLike {
      type = self.type == .cast ? integer("to").flatMap(ElementType.init) : self[1]?.type
      switch (type, values) {
      case (.bool?, let known?): values = .integers(known.floats.map { $0 == 0 ? 0 : 1 })
      case (let type?, .integers(let whole)?) where type.isFloat:
        values = .floats(whole.map(Double.init))
      case (let type?, .floats?) where !type.isFloat:
        values = (values?.integers).map { .integers($0) }
      default: break
      }
    }
    return [Outcome(fact.shape, values, type: type), Outcome(fact.shape, type: .bool)]
  }

  private func layerNormalized() throws(OperatorProblem) -> [Outcome] {
    guard let shape = try shape(0) else { return Array(repeating: .unknown, count: 3) }
    let axis = try integer("axis", default: -1).axis(of: shape.count)
    let statistics = shape[..<axis] + Array(repeating: 1, count: shape.count - axis)
    return [
      Outcome(shape), Outcome(Array(statistics), type: .float),
      Outcome(Array(statistics), type: .float),
    ]
  }

  private func reshape() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0) else {
      return Outcome(opset < 5 ? nil : try wholeShape(of: integers(1)))
    }
    guard let raw = opset < 5 ? integers("shape") : integers(1) else { return .unknown }
    var target: [Int] = []
    // −1 stands for the length that remains.
    for number in raw { target.append(try number.length(from: -1)) }
    guard let count = elementCount(input) else { throw .length(Int.max) }
    if integer("allowzero") != 1 {
      for index in target.indices where target[index] == 0 {
        guard index < input.count else { throw .elements(from: input, to: target) }
        target[index] = input[index]
      }
    }
    let open = target.indices.filter { target[$0] == -1 }
    guard open.count <= 1 else { throw .elements(from: input, to: target) }
    if let place = open.first {
      target[place] = 1
      guard let rest = elementCount(target), rest > 0 ? count % rest == 0 : count == 0 else {
        target[place] = -1
        throw .elements(from: input, to: target)
      }
      target[place] = rest > 0 ? count / rest : 0
    }
    guard elementCount(target) == count else { throw .elements(from: input, to: target) }
    return Outcome(target, self[0]?.values)
  }

  /// Returns a target shape that states every length itself.
  private func wholeShape(of target: [RawInteger]?) throws(OperatorProblem) -> [Int]? {
    guard let target, target.allSatisfy({ $0 > 0 }) else { return nil }
    return try target.lengths()
  }

  private func flattened() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0) else { return .unknown }
    let axis = integer("axis", default: 1)
    let place = axis == RawInteger(input.count) ? input.count : try axis.axis(of: input.count)
    return Outcome(
      [
        try length(elementCount(Array(input[..<place]))),
        try length(elementCount(Array(input[place...]))),
      ], self[0]?.values)
  }

  private func squeezed() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0) else { return .unknown }
    let (isGiven, axes) = list("axes", at: 1)
    guard isGiven else { return Outcome(input.filter { $0 != 1 }, self[0]?.values) }
    guard let axes else { return .unknown }
    let dropped = Set(try axes.axes(of: input.count))
    for axis in dropped.sorted() where input[axis] != 1 {
      throw .other("axis \(axis) of \(input) does not have the length 1")
    }
    return Outcome(
      input.indices.filter { !dropped.contains($0) }.map { input[$0] }, self[0]?.values)
  }

  private func unsqueezed() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0) else { return .unknown }
    guard let axes = list("axes", at: 1).values else { return .unknown }
    let rank = input.count + axes.count
    guard rank <= ONNXTensor.mostDimensions else { throw .rank(rank, expected: "fewer") }
    let added = Set(try axes.axes(of: rank))
    guard added.count == axes.count else { throw .attribute("axes", expected: "each once") }
    var rest = input.makeIterator()
    return Outcome(
      (0..<rank).map { added.contains($0) ? 1 : rest.next() ?? 1 }, self[0]?.values)
  }

  /// The order of axes of a transpose; nil if the input's rank is unknown.
  func permutation() throws(OperatorProblem) -> [Int]? {
    guard let rank = try shape(0)?.count else { return nil }
    guard let order = integers("perm"), !order.isEmpty else { return (0..<rank).reversed() }
    guard order.count == rank, Set(order) == Set((0..<rank).map { RawInteger($0) }) else {
      throw .attribute("perm", expected: "each of \(rank) axes once")
    }
    return try order.axes(of: rank)
  }

  private func transposed() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0), let order = try permutation() else { return .unknown }
    let values = self[0]?.known?.picked(to: order.map { input[$0] }) { place in
      var source = place
      for (axis, index) in zip(order, place) { source[axis] = index }
      return source
    }
    return Outcome(order.map { input[$0] }, values)
  }
}
