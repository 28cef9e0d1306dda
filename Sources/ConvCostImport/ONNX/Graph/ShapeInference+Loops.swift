extension ShapeInference {
  /// The most rounds of a loop that are followed.
  private static let mostRounds = 1_024

  /// Follows a loop round by round if the number of rounds is known; false for another loop.
  mutating func followLoop(_ node: ONNXNode, _ inputs: [Int?]) throws(ONNXError) -> Bool {
    guard node.domain.isEmpty, node.type == "Loop",
      case .graph(let body)? = node.attributes["body"], inputs.count >= 2,
      let (rounds, isOpen) = rounds(most: inputs[0], condition: inputs[1]),
      body.inputs.count == inputs.count, body.outputs.count >= inputs.count - 1
    else { return false }
    try enter()
    defer { depth -= 1 }
    let carried = inputs.count - 2
    let before = progress
    var values: [Int] = []
    for input in inputs.dropFirst(2) {
      guard let input else { return false }
      values.append(input)
    }
    var collected: [[Int]] = Array(repeating: [], count: body.outputs.count - 1 - carried)
    for round in 0..<rounds {
      let number = add(
        TensorFact(type: .int64, shape: [], values: .integers([round]), isConstant: true))
      let condition = add(
        TensorFact(type: .bool, shape: [], values: .integers([1]), isConstant: true))
      let results = try inlined(
        body, node, binding: zip(body.inputs.map(\.name), [number, condition] + values))
      values = Array(results[1..<1 + carried])
      for (index, result) in results[(1 + carried)...].enumerated() {
        collected[index].append(result)
      }
      let goesOn = facts[results[0]].whole
      if goesOn == 0 { break }
      guard goesOn != nil, round < Self.mostRounds - 1 || !isOpen else {
        // A loop whose end is unknown leaves the state as it was before.
        forget(since: before)
        return false
      }
    }
    // The results of the rounds are concatenated along a new first axis.
    for tensors in collected {
      guard !tensors.isEmpty else {
        forget(since: before)
        return false
      }
      let sequence = add(TensorFact(tensors: tensors))
      var concat = ONNXNode(inputs: [alias(sequence)], outputs: [unusedName()])
      concat.type = "ConcatFromSequence"
      concat.name = node.name
      concat.attributes = ["axis": .integer(0), "new_axis": .integer(1)]
      try run([concat])
      guard let joined = find(concat.outputs[0]) else {
        throw .unknownValue(concat.outputs[0], node: node.place)
      }
      values.append(joined)
    }
    try name(values, as: node)
    return true
  }

  /// How far the model was followed.
  private struct Progress {
    var facts: Int
    var steps: Int
    var constantSteps: Int
    var branches: Int
    var stored: StoredElements
  }

  private var progress: Progress {
    Progress(
      facts: facts.count, steps: steps.count, constantSteps: constantSteps.count,
      branches: branches.count, stored: stored)
  }

  /// Takes back what was found since. Copying the whole state would take time for each of many
  /// loops.
  private mutating func forget(since before: Progress) {
    facts.removeSubrange(before.facts...)
    steps.removeSubrange(before.steps...)
    constantSteps.removeSubrange(before.constantSteps...)
    branches.removeSubrange(before.branches...)
    stored = before.stored
  }

  /// Returns the most rounds of a loop, and whether the loop must end by itself; nil if that is
  /// unknown, or too many to follow.
  private func rounds(most: Int?, condition: Int?) -> (count: Int, isOpen: Bool)? {
    if let condition {
      guard let value = facts[condition].whole else { return nil }
      if value == 0 { return (0, false) }
    }
    guard let most else { return (Self.mostRounds, true) }
    guard let rounds = facts[most].whole, rounds <= Self.mostRounds else { return nil }
    return (max(0, rounds), false)
  }
}
