import ConvCostCore

/// What the numbers of a constant are to the operator that reads it.
enum ParameterRole {
  case weight, bias, normalization, buffer
}

extension OperatorCall {
  /// Returns what a constant at a place is to the operator; nil for what is not a parameter: shapes,
  /// scales of quantised tensors, bounds, and single numbers of arithmetic.
  func role(at index: Int) -> ParameterRole? {
    switch (type, index) {
    case (.conv, 1), (.fusedConv, 1), (.convTranspose, 1), (.convInteger, 1), (.deformConv, 1),
      (.qLinearConv, 3), (.gemm, 1), (.gemm, 0), (.fusedGemm, 1), (.qGemm, 3), (.prelu, 1),
      (.qLinearMatMul, 3), (.qLinearMatMul, 0), (.lstm, 1), (.lstm, 2), (.gru, 1), (.gru, 2),
      (.rnn, 1), (.rnn, 2), (.gather, 0), (.matMul, _), (.fusedMatMul, _), (.matMulInteger, 0...1),
      (.einsum, _):
      .weight
    case (.conv, 2), (.fusedConv, 2), (.convTranspose, 2), (.deformConv, 3), (.qLinearConv, 8),
      (.gemm, 2), (.fusedGemm, 2), (.qGemm, 6), (.lstm, 3), (.gru, 3), (.rnn, 3), (.biasGelu, 1),
      (.skipLayerNormalization, 4):
      .bias
    // PyTorch writes a group norm as an instance norm of groups with a scale and a shift that do
    // nothing, and those that are learned after it.
    case (.instanceNormalization, 1...2):
      isNeutral(index, index == 1 ? 1 : 0) ? nil : .normalization
    case (.batchNormalization, 1...2), (.groupNormalization, 1...2), (.layerNormalization, 1...2),
      (.rmsNormalization, 1),
      (.skipLayerNormalization, 2...3):
      .normalization
    case (.batchNormalization, 3...4): .buffer
    case (.add, _), (.sub, _), (.sum, _): .bias
    case (.mul, _), (.div, _), (.concat, _): .weight
    default: nil
    }
  }

  /// Whether the operator is arithmetic, which reads parameters and other numbers alike.
  var isArithmetic: Bool {
    switch type {
    case .add, .sub, .sum, .mul, .div, .concat: true
    default: false
    }
  }

  /// Whether an input is what a layer works on, and not a part of the layer.
  func isLayerInput(_ index: Int) -> Bool { hasProducts && index == 0 }

  /// Whether an input is a constant in the graph, not a stored tensor, of one and the same number.
  private func isNeutral(_ index: Int, _ number: Double) -> Bool {
    guard let fact = self[index], fact.source?.kind == .constantNode else { return false }
    return fact.values?.floats.allSatisfy { $0 == number } ?? false
  }
}

/// Counts the numbers that operators hold, each stored tensor once.
///
/// What a file tells of a stored number is who reads it:
///
/// | stored as | read by | counted |
/// |---|---|---|
/// | anything | a layer or a norm, as its weight | yes |
/// | an initialiser | arithmetic on the network's data | yes |
/// | a constant of the graph | arithmetic | only in files that keep the weights of layers so too |
/// | anything | operators that compute a constant of it, which a layer or arithmetic reads | as above |
/// | anything | a layer that has nothing but constants, as its input | no |
///
/// PyTorch's exporters write parameters as initialisers, and masks, anchors, means and deviations as
/// constants of the graph. Those are taken for fixed, and are listed by name. An initialiser that the exporter
/// made of others, such as a bias spread over pairs of positions, may have more numbers than were learned: it
/// counts, and is listed too. The newer of the two says in metadata which initialiser is a buffer.
struct ParameterCount {
  private let inference: ShapeInference
  /// How the file keeps the weights of its layers.
  private let weightKinds: Set<TensorFact.Source.Kind>
  /// Whether each of the steps that compute constants is a layer, or reads what a layer gave.
  private let followsLayer: [Bool]
  private var seen: Set<Int> = []
  private var tracedMakers: Set<Int> = []
  /// What was counted, by how the file holds it.
  private(set) var kinds: [TensorFact.Source.Kind: Int] = [:]
  /// Floating-point numbers that were counted from initialisers and constants.
  private(set) var storedFloats = 0
  /// Numbers of quantised tensors.
  private(set) var quantized = 0
  /// Tensors that arithmetic reads and that are taken for fixed.
  private(set) var fixed: [ImportedNetwork.Table] = []
  /// Tensors that were counted though the exporter made them of others.
  private(set) var derived: [ImportedNetwork.Table] = []
  /// The operators whose results were computed from stored numbers alone, ahead of the data.
  private(set) var ahead = OperatorTally()
  /// The multiply-accumulates of these operators.
  private(set) var macsAhead = 0

