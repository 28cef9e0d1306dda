import ConvCostCore

extension TorchCall {
  /// A product that is not one of the layers.
  func product(_ macs: Int?, isLayer: Bool) throws(OperatorProblem) -> TorchMeaning {
    guard let macs else { throw .other("more multiply-accumulates than \(Int.max)") }
    return TorchMeaning(
      .foreign(.product(macs: batch.share(macs), isLayer: isLayer)), layout: .changed)
  }

  /// A layer whose weights are n×m: `linear`.
  func linear() throws(OperatorProblem) -> TorchMeaning {
    guard let input = shape("input"), let weight = shape("weight"), let output else {
      return TorchMeaning(nil)
    }
    guard let inputs = input.last, weight.count == 1 || weight.count == 2, weight.last == inputs
    else {
      throw .mismatch(input, weight)
    }
    let macs = elementCount(output).flatMap { checkedProduct($0, inputs) }
    let isLayer = isConstant("weight") && weight.count == 2
    guard isLayer, let layer = fullyConnected(input, output, bias: tensor("bias") != nil) else {
      return try product(macs, isLayer: isConstant("weight"))
    }
    return layer
  }

  /// A product of two matrices, or of stacks of them, perhaps with a sum.
  func matrixProduct() throws(OperatorProblem) -> TorchMeaning {
    let isSum = step.meaning == .addedProduct
    let names = isSum ? Self.factors(of: step) : ["self", Self.second(of: step)]
    guard names.count == 2, let left = shape(names[0]), let right = shape(names[1]), let output
    else { return TorchMeaning(nil) }
    guard let inner = left.last else { throw .rank(0, expected: "1 or more") }
    let shared =
      right.count == 1 ? right[0] : step.target.name == "inner" ? right.last : right.dropLast().last
    guard shared == inner else { throw .mismatch(left, right) }
    var count = elementCount(output)
    // The products of a stack are summed up.
    if step.target.name == "addbmm" { count = count.flatMap { checkedProduct($0, left[0]) } }
    let macs = count.flatMap { checkedProduct($0, inner) }
    let isLayer = isConstant(names[0]) != isConstant(names[1])
    if right.count == 2, isConstant(names[1]), !isConstant(names[0]),
      let layer = fullyConnected(left, output, bias: isSum)
    {
      return layer
    }
    return try product(macs, isLayer: isLayer)
  }

  private static func factors(of step: ProgramStep) -> [String] {
    step.arguments.filter {
      if case .tensor = $0.value { $0.name != "self" } else { false }
    }.map(\.name)
  }

  private static func second(of step: ProgramStep) -> String {
    factors(of: step).first ?? "other"
  }

  /// A fully connected layer, if the features of one sample are its last axis.
  private func fullyConnected(_ input: [Int], _ output: [Int], bias: Bool) -> TorchMeaning? {
    guard let features = output.last, features > 0, input.last != 0,
      batch.sample(output).last == features, batch.sample(input).last == input.last
    else { return nil }
    return TorchMeaning(.linear(Linear(features, bias: bias)), layout: .changed)
  }

  /// A sum of products by Einstein's convention: `bqhd,bkhd->bhqk`.
  func einsum() throws(OperatorProblem) -> TorchMeaning {
    guard case .text(let equation)? = value("equation"),
      case .tensors(let numbers)? = value("tensors")
    else { return TorchMeaning(nil) }
    let shapes = numbers.compactMap { $0.flatMap { tensors[$0].shape } }
    // The order in which three factors and more are multiplied is not in the file.
    guard shapes.count == numbers.count, shapes.count <= 2,
      let sum = try? EinsteinSum(equation, of: shapes)
    else { return TorchMeaning(nil) }
    let isLayer = numbers.contains { $0.map { isConstant[$0] } ?? false }
    return try product(sum.macs, isLayer: isLayer)
  }

  /// Attention: the products of queries with keys, and of their weights with values.
  func attention() throws(OperatorProblem) -> TorchMeaning {
    guard let query = shape("query"), let key = shape("key"), let value = shape("value") else {
      return TorchMeaning(nil)
    }
    guard query.count > 1, key.count > 1, value.count > 1, let features = query.last,
      features > 0, key.last == features, let results = value.last
    else { throw .mismatch(query, key) }
    let positions = key[key.count - 2]
    guard let count = elementCount(query) else { throw .tooManyElements(query) }
    guard let scores = checkedProduct(count, positions),
      let sums = checkedProduct(count / features, positions, results)
    else { return try product(nil, isLayer: false) }
    let (macs, overflow) = scores.addingReportingOverflow(sums)
    return try product(overflow ? nil : macs, isLayer: false)
  }

  /// A recurrent network, in which each matrix is multiplied once with every element of a sequence.
  func recurrence() throws(OperatorProblem) -> TorchMeaning {
    guard let input = shape("input"), let features = input.last, features > 0,
      let count = elementCount(input)
    else { return TorchMeaning(nil) }
    var weights = 0
    for argument in step.arguments {
      let numbers: [Int?] =
        switch argument.value {
        case .tensor(let number) where argument.name.hasPrefix("w_"): [number]
        case .tensors(let numbers) where argument.name == "params": numbers
        default: []
        }
      for number in numbers.compactMap({ $0 }) {
        guard let shape = tensors[number].shape else { return TorchMeaning(nil) }
        guard shape.count == 2 else { continue }
        weights = weights.saturatingAdding(elementCount(shape) ?? .max)
      }
    }
    return try product(checkedProduct(count / features, weights), isLayer: true)
  }
}
