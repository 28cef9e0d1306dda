#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension OperatorCall {
  /// The results of functions of each element; nil for other operators.
  func elementwise() throws(ONNXProblem) -> [Outcome]? {
    switch type {
    case .abs, .acos, .acosh, .asin, .asinh, .atan, .atanh, .bernoulli, .ceil, .celu, .cos,
      .cosh, .cumSum, .cumProd, .elu, .erf, .exp, .fastGelu, .biasGelu, .quickGelu, .floor, .gelu,
      .hardSigmoid, .hardSwish, .hardmax, .leakyRelu, .log, .logSoftmax, .mish, .neg, .reciprocal,
      .relu, .round, .selu, .shrink, .sigmoid, .sign, .sin, .sinh, .softmax, .softplus, .softsign,
      .sqrt, .swish, .tan, .tanh, .thresholdedRelu, .trilu, .lpNormalization,
      .meanVarianceNormalization, .randomNormalLike, .randomUniformLike, .reverseSequence,
      .qLinearSigmoid, .qLinearLeakyRelu, .qLinearSoftmax, .bitwiseNot, .clip, .rmsNormalization,
      .rotaryEmbedding, .scatter, .scatterElements, .scatterND, .tensorScatter:
      return [Outcome(try shape(0), mapped())]
    case .isInf, .isNaN, .not:
      return [Outcome(try shape(0), mapped(), type: .bool)]
    case .add, .sub, .mul, .div, .mod, .pow, .prelu, .bitShift, .bitwiseAnd, .bitwiseOr,
      .bitwiseXor, .max, .min, .sum, .mean:
      let shape = try broadcast(
        try inputs.indices.map { (index) throws(ONNXProblem) in try self.shape(index) })
      return [Outcome(shape, combined(to: shape))]
    case .equal, .greater, .greaterOrEqual, .less, .lessOrEqual, .and, .or, .xor:
      let shape = try broadcast([try shape(0), try shape(1)])
      return [Outcome(shape, combined(to: shape), type: .bool)]
    case .where_:
      let shape = try broadcast([try shape(0), try shape(1), try shape(2)])
      return [Outcome(shape, chosen(to: shape), type: self[1]?.type)]
    case .qLinearAdd, .qLinearMul:
      return [Outcome(try broadcast([try shape(0), try shape(3)]))]
    default: return nil
    }
  }

  /// The values of a function of each element; nil where they are not known.
  private func mapped() -> TensorValues? {
    guard let values = self[0]?.values else { return nil }
    let function: (Double) -> Double
    switch type {
    case .abs: function = { Swift.abs($0) }
    case .neg: function = { -$0 }
    case .ceil: function = { $0.rounded(.up) }
    case .floor: function = { $0.rounded(.down) }
    case .round: function = { $0.rounded(.toNearestOrEven) }
    case .sqrt: function = { $0.squareRoot() }
    case .reciprocal: function = { 1 / $0 }
    case .not: function = { $0 == 0 ? 1 : 0 }
    case .relu: function = { Swift.max($0, 0) }
    case .sign: function = { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .exp: function = { Self.exponential($0) }
    case .log: function = { Self.logarithm($0) }
    case .clip:
      let least = float("min") ?? self[1].flatMap(\.scalar) ?? -.infinity
      let most = float("max") ?? self[2].flatMap(\.scalar) ?? .infinity
      guard self[1] == nil || self[1]?.scalar != nil, self[2] == nil || self[2]?.scalar != nil
      else { return nil }
      function = { Swift.min(Swift.max($0, least), most) }
    default: return nil
    }
    switch values {
    case .floats(let values): return .floats(values.map(function))
    case .integers(let values):
      // What is beyond the whole numbers that a Double holds is left as it is not known.
      var result: [Int] = []
      for value in values {
        guard value.magnitude < 1 << 53, let mapped = Int(exactly: function(Double(value))) else {
          return clippedIntegers(values)
        }
        result.append(mapped)
      }
      return .integers(result)
    }
  }

  /// Large whole numbers, such as "to the end", keep their value only under a clip without bounds.
  private func clippedIntegers(_ values: [Int]) -> TensorValues? { nil }

  private static func exponential(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.exp(value)
    #elseif canImport(Musl)
      Musl.exp(value)
    #else
      Darwin.exp(value)
    #endif
  }

  private static func logarithm(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log(value)
    #elseif canImport(Musl)
      Musl.log(value)
    #else
      Darwin.log(value)
    #endif
  }

  /// The values of a function of several tensors; nil where they are not known.
  private func combined(to shape: [Int]?) -> TensorValues? {
    guard let shape, let count = elementCount(shape), count <= TensorValues.mostKept,
      let first = self[0], let start = first.values?.stretched(from: first.shape, to: shape)
    else { return nil }
    var result = start
    for input in inputs.dropFirst() {
      guard let next = input?.values?.stretched(from: input?.shape, to: shape),
        let combined = combine(result, next)
      else { return nil }
      result = combined
    }
    if type == .mean { return .floats(result.floats.map { $0 / Double(inputs.count) }) }
    return result
  }

  private func combine(_ left: TensorValues, _ right: TensorValues) -> TensorValues? {
    if case .integers(let a) = left, case .integers(let b) = right {
      var result: [Int] = []
      for (a, b) in zip(a, b) {
        guard let value = combine(a, b) else { return nil }
        result.append(value)
      }
      return .integers(result)
    }
    var result: [Double] = []
    for (a, b) in zip(left.floats, right.floats) {
      guard let value = combine(a, b) else { return nil }
      result.append(value)
    }
    switch type {
    case .equal, .greater, .greaterOrEqual, .less, .lessOrEqual:
      return .integers(result.map { Int($0) })
    default: return .floats(result)
    }
  }

  /// Whole numbers: a division cuts off towards zero, and what overflows is not known.
  private func combine(_ a: Int, _ b: Int) -> Int? {
    func checked(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
      result.overflow ? nil : result.partialValue
    }
    switch type {
    case .add, .sum, .mean: return checked(a.addingReportingOverflow(b))
    case .sub: return checked(a.subtractingReportingOverflow(b))
    case .mul: return checked(a.multipliedReportingOverflow(by: b))
    case .div: return checked(a.dividedReportingOverflow(by: b))
    case .mod:
      guard let remainder = checked(a.remainderReportingOverflow(dividingBy: b)) else { return nil }
      // The remainder has the divisor's sign, but with fmod the dividend's.
      let isOther = remainder != 0 && (remainder < 0) != (b < 0) && integer("fmod") != 1
      return isOther ? remainder + b : remainder
    case .pow:
      guard b >= 0, b < 64 else { return nil }
      var result = 1
      for _ in 0..<b {
        guard let next = checked(result.multipliedReportingOverflow(by: a)) else { return nil }
        result = next
      }
      return result
    case .max: return Swift.max(a, b)
    case .min: return Swift.min(a, b)
    case .equal: return a == b ? 1 : 0
    case .greater: return a > b ? 1 : 0
    case .greaterOrEqual: return a >= b ? 1 : 0
    case .less: return a < b ? 1 : 0
    case .lessOrEqual: return a <= b ? 1 : 0
    case .and: return a != 0 && b != 0 ? 1 : 0
    case .or: return a != 0 || b != 0 ? 1 : 0
    case .xor: return (a != 0) != (b != 0) ? 1 : 0
    default: return nil
    }
  }

  private func combine(_ a: Double, _ b: Double) -> Double? {
    switch type {
    case .add, .sum, .mean: a + b
    case .sub: a - b
    case .mul: a * b
    case .div: a / b
    case .max: Swift.max(a, b)
    case .min: Swift.min(a, b)
    case .equal: a == b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    default: nil
    }
  }

  /// The values of a choice between two tensors; nil where they are not known.
  private func chosen(to shape: [Int]?) -> TensorValues? {
    guard let shape, let count = elementCount(shape), count <= TensorValues.mostKept,
      let condition = self[0]?.values?.stretched(from: self[0]?.shape, to: shape)?.integers,
      let yes = self[1]?.values?.stretched(from: self[1]?.shape, to: shape),
      let no = self[2]?.values?.stretched(from: self[2]?.shape, to: shape)
    else { return nil }
    if case .integers(let yes) = yes, case .integers(let no) = no {
      return .integers(condition.indices.map { condition[$0] != 0 ? yes[$0] : no[$0] })
    }
    let (a, b) = (yes.floats, no.floats)
    return .floats(condition.indices.map { condition[$0] != 0 ? a[$0] : b[$0] })
  }
}

extension TensorValues {
  /// Returns the values stretched to a shape; nil where they have another number of elements than
  /// their shape says.
  func stretched(from shape: [Int]?, to target: [Int]) -> TensorValues? {
    guard let shape, elementCount(shape) == count, shape.count <= target.count,
      let total = elementCount(target)
    else { return nil }
    if shape == target { return self }
    let lengths = Array(repeating: 1, count: target.count - shape.count) + shape
    let steps = strides(of: lengths)
    let whole = strides(of: target)
    return picking(
      (0..<total).map { place in
        var source = 0
        for axis in target.indices where lengths[axis] > 1 {
          source += place / whole[axis] % target[axis] * steps[axis]
        }
        return source
      })
  }
}

/// Returns the distance of neighbours along each axis of a tensor that stands row by row.
func strides(of shape: [Int]) -> [Int] {
  var result = Array(repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    result[axis] = result[axis + 1] * shape[axis + 1]
  }
  return result
}
