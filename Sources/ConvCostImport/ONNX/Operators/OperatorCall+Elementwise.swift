#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension OperatorCall {
  /// The results of functions of each element; nil for other operators.
  func elementwise() throws(OperatorProblem) -> [Outcome]? {
    switch type {
    case .abs, .acos, .acosh, .asin, .asinh, .atan, .atanh, .bernoulli, .ceil, .celu, .cos,
      .cosh, .cumSum, .cumProd, .elu, .erf, .exp, .fastGelu, .biasGelu, .quickGelu, .floor, .gelu,
      .hardSigmoid, .hardSwish, .hardmax, .leakyRelu, .log, .logSoftmax, .mish, .neg, .reciprocal,
      .relu, .round, .selu, .shrink, .sigmoid, .sign, .sin, .sinh, .softmax, .softplus, .softsign,
      .sqrt, .swish, .tan, .tanh, .thresholdedRelu, .trilu, .lpNormalization,
      .meanVarianceNormalization, .randomNormalLike, .randomUniformLike, .reverseSequence,
      .qLinearSigmoid, .qLinearLeakyRelu, .qLinearSoftmax, .bitwiseNot, .clip, .rmsNormalization,
      .rotaryEmbedding, .scatter, .tensorScatter:
      return [Outcome(try shape(0), mapped())]
    case .scatterElements: return [Outcome(try shape(0), scatteredAlongAxis())]
    case .scatterND: return [Outcome(try shape(0), scatteredDeep())]
    case .isInf, .isNaN, .not:
      return [Outcome(try shape(0), mapped(), type: .bool)]
    case .add, .sub, .mul, .div, .mod, .pow, .prelu, .bitShift, .bitwiseAnd, .bitwiseOr,
      .bitwiseXor, .max, .min, .sum, .mean:
      let shape = try broadcast(
        try inputs.indices.map { (index) throws(OperatorProblem) in try self.shape(index) })
      return [Outcome(shape, combined(to: shape))]
    case .equal, .greater, .greaterOrEqual, .less, .lessOrEqual, .and, .or, .xor:
      let shape = try broadcast([try shape(0), try shape(1)])
      return [Outcome(shape, combined(to: shape), type: .bool)]
    case .where_:
      let shape = try broadcast([try shape(0), try shape(1), try shape(2)])
      return [Outcome(shape, chosen(to: shape), type: self[1]?.type)]
    case .swiGLU: return [Outcome(try broadcast([try shape(0), try shape(1)]))]
    case .qLinearAdd, .qLinearMul:
      return [Outcome(try broadcast([try shape(0), try shape(3)]))]
    default: return nil
    }
  }

  /// The values of a function of each element; nil if unknown.
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
    case .exp: function = { exp($0) }
    case .log: function = { log($0) }
    case .sigmoid: function = { 1 / (1 + exp(-$0)) }
    case .isNaN: function = { $0.isNaN ? 1 : 0 }
    case .isInf: function = { $0.isInfinite ? 1 : 0 }
    case .bitwiseNot:
      guard case .integers(let values) = values else { return nil }
      return .integers(values.map { ~$0 })
    case .cumSum: return accumulated()
    case .clip:
      let least = float("min") ?? self[1].flatMap(\.scalar) ?? -.infinity
      let most = float("max") ?? self[2].flatMap(\.scalar) ?? .infinity
      guard self[1] == nil || self[1]?.scalar != nil, self[2] == nil || self[2]?.scalar != nil
      else { return nil }
      function = { Swift.min(Swift.max($0, least), most) }
    default: return nil
    }
    switch values {
    case .floats(let values):
      let result = values.map(function)
      return type == .isNaN || type == .isInf || type == .not
        ? .integers(result.map { Int($0) }) : .floats(result)
    case .integers(let values):
      // A Double does not hold larger integers exactly, and some functions give fractions.
      var result: [Int] = []
      for value in values {
        guard value.magnitude < 1 << 53, let mapped = Int(exactly: function(Double(value))) else {
          return nil
        }
        result.append(mapped)
      }
      return .integers(result)
    }
  }

  /// The running sums of a list; nil if unknown.
  private func accumulated() -> TensorValues? {
    guard let known = self[0]?.known, known.shape.count == 1, let axis = integers(1), axis == [0]
    else { return nil }
    let isReversed = integer("reverse") == 1
    let isExclusive = integer("exclusive") == 1
    func sums<Number>(
      _ values: [Number], from zero: Number, _ add: (Number, Number) -> Number?
    ) -> [Number]? {
      var sum = zero
      var result: [Number] = []
      for value in isReversed ? values.reversed() : values {
        if isExclusive { result.append(sum) }
        guard let next = add(sum, value) else { return nil }
        sum = next
        if !isExclusive { result.append(sum) }
      }
      return isReversed ? result.reversed() : result
    }
    switch known.values {
    case .floats(let values): return sums(values, from: 0, +).map(TensorValues.floats)
    case .integers(let values):
      return sums(values, from: 0) { sum, value in
        let (next, overflow) = sum.addingReportingOverflow(value)
        return overflow ? nil : next
      }.map(TensorValues.integers)
    }
  }

  /// The values of a function of several tensors; nil if unknown.
  private func combined(to shape: [Int]?) -> TensorValues? {
    guard let shape, let count = elementCount(shape), count <= TensorValues.mostKept,
      let first = self[0], let start = first.stretched(to: shape)
    else { return nil }
    var result = start
    for input in inputs.dropFirst() {
      guard let next = input?.stretched(to: shape),
        let combined = combine(result, next)
      else { return nil }
      result = combined
    }
    if type == .mean { return .floats(result.floats.map { $0 / Double(inputs.count) }) }
    // A power has the type of its base.
    if type == .pow, case .integers = first.values, case .floats = result {
      return result.integers.map(TensorValues.integers)
    }
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
    case .equal, .greater, .greaterOrEqual, .less, .lessOrEqual, .and, .or, .xor:
      return .integers(result.map { Int($0) })
    default: return .floats(result)
    }
  }

  /// Returns the result for integers: divisions round towards zero, and an overflow is unknown.
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
      // The remainder has the divisor's sign, but with `fmod` the dividend's.
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
    case .bitwiseAnd: return a & b
    case .bitwiseOr: return a | b
    case .bitwiseXor: return a ^ b
    case .bitShift:
      // The bits that a shift to the left loses depend on the type, so only results that fit are
      // known.
      guard a >= 0, b >= 0, b < 64 else { return nil }
      if string("direction") == "RIGHT" { return a >> b }
      let shifted = a << b
      return shifted >= 0 && shifted >> b == a ? shifted : nil
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
    case .pow: pow(a, b)
    case .mod: a.truncatingRemainder(dividingBy: b)
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

  /// The values of a choice between two tensors; nil if unknown.
  private func chosen(to shape: [Int]?) -> TensorValues? {
    guard let shape, let count = elementCount(shape), count <= TensorValues.mostKept,
      let condition = self[0]?.stretched(to: shape)?.integers,
      let yes = self[1]?.stretched(to: shape),
      let no = self[2]?.stretched(to: shape)
    else { return nil }
    if case .integers(let yes) = yes, case .integers(let no) = no {
      return .integers(condition.indices.map { condition[$0] != 0 ? yes[$0] : no[$0] })
    }
    let (a, b) = (yes.floats, no.floats)
    return .floats(condition.indices.map { condition[$0] != 0 ? a[$0] : b[$0] })
  }
}

extension TensorFact {
  /// Returns the values stretched to a shape; nil if unknown.
  func stretched(to target: [Int]) -> TensorValues? {
    guard let known else { return nil }
    if known.shape == target { return known.values }
    let added = target.count - known.shape.count
    guard added >= 0 else { return nil }
    return known.picked(to: target) { place in
      known.shape.indices.map { known.shape[$0] == 1 ? 0 : place[added + $0] }
    }
  }
}
