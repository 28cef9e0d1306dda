import ConvCostCore

extension StatedNetwork {
  /// States a network whose shapes are known.
  ///
  /// - Throws: `TFLiteError` for an operator that cannot work on its inputs.
  init(_ inference: TFLiteInference, _ model: TFLiteModel) throws(TFLiteError) {
    self.init(format: model.format)
    isChannelsLast = true
    branches = inference.branches
    outputs = inference.outputs
    let numbers = inference.layerNumbers
    tensors = inference.facts.enumerated().map { number, fact in
      Tensor(
        name: fact.tensor.name, shape: fact.shape, bits: fact.tensor.type?.bits,
        stored: fact.stored(isNumber: numbers.contains(number)))
    }
    let channelsFirst = model.subgraphs[0].channelsFirst
    var moved: Set<Int> = []
    for (number, input) in zip(model.subgraphs[0].inputs, inference.inputs) {
      var isMap = [4, 5].contains(tensors[input].shape?.count)
      if channelsFirst.contains(number), let shape = tensors[input].shape {
        tensors[input].shape = [shape[0], shape[2], shape[3], shape[1]]
        moved.insert(input)
        isMap = true
      }
      inputs.append((input, isMap))
    }
    for step in inference.steps {
      firstLayer = step.call?.samples
      if firstLayer != nil { break }
    }
    let batch = Batch(
      inputs: inputs.compactMap { tensors[$0.tensor].shape }, firstLayer: firstLayer)
    for step in inference.steps {
      do throws(OperatorProblem) {
        try append(step, inference, batch, moved)
      } catch {
        throw .node(step.place, operator: step.label, problem: error)
      }
    }
    dropCommonModules()
    remarks = inference.remarks + model.remarks
  }

  /// Removes the modules around all operators that have a place: the network itself, as exporters
  /// write it. The results have the names of the network's, without a place.
  private mutating func dropCommonModules() {
    let placed = steps.indices.filter { steps[$0].path.hasPlace }
    while placed.count > 1, let common = steps[placed[0]].path.blocks.first,
      placed.allSatisfy({ steps[$0].path.blocks.first == common })
    {
      for index in placed { steps[index].path.blocks.removeFirst() }
    }
  }

  private mutating func append(
    _ step: TFLiteInference.Step, _ inference: TFLiteInference, _ batch: Batch, _ moved: Set<Int>
  ) throws(OperatorProblem) {
    var read: [(place: Int, tensor: Int)] = []
    for (place, tensor) in step.inputs.enumerated() {
      guard let tensor, inference.isValue(tensor) else { continue }
      // The data that a layer works on comes first.
      read.insert((place, tensor), at: place == step.call?.dataPlace ? 0 : read.count)
    }
    let multiplies = step.call?.hasProducts == true
    var stated = Step(
      label: step.label,
      path: ModulePath(
        result: step.outputs.first.map { tensors[$0].name } ?? "",
        weight: multiplies
          ? step.call?.weightPlace.flatMap { step.inputs[$0] }.map { tensors[$0].name } : nil),
      operation: nil, mayMultiply: multiplies, inputs: read.map(\.tensor), outputs: step.outputs)
    guard let call = step.call, call.isKnown else {
      stated.mayMultiply = true
      steps.append(stated)
      return
    }
    for (index, input) in read.enumerated() {
      guard let role = call.role(at: input.place) else { continue }
      // Single numbers of arithmetic are not learned.
      let isSingle = tensors[input.tensor].shape.flatMap(elementCount) == 1
      if !(call.isArithmetic && isSingle) { stated.roles[index] = role }
    }
    stated.operation = .foreign(.function)
    stated.layout = try call.layout()
    stated.computesAll = call.computesAll
    stated.mixes = call.mixesPositions
    if let output = step.outputs.first.flatMap({ tensors[$0].shape }) {
      if let flat = try call.flattenedInput(), let input = read.first {
        stated.inputs[0] = flatten(input.tensor, to: flat, batch)
        stated.operation = .linear(Linear(output[output.count - 1], bias: call[2] != nil))
      } else {
        stated.operation = try call.operation(output: output, batch)
      }
    }
    if call.type == .transpose, let input = read.first, moved.contains(input.tensor) {
      // The input was stated as the map that this gives.
      stated.operation = .foreign(.shift(before: 0))
      stated.layout = .kept
    }
    stated.moves = stated.operation.map(call.moves) ?? (false, false)
    if call.mergesWithConstant { stated.label += " constant" }
    steps.append(stated)
  }

