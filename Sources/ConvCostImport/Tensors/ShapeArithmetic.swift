/// Returns the shape to which several shapes are stretched; nil if one is unknown.
///
/// Lengths are compared from the last to the first; a length of one is stretched. NumPy's rule.
func broadcast(_ shapes: [[Int]?]) throws(OperatorProblem) -> [Int]? {
  var result: [Int] = []
  for shape in shapes {
    guard let shape else { return nil }
    let rank = max(result.count, shape.count)
    let left = Array(repeating: 1, count: rank - result.count) + result
    let right = Array(repeating: 1, count: rank - shape.count) + shape
    result = []
    for (a, b) in zip(left, right) {
      guard a == b || a == 1 || b == 1 else { throw .mismatch(left, right) }
      result.append(a == 1 ? b : a)
    }
  }
  return result
}

/// Returns the shape of a product of matrices by NumPy's rule: a vector temporarily gains a
/// dimension, and the dimensions before the last two are stretched.
func matrixProduct(_ left: [Int], _ right: [Int]) throws(OperatorProblem) -> [Int] {
  guard !left.isEmpty, !right.isEmpty else { throw .rank(0, expected: "at least 1") }
  let a = left.count == 1 ? [1] + left : left
  let b = right.count == 1 ? right + [1] : right
  guard a[a.count - 1] == b[b.count - 2] else { throw .mismatch(left, right) }
  var result = try broadcast([Array(a.dropLast(2)), Array(b.dropLast(2))]) ?? []
  if left.count > 1 { result.append(a[a.count - 2]) }
  if right.count > 1 { result.append(b[b.count - 1]) }
  return result
}

extension [RawInteger] {
  /// Returns the numbers as lengths.
  ///
  /// - Throws: `OperatorProblem.length` for a number that is not a length.
  func lengths(from least: Int = 0) throws(OperatorProblem) -> [Int] {
    var result: [Int] = []
    for number in self { result.append(try number.length(from: least)) }
    return result
  }

  /// Returns the numbers as axes counted from the front.
  ///
  /// - Throws: `OperatorProblem.axis` for one that a tensor of this rank does not have.
  func axes(of rank: Int) throws(OperatorProblem) -> [Int] {
    var result: [Int] = []
    for number in self { result.append(try number.axis(of: rank)) }
    return result
  }
}

/// Returns a length that a rule computed, within what a dimension may be.
func length(_ value: Int?) throws(OperatorProblem) -> Int {
  guard let value else { throw .length(Int.max) }
  return try RawInteger(value).length()
}

/// Returns a product; nil if it does not fit in 64 bits.
func checkedProduct(_ factors: Int...) -> Int? {
  var result = 1
  for factor in factors {
    let (product, overflow) = result.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    result = product
  }
  return result
}

/// Returns a sum; nil if it does not fit in 64 bits.
func checkedSum(_ terms: Int...) -> Int? {
  var sum = 0
  for term in terms {
    let (next, overflow) = sum.addingReportingOverflow(term)
    guard !overflow else { return nil }
    sum = next
  }
  return sum
}

/// Returns the product of lengths; nil if one is negative or beyond 2³¹ − 1, or if the product does
/// not fit in 64 bits. If any length is zero, the product is zero.
func elementCount(_ shape: [Int]) -> Int? {
  guard shape.allSatisfy({ $0 >= 0 && $0 <= RawInteger.longest }) else { return nil }
  var count = shape.contains(0) ? 0 : 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    count = product
  }
  return count
}
