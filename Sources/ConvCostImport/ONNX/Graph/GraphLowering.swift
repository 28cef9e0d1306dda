import ConvCostCore

/// Builds the graph of a model whose shapes are known.
struct GraphLowering {
  private let inference: ShapeInference
  private var parameters: ParameterCount
  private var lowering: StepLowering
  /// The tensors that are read.
  private let used: Set<Int>

  /// Starts the graph of a model.
  ///
  /// - Throws: `ONNXError` for an input whose elements cannot be counted.
  init(_ inference: ShapeInference) throws(ONNXError) {
    self.inference = inference
    parameters = ParameterCount(inference)
    let channelsLast = Set(
      inference.steps.filter(Self.putsChannelsFirst).compactMap { $0.inputs.first ?? nil })
    let inputs = zip(inference.inputs, inference.inputNames).compactMap { input, name in
      inference.facts[input].shape.map {
        StepLowering.Input(
          tensor: input, name: name, shape: $0,
          isMap: $0.count == 4 && !channelsLast.contains(input),
          bits: inference.facts[input].type.bits)
      }
    }
    used = Set(inference.steps.flatMap { $0.inputs.compactMap { $0 } } + inference.outputs)
    lowering = try Self.network { () throws(NetworkError) in
      try StepLowering(inputs: inputs, Batch(inference))
    }
  }

  /// Returns the graph, with the facts about the file that are not in it.
  ///
  /// - Throws: `ONNXError` for a network without operations, or with numbers too large to count.
  mutating func network(_ model: ONNXModel) throws(ONNXError) -> ImportedNetwork {
    let paths = ModulePath.simplified(inference.steps.map { ModulePath($0.node) })
    for (step, path) in zip(inference.steps, paths) {
      let lowered = try lowered(step, path)
      try Self.network { () throws(NetworkError) in try lowering.append(lowered) }
    }
    // The numbers stored for unknown operators are those that no known operator reads.
    if let step = inference.steps.first(where: { $0.call == nil }) {
      lowering.lose(inference.numbersOfUnknownOperators, at: try lowered(step, ModulePath()))
    }
    let origin = origin(model)
    let outputs = zip(inference.outputs, inference.outputNames).map { (tensor: $0, name: $1) }
    return ImportedNetwork(
      graph: try Self.network { () throws(NetworkError) in try lowering.graph(outputs: outputs) },
      origin: origin)
  }

  /// Runs work on the graph, and turns its errors into those of this reader.
  private static func network<Result>(
    _ work: () throws(NetworkError) -> Result
  ) throws(ONNXError) -> Result {
    do throws(NetworkError) { return try work() } catch { throw .network(error) }
  }

  private static func putsChannelsFirst(_ step: ShapeInference.Step) -> Bool {
    step.call?.type == .transpose && (try? step.call?.permutation()) == [0, 3, 1, 2]
  }

  /// Returns a step as the graph needs it.
  private mutating func lowered(
    _ step: ShapeInference.Step, _ path: ModulePath
  ) throws(ONNXError) -> LoweredStep {
    let shape = step.outputs.first.flatMap { inference.facts[$0].shape }
    var lowered = LoweredStep(
      label: step.label, path: path, operation: .foreign(.unknown), isKnown: step.call != nil,
      mayMultiply: step.call?.hasProducts ?? true, reads: step.inputs.compactMap { $0 },
      results: step.outputs.enumerated().compactMap { index, number in
        let fact = inference.facts[number]
        guard index == 0 || (!fact.isConstant && used.contains(number)) else { return nil }
        return LoweredStep.Result(
          tensor: number, shape: fact.shape, bits: fact.type.bits, isData: !fact.isConstant)
      },
      numbers: try parameters.numbers(of: step))
    guard let call = step.call else { return lowered }
    // Tables that are not parameters, such as those of positions, are not called weights.
    lowered.numbers.haveOwner = !(call.isArithmetic && lowered.numbers.hasBuffersOnly)
    guard let shape else { return lowered }
    do throws(OperatorProblem) {
      lowered.operation = try call.operation(output: shape, lowering.batch)
      lowered.mixes = try call.mixesPositions()
    } catch {
      throw .node(step.node.place, operator: step.node.type, problem: error)
    }
    // The label distinguishes these from sums and products of maps.
    if call.mergesWithConstant { lowered.label += " constant" }
    lowered.computesAll = call.type == .split
    lowered.layout = call.layout
    lowered.moves = call.moves(lowered.operation)
    // A mean over the map is a method of tensors, and not a module that pools.
    if call.type == .reduceMean { lowered.form = .method }
    return lowered
  }

  /// Returns the facts about the file that are not in the graph.
  private func origin(_ model: ONNXModel) -> ImportedNetwork.Origin {
    let version = model.opsets[""].map { "ONNX operator set \($0)" } ?? "ONNX"
    return ImportedNetwork.Origin(
      format: model.producer.isEmpty ? version : "\(version), written by \(model.producer)",
      batch: lowering.batch.count, unknown: lowering.unknown.counts,
      uncounted: lowering.uncounted.counts, ahead: parameters.ahead.counts,
      macsAhead: parameters.macsAhead, branches: inference.branches,
      storage: ImportedNetwork.Storage(
        floats: inference.stored.floats, external: inference.stored.external,
        counted: parameters.storedFloats, lost: lowering.lost, quantized: parameters.quantized,
        filled: parameters.kinds[.constantOfShape] ?? 0,
        fixed: parameters.fixed, derived: parameters.derived))
  }
}

extension ShapeInference {
  /// The stored floating-point numbers that no known operator reads; the largest `Int` if they do
  /// not fit in 64 bits.
  fileprivate var numbersOfUnknownOperators: Int {
    var read: Set<Int> = []
    for step in steps + constantSteps where step.call != nil {
      read.formUnion(step.inputs.compactMap { $0.flatMap { facts[$0].source?.id } })
    }
    return facts.reduce(0) { sum, fact in
      guard let source = fact.source, source.kind == .initializer || source.kind == .constantNode,
        source.type.isFloat, source.count > 1, read.insert(source.id).inserted
      else { return sum }
      return sum.saturatingAdding(source.count)
    }
  }
}

extension ShapeInference.Step {
  /// The operator's name, with its domain if that is not ONNX's own.
  fileprivate var label: String {
    node.domain.isEmpty ? node.type : "\(node.domain).\(node.type)"
  }
}

extension OperatorCall {
  /// Whether the operator moves positions: a concatenation of positions instead of channels, or a
  /// slice or padding of positions that are not a map's rows and columns.
  ///
  /// On maps, the channels come before the rows and columns.
  fileprivate func moves(_ operation: Operation) -> (onMaps: Bool, elsewhere: Bool) {
    switch operation {
    case .merge(.concat):
      guard let rank = self[0]?.shape?.count, let axis = try? integer("axis")?.axis(of: rank) else {
        return (false, false)
      }
      return (axis > 1, rank >= 4 && axis < rank - 1)
    case .foreign(.shift):
      return (false, [.slice, .split, .gather, .pad].contains(type))
    default: return (false, false)
    }
  }

  /// How the operator treats the layout of its first input.
  fileprivate var layout: LoweredStep.Layout {
    worksOnImages ? .maps : keepsLayout ? .kept : .changed
  }
}
