internal import ConvCostText
internal import ConvCostCore

extension ZooError: CustomStringConvertible {
  /// One line: what was found, what was expected, the nearest name.
  public var description: String {
    switch self {
    case .unknownNetwork(let name):
      "unknown network '\(name)'\(Zoo.suggestion(for: name))"
    case .unknownSource(let source, let network, let sources):
      "'\(source)' does not define \(network), expected"
        + " \(sources.map { "\($0)/\(network)" }.joinedAsChoice)"
    case .malformedOption(let text):
      "found '\(text)' after the network's name, expected key=value"
    case .unknownKey(let key, let network, let keys):
      "\(network): unknown key '\(key)'"
        + OptionKey.suggestion(for: key, among: keys)
    case .keyNotTaken(let key, let network, let keys):
      "\(network) has no '\(key.name)', expected \(OptionKey.names(keys).joinedAsChoice)"
    case .badInput(let text, let network, let own):
      "\(network): input: found '\(text)', expected \(own.inputForms), such as its own \(own)"
    case .badValue(let key, let text):
      "\(key.name): found '\(text)', expected \(key.expected)"
    }
  }
}

extension OptionKey {
  /// Other words for keys, which people know from other tools.
  private static let synonyms = [
    "num_classes": "classes", "nclasses": "classes", "size": "input", "img_size": "input",
    "image_size": "input", "resolution": "input", "res": "input", "w": "width", "d": "depth",
    "width_mult": "width", "alpha": "width", "aux_logits": "aux",
  ]

  /// The names of a network's keys, and of those that every network takes.
  fileprivate static func names(_ keys: [OptionKey]) -> [String] {
    (keys + generic.filter { key in !keys.contains { $0 == key } }).map(\.name)
  }

  /// The end of a message about an unknown key.
  fileprivate static func suggestion(for key: String, among keys: [OptionKey]) -> String {
    let names = names(keys)
    if let synonym = synonyms[key.lowercased()], names.contains(synonym) {
      return "; did you mean \(synonym)?"
    }
    return UnknownName(key, among: names).suggestion()
  }
}

extension Zoo {
  /// Words of families, and the networks that people probably mean by them.
  private static let families: [(word: String, names: [String])] = [
    ("senet", ["se_resnet50"]), ("vggnet", ["vgg16", "vgg19"]), ("vgg", ["vgg16", "vgg19"]),
    ("inception", ["googlenet", "inception_v3", "inception_resnet_v2"]),
    ("efficientnet", ["efficientnet_b0", "efficientnet_v2_s"]),
    ("mobilenetv3", ["mobilenet_v3_large", "mobilenet_v3_small"]),
  ]

  /// The end of a message about an unknown network: the nearest names, and where others come from.
  ///
  /// A name with another version is another network, such as YOLOv8 and YOLOv3.
  fileprivate static func suggestion(for name: String) -> String {
    let letters = ZooName.letters(of: name)
    if name.hasPrefix("http") { return "; an address is not read, download the file first" }
    if name.contains(",") { return "; several networks are separated by spaces" }
    let family = families.first { $0.word == letters }?.names
    let nearest = family ?? UnknownName(name, among: spellings).nearest
    guard let first = nearest.first else { return "" }
    let isOther = family == nil && version(name).map { $0 != version(first) } == true
    return "; did you mean \(nearest.joinedAsChoice)?"
      + (isOther ? " Other networks come from files, such as ./net.onnx" : "")
  }

  /// The number after a `v` of a name; nil without one.
  private static func version(_ name: String) -> String? {
    let letters = Array(name.lowercased().filter { $0 != "_" && $0 != "-" })
    let place = letters.indices.dropLast().last { letters[$0] == "v" && letters[$0 + 1].isNumber }
    return place.map { String(letters[($0 + 1)...].prefix { $0.isNumber }) }
  }

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
