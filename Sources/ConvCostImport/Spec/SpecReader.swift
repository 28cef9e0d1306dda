import ConvCostCore
import ConvCostJSON

/// Builds the tree that a spec file describes.
struct SpecReader {
  /// The most layers that a file may describe, repetitions and the layers of blocks among them.
  static let mostLayers = 20_000

  private var layerCount = 0

  /// Takes note of layers.
  mutating func visit(_ count: Int, _ fields: SpecFields) throws(SpecError) {
    layerCount += count
    guard layerCount <= Self.mostLayers else {
      throw SpecError(
        position: fields.value.position, path: fields.path,
        problem: .tooManyLayers(limit: Self.mostLayers))
    }
  }

  /// Returns the layers of a list.
  mutating func layers(
    _ value: JSONValue, at path: String, _ names: SpecNames
  ) throws(SpecError) -> [Layer] {
    guard let elements = value.elements else {
      throw SpecError(
        position: value.position, path: path,
        problem: .unexpected(found: value.kind, expected: "a list of layers"))
    }
    var layers: [Layer] = []
    for (index, element) in elements.enumerated() {
      layers += try self.element(element, at: "\(path)[\(index)]", names)
    }
    return layers
  }

  /// Returns the one layer that a value describes.
  mutating func layer(
    _ value: JSONValue, at path: String, _ names: SpecNames
  ) throws(SpecError) -> Layer {
    let layers = try element(value, at: path, names)
    return layers.count == 1 ? layers[0] : .chain(layers)
  }

  /// Returns the layers that an element of a list describes: none, one or several.
  private mutating func element(
    _ value: JSONValue, at path: String, _ names: SpecNames
  ) throws(SpecError) -> [Layer] {
    let fields = SpecFields(value: value, path: path, names: names)
    switch value.content {
    case .string(let text):
      try visit(1, fields)
      return try notation(text, fields)
    case .array:
      try visit(1, fields)
      return [.chain(try layers(value, at: path, names))]
    case .object(let members):
      return try object(members, fields)
    default:
      throw fields.error(value, found: value.kind, expected: "a layer")
    }
  }

  private func notation(_ text: String, _ fields: SpecFields) throws(SpecError) -> [Layer] {
    do throws(LayerNotation.Problem) {
      return try LayerNotation.read(text)
    } catch {
      throw SpecError(
        position: fields.value.position, path: fields.path, problem: .layer(error))
    }
  }

  private mutating func object(
    _ members: [JSONValue.Member], _ fields: SpecFields
  ) throws(SpecError) -> [Layer] {
    let kinds = members.compactMap { SpecKind(rawValue: $0.key) }
    guard let kind = kinds.first(where: { !isField($0, of: kinds) }) ?? kinds.first else {
      let known = SpecKind.allCases.map(\.rawValue)
      if let stranger = members.first(where: { !SpecKind.common.contains($0.key) }) {
        throw SpecError(
          position: stranger.position, path: fields.path,
          problem: .unknownKey(stranger.key, known: known))
      }
      throw SpecError(
        position: fields.value.position, path: fields.path, problem: .noKind(known: known))
    }
    if let other = kinds.first(where: { $0 != kind && !kind.keys.contains($0.rawValue) }) {
      throw SpecError(
        position: fields.value.position, path: fields.path,
        problem: .twoKinds(kind.rawValue, other.rawValue))
    }
    for (key, reason) in kind.uselessKeys.sorted(by: { $0.key < $1.key }) {
      try fields.refuse(key, reason)
    }
    try fields.check([kind.rawValue] + kind.keys + kind.commonKeys)
    let isRepeated = fields.has("repeat")
    let count = try fields.integer("repeat", from: 0, default: 1)
    var layers: [Layer] = []
    for index in 0..<count {
      try visit(1, fields)
      let names =
        isRepeated ? fields.names.adding([(SpecNames.index, Double(index))]) : fields.names
      let inner = SpecFields(value: fields.value, path: fields.path, names: names)
      // The condition is that of each repetition, whose index it sees.
      guard try inner.flag("if", default: true) else { continue }
      if kind == .table {
        layers += try table(inner)
      } else {
        layers.append(try finished(try layer(kind, inner), inner))
      }
    }
    return layers
  }

