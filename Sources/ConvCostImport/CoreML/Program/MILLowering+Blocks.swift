import ConvCostCore

extension MILLowering {
  /// Follows both branches of a choice, and keeps the costlier one.
  mutating func followBranches(_ operation: MILOperation) throws(CoreMLError) {
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
      items.reduce(0) { $0.saturatingAdding($1.macs) }
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
  mutating func storedNumbers(in block: MILBlock) throws(CoreMLError) -> [Int] {
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
}
