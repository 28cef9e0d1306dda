extension ShapeInference {
  /// Records what is known about a node's results.
  mutating func finish(
    _ node: ONNXNode, _ call: OperatorCall?, _ inputs: [Int?], _ outcomes: [Outcome]
  ) throws(ONNXError) {
    // Of the second input, CastLike takes the type alone.
    let inputs = call?.type == .castLike ? Array(inputs.prefix(1)) : inputs
    let read = inputs.compactMap { $0 }
    // Shapes are the same for every input, and so are the results of nodes without inputs.
    let isConstant =
      call?.givesLengths == true
      || (read.allSatisfy { facts[$0].isConstant } && (call != nil || read.isEmpty))
    let isComputed = isConstant && call != nil && !read.isEmpty
    var outputs: [Int] = []
    for (index, name) in node.outputs.enumerated() {
      let outcome = index < outcomes.count ? outcomes[index] : .unknown
      let type = outcome.type ?? read.first.map { facts[$0].type } ?? .undefined
      var fact = TensorFact(
        type: type, shape: outcome.shape, values: outcome.values?.rounded(to: type),
        isConstant: isConstant)
      if fact.shape == nil, let value = scopes.last?.values[name] {
        if trustsFile { fact.shape = shape(of: value) }
        if outcome.type == nil { fact.type = value.type }
      }
      // A tensor without elements is the same for every input too.
      if fact.count == 0 { fact.isConstant = true }
      if isConstant {
        fact.source = traced(call, read, fact, named: name)
        fact.isPart =
          read.contains { facts[$0].isPart && facts[$0].source != nil }
          || call?.choosesElements == true
            && (fact.count ?? 0) < (read.first.flatMap { facts[$0].count } ?? 0)
        if isComputed { fact.maker = constantSteps.count }
      }
      guard (fact.shape?.count ?? 0) <= ONNXTensor.mostDimensions else {
        throw .tooManyDimensions(node: node.place, limit: ONNXTensor.mostDimensions)
      }
      let number = add(fact)
      outputs.append(number)
      guard !name.isEmpty else { continue }
      guard scopes[scopes.count - 1].numbers.updateValue(number, forKey: name) == nil else {
        throw .duplicateValue(name, node: node.place)
      }
    }
    if let call, call.type == .constant, let source = outputs.first.flatMap({ facts[$0].source }) {
      try stored.add(source, isExternal: false)
    }
    let step = Step(node: node, call: call, inputs: inputs, outputs: outputs)
    if isComputed {
      constantSteps.append(step)
    } else if outputs.isEmpty ? !isConstant : !outputs.allSatisfy({ facts[$0].isConstant }) {
      steps.append(step)
    }
  }

  /// Returns where the numbers of a constant come from.
  private mutating func traced(
    _ call: OperatorCall?, _ read: [Int], _ fact: TensorFact, named name: String
  ) -> TensorFact.Source? {
    let shape = fact.shape ?? []
    return switch call?.type {
    case .identity, .reshape, .transpose, .squeeze, .unsqueeze, .flatten, .cast, .castLike,
      .dequantizeLinear, .quantizeLinear, .expand, .gather, .gatherElements, .gatherND, .slice,
      .tile, .pad:
      read.first.flatMap { facts[$0].source }
    case .constant: source(shape, fact.type, .constantNode, named: name, place: call?.place)
    case .constantOfShape: source(shape, fact.type, .constantOfShape, named: name)
    default: source(shape, fact.type, .computed, named: name)
    }
  }

  /// Returns the shape that the file states, if all of its lengths are known.
  private func shape(of value: ONNXValue) -> [Int]? {
    guard let lengths = value.shape else { return nil }
    var shape: [Int] = []
    for length in lengths {
      switch length {
      case .fixed(let value): shape.append(value)
      case .named(let name):
        guard let value = bindings[name] else { return nil }
        shape.append(value)
      case .unknown: return nil
      }
    }
    return elementCount(shape) == nil ? nil : shape
  }
}

extension OperatorCall {
  /// Whether the operator leaves out elements of its first input.
  fileprivate var choosesElements: Bool {
    switch type {
    case .slice, .split, .gather, .gatherElements, .gatherND, .compress, .topK, .centerCropPad: true
    default: false
    }
  }
}
