import ConvCostCore

/// Follows the operators of a network in order, and finds the shape of every tensor.
///
/// The file states shapes, with 1 in place of a length that is open. Where one is open, or the user
/// gave the input other lengths, the shapes follow from the inputs by the operators' rules.
struct TFLiteInference {
  /// How a tensor gets its numbers.
  enum Origin {
    /// Not yet.
    case none
    /// From the network's inputs.
    case data
    /// The file stores them, or they are computed from stored ones.
    case constant
    /// From shapes alone, or they are a state that is zero at first.
    case free
  }

  /// What is known about a tensor.
  struct Fact {
    var tensor: TFLiteTensor
    /// The lengths; nil if unknown.
    var shape: [Int]?
    var origin = Origin.none
    /// Its integers, if shapes are computed from them.
    var values: [Int]?
  }

  /// An operator.
  struct Step {
    /// The operator with its inputs; nil for one that the schema does not define.
    var call: TFLiteCall?
    var label: String
    /// The tensors that it reads; nil for one that is left out.
    var inputs: [Int?]
    /// The tensors that it gives.
    var outputs: [Int]
    /// Where it is, for messages.
    var place: String
  }

  private let model: TFLiteModel
  private let file: FlatBuffer
  /// Whether the user gave an input other lengths than the file's.
  private let isResized: Bool
  /// The tensors of the network, by their numbers.
  private(set) var facts: [Fact] = []
  private(set) var steps: [Step] = []
  /// The inputs and the results, by the numbers of their tensors.
  private(set) var inputs: [Int] = []
  private(set) var outputs: [Int] = []
  private(set) var branches: [ImportedNetwork.Branch] = []
  private var nodeCount = 0
  private var depth = 0

  /// The most calls of subgraphs inside each other.
  private static let deepestNesting = 16

  /// Follows a model.
  ///
  /// - Throws: `TFLiteError` for tensors and operators that do not fit each other.
  init(_ model: TFLiteModel, _ file: FlatBuffer, _ binding: TFLiteBinding) throws(TFLiteError) {
    self.model = model
    self.file = file
    isResized = binding.isResized
    guard let main = model.subgraphs.first else { throw .noSubgraph }
    for (number, shape) in zip(main.inputs, binding.shapes) {
      inputs.append(facts.count)
      facts.append(Fact(tensor: main.tensors[number], shape: shape, origin: .data))
    }
    outputs = try follow(0, reading: inputs)
  }

  /// Follows a subgraph and returns its results.
  ///
  /// - Parameter given: the tensors that its inputs are.
  private mutating func follow(
    _ index: Int, reading given: [Int]
  ) throws(TFLiteError) -> [Int] {
    guard depth < Self.deepestNesting else { throw .nestedTooDeep(limit: Self.deepestNesting) }
    depth += 1
    defer { depth -= 1 }
    let graph = model.subgraphs[index]
    guard facts.count + graph.tensors.count <= TFLiteModel.mostTensors else {
      throw .tooManyTensors(limit: TFLiteModel.mostTensors)
    }
    var numbers: [Int] = []
    for tensor in graph.tensors {
      guard tensor.shape.count <= TFLiteModel.mostDimensions else {
        throw .tooManyDimensions(tensor: tensor.name, limit: TFLiteModel.mostDimensions)
      }
      guard elementCount(tensor.shape) != nil else {
        throw .badShape(tensor: tensor.name, tensor.shape)
      }
      numbers.append(facts.count)
      facts.append(Self.fact(tensor))
    }
    for (number, input) in zip(graph.inputs, given) {
      numbers[try graph.number(number, "the inputs of subgraph \(index)")] = input
    }
    for (place, node) in graph.nodes.enumerated() {
      nodeCount += 1
      guard nodeCount <= TFLiteModel.mostNodes else {
        throw .tooManyNodes(limit: TFLiteModel.mostNodes)
      }
      try follow(node, graph, at: place, &numbers)
    }
    let place = "the results of subgraph \(index)"
    var results: [Int] = []
    for output in graph.outputs {
      let number = numbers[try graph.number(output, place)]
      guard facts[number].origin != .none else {
        throw .unknownValue(facts[number].tensor.name, place: place)
      }
      results.append(number)
    }
    return results
  }

