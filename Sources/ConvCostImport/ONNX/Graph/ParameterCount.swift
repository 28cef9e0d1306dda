import ConvCostCore

/// Counts the numbers that operators hold, each stored tensor once.
///
/// A file shows which operators read a stored number:
///
/// | stored as | read by | counted |
/// |---|---|---|
/// | anything | a layer or a norm, as its weight | yes |
/// | an initialiser | arithmetic on the network's data | yes |
/// | a constant of the graph | arithmetic | only in files that keep the weights of layers so too |
/// | anything | operators that compute a constant for a layer or arithmetic | as above |
/// | anything | a layer that has nothing but constants, as its input | no |
/// | an initialiser | a product of constants that is not a layer | yes, both factors |
///
/// PyTorch's exporters write parameters as initialisers, and masks, anchors, means and deviations
/// as constants of the graph. Such constants are treated as fixed, and are listed by name. An
/// initialiser that the exporter computed from others, such as a bias spread over pairs of
/// positions, may have more numbers than were learned: it counts, and is listed too. The newer of
/// the two exporters states in metadata which initialiser is a buffer.
struct ParameterCount {
  private let inference: ShapeInference
  /// How the file keeps the weights of its layers.
  private let weightKinds: Set<TensorFact.Source.Kind>
  /// Whether each of the steps that compute constants is a layer with an input, such as a part of a
  /// small network on a table of coordinates, and not a product of learned factors.
  private let isLayer: [Bool]
  /// Whether each of the steps that compute constants is a product, or reads the result of one.
  private let followsLayer: [Bool]
  private var seen: Set<Int> = []
  private var tracedMakers: Set<Int> = []
  /// The constants that replace several copies of one parameter, by the copies.
  private var standIns: [Set<Int>: TensorFact.Source] = [:]
  /// The stored numbers that constants were computed from, if all of them are known.
  private var traces: [Trace: [Leaf]] = [:]
  /// The number of operators on constants that were visited again.
  private var retraced = 0
  /// The most operators on constants that are visited again, to find out which stored numbers are
  /// shared.
  private static let mostRetraced = 1 << 20
  /// The number of counted elements, by how the file holds them.
  private(set) var kinds: [TensorFact.Source.Kind: Int] = [:]
  /// Floating-point numbers that were counted from initialisers and constants.
  private(set) var storedFloats = 0
  /// Numbers of quantised tensors.
  private(set) var quantized = 0
  /// Tensors that arithmetic reads and that are treated as fixed.
  private(set) var fixed: [ImportedNetwork.Table] = []
  /// Tensors that were counted although the exporter computed them from others.
  private(set) var derived: [ImportedNetwork.Table] = []
  /// The tables that are in these lists.
  private var noted: [WritableKeyPath<Self, [ImportedNetwork.Table]>: Set<ImportedNetwork.Table>] =
    [:]
  /// The operators whose results are computed from stored numbers only, before the data is known.
  private(set) var ahead = OperatorTally()
  /// The multiply-accumulates of these operators.
  private(set) var macsAhead = 0

  init(_ inference: ShapeInference) {
    self.inference = inference
    let isLayer = inference.layersOfConstants
    self.isLayer = isLayer
    var kinds: Set<TensorFact.Source.Kind> = []
    let layers = zip(inference.constantSteps, isLayer).filter { $0.1 }.map(\.0)
    for step in inference.steps + layers {
      guard let call = step.call, call.hasProducts else { continue }
      for index in call.inputs.indices where call.role(at: index) == .weight && index > 0 {
        if let source = call[index]?.source { kinds.insert(source.kind) }
      }
    }
    weightKinds = kinds
    var followsLayer: [Bool] = []
    for step in inference.constantSteps {
      let makers = step.inputs.compactMap { $0.flatMap { inference.facts[$0].maker } }
      followsLayer.append(
        step.call?.hasProducts == true
          || makers.contains { $0 < followsLayer.count && followsLayer[$0] })
    }
    self.followsLayer = followsLayer
  }

  /// Returns the numbers of an operator and of the constants that are computed for it: those that
  /// were not counted before, and the others.
  ///
  /// - Throws: `ONNXError.tooManyNumbers` if a sum does not fit in 64 bits.
  mutating func numbers(of step: ShapeInference.Step) throws(ONNXError) -> ReadNumbers {
    var numbers = ReadNumbers()
    guard let call = step.call else { return numbers }
    for (index, input) in step.inputs.enumerated() {
      guard let input, inference.facts[input].isConstant else { continue }
      try count(input, call.role(at: index), call, to: &numbers)
    }
    return numbers
  }

