/// A sum of products by Einstein's convention, such as `bqhd,bkhd->bhqk`, with the lengths of its
/// letters.
///
/// `...` stands for the dimensions that no letter names. A length of 1 is stretched, as by
/// NumPy's `einsum`.
struct EinsteinSum {
  private let isProduct: Bool
  private let result: [Character]
  private let lengths: [Character: Int]

  /// Reads an equation for operands of the given shapes.
  ///
  /// - Parameter statesResult: whether there must be a right side; without one, the result has the
  ///   letters that occur once, in alphabetical order.
  /// - Throws: `OperatorProblem` if the equation does not fit the shapes.
  init(
    _ equation: String?, of shapes: [[Int]], statesResult: Bool = false
  ) throws(OperatorProblem) {
    guard let equation else { throw Self.problem("an equation") }
    let sides = equation.filter { $0 != " " }.split(
      separator: "->", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 || !statesResult else { throw Self.problem("operands and a result") }
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false)
    guard terms.count == shapes.count else { throw Self.problem("\(shapes.count) operands") }

    // Each dimension that an ellipsis stands for gets a letter of its own: small numbers as
    // characters, which no equation has.
    let widest =
      zip(terms, shapes).map { term, shape in
        term.contains("...") ? shape.count - (term.count - 3) : 0
      }.max() ?? 0
    guard (0...16).contains(widest) else { throw Self.problem("fewer letters") }
    let hidden = (0..<widest).map { Character(Unicode.Scalar(UInt8($0))) }
    func letters(_ term: Substring, rank: Int?) -> [Character] {
      guard let dots = term.firstRange(of: "...") else { return Array(term) }
      let own = rank.map { $0 - (term.count - 3) } ?? widest
      return Array(term[..<dots.lowerBound]) + hidden.suffix(max(0, own))
        + Array(term[dots.upperBound...])
    }

    var operands: [[Character]] = []
    var lengths: [Character: Int] = [:]
    for (term, shape) in zip(terms, shapes) {
      let names = letters(term, rank: shape.count)
      guard names.count == shape.count else { throw .rank(shape.count, expected: "\(names.count)") }
      for (name, length) in zip(names, shape) {
        if let known = lengths[name], known != length, known != 1, length != 1 {
          throw .mismatch([known], [length])
        }
        lengths[name] = max(lengths[name] ?? 0, length)
      }
      operands.append(names)
    }
    if sides.count == 2 {
      result = letters(sides[1], rank: nil)
    } else {
      var counts: [Character: Int] = [:]
      for name in operands.joined() { counts[name, default: 0] += 1 }
      result = hidden + counts.keys.filter { counts[$0] == 1 && !hidden.contains($0) }.sorted()
    }
    if let stranger = result.first(where: { lengths[$0] == nil }) {
      throw Self.problem("no '\(stranger)': it is in no operand")
    }
    isProduct = operands.count > 1
    self.lengths = lengths
  }

  private static func problem(_ expected: String) -> OperatorProblem {
    .attribute("equation", expected: expected)
  }

  /// The result's lengths.
  var shape: [Int] { result.compactMap { lengths[$0] } }

  /// The multiply-accumulates, one for each combination of the letters; none for a single operand,
  /// which is only summed or moved. Nil if they do not fit in 64 bits.
  ///
  /// Three operands and more are multiplied pair by pair; the last pair has all letters.
  var macs: Int? { isProduct ? elementCount(Array(lengths.values)) : 0 }
}
