import ConvCostCore

/// A block of the literature that spec files can name. It states its fields once, and is listed in
/// `SpecKind.all`.
protocol SpecBlock: Block {
  static var spec: SpecForm<Self> { get }

  /// Whether the fields can state the block; all can unless stated.
  var isInSpecs: Bool { get }
}

extension SpecBlock {
  var isInSpecs: Bool { true }
}

extension ConvNorm: SpecBlock {
  static let spec: SpecForm<Self> = {
    var form = SpecForm(
      ConvNorm(1, kernel: 1),
      SpecForms.convolution("convNorm").map { $0.of(\.convolution) } + [
        .optional("norm", \.norm, .norm),
        .optional("activation", \.activation, SpecValue.choice.orNull),
      ])
    // Groups that keep their width change with the channels.
    form.adapt = { $0.convolution.filters = $2.filters ?? $1.convolution.filters }
    return form
  }()
}

extension SpecChange {
  /// The filters of the first convolution.
  fileprivate var filters: Convolution.Filters? {
    for case .operation(.convolution(let convolution)) in layers { return convolution.filters }
    return nil
  }
}

extension NamedConv: SpecBlock {
  static let spec = SpecForm(
    NamedConv(1, kernel: 1),
    SpecForms.convolution("convUnit").filter { $0.key != "bias" }.map { $0.of(\.convolution) } + [
      .optional("norm", \.norm, .norm),
      .derived("bias", \.convolution.bias, .flag) { $0.norm == nil },
    ])
}

extension BasicBlock: SpecBlock {
  static let spec = SpecForm(
    BasicBlock(width: 1),
    [
      .required("basicBlock", \.width, .channels),
      .optional("stride", \.stride, .whole()),
      .optional("shortcut", \.shortcut, SpecValue.choice.orNull),
      .optional("squeeze", \.squeeze, SpecValue.channels.orMissing),
    ])
}

extension Bottleneck: SpecBlock {
  static let spec = SpecForm(
    Bottleneck(width: 1),
    [
      .required("bottleneck", \.width, .channels(times: Bottleneck.expansion)),
      .derived("inner", \.inner, .channels) { $0.width },
      .optional("groups", \.groups, .whole()),
      .optional("stride", \.stride, .whole()),
      SpecField.optional("strideAt", \.placed, .choice).with("stride"),
      .optional("dilation", \.dilation, .whole()),
      .optional("shortcut", \.shortcut, SpecValue.choice.orNull),
      .optional("squeeze", \.squeeze, SpecValue.channels.orMissing),
      .optional("bias", \.bias, .flag),
    ])

  /// The convolution that has the stride; the default one for a block without a stride.
  fileprivate var placed: StridePlacement {
    get { stride == 1 ? .middle3x3 : placement }
    set { placement = newValue }
  }
}

extension DenseBlock: SpecBlock {
  static let spec: SpecForm<Self> = {
    var form = SpecForm(
      DenseBlock(depth: 0, growth: 1),
      [
        .required("denseBlock", \.depth, .whole(from: 0)),
        .required("growth", \.growth, .channels),
        .optional("bottleneck", \.bottleneck, SpecValue.whole().orNull),
      ])
    form.layerCount = { $0.depth }
    form.adapt = { block, old, change in
      block.depth = change.layers.count
      block.bottleneck = change.bottleneck(old.bottleneck, of: old.growth)
    }
    return form
  }()
}

extension DenseLayer: SpecBlock {
  static let spec: SpecForm<Self> = {
    var form = SpecForm(
      DenseLayer(growth: 1),
      [
        .required("denseLayer", \.growth, .channels),
        .optional("bottleneck", \.bottleneck, SpecValue.whole().orNull),
      ])
    form.adapt = { layer, old, change in
      layer.bottleneck = change.bottleneck(old.bottleneck, of: old.growth)
    }
    return form
  }()
}

extension SpecChange {
  /// Returns the channels of a dense layer's 1×1 in units of the growth.
  fileprivate func bottleneck(_ bottleneck: Int?, of growth: Int) -> Int? {
    bottleneck.map { channels($0 * growth) / max(1, channels(growth)) }
  }
}

extension Transition: SpecBlock {
  static let spec = SpecForm(Transition(1), [.required("transition", \.channels, .channels)])
}

extension Fire: SpecBlock {
  static let spec = SpecForm(
    Fire(squeeze: 1, expand: 1),
    [.required("fire", \.squeeze, .channels), .required("expand", \.expand, .channels)])
}

extension SqueezeExcite: SpecBlock {
  static let spec = SpecForm(
    SqueezeExcite(1, squeeze: 1),
    [
      .required("squeezeExcite", \.channels, .channels),
      .required("squeeze", \.squeeze, .channels),
      .optional("activation", \.activation, .choice),
      .optional("gate", \.gate, .choice),
    ])
}

extension DepthwiseSeparable: SpecBlock {
  static let spec = SpecForm(
    DepthwiseSeparable(1),
    [
      .required("separable", \.channels, .channels),
      .optional("kernel", \.kernel, .extent()),
      .optional("stride", \.stride, .extent()),
      .optional("activation", \.activation, SpecValue.choice.orNull),
    ])
}

extension Factorized: SpecBlock {
  static let spec: SpecForm<Self> = {
    var form = SpecForm(
      Factorized(1, kernel: 3, into: .asymmetric),
      [
        .required("factorized", \.channels, .channels),
        .required("kernel", \.kernel, .odd),
        SpecField.optional(
          "into", \.form, .choice([("asymmetric", .asymmetric), ("stacked3x3", .stacked3x3)])
        ).alwaysWritten,
        .optional("activation", \.activation, SpecValue.choice.orNull),
      ])
    form.layerCount = { $0.form == .stacked3x3 ? $0.kernel / 2 : 2 }
    return form
  }()
}
