import ConvCostCore

/// Infers the shapes of a model's tensors, and the values of those from which shapes are computed.
///
/// Whatever is the same for every input of the network is folded away; the remaining steps are its
/// operations.
struct ShapeInference {
  /// An operator that works on the network's data.
  struct Step {
    var node: ONNXNode
    /// The operator; nil if it is unknown.
    var call: OperatorCall?
    /// The numbers of the tensors that it reads; nil for an omitted input.
    var inputs: [Int?]
    /// The numbers of the tensors that it computes.
    var outputs: [Int]
  }

  /// What is known about each tensor, by its number.
  var facts: [TensorFact] = []
  /// The operations in execution order.
  var steps: [Step] = []
  /// The operators whose results are the same for every input, in execution order.
  var constantSteps: [Step] = []
  /// The numbers of the tensors that the network starts from.
  private(set) var inputs: [Int] = []
  /// The inputs' names in the file.
  private(set) var inputNames: [String] = []
  /// The numbers of the network's results.
  private(set) var outputs: [Int] = []
  /// The results' names in the file.
  var outputNames: [String] { model.graph.outputs.map(\.name) }
  /// The branches that were chosen without knowing the condition.
  var branches: [ImportedNetwork.Branch] = []
  /// Numbers of each kind that the file stores.
  var stored = StoredElements()

  /// The most operators after functions are expanded. The largest models of today have some ten
  /// thousand.
  static let mostNodes = 100_000
  /// The most names that are visited; those of expanded functions count each time.
  private static let mostNames = 1 << 23
  /// The most branches that are tried both ways.
  static let mostChoices = 64
  /// The most elements whose values are kept in total.
  private static let mostValues = 1 << 23
  /// The most elements that are visited to compute values.
  private static let mostWork = 1 << 26

  let model: ONNXModel
  var scopes: [Names] = []
  let bindings: [String: Int]
  let trustsFile: Bool
  var nodeCount = 0
  private var nameCount = 0
  var choices = 0
  private var valueCount = 0
  private var work = 0
  var aliasCount = 0
  private var nextSource = 0
  var depth = 0

  /// The names of one graph or function.
  struct Names {
    var numbers: [String: Int] = [:]
    var values: [String: ONNXValue] = [:]
    var opsets: [String: Int]
    var attributes: [String: ONNXAttribute] = [:]
    /// Whether names of the surrounding graph can be read.
    var seesOuter: Bool
  }

  /// Follows a model.
  ///
  /// - Throws: `ONNXError` for the first operator that cannot work on its inputs.
  init(_ model: ONNXModel, _ binding: InputBinding) throws(ONNXError) {
    self.model = model
    bindings = binding.names
    trustsFile = !binding.changesFile
    scopes.append(Names(opsets: model.opsets, seesOuter: false))
    try describe(model.graph)
    for (value, shape) in zip(binding.inputs, binding.shapes) {
      let number = add(TensorFact(type: value.type, shape: shape))
      scopes[0].numbers[value.name] = number
      inputs.append(number)
      inputNames.append(value.name)
    }
    try initialize(model.graph)
    try run(model.graph.nodes)
    for output in model.graph.outputs {
      guard let number = find(output.name) else {
        throw .unknownValue(output.name, node: "the graph's outputs")
      }
      outputs.append(number)
    }
  }

  mutating func add(_ fact: TensorFact) -> Int {
    var fact = fact
    if let count = fact.values?.count {
      valueCount += count
      if valueCount > Self.mostValues { fact.values = nil }
    }
    facts.append(fact)
    return facts.count - 1
  }

  /// Counts visited names: functions that call functions could make them endless.
  mutating func visit(_ names: Int) throws(ONNXError) {
    nameCount += names
    guard nameCount <= Self.mostNames else { throw .tooManyNodes(limit: Self.mostNodes) }
  }

  mutating func describe(_ graph: ONNXGraph) throws(ONNXError) {
    try visit(graph.values.count + graph.outputs.count)
    for value in graph.values + graph.outputs {
      scopes[scopes.count - 1].values[value.name] = value
    }
  }

  mutating func initialize(_ graph: ONNXGraph) throws(ONNXError) {
    try visit(graph.initializers.count)
    for tensor in graph.initializers {
      scopes[scopes.count - 1].numbers[tensor.name] = try store(
        tensor, as: tensor.isNamedAsConstant ? .constantNode : .initializer)
    }
  }

  /// Returns the source of a constant's numbers.
  ///
  /// - Parameter place: where the file has it; the same in each round of a loop and each call of a
  ///   function.
  mutating func source(
    _ shape: [Int], _ type: ElementType, _ kind: TensorFact.Source.Kind, named name: String,
    place: Int? = nil
  ) -> TensorFact.Source {
    nextSource -= 1
    return TensorFact.Source(
      id: place ?? nextSource, count: elementCount(shape) ?? 0, type: type, kind: kind, name: name)
  }

