import ConvCostCore
import ConvCostJSON

/// The members of an object in a spec file, with what the names in expressions mean there.
struct SpecFields {
  let value: JSONValue
  /// Where the object stands in the tree.
  let path: String
  let names: SpecNames

  /// What stands behind a key.
  subscript(key: String) -> JSONValue? { value[key] }

  /// Returns the place of a key in the tree.
  func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Whether there is a key.
  func has(_ key: String) -> Bool { value[key] != nil }

  /// Returns the fields of what stands behind a key.
  func inner(_ key: String, known: [String]) throws(SpecError) -> SpecFields? {
    guard let value = value[key] else { return nil }
    let fields = SpecFields(value: value, path: place(key), names: names)
    try fields.check(known)
    return fields
  }

  /// Checks that the value is an object of which every key is known.
  func check(_ known: [String]) throws(SpecError) {
    guard let members = value.members else {
      throw error(value, found: value.kind, expected: "an object")
    }
    for member in members where !known.contains(member.key) {
      throw SpecError(
        position: member.position, path: path, problem: .unknownKey(member.key, known: known))
    }
  }

  /// Checks that a key is not there, which would change nothing.
  func refuse(_ key: String, _ reason: NoEffect) throws(SpecError) {
    guard let member = value.members?.first(where: { $0.key == key }) else { return }
    throw SpecError(position: member.position, path: path, problem: .noEffect(key, reason))
  }

  /// Checks that the value of a key that only says what an object is says nothing else.
  func requireTrue(_ value: JSONValue, _ key: String) throws(SpecError) {
    guard value.bool == true else {
      throw error(value, found: value.kind, expected: "true", key: key)
    }
  }

  func error(_ value: JSONValue, found: String, expected: String, key: String? = nil) -> SpecError {
    SpecError(
      position: value.position, path: key.map(place) ?? path,
      problem: .unexpected(found: found, expected: expected))
  }

  /// Returns a number, written out or as an expression.
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

  /// Returns the whole number behind a key; a default where there is none.
  func integer(
    _ key: String, from least: Int = 1, default standard: Int
  ) throws(SpecError) -> Int {
    guard let value = value[key] else { return standard }
    return try integer(value, key, from: least)
  }

  /// Returns the whole number behind a key; nil where there is none.
  func optionalInteger(_ key: String) throws(SpecError) -> Int? {
    guard let value = value[key] else { return nil }
    return try integer(value, key)
  }

  /// Returns the whole number behind a key that must be there.
  func requiredInteger(_ key: String) throws(SpecError) -> Int {
    try integer(try required(key), key)
  }

  /// Returns what stands behind a key that must be there.
  func required(_ key: String) throws(SpecError) -> JSONValue {
    guard let value = value[key] else {
      throw SpecError(position: self.value.position, path: path, problem: .missingKey(key))
    }
    return value
  }

  /// Returns the truth value behind a key; a default where there is none.
  func flag(_ key: String, default standard: Bool) throws(SpecError) -> Bool {
    guard let value = value[key] else { return standard }
    return try number(value, key, expected: "true or false") != 0
  }

  /// Returns an extent: a length along every axis, or a length along each of one to three axes.
  func size(_ value: JSONValue, _ key: String, from least: Int = 1) throws(SpecError) -> Extent {
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

  /// Returns the size behind a key; a default where there is none.
  func size(
    _ key: String, from least: Int = 1, default standard: Extent
  ) throws(SpecError) -> Extent {
    guard let value = value[key] else { return standard }
    return try size(value, key, from: least)
  }

  /// Returns the case of a type that a text names; nil where there is no key.
  func choice<Value: Sendable>(
    _ key: String, _ choices: [(String, Value)]
  ) throws(SpecError) -> Value? {
    guard let value = value[key] else { return nil }
    return try choice(value, key, choices)
  }

  /// Returns the case of a type that a text names.
  func choice<Value: Sendable>(
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

  /// Returns a number as people write it.
  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
