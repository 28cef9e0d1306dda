import ConvCostCore

/// Follows the layers of a file from the shapes of its inputs, and collects them as a tree.
struct CaffeLowering {
  private var blobs: BlobNetwork
  private let inputs: BoundInputs
  private let isBinary: Bool
  /// The names of values whose first length counts regions.
  private var stacks: Set<String>
  /// The names of values of unknown shape.
  private var open: Set<String> = []
  private var sharing: CaffeSharing
  /// What the notes say besides.
  private var remarks = CaffeRemarks()

  init(_ model: CaffeModel, inputs: BoundInputs) {
    self.inputs = inputs
    isBinary = model.isBinary
    stacks = inputs.stacks
    blobs = BlobNetwork(inputs: inputs.inputs)
    sharing = CaffeSharing(model.layers.filter(\.isTested))
  }

  /// Returns the network of the selected layers.
  mutating func network(_ selection: CaffeSelection) throws(CaffeError) -> Network {
    var selection = selection
    selection.drop(readersOf: inputs.labels)
    for layer in selection.layers { try add(layer) }
    do throws(BlobError) {
      return try blobs.network()
    } catch {
      throw .blobs(error)
    }
  }

  /// What a report says of the file.
  func notes(_ selection: CaffeSelection) -> [Subject.Note] {
    var selection = selection
    selection.drop(readersOf: inputs.labels)
    return remarks.notes(selection, inputs, isBinary: isBinary)
  }

  /// Adds a layer, or one for each of its inputs if it works on each of them alone.
  private mutating func add(_ layer: CaffeLayer) throws(CaffeError) {
    guard CaffeCall.workingOnEach.contains(layer.type), layer.bottoms.count > 1,
      layer.bottoms.count == layer.tops.count
    else { return try add(layer, sharing: nil) }
    for (bottom, top) in zip(layer.bottoms, layer.tops) {
      var part = layer
      part.bottoms = [bottom]
      part.tops = [top]
      try add(part, sharing: layer.name)
    }
  }

  private mutating func add(_ layer: CaffeLayer, sharing own: String?) throws(CaffeError) {
    let call = CaffeCall(
      layer: layer,
      inputs: try layer.bottoms.map { (name) throws(CaffeError) in
        try input(name, of: layer)
      })
    var meaning: CaffeMeaning
    let label: String?
    do throws(OperatorProblem) {
      meaning = try call.meaning()
      try confirm(meaning, layer)
      label = try sharing.label(of: layer, &meaning) ?? own
    } catch {
      throw .layer(layer.name, type: layer.type, place: layer.place, error)
    }
    remarks.note(layer, meaning, call)
    let (isOne, isAlias) =
      switch meaning.work {
      case .alias: (false, true)
      case .parts: (false, false)
      case .layer, .merge, .stated: (true, false)
      }
    let results = isOne ? Array(layer.tops.prefix(1)) : layer.tops
    let isStack = meaning.isStack ?? (call.inputs.first??.isStack == true)
    do throws(BlobError) {
      for name in layer.bottoms where !isAlias { blobs.noteReading(of: name) }
      try blobs.append(
        meaning.work, named: layer.name, type: layer.type,
        reading: meaning.reads?.map { layer.bottoms[$0] } ?? layer.bottoms, giving: results,
        sharing: label, after: meaning.preparation)
      // Further results, as the places of a pool's maxima, are of no other shape.
      for top in layer.tops.dropFirst(results.count) {
        try blobs.append(
          .alias, named: layer.name, type: layer.type, reading: results, giving: [top])
      }
    } catch {
      throw .blobs(error)
    }
    for top in layer.tops {
      if isStack { stacks.insert(top) } else { stacks.remove(top) }
      if meaning.hasOpenShape { open.insert(top) } else { open.remove(top) }
    }
  }

  /// Returns a value that a layer reads; nil if its shape is unknown.
  private func input(_ name: String, of layer: CaffeLayer) throws(CaffeError) -> CaffeCall.Input? {
    guard let shape = blobs.shape(of: name) else {
      throw .blobs(.unknownBlob(name, layer: layer.name))
    }
    guard !open.contains(name) else { return nil }
    let isStack = stacks.contains(name)
    return CaffeCall.Input(
      shape: shape, isStack: isStack,
      lengths: isStack ? shape.dimensions : [inputs.batch] + shape.dimensions)
  }

  /// Checks that a file that stores weights has as many as the layer.
  private func confirm(
    _ meaning: CaffeMeaning, _ layer: CaffeLayer
  ) throws(OperatorProblem) {
    guard let stored = layer.stored, let first = layer.bottoms.first,
      let shape = blobs.shape(of: first)
    else { return }
    let counted: Int?
    switch meaning.work {
    case .layer(let work):
      counted = (try? work.numbers(on: shape, after: meaning.preparation)) ?? nil
    case .stated(let stated):
      counted = checkedSum(stated.weights, stated.biases, stated.buffers)
    case .alias, .merge, .parts: counted = 0
    }
    guard let counted, let numbers = checkedSum(counted, meaning.uncountedNumbers),
      numbers != stored
    else { return }
    throw .other("found \(stored) stored numbers, but the layer has \(numbers)")
  }
}

extension Layer {
  /// Returns how many numbers a primitive stores on an input; nil for other layers.
  fileprivate func numbers(on input: Shape, after preparation: Layer?) throws(ShapeError) -> Int? {
    guard case .operation(let operation) = self else { return nil }
    var input = input
    if case .operation(let first)? = preparation { input = try first.output(of: input) }
    let cost = try operation.cost(input: input, output: try operation.output(of: input))
    return checkedSum(cost.weights, cost.biases, cost.normalization, cost.buffers)
  }
}
