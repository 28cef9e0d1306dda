import ConvCostCore
import ConvCostJSON

extension InceptionModule: SpecBlock {
  static let spec = SpecForm(
    InceptionModule(naive: 1, 1, 1),
    [
      .required("inception", \.columns, .inceptionColumns),
      .optional("fiveKernel", \.fiveKernel, .whole()),
      .optional("norm", \.norm, .norm),
    ])

  /// Whether the module is the paper's or its naive form, and not one with some of the 1×1 left
  /// out.
  var isInSpecs: Bool { [3, 6].contains(columns.count) }

  /// The channels in the order of the paper's columns: six, or the three of the naive module.
  fileprivate var columns: [Int] {
    get {
      [one, three.reduce, three.channels, five.reduce, five.channels, pool].compactMap(\.self)
    }
    set {
      var module =
        newValue.count == 3
        ? Self(naive: newValue[0], newValue[1], newValue[2])
        : Self(newValue[0], newValue[1], newValue[2], newValue[3], newValue[4], newValue[5])
      (module.fiveKernel, module.norm) = (fiveKernel, norm)
      self = module
    }
  }
}

extension SpecValue where Value == [Int] {
  fileprivate static var inceptionColumns: Self {
    Self(
      schema: .type("array"),
      decode: { (value, key, fields) throws(SpecError) in
        guard let elements = value.elements, [3, 6].contains(elements.count) else {
          throw fields.error(
            value, found: value.elements.map { "\($0.count) numbers" } ?? value.kind,
            expected: "six numbers: #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool proj; or three"
              + " for the naive module", key: key)
        }
        return try fields.lengths(elements, key)
      },
      encode: { .list($0.map(JSONNode.number)) },
      mapChannels: { $0.map($1) })
  }
}

extension InceptionV3Module: SpecBlock {
  static let spec = SpecForm(
    InceptionV3Module(.b),
    [
      .required("inceptionV3", \.letter, .choice(["a", "b", "c", "d", "e"].map { ($0, $0) })),
      SpecField.derived("pool", \.pool, .channels) { $0.letter == "a" ? nil : 0 }
        .refused { module, _ in
          module.letter == "a" ? nil : .onlyOf("\"inceptionV3\": \"a\"")
        },
      SpecField.derived("channels", \.channels, .channels) { $0.letter == "c" ? nil : 0 }
        .refused { module, _ in
          module.letter == "c" ? nil : .onlyOf("\"inceptionV3\": \"c\"")
        },
      .optional("norm", \.norm, .norm),
    ])

  fileprivate var letter: String {
    get {
      switch kind {
      case .a: "a"
      case .b: "b"
      case .c: "c"
      case .d: "d"
      case .e: "e"
      }
    }
    set {
      switch newValue {
      case "a": kind = .a(pool: pool)
      case "b": kind = .b
      case "c": kind = .c(channels: channels)
      case "d": kind = .d
      default: kind = .e
      }
    }
  }

  /// The channels after the pool of the module `a`; 0 for another module.
  fileprivate var pool: Int {
    get { if case .a(let pool) = kind { pool } else { 0 } }
    set { if case .a = kind { kind = .a(pool: newValue) } }
  }

  /// The channels of the factorised convolutions in the module `c`; 0 for another module.
  fileprivate var channels: Int {
    get { if case .c(let channels) = kind { channels } else { 0 } }
    set { if case .c = kind { kind = .c(channels: newValue) } }
  }
}

extension AuxiliaryHead: SpecBlock {
  static let spec = SpecForm(
    AuxiliaryHead(classes: 1),
    [
      .required("auxiliaryHead", \.classes, .channels),
      .optional("pool", \.pool, .layer),
      .optional("norm", \.norm, .norm),
    ])
}