  /// Counts a constant, or what it was computed from.
  private mutating func count(
    _ number: Int, _ role: ParameterRole?, _ call: OperatorCall, to numbers: inout ReadNumbers
  ) throws(ONNXError) {
    let fact = inference.facts[number]
    guard let source = fact.source else { return }
    if source.kind == .computed, let maker = fact.maker {
      return try trace(maker, to: number, source, for: role, to: &numbers)
    }
    // One number of the graph that is repeated, such as the zero of a bias that a layer has not.
    let isFilled = source.kind == .constantNode && source.count == 1 && (fact.count ?? 1) > 1
    guard let role, source.kind != .computed, isNumber(source.type, call), !isFilled,
      source.count > 1 || !call.isArithmetic
    else { return }
    let part = fact.isPart ? number : nil
    try take(source, role, isArithmetic: call.isArithmetic, part: part, to: &numbers)
  }

  /// The step that computes a constant, and the constant's role for its reader.
  private struct Trace: Hashable {
    var maker: Int
    var role: ParameterRole?
  }

  /// A stored tensor that a constant was computed from.
  private struct Leaf {
    var source: TensorFact.Source
    var role: ParameterRole
    /// Whether the tensor is a part of a layer among the operators that compute the constant.
    var isOwn: Bool
    /// Whether it is multiplied with another one to a matrix that is a parameter as a whole.
    var isFactor: Bool
  }

  /// Counts the stored numbers that a computed constant comes from.
  private mutating func trace(
    _ maker: Int, to number: Int, _ result: TensorFact.Source, for role: ParameterRole?,
    to numbers: inout ReadNumbers
  ) throws(ONNXError) {
    var leaves = try leaves(of: maker, for: role, &numbers)
    let part = inference.facts[number].isPart ? number : nil
    // The exporter may write several tensors for one parameter, such as a kernel and its transpose.
    // The constant has no more numbers than were learned for it.
    let copies = leaves.filter { !$0.isOwn && !$0.isFactor && $0.source.isMadeByExporter }
    let sizes = Dictionary(copies.map { ($0.source.id, $0.source.count) }) { size, _ in size }
    let ids = Set(sizes.keys)
    if let role, let standIn = standIns[ids] {
      leaves.removeAll { ids.contains($0.source.id) }
      try take(standIn, role, isArithmetic: false, part: part, to: &numbers)
    } else if let role, !copies.isEmpty, ids.isDisjoint(with: seen) {
      var count = 0
      for size in sizes.values { count = try sum(count, size, result.name) }
      if count > result.count {
        leaves.removeAll { ids.contains($0.source.id) }
        seen.formUnion(ids)
        standIns[ids] = result
        try take(result, role, isArithmetic: false, part: part, to: &numbers)
      }
    }
    for leaf in leaves {
      try take(leaf.source, leaf.role, isArithmetic: !leaf.isOwn, part: part, to: &numbers)
    }
  }

  private mutating func leaves(
    of maker: Int, for role: ParameterRole?, _ numbers: inout ReadNumbers
  ) throws(ONNXError) -> [Leaf] {
    let trace = Trace(maker: maker, role: role)
    if let known = traces[trace] { return known }
    var leaves: [Leaf] = []
    var visited: Set<Int> = []
    var isComplete = true
    var pending = [(maker: maker, role: role)]
    while let (maker, outer) = pending.popLast() {
      guard visited.insert(maker).inserted else { continue }
      let isNew = tracedMakers.insert(maker).inserted
      let step = inference.constantSteps[maker]
      guard let call = step.call else { continue }
      if !isNew {
        retraced += 1 + step.inputs.count
        guard retraced <= Self.mostRetraced else {
          isComplete = false
          continue
        }
      }
      if isNew, call.hasProducts {
        ahead.add(step.node.type)
        let shape = step.outputs.first.flatMap { inference.facts[$0].shape }
        macsAhead = try sum(macsAhead, (try? call.macs(shape)) ?? 0, step.node.place)
      }
      // Lengths do not contain the numbers of what has them.
      for (index, input) in step.inputs.enumerated() where !call.givesLengths {
        guard let input, let source = inference.facts[input].source else { continue }
        // A layer's input is not a part of the layer, even if it is a constant. What arithmetic
        // reads has the role of its result, unless it is the bias or the scale after another layer.
        let own =
          isLayer[maker] && index == 0
          ? nil
          : call.isArithmetic && !followsLayer[maker] ? outer : call.role(at: index) ?? outer
        if source.kind == .computed, let maker = inference.facts[input].maker {
          pending.append((maker, own))
        } else if source.count > 1, isNumber(source.type, call) {
          if let own {
            leaves.append(
              Leaf(
                source: source, role: own, isOwn: isLayer[maker],
                isFactor: call.hasProducts && !isLayer[maker]))
          } else if source.provenance == .parameter {
            let role = call.role(at: index) ?? .weight
            leaves.append(Leaf(source: source, role: role, isOwn: true, isFactor: false))
          } else if isNew {
            note(source, in: \.fixed)
          }
        }
      }
    }
    if isComplete { traces[trace] = leaves } else { numbers.areAll = false }
    return leaves
  }

