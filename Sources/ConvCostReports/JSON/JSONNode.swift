import ConvCostCore

/// A value to be written as JSON, its keys in the order they are given.
///
/// The toolchain's encoder writes keys sorted or in no order, and cannot put a layer on a line.
package indirect enum JSONNode: Hashable, Sendable {
  /// Keys and values.
  case object([Member])
  /// Values.
  case array([JSONNode])
  /// Values that are made when they are written, one after the other: a list may be long.
  case elements(Elements)
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

  /// Values that are made when they are needed.
  package struct Elements: Hashable, Sendable {
    /// How many there are.
    let count: Int
    /// Makes the value of a number.
    let element: @Sendable (Int) -> JSONNode

    /// Whether both make the same values.
    package static func == (left: Elements, right: Elements) -> Bool {
      left.count == right.count
        && (0..<left.count).allSatisfy { left.element($0) == right.element($0) }
    }

    package func hash(into hasher: inout Hasher) {
      for index in 0..<count { hasher.combine(element(index)) }
    }
  }

  /// A key and its value.
  package struct Member: Hashable, Sendable {
    var key: String
    var value: JSONNode

    /// Creates a member.
    package init(_ key: String, _ value: JSONNode) {
      self.key = key
      self.value = value
    }
  }

  /// Creates a list of whole numbers on one line.
  package static func integers(_ values: [Int]) -> JSONNode {
    .line(.array(values.map(JSONNode.integer)))
  }

  /// Creates a list whose values are made when they are written.
  package static func elements<Value: Sendable>(
    of values: [Value], _ element: @escaping @Sendable (Value) -> JSONNode
  ) -> JSONNode {
    .elements(Elements(count: values.count) { element(values[$0]) })
  }

  /// Returns the text with two spaces for each level, and a newline at the end.
  package func text() -> String {
    var text = ""
    write(to: &text, indent: 0, onOneLine: false)
    text += "\n"
    return text
  }

  /// Returns an object with the members of two.
  package static func + (left: JSONNode, right: JSONNode) -> JSONNode {
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
        $1 += $0.key.quotedAsJSON + ": "
        $0.value.write(to: &$1, indent: indent + 1, onOneLine: onOneLine)
      }
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &text, indent, onOneLine) {
        $0.write(to: &$1, indent: indent + 1, onOneLine: onOneLine)
      }
    case .elements(let elements):
      Self.write(0..<elements.count, between: ("[", "]"), to: &text, indent, onOneLine) {
        elements.element($0).write(to: &$1, indent: indent + 1, onOneLine: onOneLine)
      }
    case .line(let node): node.write(to: &text, indent: indent, onOneLine: true)
    case .string(let string): text += string.quotedAsJSON
    case .integer(let integer): text += String(integer)
    case .number(let number): text += number.description
    case .bool(let bool): text += bool ? "true" : "false"
    case .null: text += "null"
    }
  }

  private static func write<Element>(
    _ elements: some Collection<Element>, between brackets: (String, String), to text: inout String,
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
}

extension JSONNode: ExpressibleByDictionaryLiteral {
  /// Creates an object whose keys keep the literal's order.
  package init(dictionaryLiteral elements: (String, JSONNode)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSONNode: ExpressibleByStringLiteral {
  /// Creates a text.
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONNode: ExpressibleByArrayLiteral {
  /// Creates a list.
  package init(arrayLiteral elements: JSONNode...) {
    self = .array(elements)
  }
}
