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
    let first = inputs.first.flatMap { $0 }
    let tensors = first.flatMap { facts[$0].tensors }
    switch type {
    case .empty: return try define([], node)
    case .construct: return try define(inputs.compactMap { $0 }, node)
    case .insert:
      guard var tensors, inputs.count > 1, let added = inputs[1],
        let place = place(inputs, 2, of: tensors, default: tensors.endIndex)
      else { return false }
      tensors.insert(added, at: place)
      return try define(tensors, node)
    case .erase:
      guard var tensors, let place = place(inputs, 1, of: tensors, default: tensors.indices.last)
      else { return false }
      tensors.remove(at: place)
      return try define(tensors, node)
    case .at:
      guard let tensors, let place = place(inputs, 1, of: tensors, default: nil) else {
        return false
      }
      try name([tensors[place]], as: node)
      return true
    case .length:
      guard let tensors else { return false }
      let length = add(
        TensorFact(
          type: .int64, shape: [], values: .integers([tensors.count]), isConstant: true))
      try name([length], as: node)
      return true
    case .concat: return try join(node, tensors ?? [])
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

  /// Returns the place that an input states, which may be counted from the end; the default place
  /// without that input, and nil if the place is unknown or none of the sequence's.
  private func place(
    _ inputs: [Int?], _ index: Int, of tensors: [Int], default other: Int?
  ) -> Int? {
    guard index < inputs.count, let input = inputs[index] else { return other }
    guard let value = facts[input].whole else { return nil }
    return value == other ? other : try? RawInteger(value).axis(of: tensors.count)
  }

  /// Joins the tensors of a sequence into one: a Concat, after an Unsqueeze of each for a new axis.
  private mutating func join(_ node: ONNXNode, _ tensors: [Int]) throws(ONNXError) -> Bool {
    guard !tensors.isEmpty, case .integer(let axis)? = node.attributes["axis"] else {
      return false
    }
    var parts = tensors.map { alias($0) }
    if case .integer(1)? = node.attributes["new_axis"] {
      parts = try parts.map { (part) throws(ONNXError) in
        try run("Unsqueeze", ["axes": .integers([axis])], of: part, in: node)
      }
    }
    var concat = node
    concat.type = "Concat"
    concat.inputs = parts
    try run([concat])
    return true
  }

  /// Follows an operator on one tensor, and returns the name of its result.
  private mutating func run(
    _ type: String, _ attributes: [String: ONNXAttribute], of part: String, in node: ONNXNode
  ) throws(ONNXError) -> String {
    let result = unusedName()
    var inner = ONNXNode(inputs: [part], outputs: [result])
    inner.type = type
    inner.attributes = attributes
    inner.name = node.name
    try run([inner])
    return result
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
        let (whole, rest) = shape[place].quotientAndRemainder(dividingBy: length)
        guard whole <= Self.longestSequence else { return false }
        lengths = Array(repeating: length, count: whole) + (rest > 0 ? [rest] : [])
      } else {
        lengths = values
      }
    } else if case .integer(0)? = node.attributes["keepdims"] {
      keepsAxis = false
    }
    guard lengths.count <= Self.longestSequence else { return false }
    var split = ONNXNode(inputs: [alias(first)], outputs: lengths.map { _ in unusedName() })
    split.type = "Split"
    split.name = node.name
    split.attributes = ["axis": .integer(axis), "split": .integers(lengths)]
    try run([split])
    var parts = split.outputs
    if !keepsAxis {
      parts = try parts.map { (part) throws(ONNXError) in
        try run("Squeeze", ["axes": .integers([axis])], of: part, in: node)
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

  /// The beginning of names that no file has: a character that ends a text in a file.
  static let unusedStart = "\u{0}"

  /// Returns a name that no file has.
  mutating func unusedName() -> String {
    aliasCount += 1
    return "\(Self.unusedStart)\(aliasCount)"
  }
}
