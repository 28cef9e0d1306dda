import ConvCostCore

/// Builds the graph of a model whose shapes are known.
struct GraphLowering {
  private let inference: ShapeInference
  /// The number of samples in the file's tensors.
  private let batch: Batch
  private var parameters: ParameterCount
  private var sharing = WeightSharing()
  /// The stored numbers of operators that are not in the graph.
  private var lost = 0
  /// The tensors that are read.
  private var used: Set<Int> = []
  /// The operators that could not be counted, and how often they occur.
  private var uncounted = OperatorTally()
  /// The unknown operators, and how often they occur.
  private var unknown = OperatorTally()
  /// What is missing from the counts.
  private var omissions: [Graph.Omission] = []

  init(_ inference: ShapeInference) {
    self.inference = inference
    batch = Batch(inference)
    parameters = ParameterCount(inference)
  }

  /// Returns the graph.
  ///
  /// - Throws: `ONNXError` for a network without operations, or with numbers too large to count.
  mutating func graph() throws(ONNXError) -> Graph {
    var values: [Int: Int] = [:]
    var shapes: [Shape] = []
    let channelsLast = Set(
      inference.steps.filter(Self.putsChannelsFirst).compactMap { $0.inputs.first ?? nil })
    var names: [Int: String] = [:]
    for (input, name) in zip(inference.inputs, inference.inputNames) {
      guard let shape = inference.facts[input].shape else { continue }
      values[input] = shapes.count
      names[shapes.count] = name
      shapes.append(sample(shape, isMap: shape.count == 4 && !channelsLast.contains(input)))
    }
    let steps = inference.steps
    used = Set(steps.flatMap { $0.inputs.compactMap { $0 } } + inference.outputs)
    let paths = ModulePath.simplified(steps.map { ModulePath($0.node) })
    var builder = try network { () throws(NetworkError) in
      try GraphBuilder(inputs: shapes, names: names)
    }
    for (step, path) in zip(steps, paths) {
      try append(step, path, to: &builder, &values)
    }
    // The numbers stored for unknown operators are those that no known operator reads.
    if let step = steps.first(where: { $0.call == nil }) {
      let numbers = inference.numbersOfUnknownOperators
      let (sum, overflow) = lost.addingReportingOverflow(numbers)
      lost = overflow ? Int.max : sum
      omit(step.label, step, holding: numbers, count: 0)
    }
    let outputs = zip(inference.outputs, inference.outputNames).compactMap { output, name in
      values[output].map { (value: $0, name: name) }
    }
    // A single result needs no name.
    let outputNames = outputs.count > 1 ? outputs.map(\.name) : []
    return try network { () throws(NetworkError) in
      try builder.graph(
        outputs: outputs.map(\.value),
        named: Dictionary(uniqueKeysWithValues: outputNames.enumerated().map { ($0, $1) }),
        omitting: omissions)
    }
  }

  /// Runs work on the graph, and turns its errors into those of this reader.
  private func network<Result>(
    _ work: () throws(NetworkError) -> Result
  ) throws(ONNXError) -> Result {
    do throws(NetworkError) { return try work() } catch { throw .network(error) }
  }

  private static func putsChannelsFirst(_ step: ShapeInference.Step) -> Bool {
    step.call?.type == .transpose && (try? step.call?.permutation()) == [0, 3, 1, 2]
  }

  private mutating func append(
    _ step: ShapeInference.Step, _ path: ModulePath, to builder: inout GraphBuilder,
    _ values: inout [Int: Int]
  ) throws(ONNXError) {
    var label = step.label
    var read = step.inputs.compactMap { $0 }.compactMap { values[$0] }
    let numbers = try parameters.numbers(of: step)
    let stored = numbers.own
    if step.call == nil {
      unknown.add(label)
      omit(label, step)
    }
    guard let first = step.outputs.first, !read.isEmpty,
      let output = inference.facts[first].shape
    else {
      uncounted.add(label)
      lost = stored.count.addingReportingOverflow(lost).partialValue
      if step.call != nil { omit(label, step, holding: stored.count) }
      return
    }
    var operation = Operation.foreign(.unknown)
    var mixesPositions = false
    if let call = step.call {
      do throws(ONNXProblem) {
        operation = try call.operation(output: output, batch)
        mixesPositions = try call.mixesPositions()
      } catch {
        throw .node(step.node.place, operator: step.node.type, problem: error)
      }
    }
    // The label distinguishes these from sums and products of maps.
    if step.call?.mergesWithConstant == true { label += " constant" }
    // A constant input of a merge is not a value of the graph. If one value remains, it is read
    // twice.
    if case .merge = operation, read.count < 2 { read.append(read[0]) }
    let isMap = adapt(step, operation, read[0], &builder)
    if let call = step.call, call.movesPositions(operation, isMap: isMap) {
      operation = .foreign(.movement)
    }
    for (index, number) in step.outputs.enumerated() {
      let fact = inference.facts[number]
      guard let shape = fact.shape, !fact.isConstant, index == 0 || used.contains(number) else {
        continue
      }
      // The first result is what the operator computes; the others are available without work.
      let isFirst = index == 0 || step.call?.type == .split
      let result = sample(shape, isMap: isMap)
      values[number] = try network { () throws(NetworkError) in
        try builder.append(
          isFirst ? operation : .foreign(.movement),
          label: operation.isForeign || !isFirst ? label : nil,
          in: path.blocks, named: path.name, reading: isFirst ? read : [values[first] ?? read[0]],
          output: result, stored: index == 0 ? stored : .none,
          // A mean over the map is a method of tensors, and not a module that pools.
          form: step.call?.type == .reduceMean ? .method : nil,
          mixes: isFirst && mixesPositions)
      }
      if index == 0, let value = values[number] {
        var owner = sharing.owner(of: value, reading: numbers)
        // Tables that are not parameters, such as those of positions, are not called weights.
        if step.call?.isArithmetic == true, numbers.hasBuffersOnly { owner = nil }
        guard numbers.borrowed != .none else { continue }
        try network { () throws(NetworkError) in
          try builder.borrow(numbers.borrowed, from: owner)
        }
      }
    }
  }

