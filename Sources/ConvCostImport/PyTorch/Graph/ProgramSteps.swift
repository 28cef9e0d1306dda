/// The operators of a program in one list, with numbers for its tensors.
///
/// A graph that an operator only runs takes the operator's place. Operators that give a tensor
/// another name, and those that compute lengths, are left out.
struct ProgramSteps {
  private(set) var steps: [ProgramStep] = []
  /// The tensors by their numbers.
  private(set) var tensors: [StatedNetwork.Tensor] = []
  /// The lengths of the tensors as the file states them.
  private(set) var sizes: [[SymbolicLength]] = []
  /// Whether a tensor is the same for every input.
  private(set) var isConstant: [Bool] = []
  /// The types of the tensors' elements, by the schema's numbers.
  private var elements: [Int] = []
  /// The names of the stored tensors in the module, by the tensors' numbers.
  private(set) var storedNames: [Int: String] = [:]
  /// The network's inputs.
  private(set) var inputs: [Int] = []
  /// The network's results.
  private(set) var outputs: [Int] = []
  private(set) var binding: SymbolBinding
  private var count = 0
  /// The names of operators and the stacks of modules that have been read, by their texts.
  private var targets: [String: TorchTarget] = [:]
  private var stacks: [String: ModuleStack] = [:]

  /// The limit of operators. Large networks have some thousands.
  private static let mostOperators = 100_000

  /// Lists the operators of a program with the given lengths.
  ///
  /// - Parameter weights: the stored tensors of which some may be the same.
  /// - Throws: `PyTorchError` for a program that contradicts itself.
  init(
    _ program: ExportedProgram, _ weights: StoredWeights, _ binding: SymbolBinding
  ) throws(PyTorchError) {
    self.binding = binding
    var names: [String: Int] = [:]
    for input in program.graph.inputs {
      for name in input.tensorNames {
        names[name] = try add(name, program, weights)
      }
    }
    let results = try run(program.graph, &names)
    outputs = program.outputs.compactMap { names[$0] }
    if outputs.isEmpty { outputs = results }
  }

  /// Adds an input of the program's graph.
  private mutating func add(
    _ name: String, _ program: ExportedProgram, _ weights: StoredWeights
  ) throws(PyTorchError) -> Int {
    guard let type = program.graph.tensors[name] else {
      throw .unknownValue(name, node: "the graph's inputs")
    }
    let input = program.inputs[name] ?? .user
    let number = try add(name, type, isConstant: input != .user)
    let shape = tensors[number].shape
    switch input {
    case .user: inputs.append(number)
    case .constant: tensors[number].stored = Self.unstored(at: number)
    case .parameter(let path), .buffer(let path):
      storedNames[number] = path
      tensors[number].name = path
      tensors[number].stored = Self.unstored(at: number)
      guard let shape, let count = elementCount(shape) else { break }
      let element = TorchElement(rawValue: type.element)
      var isBuffer = false
      if case .buffer = input { isBuffer = true }
      // A single whole number counts batches during training.
      let isCounter = isBuffer && shape.isEmpty && element?.isFraction == false
      tensors[number].stored = StatedNetwork.Stored(
        place: weights.place(of: path) ?? number, count: count,
        role: isCounter ? nil : isBuffer ? .buffer : .weight, type: element?.name ?? "unknown",
        bits: count.multipliedReportingOverflow(by: element?.bits ?? 32).partialValue,
        isNumber: !isCounter)
    }
    return number
  }

  /// The numbers of a tensor that is not an input and whose numbers do not count: a constant, or a
  /// parameter of unknown shape.
  private static func unstored(at number: Int) -> StatedNetwork.Stored {
    StatedNetwork.Stored(
      place: number, count: 0, role: nil, type: "", bits: 0, isNumber: false)
  }

  private mutating func add(
    _ name: String, _ type: TensorType, isConstant: Bool
  ) throws(PyTorchError) -> Int {
    var shape: [Int]? = []
    for size in type.sizes {
      guard let length = try binding.value(of: size, in: name) else {
        shape = nil
        break
      }
      shape?.append(length.clamped(to: -1...RawInteger.longest + 1))
    }
    if let shape, elementCount(shape) == nil { throw .badShape(name, shape) }
    tensors.append(
      StatedNetwork.Tensor(
        name: name, shape: shape, bits: TorchElement(rawValue: type.element)?.bits))
    sizes.append(type.sizes)
    elements.append(type.element)
    self.isConstant.append(isConstant)
    return tensors.count - 1
  }

  /// Adds the operators of a graph and returns the tensors that are its results.
  private mutating func run(
    _ graph: ProgramGraph, _ names: inout [String: Int]
  ) throws(PyTorchError) -> [Int] {
    for node in graph.nodes {
      count += 1
      guard count <= Self.mostOperators else { throw .tooManyOperators(limit: Self.mostOperators) }
      try add(node, in: graph, &names)
    }
    return graph.outputs.flatMap(\.tensorNames).compactMap { names[$0] }
  }

