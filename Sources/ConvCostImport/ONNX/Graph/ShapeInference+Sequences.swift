extension ShapeInference {
  /// The most tensors of a sequence.
  private static let longestSequence = 4_096

  /// Follows an operator on sequences whose tensors are all known one by one; false for another
  /// operator, or if the tensors are unknown.
  ///
  /// A sequence is a list of tensors' numbers: its tensors are read from it again without an
  /// operation.
  mutating func followSequence(_ node: ONNXNode, _ inputs: [Int?]) throws(ONNXError) -> Bool {
    guard node.domain.isEmpty, let type = SequenceOperator(rawValue: node.type) else {
      return false
    }
    let numbers = inputs.compactMap { $0 }
    switch type {
    case .empty: return try define([], node)
    case .construct: return try define(numbers, node)
    case .insert:
      guard numbers.count >= 2, var tensors = facts[numbers[0]].tensors else { return false }
      guard let place = place(inputs, 2, count: tensors.count, orEnd: true) else { return false }
      tensors.insert(numbers[1], at: place)
      return try define(tensors, node)
    case .erase:
      guard let first = numbers.first, var tensors = facts[first].tensors, !tensors.isEmpty,
        let place = place(inputs, 1, count: tensors.count - 1, orEnd: true)
      else { return false }
      tensors.remove(at: place)
      return try define(tensors, node)
    case .at:
      guard let first = numbers.first, let tensors = facts[first].tensors, !tensors.isEmpty,
        let place = place(inputs, 1, count: tensors.count - 1, orEnd: false)
      else { return false }
      try name([tensors[place]], as: node)
      return true
    case .length:
      guard let first = numbers.first, let tensors = facts[first].tensors else { return false }
      let length = add(
        TensorFact(
          type: .int64, shape: [], values: .integers([tensors.count]), isConstant: true))
      try name([length], as: node)
      return true
    case .concat: return try join(node, numbers)
    case .split: return try split(node, inputs)
    }
  }

  private enum SequenceOperator: String {
    case empty = "SequenceEmpty", construct = "SequenceConstruct", insert = "SequenceInsert"
    case erase = "SequenceErase", at = "SequenceAt", length = "SequenceLength"
    case concat = "ConcatFromSequence", split = "SplitToSequence"
  }

  /// Records a sequence as the result of a node.
  private mutating func define(_ tensors: [Int], _ node: ONNXNode) throws(ONNXError) -> Bool {
    guard tensors.count <= Self.longestSequence else { return false }
    let isConstant = tensors.allSatisfy { facts[$0].isConstant }
    try name([add(TensorFact(isConstant: isConstant, tensors: tensors))], as: node)
    return true
  }

  /// Returns a place in a sequence, which may be counted from the end; nil if unknown.
  private func place(_ inputs: [Int?], _ index: Int, count: Int, orEnd: Bool) -> Int? {
    guard index < inputs.count, let input = inputs[index] else { return orEnd ? count : nil }
    guard let value = facts[input].values?.integers?.first else { return nil }
    return try? RawInteger(value).axis(of: count + 1)
  }

  /// Joins the tensors of a sequence into one: a Concat, after an Unsqueeze of each for a new axis.
  private mutating func join(_ node: ONNXNode, _ numbers: [Int]) throws(ONNXError) -> Bool {
    guard let first = numbers.first, let tensors = facts[first].tensors, !tensors.isEmpty,
      case .integer(let axis)? = node.attributes["axis"]
    else { return false }
    var parts = tensors.map { alias($0) }
    if case .integer(1)? = node.attributes["new_axis"] {
      let axes = alias(
        add(
          TensorFact(type: .int64, shape: [1], values: .integers([axis]), isConstant: true)))
      parts = try parts.map { (part) throws(ONNXError) in
        var unsqueeze = ONNXNode(inputs: [part, axes], outputs: [unusedName()])
        unsqueeze.type = "Unsqueeze"
        unsqueeze.attributes["axes"] = .integers([axis])
        unsqueeze.name = node.name
        try run([unsqueeze])
        return unsqueeze.outputs[0]
      }
    }
    var concat = node
    concat.type = "Concat"
    concat.inputs = parts
    try run([concat])
    return true
  }

  /// Splits a tensor into a sequence of its parts: a Split, and a Squeeze of each if the axis goes.
  private mutating func split(_ node: ONNXNode, _ inputs: [Int?]) throws(ONNXError) -> Bool {
    guard let first = inputs.first.flatMap({ $0 }), let shape = facts[first].shape else {
      return false
    }
    var axis = 0
    if case .integer(let stated)? = node.attributes["axis"] { axis = stated }
    guard let place = try? RawInteger(axis).axis(of: shape.count) else { return false }
    var lengths = Array(repeating: 1, count: min(shape[place], Self.longestSequence + 1))
    var keepsAxis = true
    if inputs.count > 1, let parts = inputs[1] {
      guard let values = facts[parts].values?.integers else { return false }
      if facts[parts].shape?.isEmpty == true {
        guard let length = try? RawInteger(values[0]).length(from: 1) else { return false }
        let whole = shape[place] / length
        guard whole < Self.longestSequence else { return false }
        lengths = Array(repeating: length, count: whole)
        if shape[place] % length > 0 { lengths.append(shape[place] % length) }
      } else {
        lengths = values
      }
    } else if case .integer(0)? = node.attributes["keepdims"] {
      keepsAxis = false
    }
    guard lengths.count <= Self.longestSequence else { return false }
    let source = alias(first)
    var split = ONNXNode(
      inputs: [
        source,
        alias(
          add(
            TensorFact(
              type: .int64, shape: [lengths.count], values: .integers(lengths), isConstant: true))),
      ], outputs: lengths.map { _ in unusedName() })
    split.type = "Split"
    split.name = node.name
    split.attributes = ["axis": .integer(axis), "split": .integers(lengths)]
    try run([split])
    var parts = split.outputs
    if !keepsAxis {
      let axes = alias(
        add(TensorFact(type: .int64, shape: [1], values: .integers([axis]), isConstant: true)))
      parts = try parts.map { (part) throws(ONNXError) in
        var squeeze = ONNXNode(inputs: [part, axes], outputs: [unusedName()])
        squeeze.type = "Squeeze"
        squeeze.attributes["axes"] = .integers([axis])
        squeeze.name = node.name
        try run([squeeze])
        return squeeze.outputs[0]
      }
    }
    return try define(parts.compactMap { find($0) }, node)
  }

  /// Gives a tensor a name of its own in the current scope, so that a node can read it.
  mutating func alias(_ number: Int) -> String {
    let name = unusedName()
    scopes[scopes.count - 1].numbers[name] = number
    return name
  }

  /// Returns a name that no file has: it contains a character that ends a text in a file.
  mutating func unusedName() -> String {
    aliasCount += 1
    return "\u{0}\(aliasCount)"
  }
}
