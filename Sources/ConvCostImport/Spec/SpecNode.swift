import ConvCostCore

/// JSON as a spec file has it: what fits on a line stands on one.
indirect enum SpecNode: Sendable {
  case number(Int)
  case text(String)
  case flag(Bool)
  case null
  case list([SpecNode])
  case object([(key: String, value: SpecNode)])

  /// The characters of a line.
  private static let width = 100

  /// Returns the text, in which lines begin with two spaces for each level.
  func written(indent: Int = 0) -> String {
    let line = self.line
    if indent + line.count <= Self.width { return line }
    let space = String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .list(let nodes) where !nodes.isEmpty:
      let lines = nodes.map { space + $0.written(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + end + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        space + member.key.quotedAsJSON + ": " + member.value.written(indent: indent + 2)
      }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    default: return line
    }
  }

  private var line: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): text.quotedAsJSON
    case .flag(let flag): "\(flag)"
    case .null: "null"
    case .list(let nodes): "[" + nodes.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ " + members.map { $0.key.quotedAsJSON + ": " + $0.value.line }.joined(separator: ", ")
          + " }"
    }
  }
}