  private static func fact(_ tensor: TFLiteTensor) -> Fact {
    var fact = Fact(tensor: tensor, shape: tensor.shape)
    if tensor.buffer != nil || tensor.shape.contains(0) {
      fact.origin = .constant
    } else if tensor.isVariable {
      fact.origin = .free
    }
    return fact
  }

  private mutating func follow(
    _ node: TFLiteNode, _ graph: TFLiteSubgraph, at index: Int, _ numbers: inout [Int]
  ) throws(TFLiteError) {
    var place = "operator \(index)"
    if let name = node.outputs.first.flatMap({ graph.tensors.indices.contains($0) ? $0 : nil }) {
      place += ", which computes '\(graph.tensors[name].name)'"
    }
    var inputs: [Int?] = []
    for input in node.inputs {
      guard input != -1 else {
        inputs.append(nil)
        continue
      }
      let number = numbers[try graph.number(input, place)]
      guard facts[number].origin != .none else {
        throw .unknownValue(facts[number].tensor.name, place: place)
      }
      inputs.append(number)
    }
    for output in node.outputs {
      let number = numbers[try graph.number(output, place)]
      // A result without elements looks as if it were stored.
      guard facts[number].origin == .none || facts[number].shape?.contains(0) == true else {
        throw .duplicateValue(facts[number].tensor.name, place: place)
      }
    }
    if let results = try called(node, reading: inputs, at: place) {
      guard results.count == node.outputs.count else {
        throw .badCall(place: place, inputs: node.inputs.count, outputs: node.outputs.count)
      }
      for (output, result) in zip(node.outputs, results) { numbers[output] = result }
      return
    }
    let step = Step(
      call: nil, label: node.label, inputs: inputs, outputs: node.outputs.map { numbers[$0] },
      place: place)
    try append(step, node)
  }

  /// Follows the subgraph that an operator calls, and returns its results; nil for an operator that
  /// calls none, or runs one for an unknown number of times.
  private mutating func called(
    _ node: TFLiteNode, reading inputs: [Int?], at place: String
  ) throws(TFLiteError) -> [Int]? {
    let isChoice = node.type == .if
    guard isChoice || node.type == .call || node.type == .stablehloComposite else { return nil }
    let given = inputs.dropFirst(isChoice ? 1 : 0).compactMap { $0 }
    for index in node.options.subgraphs {
      guard model.subgraphs.indices.contains(index) else {
        throw .noCalled(index, count: model.subgraphs.count, place: place)
      }
      guard model.subgraphs[index].inputs.count == given.count else {
        throw .badCall(place: place, inputs: given.count, outputs: node.outputs.count)
      }
    }
    guard let first = node.options.subgraphs.first else { return nil }
    guard isChoice else { return try follow(first, reading: given) }
    let start = steps.count
    var best: (steps: [Step], results: [Int], macs: Int, isFirst: Bool)?
    for (number, index) in node.options.subgraphs.enumerated() {
      let results = try follow(index, reading: given)
      let macs = try self.macs(since: start)
      if best.map({ $0.macs < macs }) ?? true {
        best = (Array(steps[start...]), results, macs, number == 0)
      }
      steps.removeSubrange(start...)
    }
    guard let best else { return nil }
    steps += best.steps
    branches.append(
      ImportedNetwork.Branch(place: place, isFirst: best.isFirst, isCostlier: true))
    return best.results
  }

  private func macs(since start: Int) throws(TFLiteError) -> Int {
    var sum = 0
    for step in steps[start...] {
      do throws(OperatorProblem) {
        let shape = step.outputs.first.flatMap { facts[$0].shape }
        guard let macs = try step.call?.macs(shape) else { continue }
        sum = sum.saturatingAdding(macs)
      } catch {
        throw .node(step.place, operator: step.label, problem: error)
      }
    }
    return sum
  }

