/// A message of protobuf as a tree: its fields with their names, in the order of the file.
///
/// Protobuf's text format gives such trees. Without the schema, the type of a value is unknown, so
/// numbers, enums and Booleans stay words; whoever reads a field says what it must be:
///
///     let side = message.last("kernel_size")?.integer
struct ProtobufMessage: Sendable {
  /// A field of a message.
  struct Field: Sendable {
    /// The field's name.
    var name: String
    /// The value.
    var value: Value
    /// Where the value is in the file.
    var place: Place
  }

  /// The forms of values.
  enum Value: Sendable {
    /// A number, an enum's name or a Boolean, as it is written.
    case word(String)
    /// A text in quotes.
    case text(String)
    /// A message.
    case message(ProtobufMessage)
  }

  /// A place in a file, for error messages.
  enum Place: Hashable, Sendable {
    /// A line and a column of a text, counted from one.
    case text(line: Int, column: Int)
    /// A byte of a binary file, counted from zero.
    case byte(Int)
  }

  /// The fields.
  var fields: [Field] = []

  /// Returns the values of a repeated field.
  func all(_ name: String) -> [Field] { fields.filter { $0.name == name } }

  /// Returns the value of a field; the last one counts if it occurs more than once.
  func last(_ name: String) -> Field? { fields.last { $0.name == name } }

  /// Returns whether a field occurs.
  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension ProtobufMessage.Field {
  /// The text in quotes, or the word; nil for a message.
  var string: String? {
    switch value {
    case .word(let text), .text(let text): text
    case .message: nil
    }
  }

  /// The message; nil for another value.
  var message: ProtobufMessage? {
    guard case .message(let message) = value else { return nil }
    return message
  }

  /// The integer, decimal, octal or hexadecimal; nil for another value, and for one that does not
  /// fit in 64 bits.
  var integer: RawInteger? {
    guard case .word(let word) = value else { return nil }
    let isNegative = word.hasPrefix("-")
    let digits = isNegative ? word.dropFirst() : word[...]
    let parsed: Int?
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      parsed = Self.integer(digits.dropFirst(2), radix: 16, isNegative: isNegative)
    } else if digits.count > 1, digits.hasPrefix("0") {
      parsed = Self.integer(digits.dropFirst(), radix: 8, isNegative: isNegative)
    } else {
      parsed = Self.integer(digits, radix: 10, isNegative: isNegative)
    }
    return parsed.map { RawInteger($0) }
  }

  private static func integer(_ digits: Substring, radix: Int, isNegative: Bool) -> Int? {
    // A second sign is not part of a number.
    guard digits.first?.isHexDigit == true else { return nil }
    return Int((isNegative ? "-" : "") + digits, radix: radix)
  }

  /// The number; nil for another value.
  var number: Double? {
    guard case .word(let word) = value else { return nil }
    let isNegative = word.hasPrefix("-")
    var digits = (isNegative ? word.dropFirst() : word[...]).lowercased()
    switch digits {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    if digits.hasSuffix("f"), !digits.hasPrefix("0x") { digits.removeLast() }
    guard let first = digits.first, first.isNumber || first == ".", let number = Double(digits)
    else { return nil }
    return isNegative ? -number : number
  }

  /// The Boolean; nil for another value.
  var flag: Bool? {
    guard case .word(let word) = value else { return nil }
    switch word {
    case "true", "True", "t", "1": return true
    case "false", "False", "f", "0": return false
    default: return nil
    }
  }
}

extension ProtobufMessage.Place: CustomStringConvertible {
  /// `3:14` for a line and a column, `byte 7` for a byte.
  var description: String {
    switch self {
    case .text(let line, let column): "\(line):\(column)"
    case .byte(let offset): "byte \(offset)"
    }
  }
}
