import ConvCostCore
import ConvCostJSON

extension SpecFields {
  /// Returns the layers of a list that is the value of a key.
  func layers(_ value: JSONValue, _ key: String) throws(SpecError) -> [Layer] {
    let path = place(key)
    guard let elements = value.elements else {
      throw SpecError(
        position: value.position, path: path,
        problem: .unexpected(found: value.kind, expected: "a list of layers"))
    }
    var layers: [Layer] = []
    for (index, element) in elements.enumerated() {
      layers += try inner(element, "\(key)[\(index)]").element()
    }
    return layers
  }

  /// Returns the one layer that the value of a key describes.
  func layer(_ value: JSONValue, _ key: String) throws(SpecError) -> Layer {
    let layers = try inner(value, key).element()
    return layers.count == 1 ? layers[0] : .chain(layers)
  }

  /// Returns the layers that an element of a list describes: none, one or several.
  private func element() throws(SpecError) -> [Layer] {
    switch value.content {
    case .string(let text):
      try budget.spend(1 + text.utf8.count { $0 == UInt8(ascii: ",") }, on: self)
      do throws(LayerNotation.Problem) {
        return try LayerNotation.read(text)
      } catch {
        throw SpecError(position: value.position, path: path, problem: .layer(error))
      }
    case .array(let elements):
      try budget.spend(1, on: self)
      var layers: [Layer] = []
      for (index, element) in elements.enumerated() {
        let fields = SpecFields(
          value: element, path: "\(path)[\(index)]", names: names, budget: budget)
        layers += try fields.element()
      }
      return [.chain(layers)]
    case .object(let members): return try object(members)
    default: throw error(value, found: value.kind, expected: "a layer")
    }
  }

  private func object(_ members: [JSONValue.Member]) throws(SpecError) -> [Layer] {
    let kind = try kind(of: members)
    for (key, reason) in kind.useless { try refuse(key, reason) }
    try check(
      kind.keys + SpecKind.common.filter { key in !kind.useless.contains { $0.key == key } })
    var count = 1
    if let value = self["repeat"] { count = try integer(value, "repeat", from: 0) }
    var layers: [Layer] = []
    for index in 0..<count {
      try budget.spend(1, on: self)
      let fields = has("repeat") ? adding([(SpecNames.index, Double(index))]) : self
      // The condition is evaluated for each repetition, whose index it sees.
      if let value = self["if"], try !fields.flag(value, "if") { continue }
      let described = try kind.read(fields)
      layers += kind.isTable ? described : [try fields.finished(described[0])]
    }
    return layers
  }

  /// Returns the kind of an object, by its only key that names a kind and is not a field of another
  /// kind.
  private func kind(of members: [JSONValue.Member]) throws(SpecError) -> SpecKind {
    let kinds = members.compactMap { SpecKind.named[$0.key] }
    let kind = kinds.first { kind in
      !kinds.contains { $0.key != kind.key && $0.keys.contains(kind.key) }
    }
    guard let kind = kind ?? kinds.first else {
      let known = SpecKind.all.map(\.key)
      guard let stranger = members.first(where: { !SpecKind.common.contains($0.key) }) else {
        throw SpecError(position: value.position, path: path, problem: .noKind(known: known))
      }
      throw SpecError(
        position: stranger.position, path: path, problem: .unknownKey(stranger.key, known: known))
    }
    if let other = kinds.first(where: { !kind.keys.contains($0.key) }) {
      throw SpecError(
        position: value.position, path: path, problem: .twoKinds(kind.key, other.key))
    }
    return kind
  }

  /// Returns the fields with more names in expressions.
  func adding(_ more: [(name: String, value: Double)]) -> SpecFields {
    SpecFields(value: value, path: path, names: names.adding(more), budget: budget)
  }

  /// Returns a layer with the form, the shared weights and the name that the object gives it.
  private func finished(_ layer: Layer) throws(SpecError) -> Layer {
    var layer = layer
    switch layer {
    case .keep, .from: for key in ["form", "name", "shared"] { try refuse(key, .ofLabel) }
    default: break
    }
    if let value = self["form"] {
      let forms = SourceForm.allCases.map { ($0.rawValue, $0) }
      layer = layer.written(as: try choice(value, "form", forms))
    }
    if let value = self["shared"] {
      layer = layer.sharing(Label(try text(value, "shared", expected: "a label")))
    }
    guard let value = self["name"] else { return layer }
    return layer.named(try text(value, "name", expected: "a name"))
  }
}
