/// A value to be written as JSON, its keys in the order they are given.
///
/// The toolchain's encoder writes keys sorted or in no order, and cannot put a layer on a line.
public indirect enum JSONNode: Hashable, Sendable {
  /// Keys and values.
  case object([Member])
  /// Values.
  case array([JSONNode])
  /// A value written on one line.
  case line(JSONNode)
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// Another number, which must be finite.
  case number(Double)
  /// A truth value.
  case bool(Bool)
  /// Nothing.
  case null

  /// A key and its value.
  public struct Member: Hashable, Sendable {
    var key: String
    var value: JSONNode

    /// Creates a member.
    public init(_ key: String, _ value: JSONNode) {
      self.key = key
      self.value = value
    }
  }

  /// Creates a list of whole numbers on one line.
  public static func integers(_ values: [Int]) -> JSONNode {
    .line(.array(values.map(JSONNode.integer)))
  }

  /// Returns the text with two spaces for each level, and a newline at the end.
  public func text() -> String {
    var text = ""
    write(to: &text, indent: 0, onOneLine: false)
    text += "\n"
    return text
  }

  /// Returns an object with the members of two.
  public static func + (left: JSONNode, right: JSONNode) -> JSONNode {
    .object(left.members + right.members)
  }

  private var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  private func write(to text: inout String, indent: Int, onOneLine: Bool) {
    switch self {
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, indent, onOneLine) {
        Self.write($0.key, to: &$1)
        $1 += ": "
        $0.value.write(to: &$1, indent: indent + 1, onOneLine: onOneLine)
      }
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &text, indent, onOneLine) {
        $0.write(to: &$1, indent: indent + 1, onOneLine: onOneLine)
      }
    case .line(let node): node.write(to: &text, indent: indent, onOneLine: true)
    case .string(let string): Self.write(string, to: &text)
    case .integer(let integer): text += String(integer)
    case .number(let number): text += number.description
    case .bool(let bool): text += bool ? "true" : "false"
    case .null: text += "null"
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String,
    _ indent: Int, _ onOneLine: Bool, _ writeElement: (Element, inout String) -> Void
  ) {
    text += brackets.0
    let margin = String(repeating: "  ", count: indent)
    for (index, element) in elements.enumerated() {
      if index > 0 { text += onOneLine ? ", " : "," }
      if !onOneLine { text += "\n\(margin)  " }
      writeElement(element, &text)
    }
    if !onOneLine, !elements.isEmpty { text += "\n\(margin)" }
    text += brackets.1
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONNode: ExpressibleByDictionaryLiteral {
  /// Creates an object whose keys keep the literal's order.
  public init(dictionaryLiteral elements: (String, JSONNode)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSONNode: ExpressibleByStringLiteral {
  /// Creates a text.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONNode: ExpressibleByArrayLiteral {
  /// Creates a list.
  public init(arrayLiteral elements: JSONNode...) {
    self = .array(elements)
  }
}