  init(_ inference: ShapeInference) {
    self.inference = inference
    var kinds: Set<TensorFact.Source.Kind> = []
    for step in inference.steps + inference.constantSteps {
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

  /// Returns the numbers of an operator that were not counted before, and those of the constants that are
  /// computed for it.
  ///
  /// - Throws: `ONNXError.tooManyNumbers` where 64 bits do not hold a sum.
  mutating func numbers(of step: ShapeInference.Step) throws(ONNXError) -> StoredNumbers {
    var numbers = StoredNumbers.none
    guard let call = step.call else { return numbers }
    for (index, input) in step.inputs.enumerated() {
      guard let input, inference.facts[input].isConstant else { continue }
      try count(input, call.role(at: index), call, to: &numbers)
    }
    return numbers
  }

  /// Counts a constant, or what it was computed from.
  private mutating func count(
    _ number: Int, _ role: ParameterRole?, _ call: OperatorCall, to numbers: inout StoredNumbers
  ) throws(ONNXError) {
    let fact = inference.facts[number]
    guard let source = fact.source else { return }
    if source.kind == .computed, let maker = fact.maker {
      return try trace(maker, to: source, for: role, to: &numbers)
    }
    guard let role, source.kind != .computed, isNumber(source.type, call),
      source.count > 1 || !call.isArithmetic
    else { return }
    try take(source, role, isArithmetic: call.isArithmetic, to: &numbers)
  }

  /// A stored tensor that a constant was computed from.
  private struct Leaf {
    var source: TensorFact.Source
    var role: ParameterRole
    /// Whether the tensor is a part of a layer among the operators that compute the constant.
    var isOwn: Bool
  }

  /// Counts the stored numbers that a computed constant comes from.
  private mutating func trace(
    _ maker: Int, to result: TensorFact.Source, for role: ParameterRole?,
    to numbers: inout StoredNumbers
  ) throws(ONNXError) {
    var leaves = try leaves(of: maker, for: role)
    // Of one parameter the exporter may make several tensors, such as a kernel and its transpose. The
    // constant has no more numbers than were learned for it.
    let copies = leaves.filter { !$0.isOwn && $0.source.isMadeByExporter }
    let ids = Set(copies.map(\.source.id))
    if let role, !copies.isEmpty, ids.isDisjoint(with: seen) {
      var count = 0
      for id in ids {
        let size = copies.first { $0.source.id == id }?.source.count ?? 0
        count = try sum(count, size, result.name)
      }
      if count > result.count {
        leaves.removeAll { ids.contains($0.source.id) }
        seen.formUnion(ids)
        try take(result, role, isArithmetic: false, to: &numbers)
      }
    }
    for leaf in leaves {
      try take(leaf.source, leaf.role, isArithmetic: !leaf.isOwn, to: &numbers)
    }
  }

  private mutating func leaves(
    of maker: Int, for role: ParameterRole?
  ) throws(ONNXError) -> [Leaf] {
    var leaves: [Leaf] = []
    var pending = [(maker: maker, role: role)]
    while let (maker, outer) = pending.popLast() {
      guard tracedMakers.insert(maker).inserted else { continue }
      let step = inference.constantSteps[maker]
      guard let call = step.call else { continue }
      if call.hasProducts {
        ahead.add(step.node.type)
        let shape = step.outputs.first.flatMap { inference.facts[$0].shape }
        macsAhead = try sum(macsAhead, (try? call.macs(shape)) ?? 0, step.node.place)
      }
      for (index, input) in step.inputs.enumerated() {
        guard let input, let source = inference.facts[input].source else { continue }
        // A layer's input is not a part of the layer, however it came about: what arithmetic reads is what
        // its result is, unless it is the bias or the scale after another layer.
        let own =
          call.isLayerInput(index)
          ? nil
          : call.isArithmetic && !followsLayer[maker] ? outer : call.role(at: index) ?? outer
        if source.kind == .computed, let maker = inference.facts[input].maker {
          pending.append((maker, own))
        } else if source.count > 1, isNumber(source.type, call) {
          if let own {
            leaves.append(Leaf(source: source, role: own, isOwn: call.hasProducts))
          } else if source.provenance == .parameter {
            let role = call.role(at: index) ?? .weight
            leaves.append(Leaf(source: source, role: role, isOwn: true))
          } else {
            note(source, in: \.fixed)
          }
        }
      }
    }
    return leaves
  }

  private mutating func take(
    _ source: TensorFact.Source, _ role: ParameterRole, isArithmetic: Bool,
    to numbers: inout StoredNumbers
  ) throws(ONNXError) {
    guard !isArithmetic || source.kind == .initializer || weightKinds.contains(source.kind) else {
      if source.kind == .constantNode { note(source, in: \.fixed) }
      return
    }
    guard seen.insert(source.id).inserted else { return }
    if isArithmetic, source.isMadeByExporter { note(source, in: \.derived) }
    kinds[source.kind] = try sum(kinds[source.kind] ?? 0, source.count, source.name)
    if source.type.isFloat {
      if source.kind == .initializer || source.kind == .constantNode {
        storedFloats = try sum(storedFloats, source.count, source.name)
      }
    } else {
      quantized = try sum(quantized, source.count, source.name)
    }
    switch source.provenance == .buffer ? .buffer : role {
    case .weight: numbers.weights = try sum(numbers.weights, source.count, source.name)
    case .bias: numbers.biases = try sum(numbers.biases, source.count, source.name)
    case .normalization:
      numbers.normalization = try sum(numbers.normalization, source.count, source.name)
    case .buffer: numbers.buffers = try sum(numbers.buffers, source.count, source.name)
    }
  }

  private mutating func note(
    _ source: TensorFact.Source, in list: WritableKeyPath<Self, [ImportedNetwork.Table]>
  ) {
    let table = ImportedNetwork.Table(name: source.name, count: source.count)
    if !self[keyPath: list].contains(table) { self[keyPath: list].append(table) }
  }

  private func sum(_ total: Int, _ more: Int, _ name: String) throws(ONNXError) -> Int {
    let (result, overflow) = total.addingReportingOverflow(more)
    guard !overflow else { throw .tooManyNumbers(name) }
    return result
  }

  /// Returns whether elements are numbers of a layer: whole numbers are where they stand for fractions.
  private func isNumber(_ type: ElementType, _ call: OperatorCall) -> Bool {
    if type.isFloat { return true }
    switch type {
    case .int8, .uint8, .int16, .uint16, .int4, .uint4, .int2, .uint2: return true
    // The biases of quantised layers.
    case .int32:
      return call.inputs.contains { $0?.type == .float } || call.type == .qLinearConv
        || call.type == .qGemm
    default: return false
    }
  }
}

extension TensorFact.Source {
  /// Whether the exporter computed the tensor of others: it says so, or has given it a name of its own, such
  /// as `onnx::Add_4196`.
  fileprivate var isMadeByExporter: Bool {
    provenance == .folded
      || (provenance == nil && (name.hasPrefix("onnx::") || name.hasSuffix("_output_0")))
  }
}

extension OperatorCall {
  /// Whether the operator sums products: a layer, or a product of matrices.
  var hasProducts: Bool {
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv, .deformConv, .convTranspose, .matMul,
      .fusedMatMul, .matMulInteger, .qLinearMatMul, .gemm, .fusedGemm, .qGemm, .einsum, .attention,
      .lstm, .gru, .rnn:
      true
    default: false
    }
  }
}

/// Operators and how often each occurs, in the order in which they were met.
struct OperatorTally {
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
