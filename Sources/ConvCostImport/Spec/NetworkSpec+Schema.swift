import ConvCostCore
import ConvCostJSON

extension NetworkSpec {
  /// The JSON Schema of spec files, which editors use to complete and check them.
  package static var jsonSchema: String {
    let schema: JSONNode = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "convcost network specification, version 1",
      "type": "object",
      "required": ["convcost", "input", "layers"],
      "additionalProperties": .flag(false),
      "properties": [
        "$schema": .type("string"),
        "convcost": ["const": .text(schema)],
        "about": .type("string"),
        "framework": .texts(Framework.allCases.map(\.rawValue)),
        "parameters": [
          "type": "object", "additionalProperties": .types("number", "boolean"),
        ],
        "input": .any(of: [.reference("shape"), inputs + ["maxProperties": .number(1)]]),
        "inputs": inputs,
        "layers": .reference("layers"),
      ],
      "$defs": definitions + .object(SpecKind.all.map { ($0.key, $0.definition) }),
    ]
    return schema.written() + "\n"
  }

  /// Shapes by the inputs' names.
  private static let inputs: JSONNode = [
    "type": "object", "additionalProperties": .reference("shape"),
  ]

  private static var definitions: JSONNode {
    let lengths: JSONNode = ["type": "array", "items": .anyNumber]
    return [
      "number": .types("number", "boolean", "string"),
      "size": .any(of: [.anyNumber, lengths + ["minItems": .number(1), "maxItems": .number(3)]]),
      "shape": .any(of: [
        .anyNumber, lengths,
        [
          "type": "object", "minProperties": .number(1), "maxProperties": .number(1),
          "additionalProperties": .flag(false),
          "properties": ["tensor": lengths, "maps": lengths, "map": lengths],
        ],
      ]),
      "layers": ["type": "array", "items": .reference("anyLayer")],
      "anyLayer": .any(
        of: [.type("string"), .reference("layers")] + SpecKind.all.map { .reference($0.key) }),
    ]
  }
}

extension SpecKind {
  /// The JSON Schema of an object.
  fileprivate var definition: JSONNode {
    let common = Self.common.filter { key in !useless.contains { $0.key == key } }
    return .properties(
      properties
        + common.map { key in
          (key, ["repeat", "if"].contains(key) ? .anyNumber : .type("string"))
        }, required: required)
  }
}

extension JSONNode {
  /// The JSON Schema of a number or an expression.
  static let anyNumber = reference("number")

  /// The JSON Schema of a value of a type.
  static func type(_ name: String) -> JSONNode { ["type": .text(name)] }

  /// The JSON Schema of a value of one of several types.
  static func types(_ names: String...) -> JSONNode { ["type": .list(names.map(JSONNode.text))] }

  /// The JSON Schema of one of several texts.
  static func texts(_ texts: [String]) -> JSONNode { ["enum": .list(texts.map(JSONNode.text))] }

  /// The JSON Schema of a value that matches one of several schemas.
  static func any(of schemas: [JSONNode]) -> JSONNode { ["anyOf": .list(schemas)] }

  /// The JSON Schema that is defined under a name.
  static func reference(_ name: String) -> JSONNode { ["$ref": .text("#/$defs/\(name)")] }

  /// The JSON Schema of an object with these keys only.
  static func properties(_ properties: [Member], required: [String] = []) -> JSONNode {
    let names: JSONNode =
      required.isEmpty ? [:] : ["required": .list(required.map(JSONNode.text))]
    return ["type": "object"] + names
      + ["additionalProperties": .flag(false), "properties": .object(properties)]
  }
}