  /// Whether a key that could say what an object is belongs to another that does.
  private func isField(_ kind: SpecKind, of kinds: [SpecKind]) -> Bool {
    kinds.contains { $0 != kind && $0.keys.contains(kind.rawValue) }
  }

  /// Gives a layer its form and its name.
  private func finished(_ layer: Layer, _ fields: SpecFields) throws(SpecError) -> Layer {
    var layer = layer
    let forms = SourceForm.allCases.map { ($0.rawValue, $0) }
    if let form = try fields.choice("form", forms) { layer = layer.written(as: form) }
    if let value = fields["shared"] {
      layer = layer.sharing(Label(try text(value, "shared", expected: "a label", fields)))
    }
    guard let value = fields["name"] else { return layer }
    return layer.named(try text(value, "name", expected: "a name", fields))
  }

  /// Returns a text that is not empty, with the values of expressions in braces.
  func text(
    _ value: JSONValue, _ key: String, expected: String, _ fields: SpecFields
  ) throws(SpecError) -> String {
    guard let text = value.string, !text.isEmpty else {
      throw fields.error(value, found: value.kind, expected: expected, key: key)
    }
    return try interpolated(text, value, fields)
  }

  /// Returns a name in which each expression in braces is replaced by its value: `layer{row + 1}`.
  private func interpolated(
    _ text: String, _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> String {
    guard text.contains("{") else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw fields.error(value, found: "'{' without '}'", expected: "a name", key: "name")
      }
      result += rest[..<open]
      let inner = JSONValue(
        content: .string(String(rest[rest.index(after: open)..<close])), position: value.position)
      result += String(try fields.integer(inner, "name", from: 0))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  // MARK: - Tables

  /// Returns the layers of a table of stages: for each row, with the columns' names bound to its numbers,
  /// and `previous_` with a column's name to the number of the row before.
  private mutating func table(_ fields: SpecFields) throws(SpecError) -> [Layer] {
    guard let table = try fields.inner("table", known: ["columns", "rows"]) else { return [] }
    var columns: [String] = []
    let heads = try table.required("columns")
    for head in heads.elements ?? [] {
      guard let name = head.string, Expression.isName(name), !columns.contains(name) else {
        throw table.error(
          head, found: head.kind, expected: "a name of letters and digits, each once",
          key: "columns")
      }
      columns.append(name)
    }
    guard !columns.isEmpty else {
      throw table.error(heads, found: heads.kind, expected: "a list of names", key: "columns")
    }
    let rows = try table.required("rows")
    guard let rowList = rows.elements else {
      throw table.error(rows, found: rows.kind, expected: "a list of rows", key: "rows")
    }
    let layers = try fields.required("layers")
    var result: [Layer] = []
    var previous: [Double] = []
    for (number, row) in rowList.enumerated() {
      guard let cells = row.elements, cells.count == columns.count else {
        throw table.error(
          row, found: row.elements.map { Self.numbers($0.count) } ?? row.kind,
          expected: Self.numbers(columns.count), key: "rows[\(number)]")
      }
      var numbers: [Double] = []
      for (column, cell) in zip(columns, cells) {
        numbers.append(try table.number(cell, column, expected: "a number"))
      }
      let before = previous.isEmpty ? numbers : previous
      let values =
        [(SpecNames.row, Double(number))] + Array(zip(columns, numbers))
        + zip(columns.map { SpecNames.previous + $0 }, before)
      previous = numbers
      try visit(1, fields)
      result += try self.layers(
        layers, at: "\(fields.path).layers", fields.names.adding(values))
    }
    return result
  }

  private static func numbers(_ count: Int) -> String { "\(count) number\(count == 1 ? "" : "s")" }
}
