import ConvCostCore
import ConvCostJSON

/// The members of an object in a spec file, with the values of names in its expressions.
struct SpecFields {
  let value: JSONValue
  /// The place of the object in the tree.
  let path: String
  let names: SpecNames
  /// The number of layers that the file may still describe.
  let budget: SpecBudget

  /// The value of a key.
  subscript(key: String) -> JSONValue? { value[key] }

  /// Returns the place of a key in the tree.
  func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Whether the object has a key.
  func has(_ key: String) -> Bool { value[key] != nil }

  /// Returns an object that is the value of a key.
  func inner(_ value: JSONValue, _ key: String) -> SpecFields {
    SpecFields(value: value, path: place(key), names: names, budget: budget)
  }

  /// Returns an object that is the value of a key, after checking that all its keys are known.
  func inner(_ value: JSONValue, _ key: String, known: [String]) throws(SpecError) -> SpecFields {
    let fields = inner(value, key)
    try fields.check(known)
    return fields
  }

  /// Checks that the value is an object, and that all its keys are known.
  func check(_ known: [String]) throws(SpecError) {
    guard let members = value.members else {
      throw error(value, found: value.kind, expected: "an object")
    }
    for member in members where !known.contains(member.key) {
      throw SpecError(
        position: member.position, path: path, problem: .unknownKey(member.key, known: known))
    }
  }

  /// Checks that the object does not have a key, because it would have no effect.
  func refuse(_ key: String, _ reason: NoEffect) throws(SpecError) {
    guard let member = value.members?.first(where: { $0.key == key }) else { return }
    throw SpecError(position: member.position, path: path, problem: .noEffect(key, reason))
  }

  /// Returns the value of a required key.
  func required(_ key: String) throws(SpecError) -> JSONValue {
    guard let value = value[key] else {
      throw SpecError(position: self.value.position, path: path, problem: .missingKey(key))
    }
    return value
  }

  /// Returns the error for an unexpected value.
  func error(_ value: JSONValue, found: String, expected: String, key: String? = nil) -> SpecError {
    SpecError(
      position: value.position, path: key.map(place) ?? path,
      problem: .unexpected(found: found, expected: expected))
  }

  /// Returns a number, literal or computed by an expression.
  func number(_ value: JSONValue, _ key: String, expected: String) throws(SpecError) -> Double {
    switch value.content {
    case .number(let text):
      if let number = Double(text), number.isFinite { return number }
    case .bool(let flag): return flag ? 1 : 0
    case .string(let text):
      do throws(ExpressionProblem) {
        return try Expression.value(of: text, names)
      } catch {
        throw SpecError(
          position: value.position, path: place(key), problem: .expression(text, error))
      }
    default: break
    }
    throw error(value, found: value.kind, expected: expected, key: key)
  }

  /// Returns a whole number within bounds.
  func integer(
    _ value: JSONValue, _ key: String, from least: Int = 1, to most: Int = Shape.longestDimension
  ) throws(SpecError) -> Int {
    let expected = "a whole number from \(least) to \(most)"
    let number = try number(value, key, expected: expected)
    guard let whole = Int(exactly: number), (least...most).contains(whole) else {
      let found = value.string.map { "'\($0)', which is \(Self.text(number))" } ?? value.kind
      throw error(value, found: found, expected: expected, key: key)
    }
    return whole
  }

  /// Returns whether a number is not zero.
  func flag(_ value: JSONValue, _ key: String) throws(SpecError) -> Bool {
    try number(value, key, expected: "true or false") != 0
  }

  /// Returns an extent: one length for every axis, or a length for each of one to three axes.
  func extent(_ value: JSONValue, _ key: String, from least: Int = 1) throws(SpecError) -> Extent {
    guard let elements = value.elements else {
      return Extent(try integer(value, key, from: least))
    }
    guard let extent = Extent(try lengths(elements, key, from: least)) else {
      throw error(
        value, found: "\(elements.count) lengths", expected: "one to three lengths", key: key)
    }
    return extent
  }

  /// Returns the lengths in a list.
  func lengths(
    _ elements: [JSONValue], _ key: String, from least: Int = 1
  ) throws(SpecError) -> [Int] {
    var lengths: [Int] = []
    for element in elements.prefix(Dimensions.mostDimensions + 1) {
      lengths.append(try integer(element, key, from: least))
    }
    return lengths
  }

  /// Returns the choice that a text names.
  func choice<Value>(
    _ value: JSONValue, _ key: String, _ choices: [(String, Value)]
  ) throws(SpecError) -> Value {
    guard let text = value.string else {
      let names = choices.map { "\"\($0.0)\"" }.joined(separator: ", ")
      throw error(value, found: value.kind, expected: "one of \(names)", key: key)
    }
    guard let match = choices.first(where: { $0.0 == text }) else {
      throw SpecError(
        position: value.position, path: place(key),
        problem: .unknownName(text, known: choices.map(\.0)))
    }
    return match.1
  }

  /// The most bytes of a name or a label, which may be repeated for many layers.
  private static let longestText = 1_000

  /// Returns a text that is not empty, in which each expression in braces is replaced by its value:
  /// `layer{row + 1}`.
  func text(_ value: JSONValue, _ key: String, expected: String) throws(SpecError) -> String {
    guard let text = value.string, !text.isEmpty else {
      throw error(value, found: value.kind, expected: expected, key: key)
    }
    guard text.utf8.count <= Self.longestText else {
      throw error(
        value, found: "\(text.utf8.count) bytes",
        expected: "\(expected) of at most \(Self.longestText) bytes", key: key)
    }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw error(value, found: "'{' without '}'", expected: expected, key: key)
      }
      result += rest[..<open]
      let inner = JSONValue(
        content: .string(String(rest[rest.index(after: open)..<close])), position: value.position)
      result += String(try integer(inner, key, from: 0))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Returns a number as text, without a fraction if it is whole.
  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

/// The number of layers that a file may still describe, including repetitions and the layers of
/// blocks.
final class SpecBudget {
  /// The most layers that a file may describe.
  static let mostLayers = 20_000

  private var layerCount = 0

  /// Counts layers before they are built.
  func spend(_ count: Int, on fields: SpecFields) throws(SpecError) {
    layerCount += count
    guard layerCount <= Self.mostLayers else {
      throw SpecError(
        position: fields.value.position, path: fields.path,
        problem: .tooManyLayers(limit: Self.mostLayers))
    }
  }
}
