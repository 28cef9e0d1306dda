/// Why an operator cannot work: the facts.
package indirect enum OperatorProblem: Error, Hashable, Sendable {
  /// A required input that is missing.
  case missingInput(Int)
  /// An attribute that is missing or invalid.
  case attribute(String, expected: String)
  /// An input with another number of dimensions.
  case rank(Int, expected: String)
  /// Shapes that do not fit each other.
  case mismatch([Int], [Int])
  /// An axis that the input does not have.
  case axis(Int, rank: Int)
  /// A window that does not fit.
  case emptyOutput(axis: Int, input: Int, window: Int)
  /// A reshape to another number of elements.
  case elements(from: [Int], to: [Int])
  /// A length that is less than the least or more than 2³¹ − 1.
  case length(Int, from: Int = 0)
  /// A shape with more elements than 64 bits can count.
  case tooManyElements([Int])
  /// Any other problem, in words.
  case other(String)
}

extension OperatorProblem: CustomStringConvertible {
  /// What is wrong, in English.
  package var description: String {
    switch self {
    case .missingInput(let index): "input \(index) is missing"
    case .attribute(let name, let expected): "attribute '\(name)': expected \(expected)"
    case .rank(let rank, let expected): "found \(rank) dimensions, expected \(expected)"
    case .mismatch(let first, let second): "the shapes \(first) and \(second) do not fit"
    case .axis(let axis, let rank): "axis \(axis) is out of range for \(rank) dimensions"
    case .emptyOutput(let axis, let input, let window):
      "a window of \(window) does not fit on axis \(axis), whose length with padding is \(input)"
    case .elements(let from, let to):
      "\(from) cannot be reshaped to \(to): the numbers of elements differ"
    case .length(let length, let least):
      "a length of \(length), expected \(least) to \(RawInteger.longest)"
    case .tooManyElements(let shape):
      "a result of shape \(shape) has more than \(Int.max) elements"
    case .other(let text): text
    }
  }
}
