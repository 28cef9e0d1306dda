import ConvCostText

extension JSONStructureError: CustomStringConvertible {
  /// One line: the line and column, what was found, what was expected, the nearest name.
  package var description: String {
    switch self {
    case .json(let error):
      "\(error.position.text): \(error.problem)"
    case .unexpected(let position, let place, let found, let expected):
      "\(position.text): \(place): found \(found), expected \(expected)"
    case .unknownKey(let position, let key, let known):
      "\(position.text): unknown key \"\(key)\""
        + UnknownName(key, among: known).suggestion(orSee: "the README")
    case .unknownName(let position, let name, let known):
      "\(position.text): unknown name \"\(name)\""
        + UnknownName(name, among: known).suggestion(orSee: "the README")
    case .contradiction(let position, let reason):
      "\(position.text): \(reason)"
    case .missingKey(let position, let key, let place):
      "\(position.text): \(place): \"\(key)\" is missing"
    }
  }
}

extension JSONValue.Position {
  /// The position as compilers write it: `12:5`.
  package var text: String { "\(line):\(column)" }
}
