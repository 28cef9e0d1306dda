import ConvCostCore

/// Follows the operations of a function in their order, and states what each of them is.
struct MILLowering {
  /// An operation that depends on the network's data.
  struct Item {
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

  let inputs: MILInputs
  /// Values by their numbers, which are those of the tensors of `StatedNetwork` too.
  var facts: [MILFact] = []
  /// The numbers of the values that have a name now.
  var names: [String: Int] = [:]
  /// The values whose shapes differ from the file's.
  private var resized: Set<Int> = []
  private var constants = MILConstants()
  /// The names in the order in which they were given, so that those of a block can be taken back.
  var givenNames: [String] = []
  /// The number of the first input that is not a state.
  private var firstInput: Int?
  /// The values that were written to states, by the states' numbers.
  private var written: [Int: Int] = [:]
  var items: [Item] = []
  var branches: [ImportedNetwork.Branch] = []
  var operationCount = 0

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
  mutating func rename(
    _ number: Int, _ name: String, by operation: String
  ) throws(CoreMLError) {
    guard names[name] == nil else { throw .duplicateValue(name, operation: operation) }
    names[name] = number
    givenNames.append(name)
  }

  /// Takes back the names that were given since there were `count` of them.
  mutating func forgetNames(after count: Int) {
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

  mutating func follow(_ block: MILBlock) throws(CoreMLError) {
    for operation in block.operations { try follow(operation) }
  }

  mutating func follow(_ operation: MILOperation) throws(CoreMLError) {
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

  func known(_ arguments: [String: [Int]]) -> [String: [MILFact]] {
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

  static func checked<Result>(
    _ operation: MILOperation, _ work: () throws(OperatorProblem) -> Result
  ) throws(CoreMLError) -> Result {
    do throws(OperatorProblem) {
      return try work()
    } catch {
      throw .operation(operation.place, type: operation.type, problem: error)
    }
  }
}

extension MILOperation {
  /// The operation's name in messages and reports.
  var place: String { name ?? outputs.first?.name ?? type }
}
