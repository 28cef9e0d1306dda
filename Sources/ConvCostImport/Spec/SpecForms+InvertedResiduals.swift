import ConvCostCore
import ConvCostJSON

/// A block that widens its input's channels before it narrows them.
private protocol WideningBlock: SpecBlock {
  var channels: Int { get set }
  var expanded: Int { get set }
  var expands: Bool { get set }
}

extension InvertedResidual: WideningBlock {
  static let spec = SpecForm(
    InvertedResidual(input: 0, 1, expanded: 1),
    [
      .required("invertedResidual", \.narrow, .channels),
      SpecField.derived("expanded", \.inside, .channels) { $0.channels }
        .without("expand").refused(ofUnexpanded),
      expand.refused(ofUnexpanded), input,
      .optional("expands", \.expands, .flag),
      .optional("kernel", \.kernel, .whole()),
      .optional("stride", \.stride, .whole()),
      .optional("dilation", \.dilation, .whole()),
      .optional("squeeze", \.squeezed, SpecValue.channels.orMissing),
      SpecField.optional("squeezeActivation", \.squeezeActivation, .choice).with("squeeze"),
      SpecField.optional("squeezeGate", \.squeezeGate, .choice).with("squeeze"),
      .optional("activation", \.activation, .choice),
      .optional("naming", \.naming, .choice([("block", .block), ("conv", .conv)])),
      .optional("stochasticDepth", \.stochasticDepth, .flag),
    ])

  /// The channels inside the block; those of the result if nothing inside has a width of its own. A
  /// squeeze-excite has one even in a block that does not widen its input.
  fileprivate var inside: Int {
    get { expands || squeeze != nil ? expanded : channels }
    set { expanded = newValue }
  }

  fileprivate var squeezed: Int? {
    get { squeeze?.channels }
    set {
      guard let newValue else { return }
      squeeze = Squeeze(newValue, activation: squeezeActivation, gate: squeezeGate)
    }
  }

  fileprivate var squeezeActivation: Activation {
    get { (squeeze ?? Squeeze(1)).activation }
    set { squeeze?.activation = newValue }
  }

  fileprivate var squeezeGate: Activation {
    get { (squeeze ?? Squeeze(1)).gate }
    set { squeeze?.gate = newValue }
  }
}

extension FusedInvertedResidual: WideningBlock {
  static let spec = SpecForm(
    FusedInvertedResidual(input: 1, 1, expand: 1),
    [
      .required("fusedInvertedResidual", \.narrow, .channels),
      SpecField.optional("expanded", \.widened, SpecValue.channels.orMissing)
        .without("expand").refused(ofUnexpanded),
      expand.refused(ofUnexpanded), input,
      .alternative("expands", .flag) { $2.expands = $0 },
      .optional("stride", \.stride, .whole()),
      .optional("stochasticDepth", \.stochasticDepth, .flag),
    ])

  /// The channels inside a block that widens its input; nil for another.
  fileprivate var widened: Int? {
    get { expands ? expanded : nil }
    set { (expanded, expands) = (newValue ?? expanded, newValue != nil) }
  }
}

extension WideningBlock {
  /// The channels of the result, which by default are also those inside.
  fileprivate var narrow: Int {
    get { channels }
    set { (channels, expanded) = (newValue, newValue) }
  }

  /// The channels inside as a multiple of the input's.
  fileprivate static var expand: SpecField<Self> {
    .alternative("expand", .factor) { (factor, fields, block) throws(SpecError) in
      let input = try fields.integer(try fields.required("input"), "input")
      guard let expanded = Int(exactly: Double(input) * factor),
        (1...Shape.longestDimension).contains(expanded)
      else {
        throw fields.error(
          try fields.required("expand"), found: "\(factor) times \(input) channels",
          expected: "a whole number of channels", key: "expand")
      }
      (block.expanded, block.expands) = (expanded, factor != 1)
    }
  }

  /// The input's channels, which `expand` reads.
  fileprivate static var input: SpecField<Self> {
    SpecField.alternative("input", .whole()) { _, _, _ in }.with("expand")
  }

  /// The reason why a block with `"expands": false` does not take the number of inner channels.
  /// Only a literal is refused, because an expression may be false in some rows of a table only.
  fileprivate static var ofUnexpanded: @Sendable (Self, SpecFields) -> NoEffect? {
    { _, fields in
      fields["expands"]?.bool == false && !fields.has("squeeze") ? .ofUnexpanded : nil
    }
  }
}

extension SpecValue where Value == Double {
  /// A number that is read but never written.
  fileprivate static var factor: Self {
    Self(
      schema: .anyNumber,
      decode: { (value, key, fields) throws(SpecError) in
        try fields.number(value, key, expected: "a factor")
      },
      encode: { .text("\($0)") })
  }
}
