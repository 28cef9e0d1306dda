extension ShapeInference {
  /// The most rounds of a loop that are followed.
  private static let mostRounds = 1_024

  /// Follows a loop round by round where the number of rounds is known and no round ends it early; false
  /// for another loop.
  mutating func followLoop(_ node: ONNXNode, _ inputs: [Int?]) throws(ONNXError) -> Bool {
    guard node.domain.isEmpty, node.type == "Loop",
      case .graph(let body)? = node.attributes["body"],
      let rounds = rounds(inputs), inputs.count >= 2,
      body.inputs.count == inputs.count, body.outputs.count >= inputs.count - 1
    else { return false }
    try enter()
    defer { depth -= 1 }
    let carried = inputs.count - 2
    // A round whose end is not known leaves everything as it was before the loop.
    var trial = self
    var values: [Int] = []
    for input in inputs.dropFirst(2) {
      guard let input else { return false }
      values.append(input)
    }
    var collected: [[Int]] = Array(repeating: [], count: body.outputs.count - 1 - carried)
    for round in 0..<rounds {
      let number = trial.add(
        TensorFact(type: .int64, shape: [], values: .integers([round]), isConstant: true))
      let condition = trial.add(
        TensorFact(type: .bool, shape: [], values: .integers([1]), isConstant: true))
      let results = try trial.inlined(
        body, node, binding: zip(body.inputs.map(\.name), [number, condition] + values))
      nodeCount = trial.nodeCount
      guard let goesOn = trial.facts[results[0]].values?.integers?.first,
        goesOn != 0 || round == rounds - 1
      else { return false }
      values = Array(results[1..<1 + carried])
      for (index, result) in results[(1 + carried)...].enumerated() {
        collected[index].append(result)
      }
    }
    // What a body makes in each round is put together along a new first axis.
    for tensors in collected {
      guard !tensors.isEmpty else { return false }
      let sequence = trial.add(TensorFact(tensors: tensors))
      var concat = ONNXNode(inputs: [trial.alias(sequence)], outputs: [trial.unusedName()])
      concat.type = "ConcatFromSequence"
      concat.name = node.name
      concat.attributes = ["axis": .integer(0), "new_axis": .integer(1)]
      try trial.run([concat])
      guard let joined = trial.find(concat.outputs[0]) else { return false }
      values.append(joined)
    }
    try trial.name(values, as: node)
    self = trial
    return true
  }

  /// Returns how often a loop runs; nil where that is not known, or too often to follow.
  private func rounds(_ inputs: [Int?]) -> Int? {
    if inputs.count > 1, let condition = inputs[1] {
      guard let value = facts[condition].values?.integers?.first else { return nil }
      if value == 0 { return 0 }
    }
    guard let limit = inputs.first.flatMap({ $0 }),
      let rounds = facts[limit].values?.integers?.first, rounds >= 0, rounds <= Self.mostRounds
    else { return nil }
    return rounds
  }
}
