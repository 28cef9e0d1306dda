import ConvCostCore
import ConvCostJSON

/// The form of a key's value: how it is read and written, and its JSON Schema.
struct SpecValue<Value: Equatable & Sendable>: Sendable {
  /// The JSON Schema of the value.
  var schema: JSONNode
  /// Reads the value of a key.
  var decode:
    @Sendable (_ value: JSONValue, _ key: String, _ fields: SpecFields) throws(SpecError) -> Value
  /// Writes the value.
  var encode: @Sendable (Value) -> JSONNode
  /// Replaces every number of channels in the value; nil for a value without any.
  var mapChannels: (@Sendable (Value, (Int) -> Int) -> Value)?

  /// The value, or `null` for nil.
  var orNull: SpecValue<Value?> {
    SpecValue<Value?>(
      schema: .any(of: [schema, .type("null")]),
      decode: { (value, key, fields) throws(SpecError) in
        value.content == .null ? nil : try decode(value, key, fields)
      },
      encode: { $0.map(encode) ?? .null }, mapChannels: optionalMap)
  }

  /// The value; for nil the key is missing.
  var orMissing: SpecValue<Value?> {
    var result = orNull
    result.schema = schema
    result.decode = { (value, key, fields) throws(SpecError) in try decode(value, key, fields) }
    return result
  }

  /// Some of the values; another one is an error that says what was found and what was expected.
  func restricted(
    to expected: String, found: @escaping @Sendable (Value) -> String,
    where isAllowed: @escaping @Sendable (Value) -> Bool
  ) -> Self {
    var result = self
    result.decode = { (value, key, fields) throws(SpecError) in
      let decoded = try decode(value, key, fields)
      guard isAllowed(decoded) else {
        throw fields.error(value, found: found(decoded), expected: expected, key: key)
      }
      return decoded
    }
    return result
  }

  private var optionalMap: (@Sendable (Value?, (Int) -> Int) -> Value?)? {
    guard let mapChannels else { return nil }
    return { value, transform in value.map { mapChannels($0, transform) } }
  }
}

extension SpecValue where Value == Int {
  /// A whole number.
  static func whole(from least: Int = 1) -> Self {
    Self(
      schema: .anyNumber,
      decode: { (value, key, fields) throws(SpecError) in
        try fields.integer(value, key, from: least)
      },
      encode: JSONNode.number)
  }

  /// A number of channels, which changes with the width of a network.
  static var channels: Self { channels(times: 1) }

  /// A number of which a multiple is a number of channels.
  static func channels(times factor: Int) -> Self {
    var value = whole()
    value.mapChannels = { number, transform in transform(factor * number) / factor }
    return value
  }

  /// An odd number from 3.
  static var odd: Self {
    whole().restricted(to: "an odd number from 3", found: { "\($0)" }) { $0 >= 3 && $0 % 2 == 1 }
  }
}

extension SpecValue where Value == Bool {
  /// True or false, or a number that is not zero, or zero.
  static var flag: Self {
    Self(
      schema: .anyNumber,
      decode: { (value, key, fields) throws(SpecError) in try fields.flag(value, key) },
      encode: JSONNode.flag)
  }

  /// Always `true`: the value of a key that only says what the object is.
  static var yes: Self {
    Self(
      schema: .object([("const", .flag(true))]),
      decode: { (value, key, fields) throws(SpecError) in
        guard value.bool == true else {
          throw fields.error(value, found: value.kind, expected: "true", key: key)
        }
        return true
      },
      encode: JSONNode.flag)
  }
}

extension SpecValue where Value == String {
  /// A text that is not empty, with expressions in braces.
  static func text(_ expected: String) -> Self {
    Self(
      schema: .type("string"),
      decode: { (value, key, fields) throws(SpecError) in
        try fields.text(value, key, expected: expected)
      },
      encode: JSONNode.text)
  }
}

extension SpecValue where Value == Label {
  /// The name under which a value is kept.
  static var label: Self {
    Self(
      schema: .type("string"),
      decode: { (value, key, fields) throws(SpecError) in
        Label(try fields.text(value, key, expected: "a label"))
      },
      encode: { .text($0.text) })
  }
}

extension SpecValue where Value == Extent {
  /// A length for every axis, or a list of a length for each.
  static func extent(from least: Int = 1) -> Self {
    Self(
      schema: .reference("size"),
      decode: { (value, key, fields) throws(SpecError) in
        try fields.extent(value, key, from: least)
      },
      encode: { JSONNode($0) })
  }
}

extension SpecValue {
  /// One of several values, by name.
  static func choice(_ choices: [(String, Value)]) -> Self {
    Self(
      schema: .texts(choices.map(\.0)),
      decode: { (value, key, fields) throws(SpecError) in try fields.choice(value, key, choices) },
      encode: { value in choices.first { $0.1 == value }.map { .text($0.0) } ?? .null })
  }
}

extension SpecValue where Value: CaseIterable & RawRepresentable<String> {
  /// One of a type's cases, by name.
  static var choice: Self { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}
