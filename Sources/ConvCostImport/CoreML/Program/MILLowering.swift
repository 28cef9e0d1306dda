import ConvCostCore

/// Follows the operations of a function in their order, and states what each of them is.
struct MILLowering {
  /// An operation that depends on the network's data.
  private struct Item {
    var operation: MILOperation
    /// Its rule; nil for an unknown operator.
    var rule: MILRule?
    /// The numbers of the values of each parameter's arguments.
    var arguments: [String: [Int]]
    var outputs: [Int]
    /// Stored numbers that it reads by way of blocks of its own.
    var inner: [Int] = []
    /// Its multiply-accumulates on the whole batch, to compare branches.
    var macs = 0
  }

  private let inputs: MILInputs
  /// Values by their numbers, which are those of the tensors of `StatedNetwork` too.
  private var facts: [MILFact] = []
  /// The numbers of the values that have a name now.
  private var names: [String: Int] = [:]
  /// The values whose shapes differ from the file's.
  private var resized: Set<Int> = []
  private var constants = MILConstants()
  /// The names in the order in which they were given, so that those of a block can be taken back.
  private var givenNames: [String] = []
  /// The number of the first input that is not a state.
  private var firstInput: Int?
  /// The values that were written to states, by the states' numbers.
  private var written: [Int: Int] = [:]
  private var items: [Item] = []
  private var branches: [ImportedNetwork.Branch] = []
  private var operationCount = 0

  /// The most operations that depend on data, in all blocks.
  static let mostOperations = 100_000

  /// Follows a function.
  ///
  /// - Throws: `CoreMLError` for operations that cannot work.
  init(_ function: MILFunction, _ inputs: MILInputs) throws(CoreMLError) {
    self.inputs = inputs
    for input in function.inputs {
      if input.type.isState {
        try name(input.name, constants.fact(state: input), by: "input")
      } else {
        let shape = inputs.shapes[input.name]
        let number = try name(
          input.name,
          MILFact(
            name: input.name, shape: shape, statedShape: input.type.fixedShape,
            element: input.type.element), by: "input")
        if let shape, let stated = input.type.fixedShape, stated != shape {
          resized.insert(number)
        }
      }
    }
    firstInput = facts.firstIndex { !$0.isConstant }
    try follow(function.block)
  }

  /// Returns the network.
  ///
  /// - Throws: `CoreMLError` for operations that cannot work.
  func network(_ function: MILFunction, format: String) throws(CoreMLError) -> StatedNetwork {
    var network = StatedNetwork(format: format)
    network.branches = branches
    network.tensors = facts.map { StatedNetwork.Tensor(name: $0.name, shape: $0.shape) }
    for item in items {
      network.firstLayer = try call(item) { (call) throws(OperatorProblem) in
        try call?.samples()
      }
      if network.firstLayer != nil { break }
    }
    let data = function.inputs.filter { !$0.type.isState }
    let shapes = data.compactMap { inputs.shapes[$0.name] }
    let batch = Batch(inputs: shapes, firstLayer: network.firstLayer)
    for item in items { network.steps.append(try step(item, batch)) }
    for (number, fact) in facts.enumerated() { network.tensors[number].stored = fact.stored }
    let readAsMaps = Set(
      network.steps.filter { $0.layout == .maps }.compactMap(\.inputs.first))
    for input in data {
      guard let number = names[input.name], let rank = facts[number].shape?.count else { continue }
      network.inputs.append((number, rank > 3 || readAsMaps.contains(number)))
    }
    network.outputs = function.block.outputs.compactMap { names[$0] }
    // Only what operations read is stored for them, and is a result of theirs.
    let read = Set(network.steps.flatMap(\.inputs) + network.outputs)
    for number in network.tensors.indices where !read.contains(number) {
      network.tensors[number].stored = nil
    }
    for index in network.steps.indices {
      let outputs = network.steps[index].outputs
      network.steps[index].outputs = outputs.prefix(1) + outputs.dropFirst().filter(read.contains)
    }
    return network
  }

  // MARK: Values

  @discardableResult
  private mutating func name(
    _ name: String, _ fact: MILFact, by operation: String
  ) throws(CoreMLError) -> Int {
    facts.append(fact)
    try rename(facts.count - 1, name, by: operation)
    return facts.count - 1
  }

