extension Lowering {
  /// Checks the inputs of a network, and binds their names before the first layer.
  mutating func bindInputs(of network: Network) throws(NetworkError) {
    if let name = network.inputName {
      graph.inputNames[0] = name.text
      labels.keep(0, under: name)
    }
    try graph.validateInput(0)
    for (index, input) in network.sideInputs.enumerated() {
      let value = index + 1
      graph.inputNames[value] = input.label.text
      try graph.validateInput(value)
      guard labels.value(of: input.label) == nil else {
        throw graph.failure(.repeatedInput, atInput: value)
      }
      labels.keep(value, under: input.label)
    }
  }

  /// Checks that each input is read, if there are several: an unread input is a mistake in the
  /// tree.
  func requireReadInputs() throws(NetworkError) {
    guard graph.inputs.count > 1 else { return }
    var isRead = graph.inputs.indices.map(readInputs.contains)
    func note(_ value: Int) { if value < isRead.count { isRead[value] = true } }
    graph.edges.forEach(note)
    graph.outputs.forEach(note)
    for choice in graph.choices {
      note(choice.first)
      note(choice.second)
    }
    if let input = isRead.firstIndex(of: false) {
      throw graph.failure(.unreadInput, atInput: input)
    }
  }

  /// Records the inputs that a layer reads, for a layer that is not lowered at this size.
  mutating func noteInputs(readIn layer: Layer) {
    switch layer {
    case .from(let label), .fitted(_, let label):
      if let value = labels.value(of: label) { noteReading(value) }
    case .operation, .chain, .scope, .merge, .residual, .output, .keep, .named, .written, .shared,
      .stated:
      for child in layer.children { noteInputs(readIn: child) }
    }
  }

  /// Records that a layer reads a value by its label.
  mutating func noteReading(_ value: Int) {
    if value < graph.inputs.count { readInputs.insert(value) }
  }
}

extension Graph {
  /// Checks that the elements of an input can be counted.
  func validateInput(_ index: Int) throws(NetworkError) {
    do throws(ShapeError) {
      try inputs[index].validate()
    } catch {
      throw failure(error, atInput: index)
    }
  }

  /// Returns an error that names an input as its place.
  func failure(_ problem: ShapeError, atInput index: Int) -> NetworkError {
    let path = inputNames[index].map { "input '\($0)'" } ?? "input"
    return NetworkError(path: path, operation: nil, inputs: [], problem: problem)
  }
}