  /// Adds a step that makes a list of features from a map, as a layer does that reads one.
  private mutating func flatten(_ tensor: Int, to shape: [Int], _ batch: Batch) -> Int {
    let number = tensors.count
    tensors.append(Tensor(name: tensors[tensor].name, shape: shape, stored: nil))
    var step = Step(
      label: "FLATTEN", path: ModulePath(), operation: .flatten, inputs: [tensor],
      outputs: [number])
    step.layout = .changed
    steps.append(step)
    return number
  }
}

extension TFLiteCall {
  /// The place of a layer's weights; nil for one that has several.
  fileprivate var weightPlace: Int? { inputs.count > 1 ? 1 : nil }

  /// Returns the shape of the features that a fully connected layer reads from a map; nil if it
  /// reads features.
  fileprivate func flattenedInput() throws(OperatorProblem) -> [Int]? {
    guard type == .fullyConnected, self[1]?.isData == false, !options.keepsDimensions,
      let input = try shape(0), let weight = try shape(1), weight.count == 2,
      weight[0] > 0, weight[1] > 0, input.last != weight[1], let count = elementCount(input),
      count % weight[1] == 0
    else { return nil }
    return [count / weight[1], weight[1]]
  }
}

extension TFLiteInference {
  /// Whether a tensor is one of the network's values, or numbers that the file stores.
  fileprivate func isValue(_ number: Int) -> Bool {
    facts[number].origin != .free && facts[number].shape?.contains(0) != true
  }

  /// The stored tensors that layers read as their numbers, whatever their type: biases of quantised
  /// layers have the type of shapes.
  fileprivate var layerNumbers: Set<Int> {
    var numbers: Set<Int> = []
    for step in steps {
      guard let call = step.call, call.hasProducts else { continue }
      for (place, input) in step.inputs.enumerated() {
        if let input, call.role(at: place) != nil { numbers.insert(input) }
      }
    }
    return numbers
  }

  /// What is inside other operators, for a report.
  fileprivate var remarks: [Subject.Note] {
    var tally = OperatorTally()
    for step in steps {
      guard let activation = step.call?.options.activation, activation != .none else { continue }
      tally.add(activation.rawValue)
    }
    guard !tally.counts.isEmpty else { return [] }
    let list = tally.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return [Subject.Note("Fused", "\(list), which are parts of other operators")]
  }
}

extension TFLiteInference.Fact {
  /// The numbers that the file stores.
  fileprivate func stored(isNumber: Bool) -> StatedNetwork.Stored? {
    guard origin == .constant, let buffer = tensor.buffer, let shape,
      let count = elementCount(shape)
    else { return nil }
    let type = tensor.type
    return StatedNetwork.Stored(
      place: buffer.number, count: count, role: nil, type: tensor.typeName,
      bits: buffer.bytes.count * 8,
      isNumber: type?.isFloat == true || type?.isQuantized == true
        || type?.isInteger == true && (isNumber || tensor.isScaled))
  }
}

extension TFLiteModel {
  /// The format with its version, and the program that wrote the file.
  fileprivate var format: String {
    let writer = description.hasSuffix(".") ? String(description.dropLast()) : description
    return "TensorFlow Lite schema \(version)" + (writer.isEmpty ? "" : ", \(writer)")
  }

  /// What the file has besides the network that is counted.
  fileprivate var remarks: [Subject.Note] {
    var notes: [Subject.Note] = []
    let others = signatures.filter { $0.subgraph != 0 }.prefix(12).map { "'\($0.name)'" }
    if !others.isEmpty {
      notes.append(
        Subject.Note(
          "Entry points",
          "only the first network is counted, not that of " + others.joined(separator: ", ")
        ))
    }
    return notes
  }
}