  /// Adds an operator, unless it only computes with shapes.
  private mutating func append(_ step: Step, _ node: TFLiteNode) throws(TFLiteError) {
    var step = step
    if let type = node.type {
      let reads = TFLiteCall.readsValues(type)
      var operands: [TFLiteCall.Operand?] = []
      for input in step.inputs {
        if let input, reads { try readValues(input) }
        operands.append(
          input.map {
            TFLiteCall.Operand(
              shape: facts[$0].shape, isData: facts[$0].origin == .data, values: facts[$0].values)
          })
      }
      step.call = TFLiteCall(
        type: type, label: node.label, options: node.options, inputs: operands,
        resultCount: node.outputs.count)
    }
    let origin = origin(of: step)
    do throws(OperatorProblem) {
      let shapes = try step.call.map { call throws(OperatorProblem) in try call.shapes() } ?? []
      for (index, output) in step.outputs.enumerated() {
        let shape = self.shape(
          facts[output].tensor, computed: index < shapes.count ? shapes[index] : nil,
          isKnown: step.call?.isKnown ?? false)
        if let shape, elementCount(shape) == nil { throw .tooManyElements(shape) }
        facts[output].shape = shape
        facts[output].origin = shape?.contains(0) == true ? .constant : origin
        if index == 0, origin != .data || facts[output].tensor.type?.isFloat == false {
          facts[output].values = try step.call?.values(shape)
        }
      }
    } catch {
      throw .node(step.place, operator: step.label, problem: error)
    }
    if origin == .data || origin == .constant { steps.append(step) }
  }

  /// Returns how the results of an operator get their numbers.
  private func origin(of step: Step) -> Origin {
    switch step.call?.type {
    case .shape?, .rank?, .varHandle?, .hashtable?, .assignVariable?, .hashtableImport?, .callOnce?:
      return .free
    case .readVariable?, .randomUniform?, .randomStandardNormal?, .multinomial?, .custom?, nil:
      return .data
    default: break
    }
    let origins = step.inputs.compactMap { $0 }.map { facts[$0].origin }
    if origins.contains(.data) { return .data }
    return origins.contains(.free) || origins.isEmpty ? .free : .constant
  }

  /// Returns the shape of a result: as the file states it, or by the operator's rule where the file
  /// leaves lengths open.
  ///
  /// An unknown operator has no rule; its results are taken as those of one sample.
  private func shape(_ tensor: TFLiteTensor, computed: [Int]?, isKnown: Bool) -> [Int]? {
    let open = tensor.isOpen
    guard isResized || open.contains(true) else { return tensor.shape }
    return computed
      ?? (isResized || isKnown || open.dropFirst().contains(true) ? nil : tensor.shape)
  }

  /// Reads the integers of a short stored list.
  private mutating func readValues(_ number: Int) throws(TFLiteError) {
    guard facts[number].values == nil, let buffer = facts[number].tensor.buffer,
      let count = facts[number].shape.flatMap(elementCount), count <= TensorValues.mostKept
    else { return }
    do throws(FlatBufferError) {
      switch facts[number].tensor.type {
      case .int32 where buffer.bytes.count == 4 * count:
        facts[number].values = try file.integers(in: buffer.bytes, Int32.self)
      case .int64 where buffer.bytes.count == 8 * count:
        facts[number].values = try file.integers(in: buffer.bytes, Int64.self)
      default: break
      }
    } catch {
      throw .flatBuffer(error)
    }
  }
}

extension TFLiteSubgraph {
  /// Returns the number of a tensor that something refers to.
  func number(_ number: Int, _ place: String) throws(TFLiteError) -> Int {
    guard tensors.indices.contains(number) else {
      throw .noTensor(number, count: tensors.count, place: place)
    }
    return number
  }
}