  /// - Parameter part: the number of the tensor that has only a part of the stored numbers; nil if
  ///   all are read.
  private mutating func take(
    _ source: TensorFact.Source, _ role: ParameterRole, isArithmetic: Bool, part: Int?,
    to numbers: inout ReadNumbers
  ) throws(ONNXError) {
    guard !isArithmetic || source.kind == .initializer || weightKinds.contains(source.kind) else {
      if source.kind == .constantNode { note(source, in: \.fixed) }
      return
    }
    let role = source.provenance == .buffer ? .buffer : role
    numbers.uses.insert(WeightSharing.Use(source: source.id, part: part))
    let isNew = seen.insert(source.id).inserted
    guard numbers.sources.insert(source.id).inserted else { return }
    guard isNew else {
      let count = part.flatMap { inference.facts[$0].count } ?? source.count
      try add(min(count, source.count), role, to: &numbers.borrowed, source.name)
      return
    }
    if isArithmetic, source.isMadeByExporter { note(source, in: \.derived) }
    kinds[source.kind] = try sum(kinds[source.kind] ?? 0, source.count, source.name)
    if source.type.isFloat {
      if source.kind == .initializer || source.kind == .constantNode {
        storedFloats = try sum(storedFloats, source.count, source.name)
      }
    } else {
      quantized = try sum(quantized, source.count, source.name)
    }
    numbers.bits.add(
      bits: source.count.multipliedReportingOverflow(by: source.type.bits ?? 32).partialValue,
      of: source.count, isBuffer: role == .buffer, isWeight: role == .weight)
    try add(source.count, role, to: &numbers.own, source.name)
  }

  private func add(
    _ count: Int, _ role: ParameterRole, to numbers: inout StoredNumbers, _ name: String
  ) throws(ONNXError) {
    switch role {
    case .weight: numbers.weights = try sum(numbers.weights, count, name)
    case .bias: numbers.biases = try sum(numbers.biases, count, name)
    case .normalization: numbers.normalization = try sum(numbers.normalization, count, name)
    case .buffer: numbers.buffers = try sum(numbers.buffers, count, name)
    }
  }

  private mutating func note(
    _ source: TensorFact.Source, in list: WritableKeyPath<Self, [ImportedNetwork.Table]>
  ) {
    let table = ImportedNetwork.Table(name: source.name, count: source.count)
    if noted[list, default: []].insert(table).inserted { self[keyPath: list].append(table) }
  }

  private func sum(_ total: Int, _ more: Int, _ name: String) throws(ONNXError) -> Int {
    let (result, overflow) = total.addingReportingOverflow(more)
    guard !overflow else { throw .tooManyNumbers(name) }
    return result
  }

  /// Returns whether elements are numbers of a layer: integers are if they represent fractions.
  private func isNumber(_ type: ElementType, _ call: OperatorCall) -> Bool {
    if type.isFloat { return true }
    switch type {
    case .int8, .uint8, .int16, .uint16, .int4, .uint4, .int2, .uint2: return true
    // The biases of quantised layers, which have scales too.
    case .int32: return call.inputs.contains { $0?.type == .float }
    default: return false
    }
  }
}

extension TensorFact.Source {
  /// Whether the exporter computed the tensor from others: the file states it, or the tensor has a
  /// name given by the exporter, such as `onnx::Add_4196`.
  fileprivate var isMadeByExporter: Bool {
    provenance == .folded
      || (provenance == nil && (name.hasPrefix("onnx::") || name.hasSuffix("_output_0")))
  }
}
