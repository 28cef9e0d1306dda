import ConvCostCore

extension MILLowering {
  /// Returns the network.
  ///
  /// - Throws: `CoreMLError` for operations that cannot work.
  func network(_ function: MILFunction, format: String) throws(CoreMLError) -> StatedNetwork {
    var network = StatedNetwork(format: format)
    network.branches = branches
    network.tensors = facts.map { fact in
      let bits = fact.element.bits
      return StatedNetwork.Tensor(
        name: fact.name, shape: fact.shape, bits: bits > 0 ? bits : nil)
    }
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
