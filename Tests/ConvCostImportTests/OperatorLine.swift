import Testing

@testable import ConvCostImport

/// An operator and what is expected of it in one line of a table:
/// `Name/results@version inputs ; options => expected`.
///
/// | written | read as |
/// |---|---|
/// | `2x3` | an input of 2×3 that depends on the data |
/// | `c2x3` | a stored one |
/// | `2=5,6`, `s=5`, `2=1.5,2.0` | one with values; `s` has no lengths |
/// | `2x3:int8` | one with a type |
/// | `?`, `_` | an unknown shape, an input that is left out |
/// | `axis=1`, `axes=[1,2]`, `mode='linear` | options; `~` stands for a blank |
struct OperatorLine: Sendable, CustomTestStringConvertible {
  /// An input.
  struct Input: Sendable {
    var shape: [Int]?
    var values: TensorValues?
    var type: String?
    var isConstant = false
  }

  var text: String
  var name: String
  var results = 1
  var version = 18
  var inputs: [Input?] = []
  var options: [(name: String, text: String)] = []
  var expected: String

  var testDescription: String { text }

  init(_ text: String) {
    self.text = text
    let sides = Self.parts(text, " => ")
    expected = sides.count > 1 ? sides[1] : ""
    let halves = Self.parts(sides[0], " ; ")
    var words = halves[0].split(separator: " ").map(String.init)
    let head = Self.parts(words.removeFirst(), "@")
    if head.count > 1 { version = Int(head[1]) ?? 0 }
    let names = Self.parts(head[0], "/")
    name = names[0]
    if names.count > 1 { results = Int(names[1]) ?? 0 }
    inputs = words.map(Self.input)
    guard halves.count > 1 else { return }
    for word in halves[1].split(separator: " ") {
      let option = Self.parts(String(word), "=")
      options.append((option[0], option.count > 1 ? option[1] : ""))
    }
  }

  /// Returns the lines of a table; those that begin with `#` are left out.
  static func table(_ text: String) -> [OperatorLine] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { OperatorLine(String($0)) }
  }

  /// Returns an option's text; nil if it is not stated.
  func option(_ name: String) -> String? { options.first { $0.name == name }?.text }

  /// Divides a text at the first separator.
  static func parts(_ text: String, _ separator: String) -> [String] {
    text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0) }
  }

  /// Returns the numbers of a list such as `[1,2]` or `1,2`.
  static func numbers(_ text: String) -> [Int] {
    text.split { "[],".contains($0) }.compactMap { Int($0) }
  }

  private static func input(_ word: String) -> Input? {
    if word == "_" { return nil }
    var input = Input()
    let sides = parts(word, "=")
    let named = parts(sides[0], ":")
    var shape = named[0]
    if named.count > 1 { input.type = named[1] }
    if shape.hasPrefix("c") {
      input.isConstant = true
      shape.removeFirst()
    }
    if shape != "?" { input.shape = shape.split(separator: "x").compactMap { Int($0) } }
    if sides.count > 1 {
      input.isConstant = true
      let list = sides[1].split(separator: ",")
      input.values =
        sides[1].contains(".")
        ? .floats(list.compactMap { Double($0) }) : .integers(list.compactMap { Int($0) })
    }
    return input
  }
}

extension OperatorLine {
  /// Returns a shape as a line states it.
  static func words(_ shape: [Int]?) -> String {
    guard let shape else { return "?" }
    return shape.isEmpty ? "s" : shape.map { "\($0)" }.joined(separator: "x")
  }

  /// Returns values as a line states them.
  static func words(_ values: TensorValues?) -> String {
    switch values {
    case .integers(let list)?: "=" + list.map { "\($0)" }.joined(separator: ",")
    case .floats(let list)?: "=" + list.map { "\($0)" }.joined(separator: ",")
    case nil: ""
    }
  }
}
