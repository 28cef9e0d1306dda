/// A value to be written as JSON, with its keys in the given order.
///
///     let node: JSONNode = ["name": "conv1", "output": .numbers([64, 112, 112])]
///     node.text()     // every value on a line of its own, but for those in `.line`
///     node.written()  // what fits on a line on one line
///
/// The toolchain's encoder writes keys sorted or unordered, and cannot put a layer on one line.
package indirect enum JSONNode: Sendable {
  /// A key and its value.
  package typealias Member = (key: String, value: JSONNode)

  /// A whole number.
  case number(Int)
  /// Another number, which must be finite.
  case decimal(Double)
  case text(String)
  case flag(Bool)
  case null
  case list([JSONNode])
  /// A list whose values are created while it is written, because it may be long.
  case elements(Elements)
  case object([Member])
  /// A value written on one line.
  case line(JSONNode)

  /// Values that are created on demand.
  package struct Elements: Sendable {
    let count: Int
    /// Creates the value with an index from zero to below the count.
    let element: @Sendable (Int) -> JSONNode
  }

  /// Creates a list of whole numbers on one line.
  package static func numbers(_ values: [Int]) -> JSONNode {
    .line(.list(values.map(JSONNode.number)))
  }

  /// Creates a list whose values are created while it is written.
  package static func elements<Value: Sendable>(
    of values: [Value], _ element: @escaping @Sendable (Value) -> JSONNode
  ) -> JSONNode {
    .elements(Elements(count: values.count) { element(values[$0]) })
  }

  /// Returns an object with the members of two.
  package static func + (left: JSONNode, right: JSONNode) -> JSONNode {
    .object(left.members + right.members)
  }

  private var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }
}

extension JSONNode: Hashable {
  /// Whether both are written as the same text.
  package static func == (left: JSONNode, right: JSONNode) -> Bool { left.text() == right.text() }

  package func hash(into hasher: inout Hasher) { hasher.combine(text()) }
}

extension JSONNode: ExpressibleByDictionaryLiteral {
  /// Creates an object whose keys keep the literal's order.
  package init(dictionaryLiteral elements: (String, JSONNode)...) {
    self = .object(elements)
  }
}

extension JSONNode: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    self = .text(value)
  }
}

extension JSONNode: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONNode...) {
    self = .list(elements)
  }
}