  /// Records an operator whose work is not in the graph.
  private mutating func omit(
    _ label: String, _ step: ShapeInference.Step, holding numbers: Int = 0, count: Int = 1
  ) {
    let multiplies = step.call?.hasProducts ?? true
    let place = omissions.firstIndex {
      $0.operation == label && $0.mayMultiply == multiplies
    }
    if let place {
      omissions[place].count += count
      omissions[place].storedNumbers =
        omissions[place].storedNumbers.addingReportingOverflow(
          numbers
        ).partialValue
    } else {
      omissions.append(
        Graph.Omission(
          operation: label, count: count, mayMultiply: multiplies, storedNumbers: numbers))
    }
  }

  /// Gives the tensor that an operation reads the layout that the operation expects, and returns
  /// whether the result is a map.
  private func adapt(
    _ step: ShapeInference.Step, _ operation: Operation, _ value: Int,
    _ builder: inout GraphBuilder
  ) -> Bool {
    let shape = builder.shape(ofValue: value)
    if operation == .permute(.channelsFirst) { return true }
    if operation == .permute(.channelsLast) {
      if let map = shape.asMap { builder.reshape(value, to: map) }
      return false
    }
    if step.call?.worksOnImages == true {
      guard let map = shape.asMap else { return false }
      builder.reshape(value, to: map)
      return true
    }
    if case .linear = operation, shape.extent != nil {
      if let lengths = Dimensions(shape.dimensions) { builder.reshape(value, to: .tensor(lengths)) }
      return false
    }
    return step.call?.keepsLayout != false && shape.extent != nil
  }

  /// Returns the shape of one sample.
  private func sample(_ shape: [Int], isMap: Bool) -> Shape {
    let lengths = batch.sample(shape)
    if isMap, let extent = Extent(lengths.dropFirst()) { return .map(lengths[0], extent) }
    switch lengths.count {
    case 0: return .vector(1)
    case 1: return .vector(lengths[0])
    default:
      return Dimensions(lengths).map(Shape.tensor) ?? .vector(elementCount(lengths) ?? 0)
    }
  }

  /// Returns the facts about the file that are not in the graph.
  func origin(_ model: ONNXModel) -> ImportedNetwork.Origin {
    ImportedNetwork.Origin(
      producer: model.producer, operatorSet: model.opsets[""], batch: batch.count,
      unknown: unknown.counts, uncounted: uncounted.counts, ahead: parameters.ahead.counts,
      macsAhead: parameters.macsAhead, branches: inference.branches,
      storage: ImportedNetwork.Storage(
        floats: inference.stored.floats, external: inference.stored.external,
        counted: parameters.storedFloats, lost: lost, quantized: parameters.quantized,
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
      let (result, overflow) = sum.addingReportingOverflow(source.count)
      return overflow ? Int.max : result
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
  /// - Parameter isMap: whether the channels come before the rows and columns.
  fileprivate func movesPositions(_ operation: Operation, isMap: Bool) -> Bool {
    switch operation {
    case .merge(.concat):
      guard let rank = self[0]?.shape?.count, let axis = try? integer("axis")?.axis(of: rank) else {
        return false
      }
      return isMap ? axis > 1 : rank >= 4 && axis < rank - 1
    case .foreign(.shift):
      return !isMap && [.slice, .split, .gather, .pad].contains(type)
    default: return false
    }
  }
}

extension Operation {
  fileprivate var isForeign: Bool {
    if case .foreign = self { return true }
    return false
  }
}

extension Shape {
  /// The same lengths as channels and one to three axes; nil for another number of lengths.
  fileprivate var asMap: Shape? {
    switch self {
    case .map: self
    case .vector, .maps: nil
    case .tensor(let lengths):
      Extent(lengths.dropFirst()).map { .map(lengths[0], $0) }
    }
  }
}
