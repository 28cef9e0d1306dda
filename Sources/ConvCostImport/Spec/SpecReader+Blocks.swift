import ConvCostCore
import ConvCostJSON

extension SpecReader {
  /// Returns the block of the literature that an object describes.
  mutating func block(
    _ kind: SpecKind, _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> Layer {
    let key = kind.rawValue
    switch kind {
    case .convNorm:
      return ConvNorm(
        try fields.convolution(value, key, padding: .half, bias: false),
        norm: try fields.requiredNorm(),
        activation: try fields.activation(default: .relu)
      ).layer
    case .convUnit:
      let norm = try fields.norm(default: BatchNorm())
      return NamedConv(
        try fields.convolution(value, key, bias: norm == nil), norm: norm
      ).layer
    case .basicBlock:
      return BasicBlock(
        width: try fields.integer(value, key), stride: try fields.integer("stride", default: 1),
        shortcut: try fields.shortcutOption(), squeeze: try fields.optionalInteger("squeeze")
      ).layer
    case .bottleneck: return try bottleneck(value, fields)
    case .inception: return try inception(value, fields)
    case .inceptionV3: return try inceptionV3(value, fields)
    case .denseBlock:
      let depth = try fields.integer(value, key, from: 0)
      try visit(depth, fields)
      return DenseBlock(
        depth: depth, growth: try fields.requiredInteger("growth"),
        bottleneck: try fields.denseBottleneck()
      ).layer
    case .denseLayer:
      return DenseLayer(
        growth: try fields.integer(value, key), bottleneck: try fields.denseBottleneck()
      ).layer
    case .transition: return Transition(try fields.integer(value, key)).layer
    case .fire:
      return Fire(
        squeeze: try fields.integer(value, key), expand: try fields.requiredInteger("expand")
      ).layer
    case .squeezeExcite:
      return SqueezeExcite(
        try fields.integer(value, key), squeeze: try fields.requiredInteger("squeeze"),
        activation: try fields.requiredActivation(default: .relu),
        gate: try fields.requiredActivation("gate", default: .sigmoid)
      ).layer
    case .invertedResidual: return try invertedResidual(value, fields)
    case .fusedInvertedResidual:
      let channels = try fields.integer(value, key)
      let width = try fields.expansion(of: channels)
      var block = FusedInvertedResidual(
        input: 1, channels, expand: 1, stride: try fields.integer("stride", default: 1),
        stochasticDepth: try fields.flag("stochasticDepth", default: false))
      block.expanded = width.expanded
      block.expands = try fields.flag(
        "expands", default: fields.has("expanded") || width.expands == true)
      if !block.expands { try fields.refuseWidth() }
      return block.layer
    case .separable:
      return DepthwiseSeparable(
        try fields.integer(value, key), kernel: try fields.size("kernel", default: 3),
        stride: try fields.size("stride", default: 1),
        activation: try fields.activation(default: .relu)
      ).layer
    case .factorized: return try factorized(value, fields)
    default: return try auxiliaryHead(value, fields)
    }
  }

  private func bottleneck(_ value: JSONValue, _ fields: SpecFields) throws(SpecError) -> Layer {
    let places = Bottleneck.StridePlacement.allCases.map { ($0.rawValue, $0) }
    let placement = try fields.choice("strideAt", places)
    if !fields.has("stride") { try fields.refuse("strideAt", .without("stride")) }
    return Bottleneck(
      width: try fields.integer(value, "bottleneck"), inner: try fields.optionalInteger("inner"),
      groups: try fields.integer("groups", default: 1),
      stride: try fields.integer("stride", default: 1),
      placement: placement ?? .middle3x3,
      dilation: try fields.integer("dilation", default: 1),
      shortcut: try fields.shortcutOption(), squeeze: try fields.optionalInteger("squeeze"),
      bias: try fields.flag("bias", default: false)
    ).layer
  }

  private func inception(_ value: JSONValue, _ fields: SpecFields) throws(SpecError) -> Layer {
    let expected =
      "six numbers: #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool proj; or three for the naive"
      + " module"
    guard let elements = value.elements, [3, 6].contains(elements.count) else {
      let found = value.elements.map { "\($0.count) numbers" } ?? value.kind
      throw fields.error(value, found: found, expected: expected, key: "inception")
    }
    var numbers: [Int] = []
    for element in elements { numbers.append(try fields.integer(element, "inception")) }
    var module =
      numbers.count == 3
      ? InceptionModule(naive: numbers[0], numbers[1], numbers[2])
      : InceptionModule(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    module.fiveKernel = try fields.integer("fiveKernel", default: 5)
    module.norm = try fields.norm(default: nil)
    return module.layer
  }

  private func inceptionV3(_ value: JSONValue, _ fields: SpecFields) throws(SpecError) -> Layer {
    let letter = try fields.choice(
      value, "inceptionV3", ["a", "b", "c", "d", "e"].map { ($0, $0) })
    if letter != "a" { try fields.refuse("pool", .onlyOf("\"inceptionV3\": \"a\"")) }
    if letter != "c" { try fields.refuse("channels", .onlyOf("\"inceptionV3\": \"c\"")) }
    let kind: InceptionV3Module.Kind =
      switch letter {
      case "a": .a(pool: try fields.requiredInteger("pool"))
      case "b": .b
      case "c": .c(channels: try fields.requiredInteger("channels"))
      case "d": .d
      default: .e
      }
    return InceptionV3Module(kind, norm: try fields.requiredNorm()).layer
  }

  private func invertedResidual(
    _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> Layer {
    let channels = try fields.integer(value, "invertedResidual")
    var squeeze: InvertedResidual.Squeeze?
    if let inner = try fields.optionalInteger("squeeze") {
      squeeze = InvertedResidual.Squeeze(
        inner, activation: try fields.requiredActivation("squeezeActivation", default: .silu),
        gate: try fields.requiredActivation("squeezeGate", default: .sigmoid))
    } else {
      try fields.refuse("squeezeActivation", .without("squeeze"))
      try fields.refuse("squeezeGate", .without("squeeze"))
    }
    let (expanded, expands) = try fields.expansion(of: channels)
    var block = InvertedResidual(
      input: expanded, channels, expanded: expanded,
      kernel: try fields.integer("kernel", default: 3),
      stride: try fields.integer("stride", default: 1),
      dilation: try fields.integer("dilation", default: 1), squeeze: squeeze,
      activation: try fields.requiredActivation(default: .relu6),
      naming: try fields.choice(
        "naming", [("block", InvertedResidual.Naming.block), ("conv", .conv)]) ?? .block,
      stochasticDepth: try fields.flag("stochasticDepth", default: false))
    block.expands = try fields.flag("expands", default: expands ?? true)
    if !block.expands, squeeze == nil { try fields.refuseWidth() }
    return block.layer
  }

  private mutating func factorized(
    _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> Layer {
    let kernel = try fields.requiredInteger("kernel")
    guard kernel >= 3, kernel % 2 == 1 else {
      throw fields.error(
        try fields.required("kernel"), found: "\(kernel)", expected: "an odd number from 3",
        key: "kernel")
    }
    let form = try fields.choice(
      "into", [("asymmetric", Factorized.Form.asymmetric), ("stacked3x3", .stacked3x3)])
    try visit(form == .stacked3x3 ? kernel / 2 : 2, fields)
    return Factorized(
      try fields.integer(value, "factorized"), kernel: kernel, into: form ?? .asymmetric,
      activation: try fields.activation(default: .relu)
    ).layer
  }

  private mutating func auxiliaryHead(
    _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> Layer {
    let classes = try fields.integer(value, "auxiliaryHead")
    let norm = try fields.norm(default: nil)
    guard let pool = fields["pool"] else {
      return AuxiliaryHead(classes: classes, norm: norm).layer
    }
    return AuxiliaryHead(
      classes: classes, pool: try layer(pool, at: "\(fields.path).pool", fields.names), norm: norm
    ).layer
  }
}

extension SpecFields {
  /// Returns the channels inside of an inverted residual, stated or as a multiple of its input's, and
  /// whether the block widens them; nil where it is not known.
  fileprivate func expansion(
    of channels: Int
  ) throws(SpecError) -> (expanded: Int, expands: Bool?) {
    guard let value = self["expand"] else {
      try refuse("input", .without("expand"))
      return (try integer("expanded", default: channels), nil)
    }
    try refuse("expanded", .besides("expand"))
    let input = try requiredInteger("input")
    let factor = try number(value, "expand", expected: "a factor")
    guard let expanded = Int(exactly: Double(input) * factor),
      (1...Shape.longestDimension).contains(expanded)
    else {
      throw error(
        value, found: "\(factor) times \(input) channels", expected: "a whole number of channels",
        key: "expand")
    }
    return (expanded, factor != 1)
  }

  /// Checks that a block that is said not to widen its channels is not told how far. What an expression
  /// says may be true of some rows of a table only.
  fileprivate func refuseWidth() throws(SpecError) {
    guard self["expands"]?.bool == false else { return }
    try refuse("expanded", .ofUnexpanded)
    try refuse("expand", .ofUnexpanded)
  }

  /// Returns what a residual block does where its shapes differ: `null` for no shortcut at all.
  fileprivate func shortcutOption() throws(SpecError) -> ShortcutOption? {
    guard let value = self["shortcut"] else { return .b }
    if value.content == .null { return nil }
    return try choice(value, "shortcut", ShortcutOption.allCases.map { ($0.rawValue, $0) })
  }

  /// Returns the channels of a dense layer's 1×1 in units of the growth: `null` without it.
  fileprivate func denseBottleneck() throws(SpecError) -> Int? {
    guard let value = self["bottleneck"] else { return 4 }
    return value.content == .null ? nil : try integer(value, "bottleneck")
  }
}
