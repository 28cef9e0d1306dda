/// Integers that operators compute from shapes, such as the lengths that a reshape gives.
extension TFLiteCall {
  /// Whether shapes depend on the integers that a kind of operator reads, or those that it gives.
  static func readsValues(_ type: TFLiteOperator) -> Bool {
    switch type {
    case .reshape, .pad, .padv2, .mirrorPad, .mean, .sum, .reduceMax, .reduceMin, .reduceProd,
      .reduceAny, .reduceAll, .transpose, .stridedSlice, .slice, .split, .splitV, .expandDims,
      .tile, .gather, .concatenation, .pack, .add, .sub, .mul, .floorDiv, .maximum, .minimum,
      .resizeBilinear, .resizeNearestNeighbor, .transposeConv, .conv3DTranspose, .fill,
      .broadcastTo, .cast, .squeeze, .unpack, .argMax, .argMin, .spaceToBatchND, .batchToSpaceND,
      .scatterND, .sparseToDense:
      true
    default: false
    }
  }

  /// Returns the integers of the result; nil if they are unknown or too many.
  ///
  /// - Throws: `OperatorProblem` for inputs on which the operator cannot work.
  func values(_ output: [Int]?) throws(OperatorProblem) -> [Int]? {
    guard let output, let count = elementCount(output), count <= TensorValues.mostKept else {
      return nil
    }
    switch type {
    case .shape: return self[0]?.shape
    case .rank: return (self[0]?.shape?.count).map { [$0] }
    case .reshape, .squeeze, .expandDims, .cast: return self[0]?.values
    case .concatenation where self[0]?.shape?.count == 1, .pack where self[0]?.shape == []:
      return joined()
    case .add: return combined(count) { $0.addingReportingOverflow($1) }
    case .sub: return combined(count) { $0.subtractingReportingOverflow($1) }
    case .mul: return combined(count) { $0.multipliedReportingOverflow(by: $1) }
    case .floorDiv:
      return combined(count) { $0.dividedReportingOverflow(by: $1) }?.allSatisfy { $0 >= 0 } == true
        ? combined(count) { $0.dividedReportingOverflow(by: $1) } : nil
    case .maximum: return combined(count) { (max($0, $1), false) }
    case .minimum: return combined(count) { (min($0, $1), false) }
    case .reduceProd: return total(1) { $0.multipliedReportingOverflow(by: $1) }
    case .sum: return total(0) { $0.addingReportingOverflow($1) }
    case .fill: return self[1]?.values?.first.map { Array(repeating: $0, count: count) }
    case .gather: return picked()
    case .slice, .stridedSlice: return try cut()
    default: return nil
    }
  }

  private func joined() -> [Int]? {
    var result: [Int] = []
    for input in inputs {
      guard let values = input?.values else { return nil }
      result += values
    }
    return result
  }

  private func combined(
    _ count: Int, _ compute: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> [Int]? {
    guard let first = self[0]?.values, let second = self[1]?.values,
      [1, count].contains(first.count), [1, count].contains(second.count)
    else { return nil }
    var result: [Int] = []
    for index in 0..<count {
      let (value, overflow) = compute(
        first[first.count == 1 ? 0 : index], second[second.count == 1 ? 0 : index])
      guard !overflow else { return nil }
      result.append(value)
    }
    return result
  }

  private func total(
    _ start: Int, _ compute: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> [Int]? {
    guard let values = self[0]?.values, self[0]?.shape?.count == 1 else { return nil }
    var result = start
    for value in values {
      let (sum, overflow) = compute(result, value)
      guard !overflow else { return nil }
      result = sum
    }
    return [result]
  }

  private func picked() -> [Int]? {
    guard let values = self[0]?.values, self[0]?.shape?.count == 1, let places = self[1]?.values
    else { return nil }
    var result: [Int] = []
    for place in places {
      guard values.indices.contains(place) else { return nil }
      result.append(values[place])
    }
    return result
  }

  private func cut() throws(OperatorProblem) -> [Int]? {
    guard let values = self[0]?.values, self[0]?.shape?.count == 1 else { return nil }
    let slice: TFLiteSlice
    if type == .slice {
      guard let first = self[1]?.values?.first, let count = try sliced()?.first else { return nil }
      slice = TFLiteSlice(first: first, step: 1, count: count, isRemoved: false)
    } else {
      guard let slices = try slices(), slices.count == 1, !slices[0].isNew else { return nil }
      slice = slices[0]
    }
    var result: [Int] = []
    for index in 0..<slice.count {
      let place = slice.first + index * slice.step
      guard values.indices.contains(place) else { return nil }
      result.append(values[place])
    }
    return result
  }
}
