import ConvCostJSON

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
          ("$schema", .object([("type", .text("string"))])),
          ("convcost", .object([("const", .text(schema))])),
          ("about", .object([("type", .text("string"))])),
          ("framework", .object([("enum", .list(["PyTorch", "TensorFlow"].map(SpecNode.text)))])),
          (
            "parameters",
            .object([
              ("type", .text("object")),
              ("additionalProperties", .object([("type", types("number", "boolean"))])),
            ])
          ),
          (
            "input",
            .object([
              ("anyOf", .list([reference("shape"), inputs(named: ("maxProperties", .number(1)))]))
            ])
          ),
          ("inputs", inputs(named: nil)), ("layers", reference("layers")),
        ])
      ),
      ("$defs", .object(definitions)),
    ]).written() + "\n"
  }

  private static func reference(_ name: String) -> SpecNode {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }

  /// Shapes by the inputs' names.
  private static func inputs(named limit: (key: String, value: SpecNode)?) -> SpecNode {
    .object(
      [("type", .text("object")), ("additionalProperties", reference("shape"))]
        + (limit.map { [$0] } ?? []))
  }

  private static func types(_ names: String...) -> SpecNode { .list(names.map(SpecNode.text)) }

  /// A whole number, or an expression that gives one.
  private static let number = reference("number")

  /// A list of lengths.
  private static let lengths = SpecNode.object([("type", .text("array")), ("items", number)])

  private static var definitions: [(key: String, value: SpecNode)] {
    [
      ("number", .object([("type", types("number", "boolean", "string"))])),
      (
        "size",
        .object([
          (
            "anyOf",
            .list([
              number,
              .object([
                ("type", .text("array")), ("items", number), ("minItems", .number(1)),
                ("maxItems", .number(3)),
              ]),
            ])
          )
        ])
      ),
      (
        "shape",
        .object([
          (
            "anyOf",
            .list([
              number, lengths,
              .object([
                ("type", .text("object")), ("minProperties", .number(1)),
                ("maxProperties", .number(1)), ("additionalProperties", .flag(false)),
                (
                  "properties", .object([("tensor", lengths), ("maps", lengths), ("map", lengths)])
                ),
              ]),
            ])
          )
        ])
      ),
      ("layers", .object([("type", .text("array")), ("items", reference("anyLayer"))])),
      (
        "anyLayer",
        .object([
          (
            "anyOf",
            .list(
              [.object([("type", .text("string"))]), reference("layers")]
                + SpecKind.allCases.map { reference($0.rawValue) })
          )
        ])
      ),
    ] + SpecKind.allCases.map { ($0.rawValue, definition(of: $0)) }
  }

  private static func definition(of kind: SpecKind) -> SpecNode {
    let keys = kind.keys.map { ($0, type(of: $0, in: kind)) }
    let common = kind.commonKeys.map { key in
      (
        key,
        ["name", "form", "shared"].contains(key) ? .object([("type", .text("string"))]) : number
      )
    }
    return .object([
      ("type", .text("object")),
      ("required", .list(([kind.rawValue] + kind.requiredKeys).map(SpecNode.text))),
      ("additionalProperties", .flag(false)),
      ("properties", .object([(kind.rawValue, kind.valueType)] + keys + common)),
    ])
  }

  /// What stands behind a key of an object.
  private static func type(of key: String, in kind: SpecKind) -> SpecNode {
    switch key {
    case "kernel", "stride", "dilation", "outputPadding": reference("size")
    case "padding": .object([("type", types("integer", "string", "array", "object"))])
    case "layers", "branches": reference("layers")
    case "pool" where kind == .auxiliaryHead: reference("anyLayer")
    case "activation" where kind.mayLackActivation: .object([("type", types("string", "null"))])
    case "rounding", "activation", "gate", "squeezeActivation", "squeezeGate", "naming", "into",
      "strideAt", "type":
      .object([("type", .text("string"))])
    case "shortcut": .object([("type", types("string", "object", "null"))])
    case "norm": .object([("type", types("boolean", "object"))])
    case "to" where kind == .regions: reference("size")
    case "to": .object([("type", types("integer", "string", "array", "object"))])
    case "bottleneck": .object([("type", types("integer", "string", "null"))])
    default: number
    }
  }
}

extension SpecKind {
  /// The keys without which the object is not one.
  fileprivate var requiredKeys: [String] {
    switch self {
    case .conv, .convTranspose, .convNorm, .convUnit, .factorized: ["kernel"]
    case .upsample: ["to"]
    case .regions: ["count", "to", "branches"]
    case .block: ["type"]
    case .table, .output: ["layers"]
    case .denseBlock: ["growth"]
    case .fire: ["expand"]
    case .squeezeExcite: ["squeeze"]
    default: []
    }
  }

  /// Whether the block may be without the function behind its convolutions.
  fileprivate var mayLackActivation: Bool {
    switch self {
    case .convNorm, .separable, .factorized: true
    default: false
    }
  }

  /// What stands behind the key that says what the object is.
  fileprivate var valueType: SpecNode {
    switch self {
    case .layer: .object([("$ref", .text("#/$defs/anyLayer"))])
    case .sequential, .chain, .concat, .sum, .product, .residual, .gate, .auxiliary, .block:
      .object([("$ref", .text("#/$defs/layers"))])
    case .table:
      .object([
        ("type", .text("object")),
        ("required", .list([.text("columns"), .text("rows")])),
        ("additionalProperties", .flag(false)),
        (
          "properties",
          .object([
            ("columns", .object([("type", .text("array"))])),
            ("rows", .object([("type", .text("array"))])),
          ])
        ),
      ])
    case .keep, .from, .output, .channelPool, .regions: .object([("type", .text("string"))])
    case .zeroPad, .crop:
      .object([("type", .list(["integer", "string", "array", "object"].map(SpecNode.text)))])
    case .maxPool, .avgPool: .object([("$ref", .text("#/$defs/size"))])
    case .reshape: .object([("$ref", .text("#/$defs/shape"))])
    case .inception: .object([("type", .text("array"))])
    case .batchNorm, .layerNorm, .channelScale: .object([("const", .flag(true))])
    default: .object([("$ref", .text("#/$defs/number"))])
    }
  }
}