  /// Gives a value one more name.
  private mutating func rename(
    _ number: Int, _ name: String, by operation: String
  ) throws(CoreMLError) {
    guard names[name] == nil else { throw .duplicateValue(name, operation: operation) }
    names[name] = number
    givenNames.append(name)
  }

  /// Takes back the names that were given since there were `count` of them.
  private mutating func forgetNames(after count: Int) {
    for name in givenNames[count...] { names[name] = nil }
    givenNames.removeSubrange(count...)
  }

  /// Returns the numbers of the arguments of each parameter.
  private mutating func arguments(
    _ operation: MILOperation
  ) throws(CoreMLError) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for (parameter, arguments) in operation.inputs {
      var numbers: [Int] = []
      for argument in arguments {
        switch argument {
        case .name(let name):
          guard let number = names[name] else {
            throw .unknownValue(name, operation: operation.place)
          }
          numbers.append(number)
        case .constant(let constant):
          facts.append(constants.fact(constant, named: parameter))
          numbers.append(facts.count - 1)
        }
      }
      result[parameter] = numbers
    }
    return result
  }

  // MARK: Operations

  private mutating func follow(_ block: MILBlock) throws(CoreMLError) {
    for operation in block.operations { try follow(operation) }
  }

  private mutating func follow(_ operation: MILOperation) throws(CoreMLError) {
    if operation.type == "const" {
      guard let value = operation.outputs.first,
        case .constant(let constant)? = operation.inputs["val"]?.first
      else { return }
      try name(value.name, constants.fact(constant, named: value.name), by: operation.place)
      return
    }
    let arguments = try arguments(operation)
    if let expanded = constants.expanded(operation, known(arguments)) {
      for fact in expanded { try name(fact.name, fact, by: operation.place) }
      return
    }
    operationCount += 1
    guard operationCount <= Self.mostOperations else {
      throw .tooManyOperations(limit: Self.mostOperations)
    }
    switch operation.type {
    case "cond" where operation.blocks.count == 2: try followBranches(operation)
    case "write_state":
      // Nothing is computed; later operations read the state as it is then.
      guard let state = arguments["input"]?.first, let data = arguments["data"]?.first else {
        return
      }
      written[state] = data
    case "read_state": try readState(operation, arguments)
    default: try append(operation, arguments)
    }
  }

  /// Adds a read of a state: what was written to it before, or else its numbers from the last run.
  private mutating func readState(
    _ operation: MILOperation, _ arguments: [String: [Int]]
  ) throws(CoreMLError) {
    guard let state = arguments["input"]?.first, let output = operation.outputs.first else {
      throw .operation(operation.place, type: operation.type, problem: .other("no state"))
    }
    if let data = written[state] {
      return try rename(data, output.name, by: operation.place)
    }
    // The numbers change with every run although they are stored: the read is a part of the run,
    // which begins with the input.
    var arguments = arguments
    arguments["run"] = firstInput.map { [$0] }
    try append(operation, arguments)
  }

  private func known(_ arguments: [String: [Int]]) -> [String: [MILFact]] {
    arguments.mapValues { $0.map { facts[$0] } }
  }

  /// Adds an operation with its results.
  private mutating func append(
    _ operation: MILOperation, _ arguments: [String: [Int]]
  ) throws(CoreMLError) {
    let rule = MILRule.of(operation.type)
    let call = rule.map {
      MILCall(operation: operation, rule: $0, arguments: known(arguments))
    }
    var item = Item(operation: operation, rule: rule, arguments: arguments, outputs: [])
    let shapes = try shapes(of: operation, call, arguments)
    let isData = arguments.values.joined().contains { !facts[$0].isConstant }
    let isNumber = arguments.values.joined().contains { facts[$0].isNumber }
    let values = try Self.checked(operation) { () throws(OperatorProblem) in
      try call?.values(of: shapes.first ?? nil)
    }
    for (index, output) in operation.outputs.enumerated() {
      var fact = MILFact(
        name: output.name, shape: shapes[index], statedShape: output.type.fixedShape,
        element: output.type.element)
      let known = index == 0 ? values : nil
      // What is filled, or computed from shapes alone, is neither data nor stored.
      let isMade = !isNumber || [.fill, .range].contains(rule?.shapes)
      if rule != nil, isData ? known != nil : isMade {
        fact = constants.fact(computed: output, shape: shapes[index], values: known)
      } else {
        fact.values = known
        fact.isConstant = !isData && rule != nil
      }
      let number = try name(output.name, fact, by: operation.place)
      if let shape = shapes[index], let stated = output.type.fixedShape, stated != shape {
        resized.insert(number)
      }
      item.outputs.append(number)
    }
    if item.outputs.contains(where: { facts[$0].stored == nil }) || item.outputs.isEmpty {
      if rule == nil {
        for block in operation.blocks { item.inner += try storedNumbers(in: block) }
      }
      item.macs = try Self.checked(operation) { () throws(OperatorProblem) in
        try call?.macs(shapes.first ?? nil) ?? 0
      }
      items.append(item)
    }
  }

  /// Returns the shapes of an operation's results: those that the file states, or those that follow
  /// from the input's if the file leaves them open or the input is another one.
  private func shapes(
    of operation: MILOperation, _ call: MILCall?, _ arguments: [String: [Int]]
  ) throws(CoreMLError) -> [[Int]?] {
    let stated = operation.outputs.map(\.type.fixedShape)
    let isChanged = arguments.values.joined().contains { resized.contains($0) }
    if !isChanged, !stated.contains(where: { $0 == nil }),
      !inputs.isResized || !Self.isMade(call)
    {
      return stated
    }
    let inferred = try Self.checked(operation) { () throws(OperatorProblem) in
      try call?.resultShapes() ?? []
    }
    var shapes: [[Int]?] = []
    for (index, output) in operation.outputs.enumerated() {
      guard index < inferred.count, let shape = inferred[index] else {
        if isChanged, stated[index] != nil {
          throw .noShape(output.name, operation: operation.place)
        }
        shapes.append(stated[index])
        continue
      }
      if !inputs.isResized, let lengths = output.type.shape,
        lengths.count != shape.count
          || zip(lengths, shape).contains(where: { $0 != nil && $0 != $1 })
      {
        throw .otherShape(
          output.name, operation: operation.place, found: shape, stated: lengths)
      }
      guard elementCount(shape) != nil else {
        throw .operation(
          operation.place, type: operation.type, problem: .tooManyElements(shape))
      }
      shapes.append(shape)
    }
    return shapes
  }

  /// Whether an operator makes a tensor of a shape that may be computed.
  private static func isMade(_ call: MILCall?) -> Bool {
    switch call?.rule.shapes {
    case .fill, .range, .reshape, .resize, .slice, .tile: true
    default: false
    }
  }

  private static func checked<Result>(
    _ operation: MILOperation, _ work: () throws(OperatorProblem) -> Result
  ) throws(CoreMLError) -> Result {
    do throws(OperatorProblem) {
      return try work()
    } catch {
      throw .operation(operation.place, type: operation.type, problem: error)
    }
  }

  // MARK: Blocks

  /// Follows both branches of a choice, and keeps the costlier one.
  private mutating func followBranches(_ operation: MILOperation) throws(CoreMLError) {
    let start = items.count
    let outer = givenNames.count
    var ends: [(items: [Item], results: [Int])] = []
    for block in operation.blocks {
      try follow(block)
      var results: [Int] = []
      for name in block.outputs {
        guard let number = names[name] else {
          throw .unknownValue(name, operation: operation.place)
        }
        results.append(number)
      }
      ends.append((Array(items[start...]), results))
      items.removeSubrange(start...)
      forgetNames(after: outer)
    }
    func cost(_ items: [Item]) -> Int {
      items.reduce(0) {
        let (sum, overflow) = $0.addingReportingOverflow($1.macs)
        return overflow ? Int.max : sum
      }
    }
    let isFirst = cost(ends[0].items) >= cost(ends[1].items)
    let taken = ends[isFirst ? 0 : 1]
    guard taken.results.count == operation.outputs.count else {
      throw .operation(
        operation.place, type: operation.type,
        problem: .other(
          "\(operation.outputs.count) results, but its block has \(taken.results.count)"))
    }
    items += taken.items
    for (output, number) in zip(operation.outputs, taken.results) {
      try rename(number, output.name, by: operation.place)
    }
    branches.append(
      ImportedNetwork.Branch(place: operation.place, isFirst: isFirst, isCostlier: true))
  }

  /// Returns the stored numbers that the operations of a block read as parameters.
  private mutating func storedNumbers(in block: MILBlock) throws(CoreMLError) -> [Int] {
    var found: [Int] = []
    for operation in block.operations {
      operationCount += 1
      guard operationCount <= Self.mostOperations else {
        throw .tooManyOperations(limit: Self.mostOperations)
      }
      if operation.type == "const" || operation.type.hasPrefix("constexpr_") {
        try follow(operation)
        continue
      }
      let rule = MILRule.of(operation.type)
      let least = rule?.isArithmetic == true ? 2 : 1
      for parameter in (rule?.roles ?? [:]).keys.sorted() {
        for case .name(let name) in operation.inputs[parameter] ?? [] {
          guard let number = names[name], facts[number].isConstant, facts[number].count >= least
          else { continue }
          found.append(number)
        }
      }
      for block in operation.blocks { found += try storedNumbers(in: block) }
    }
    return found
  }

  // MARK: Steps

  private func call<Result>(
    _ item: Item, _ work: (MILCall?) throws(OperatorProblem) -> Result
  ) throws(CoreMLError) -> Result {
    let call = item.rule.map {
      MILCall(operation: item.operation, rule: $0, arguments: known(item.arguments))
    }
    return try Self.checked(item.operation) { () throws(OperatorProblem) in try work(call) }
  }

  /// Returns what an operation is for the graph.
  private func step(_ item: Item, _ batch: Batch) throws(CoreMLError) -> StatedNetwork.Step {
    let operation = item.operation
    var step = StatedNetwork.Step(
      label: operation.type, path: ModulePath(name: operation.place, separator: "/"),
      operation: nil, mayMultiply: item.rule?.multiplies ?? true, inputs: [],
      outputs: item.outputs)
    for parameter in item.arguments.keys.sorted(by: Self.isEarlier) {
      for number in item.arguments[parameter] ?? [] {
        let role = role(of: number, parameter, item)
        let isOperand = item.rule?.operands.contains(parameter) ?? false
        guard !facts[number].isConstant || role != nil || isOperand else { continue }
        step.roles[step.inputs.count] = role
        step.inputs.append(number)
      }
    }
    for number in item.inner {
      step.roles[step.inputs.count] = .weight
      step.inputs.append(number)
    }
    step.computesAll = item.rule?.shapes == .split
    guard let shape = item.outputs.first.flatMap({ facts[$0].shape }) else {
      if item.rule != nil { step.operation = .foreign(.function) }
      return step
    }
    try call(item) { (call) throws(OperatorProblem) in
      guard let call else { return }
      let computed = try call.operation(output: shape, batch)
      step.operation = computed
      step.layout = try call.layout()
      step.mixes = try call.mixes()
      if let computed { step.moves = try call.moves(computed) }
      // The label distinguishes these from sums and products of maps.
      switch call.rule.work {
      case .merge, .concat: if call.dataOperands < 2 { step.label += " constant" }
      // A mean over the map is a method of tensors, and not a module that pools.
      case .mean: step.form = .method
      default: break
      }
    }
    return step
  }

  /// Returns the role of a constant; nil for one that is not a parameter.
  private func role(of number: Int, _ parameter: String, _ item: Item) -> ParameterRole? {
    guard facts[number].isConstant else { return nil }
    let count = facts[number].count
    guard let rule = item.rule else { return count > 1 ? .weight : nil }
    if rule.isArithmetic {
      // Single numbers of arithmetic are no parameters, nor are those by which the converter
      // prepares images, in operations whose names end in this way.
      let name = item.operation.outputs.first?.name ?? ""
      guard count > 1, !name.hasSuffix("__scaled__"), !name.hasSuffix("__biased__") else {
        return nil
      }
    }
    return rule.roles[parameter]
  }

  /// Whether a parameter is listed before another one: what the operator works on comes first.
  private static func isEarlier(_ one: String, _ two: String) -> Bool {
    let order = ["x", "input", "data", "values", "query", "y", "key", "value"]
    let places = [one, two].map { order.firstIndex(of: $0) ?? order.count }
    return places[0] == places[1] ? one < two : places[0] < places[1]
  }
}

extension MILOperation {
  /// The operation's name in messages and reports.
  var place: String { name ?? outputs.first?.name ?? type }
}