  /// Records a stored tensor and returns its number.
  mutating func store(
    _ tensor: ONNXTensor, as kind: TensorFact.Source.Kind
  ) throws(ONNXError) -> Int {
    var source = source(tensor.shape, tensor.type, kind, named: tensor.name, place: tensor.place)
    source.provenance =
      tensor.provenance ?? scopes[scopes.count - 1].values[tensor.name]?.provenance
    try stored.add(source, isExternal: tensor.isExternal)
    return add(
      TensorFact(
        type: tensor.type, shape: tensor.shape, values: tensor.values, isConstant: true,
        source: source))
  }

  /// Returns the number of a tensor that can be read here; nil for an unknown name.
  func find(_ name: String) -> Int? {
    for scope in scopes.reversed() {
      if let number = scope.numbers[name] { return number }
      guard scope.seesOuter else { return nil }
    }
    return nil
  }

  mutating func run(_ nodes: [ONNXNode]) throws(ONNXError) {
    for node in nodes {
      nodeCount += 1
      guard nodeCount <= Self.mostNodes else { throw .tooManyNodes(limit: Self.mostNodes) }
      try visit(node.inputs.count + node.outputs.count + node.attributes.count)
      try run(resolved(node))
    }
  }

  /// Returns a node in which references to the surrounding function's attributes are replaced by
  /// the values of its call.
  private func resolved(_ node: ONNXNode) -> ONNXNode {
    guard let scope = scopes.last, node.attributes.values.contains(where: \.isReference) else {
      return node
    }
    var node = node
    for (name, attribute) in node.attributes {
      guard case .reference(let outer) = attribute else { continue }
      node.attributes[name] = scope.attributes[outer]
    }
    return node
  }

  private mutating func run(_ node: ONNXNode) throws(ONNXError) {
    var inputs: [Int?] = []
    for name in node.inputs {
      guard !name.isEmpty else {
        inputs.append(nil)
        continue
      }
      guard let number = find(name) else { throw .unknownValue(name, node: node.place) }
      inputs.append(number)
    }
    if node.domain.isEmpty, node.type == "If", try choose(node, inputs) { return }
    if try followSequence(node, inputs) { return }
    if try followLoop(node, inputs) { return }
    if let function = model.functions["\(node.domain)::\(node.type)"] {
      return try expand(function, node, inputs)
    }
    let version = scopes[scopes.count - 1].opsets[node.domain] ?? model.opsets[node.domain] ?? 1
    guard Operator.domains.contains(node.domain), let type = Operator(rawValue: node.type) else {
      try holdBodies(of: node)
      return try finish(node, nil, inputs, [])
    }
    let call = OperatorCall(
      node: node, type: type,
      opset: node.domain.isEmpty ? version : model.opsets[""] ?? Self.newestOpset,
      inputs: inputs.map { $0.map { seen(facts[$0]) } })
    let outcomes: [Outcome]
    do throws(OperatorProblem) {
      outcomes = try call.outcomes()
      for outcome in outcomes { try outcome.validate() }
    } catch {
      throw .node(node.place, operator: node.type, problem: error)
    }
    try finish(node, call, inputs, outcomes)
  }

  /// Returns a fact with its values, or without them if too much has been computed already.
  private mutating func seen(_ fact: TensorFact) -> TensorFact {
    guard let count = fact.values?.count else { return fact }
    work += 1 + count
    guard work > Self.mostWork else { return fact }
    var fact = fact
    fact.values = nil
    return fact
  }

  /// The version of the operator set that is assumed for operators of other domains.
  private static let newestOpset = 21
}

extension ONNXNode {
  /// The node's name in messages.
  var place: String {
    if !name.isEmpty { return name }
    let named = outputs.first { !$0.isEmpty && !$0.hasPrefix(ShapeInference.unusedStart) }
    return named.map { "the node that makes '\($0.prefix(200))'" } ?? "a \(type)"
  }
}

extension ONNXAttribute {
  fileprivate var isReference: Bool {
    if case .reference = self { return true }
    return false
  }
}

/// The number of numbers that a file stores, by kind.
struct StoredElements {
  /// Floating-point numbers in initialisers and constants.
  private(set) var floats = 0
  /// Tensors whose values are in another file.
  private(set) var external = 0
  private var seen: Set<Int> = []

  /// Adds a tensor that was not added before.
  ///
  /// - Throws: `ONNXError.tooManyNumbers` if the sum does not fit in 64 bits.
  mutating func add(_ source: TensorFact.Source, isExternal: Bool) throws(ONNXError) {
    guard seen.insert(source.id).inserted else { return }
    if isExternal { external += 1 }
    guard source.type.isFloat else { return }
    let (sum, overflow) = floats.addingReportingOverflow(source.count)
    guard !overflow else { throw .tooManyNumbers(source.name) }
    floats = sum
  }
}
