import ConvCostCore

extension NetworkSpec {
  /// The JSON Schema of spec files, with which editors complete and check them.
  package static var jsonSchema: String {
    SpecNode.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("convcost network specification, version 1")),
      ("type", .text("object")),
      ("required", .list(["convcost", "input", "layers"].map(SpecNode.text))),
      ("additionalProperties", .flag(false)),
      (
        "properties",
        .object([
          ("$schema", .type("string")),
          ("convcost", .object([("const", .text(schema))])),
          ("about", .type("string")),
          (
            "framework",
            .object([("enum", .list(Framework.allCases.map { .text($0.rawValue) }))])
          ),
          (
            "parameters",
            .object([
              ("type", .text("object")),
              ("additionalProperties", .types("number", "boolean")),
            ])
          ),
          (
            "input",
            .any(of: [.reference("shape"), inputs(limit: [("maxProperties", .number(1))])])
          ),
          ("inputs", inputs()), ("layers", .reference("layers")),
        ])
      ),
      ("$defs", .object(definitions + SpecKind.all.map { ($0.key, $0.definition) })),
    ]).written() + "\n"
  }

  /// Shapes by the inputs' names.
  private static func inputs(limit: [SpecWriter.Member] = []) -> SpecNode {
    .object(
      [("type", .text("object")), ("additionalProperties", .reference("shape"))] + limit)
  }

  private static var definitions: [SpecWriter.Member] {
    let lengths = SpecNode.object([("type", .text("array")), ("items", .anyNumber)])
    return [
      ("number", .types("number", "boolean", "string")),
      (
        "size",
        .any(of: [
          .anyNumber,
          .object([
            ("type", .text("array")), ("items", .anyNumber), ("minItems", .number(1)),
            ("maxItems", .number(3)),
          ]),
        ])
      ),
      (
        "shape",
        .any(of: [
          .anyNumber, lengths,
          .object([
            ("type", .text("object")), ("minProperties", .number(1)),
            ("maxProperties", .number(1)), ("additionalProperties", .flag(false)),
            ("properties", .object([("tensor", lengths), ("maps", lengths), ("map", lengths)])),
          ]),
        ])
      ),
      ("layers", .object([("type", .text("array")), ("items", .reference("anyLayer"))])),
      (
        "anyLayer",
        .any(
          of: [.type("string"), .reference("layers")] + SpecKind.all.map { .reference($0.key) })
      ),
    ]
  }
}

extension SpecKind {
  /// The JSON Schema of an object.
  fileprivate var definition: SpecNode {
    let common = Self.common.filter { key in !useless.contains { $0.key == key } }
    return .properties(
      properties
        + common.map { key in
          (key, ["repeat", "if"].contains(key) ? .anyNumber : .type("string"))
        }, required: required)
  }
}

extension SpecNode {
  /// The JSON Schema of a number, or an expression that gives one.
  static let anyNumber = reference("number")

  /// The JSON Schema of a value of a type.
  static func type(_ name: String) -> SpecNode { .object([("type", .text(name))]) }

  /// The JSON Schema of a value of one of several types.
  static func types(_ names: String...) -> SpecNode {
    .object([("type", .list(names.map(SpecNode.text)))])
  }

  /// The JSON Schema of one of several texts.
  static func texts(_ texts: [String]) -> SpecNode {
    .object([("enum", .list(texts.map(SpecNode.text)))])
  }

  /// The JSON Schema of a value that matches one of several schemas.
  static func any(of schemas: [SpecNode]) -> SpecNode { .object([("anyOf", .list(schemas))]) }

  /// The JSON Schema that is defined under a name.
  static func reference(_ name: String) -> SpecNode {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }

  /// The JSON Schema of an object with known keys alone.
  static func properties(_ properties: [SpecWriter.Member], required: [String] = []) -> SpecNode {
    .object(
      [("type", .text("object"))]
        + (required.isEmpty ? [] : [("required", .list(required.map(SpecNode.text)))])
        + [("additionalProperties", .flag(false)), ("properties", .object(properties))])
  }
}
