import ConvCostCore

/// Makes the graph of a model whose shapes are known.
struct GraphLowering {
  private let inference: ShapeInference
  private var parameters = ParameterCount()
  /// What operators hold that are not in the graph, and how many numbers that is.
  private var lost = ParameterCount()
  private var lostNumbers = 0
  /// The tensors that anything reads.
  private var used: Set<Int> = []
  /// The operators that could not be counted, and how often they occur.
  private var uncounted = OperatorTally()
  /// The operators that are not known, and how often they occur.
  private var unknown = OperatorTally()

  init(_ inference: ShapeInference) {
    self.inference = inference
  }

  /// Returns the graph.
  ///
  /// - Throws: `NetworkError` for a network without operations, or with tensors too large to count.
  mutating func graph() throws(NetworkError) -> Graph {
    var values: [Int: Int] = [:]
    var shapes: [Shape] = []
    let channelsLast = Set(
      inference.steps.filter(Self.putsChannelsFirst).compactMap { $0.inputs.first ?? nil })
    for input in inference.inputs {
      guard let shape = inference.facts[input].shape else { continue }
      values[input] = shapes.count
      shapes.append(sample(shape, isMap: shape.count == 4 && !channelsLast.contains(input)))
    }
    var builder = try GraphBuilder(inputs: shapes)
    let steps = inference.steps
    used = Set(steps.flatMap { $0.inputs.compactMap { $0 } } + inference.outputs)
    let paths = ModulePath.simplified(steps.map { ModulePath($0.node) })
    for (step, path) in zip(steps, paths) {
      try append(step, path, to: &builder, &values)
    }
    return try builder.graph(outputs: inference.outputs.compactMap { values[$0] })
  }

  private static func putsChannelsFirst(_ step: ShapeInference.Step) -> Bool {
    step.call?.type == .transpose && (try? step.call?.permutation()) == [0, 3, 1, 2]
  }

  private mutating func append(
    _ step: ShapeInference.Step, _ path: ModulePath, to builder: inout GraphBuilder,
    _ values: inout [Int: Int]
  ) throws(NetworkError) {
    var label =
      step.node.domain.isEmpty ? step.node.type : "\(step.node.domain).\(step.node.type)"
    if step.call == nil { unknown.add(label) }
    var read = step.inputs.compactMap { $0 }.compactMap { values[$0] }
    guard let first = step.outputs.first, !read.isEmpty,
      let output = inference.facts[first].shape
    else {
      uncounted.add(label)
      if let numbers = step.call.map({ lost.numbers(of: $0) }) {
        lostNumbers += numbers.weights + numbers.biases + numbers.normalization + numbers.buffers
      }
      return
    }
    var operation = Operation.foreign(.unknown)
    var stored = StoredNumbers.none
    if let call = step.call {
      do throws(ONNXProblem) {
        operation = try call.operation(output: output)
      } catch {
        uncounted.add(label)
        return
      }
      stored = parameters.numbers(of: call)
      // Told apart from sums and products of maps.
      if call.mergesWithConstant { label += " constant" }
      // What a merge reads that is constant is not a value of the graph; one that is left is moved.
      if case .merge = operation, read.count < 2 { read.append(read[0]) }
    }
    let isMap = adapt(step, operation, read[0], &builder)
    for (index, number) in step.outputs.enumerated() {
      guard let shape = inference.facts[number].shape, index == 0 || used.contains(number) else {
        continue
      }
      // The first result is what the operator computes; the others are at hand with it.
      let isFirst = index == 0 || step.call?.type == .split
      let result = sample(shape, isMap: isMap)
      values[number] = try builder.append(
        isFirst ? operation : .foreign(.movement),
        label: operation.isForeign || !isFirst ? label : nil,
        in: path.blocks, named: path.name, reading: isFirst ? read : [values[first] ?? read[0]],
        output: result, stored: index == 0 ? stored : .none)
    }
  }

  /// Gives the tensor that an operation reads the layout that it has for it, and returns whether the
  /// result is a map.
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
    if case .linear = operation, case .map(let channels, let height, let width) = shape {
      builder.reshape(value, to: .tensor([channels, height, width]))
      return false
    }
    return step.call?.keepsLayout != false && shape.extent != nil
  }

  /// Returns the shape of one sample: a leading dimension of one is the batch.
  private func sample(_ shape: [Int], isMap: Bool) -> Shape {
    let lengths = shape.count > 1 && shape[0] == 1 ? Array(shape.dropFirst()) : shape
    if isMap, lengths.count == 3 {
      return .map(channels: lengths[0], height: lengths[1], width: lengths[2])
    }
    if isMap, lengths.count == 2 {
      return .map(channels: lengths[0], height: 1, width: lengths[1])
    }
    switch lengths.count {
    case 0: return .vector(1)
    case 1: return .vector(lengths[0])
    default:
      return Dimensions(lengths).map(Shape.tensor) ?? .vector(elementCount(lengths) ?? 0)
    }
  }

  /// Returns what is known of the file beside the graph.
  func origin(_ model: ONNXModel) -> ImportedNetwork.Origin {
    ImportedNetwork.Origin(
      producer: model.producer, operatorSet: model.opsets[""], unknown: unknown.counts,
      uncounted: uncounted.counts, branches: inference.branches,
      storage: ImportedNetwork.Storage(
        floats: inference.stored.floats, external: inference.stored.external,
        counted: parameters.storedFloats, lost: lostNumbers, quantized: parameters.quantized,
        filled: parameters.kinds[.constantOfShape] ?? 0,
        computed: parameters.kinds[.computed] ?? 0))
  }
}

extension Operation {
  fileprivate var isForeign: Bool {
    if case .foreign = self { return true }
    return false
  }
}

extension Shape {
  /// The same lengths as channels, height and width; a row where there is one length behind the
  /// channels. Nil for other ranks.
  fileprivate var asMap: Shape? {
    switch self {
    case .map: self
    case .vector: nil
    case .tensor(let lengths) where lengths.count == 3:
      .map(channels: lengths[0], height: lengths[1], width: lengths[2])
    case .tensor(let lengths) where lengths.count == 2:
      .map(channels: lengths[0], height: 1, width: lengths[1])
    case .tensor: nil
    }
  }
}

/// Operators and how often each occurs, in the order in which they were met.
private struct OperatorTally {
  private(set) var counts: [ImportedNetwork.OperatorCount] = []
  private var places: [String: Int] = [:]

  mutating func add(_ name: String) {
    if let place = places[name] {
      counts[place].count += 1
    } else {
      places[name] = counts.count
      counts.append(ImportedNetwork.OperatorCount(name: name, count: 1))
    }
  }
}