  private mutating func add(
    _ node: ProgramNode, in graph: ProgramGraph, _ names: inout [String: Int]
  ) throws(PyTorchError) {
    let target = Self.known(node.target, in: &targets) { TorchTarget($0) }
    let modules = Self.known(node.modules, in: &stacks) { ModuleStack($0) }
    let meaning = Self.meaning(target, in: modules)
    let results = node.outputs.flatMap(\.tensorNames)
    if meaning == .graph, try expand(node, results, &names) { return }
    // An unknown operator may do work even if it gives no tensor.
    guard meaning != .nothing, meaning == nil || !results.isEmpty else { return }
    var arguments: [(name: String, value: ProgramStep.Value)] = []
    for (name, argument) in node.inputs where !TorchCall.readsShapeOnly(name, of: target) {
      arguments.append((name, try value(argument, in: graph, names, node)))
    }
    let read = arguments.flatMap { $0.value.tensors }
    if let first = read.first,
      meaning == .same || meaning == .cast && keepsType(first, results, graph)
    {
      for name in results { names[name] = first }
      return
    }
    var outputs: [Int] = []
    let isConstant =
      meaning == .creation || !read.isEmpty && read.allSatisfy { self.isConstant[$0] }
    for name in results {
      guard let type = graph.tensors[name] else { throw .unknownValue(name, node: node.target) }
      outputs.append(try add(name, type, isConstant: isConstant))
      names[name] = outputs.last
    }
    if meaning == .creation {
      for output in outputs { tensors[output].stored = Self.unstored(at: output) }
      return
    }
    // Later operators read the changed tensor, also by its old name.
    if target.isInPlace, case .tensor(let name)? = node.inputs.first?.value {
      names[name] = outputs.first
    }
    steps.append(
      ProgramStep(
        target: target, meaning: meaning == .graph ? nil : meaning, arguments: arguments,
        outputs: outputs, modules: modules, function: node.function))
  }

  /// Returns what a text means, which is read once.
  private static func known<Value>(
    _ text: String, in values: inout [String: Value], _ read: (String) -> Value
  ) -> Value {
    if let value = values[text] { return value }
    let value = read(text)
    values[text] = value
    return value
  }

  /// What an operator does. Decomposition turns a dropout that does nothing into a copy.
  private static func meaning(_ target: TorchTarget, in modules: ModuleStack) -> TorchOperator? {
    let meaning = target.meaning
    let isDropout = modules.calls.last?.type.hasPrefix("torch.nn.modules.dropout.") ?? false
    return meaning == .same && isDropout ? .dropout : meaning
  }

  /// Whether a conversion gives the type that the tensor already has.
  private func keepsType(_ tensor: Int, _ results: [String], _ graph: ProgramGraph) -> Bool {
    results.allSatisfy { graph.tensors[$0]?.element == elements[tensor] }
  }

  /// Adds the operators of the graph that an operator runs; false for an operator of another form.
  private mutating func expand(
    _ node: ProgramNode, _ results: [String], _ names: inout [String: Int]
  ) throws(PyTorchError) -> Bool {
    var part: ProgramGraph?
    var operands: [ProgramArgument] = []
    for (_, argument) in node.inputs {
      if case .graph(let graph) = argument {
        guard part == nil else { return false }
        part = graph
      } else if part != nil {
        operands.append(argument)
      }
    }
    guard let part else { return false }
    let given = operands.flatMap(\.tensorNames)
    let wanted = part.inputs.flatMap(\.tensorNames)
    let computed = part.outputs.flatMap(\.tensorNames)
    guard given.count == wanted.count, computed.count == results.count else { return false }
    var inner: [String: Int] = [:]
    for (name, operand) in zip(wanted, given) {
      guard let number = names[operand] else { throw .unknownValue(operand, node: node.target) }
      inner[name] = number
    }
    _ = try run(part, &inner)
    for (name, output) in zip(results, computed) { names[name] = inner[output] }
    return true
  }

  private mutating func value(
    _ argument: ProgramArgument, in graph: ProgramGraph, _ names: [String: Int], _ node: ProgramNode
  ) throws(PyTorchError) -> ProgramStep.Value {
    switch argument {
    case .tensor(let name):
      guard let number = names[name] else { throw .unknownValue(name, node: node.target) }
      return .tensor(number)
    case .tensors(let list):
      var numbers: [Int?] = []
      for name in list {
        guard let name else {
          numbers.append(nil)
          continue
        }
        guard let number = names[name] else { throw .unknownValue(name, node: node.target) }
        numbers.append(number)
      }
      return .tensors(numbers)
    case .integer(let integer):
      return try self.integer(integer, in: graph).map { .integers([$0]) } ?? .none
    case .integers(let list):
      var integers: [RawInteger] = []
      for element in list {
        guard let integer = try integer(element, in: graph) else { return .none }
        integers.append(integer)
      }
      return .integers(integers)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .text(let text): return .text(text)
    case .elementType, .graph, .none: return .none
    }
  }

  private mutating func integer(
    _ integer: ProgramInteger, in graph: ProgramGraph
  ) throws(PyTorchError) -> RawInteger? {
    switch integer {
    case .value(let number): return number
    case .named(let name):
      guard let size = graph.integers[name] else { return nil }
      return try binding.value(of: size, in: name)
    }
  }
}
