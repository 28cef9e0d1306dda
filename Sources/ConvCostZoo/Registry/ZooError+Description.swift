internal import ConvCostText
internal import ConvCostCore

extension ZooError: CustomStringConvertible {
  /// One line: what was found, what was expected, the nearest name.
  public var description: String {
    switch self {
    case .unknownNetwork(let name):
      "unknown network '\(name)'\(UnknownName(name, among: Zoo.spellings).suggestion())"
    case .unknownSource(let source, let network, let sources):
      "'\(source)' does not define \(network), expected"
        + " \(sources.map { "\($0)/\(network)" }.joinedAsChoice)"
    case .malformedOption(let text):
      "found '\(text)' after the network's name, expected key=value"
    case .unknownKey(let key, let network, let keys):
      "\(network): unknown key '\(key)'"
        + UnknownName(key, among: keys.map(\.name)).suggestion()
    case .keyNotTaken(let key, let network, let keys):
      "\(network) has no '\(key.name)', expected \(keys.map(\.name).joinedAsChoice)"
    case .badInput(let text, let network, let own):
      "\(network): input: found '\(text)', expected \(own.inputForms), such as its own \(own)"
    case .badValue(let key, let text):
      "\(key.name): found '\(text)', expected \(key.expected)"
    }
  }
}

extension Zoo {
  /// The names of all networks, first without their sources, then with them.
  package static var spellings: [String] {
    var names: [String] = []
    for entry in entries where !names.contains(entry.name) { names.append(entry.name) }
    return names + entries.map(\.fullName)
  }
}

extension Shape {
  /// The forms in which another input than this one can be given.
  fileprivate var inputForms: String {
    switch rank {
    case nil: "a number"
    case 1: "L or CxL"
    case 3: "R, HxW, DxHxW or CxDxHxW"
    default: "R, HxW or CxHxW"
    }
  }
}
