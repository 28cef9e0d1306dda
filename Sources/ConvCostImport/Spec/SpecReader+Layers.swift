import ConvCostCore
import ConvCostJSON

extension SpecReader {
  /// Returns the layer that an object of the given kind describes.
  mutating func layer(_ kind: SpecKind, _ fields: SpecFields) throws(SpecError) -> Layer {
    let (key, value) = (kind.rawValue, try fields.required(kind.rawValue))
    switch kind {
    case .layer: return try layer(value, at: "\(fields.path).layer", fields.names)
    case .conv: return try fields.convolution(value, key).layer
    case .convTranspose:
      let convolution = try fields.convolution(value, key)
      var transposed = TransposedConvolution(1, kernel: 1, bias: convolution.bias)
      transposed.filters = convolution.filters
      transposed.window = convolution.window
      transposed.outputPadding = try fields.size("outputPadding", from: 0, default: 0)
      return transposed.layer
    case .linear:
      return Linear(try fields.integer(value, key), bias: try fields.flag("bias", default: true))
        .layer
    case .batchNorm:
      try fields.requireTrue(value, key)
      return try fields.batchNorm().layer
    case .layerNorm:
      try fields.requireTrue(value, key)
      return LayerNorm(affine: try fields.flag("affine", default: true)).layer
    case .groupNorm:
      return GroupNorm(
        groups: try fields.integer(value, key), affine: try fields.flag("affine", default: true)
      ).layer
    case .localResponseNorm: return LocalResponseNorm(size: try fields.integer(value, key)).layer
    case .maxPool, .avgPool:
      let kernel = try fields.size(value, key)
      let window = try fields.window(kernel: kernel, stride: kernel, padding: .valid)
      return Pool(kind == .maxPool ? .max : .average, window: window).layer
    case .adaptivePool:
      let pool = try fields.choice(value, key, [("average", PoolKind.average), ("max", .max)])
      return AdaptivePool(pool, to: try fields.size("to", default: 1)).layer
    case .reshape: return Reshape(to: try fields.shape(value, key)).layer
    case .channelShuffle: return ChannelShuffle(groups: try fields.integer(value, key)).layer
    case .channelSlice:
      let first = try fields.integer(value, key, from: 0)
      if fields.has("of") {
        try fields.refuse("count", .besides("of"))
        return ChannelSlice.part(first, of: try fields.requiredInteger("of")).layer
      }
      return ChannelSlice.range(first: first, count: try fields.requiredInteger("count")).layer
    case .channelPad: return ChannelPad(to: try fields.integer(value, key)).layer
    case .upsample:
      let mode = try fields.choice(value, key, Upsample.Mode.choices)
      let to = try fields.required("to")
      if let label = try like(to, "to", fields) { return Upsample.like(label, mode: mode) }
      // A factor stands as "by", so that an extent is a plain size.
      if to.members != nil, let inner = try fields.inner("to", known: ["by", "like"]) {
        return Upsample(by: try inner.size(try inner.required("by"), "by"), mode: mode).layer
      }
      return Upsample(to: try fields.size(to, "to"), mode: mode).layer
    case .fixedScale:
      return try fields.choice(value, key, FixedScale.allCases.map { ($0.rawValue, $0) }).layer
    case .radialBasis: return RadialBasis(try fields.integer(value, key)).layer
    case .channelScale:
      try fields.requireTrue(value, key)
      return ChannelScale(bias: try fields.flag("bias", default: false)).layer
    case .permute:
      return try fields.choice(
        value, key, [Permute.channelsLast, .channelsFirst].map { ($0.rawValue, $0) }
      ).layer
    case .zeroPad:
      let (before, after) = try fields.border(value, key)
      return ZeroPad(before: before, after: after).layer
    case .crop:
      if let label = try like(value, key, fields) { return Crop.like(label) }
      let (before, after) = try fields.border(value, key)
      return Crop(before: before, after: after).layer
    case .channelPool:
      let functions = ChannelPool.Function.allCases.map { ($0.rawValue, $0) }
      return ChannelPool(try fields.choice(value, key, functions)).layer
    case .keep: return .keep(Label(try text(value, key, expected: "a label", fields)))
    case .from: return .from(Label(try text(value, key, expected: "a label", fields)))
    case .output:
      let name = try text(value, key, expected: "a name", fields)
      let layers = try layers(
        try fields.required("layers"), at: fields.place("layers"), fields.names)
      return .output(.result(name), layers)
    case .regions:
      let kinds = RegionPool.Kind.allCases.map { ($0.rawValue, $0) }
      let pool = RegionPool(
        try fields.choice(value, key, kinds),
        count: try fields.integer(try fields.required("count"), "count", from: 0),
        size: try fields.size(try fields.required("to"), "to"))
      return .merge(
        .regions(pool), try branches(try fields.required("branches"), "branches", fields))
    case .sequential, .chain, .concat, .sum, .product, .residual, .gate, .auxiliary, .block, .table:
      return try composition(kind, value, fields)
    default: return try block(kind, value, fields)
    }
  }

  /// Returns the label of the value whose size is asked for: `{"like": "skip"}`; nil for another size.
  private func like(
    _ value: JSONValue, _ key: String, _ fields: SpecFields
  ) throws(SpecError) -> Label? {
    guard let label = value["like"] else { return nil }
    let inner = try fields.inner(key, known: ["like"])
    return Label(try text(label, "like", expected: "a label", inner ?? fields))
  }

  private mutating func composition(
    _ kind: SpecKind, _ value: JSONValue, _ fields: SpecFields
  ) throws(SpecError) -> Layer {
    if [.concat, .sum, .product].contains(kind) {
      let merge = kind == .concat ? Merge.concat : kind == .sum ? .add : .multiply
      return .merge(merge, try branches(value, kind.rawValue, fields))
    }
    let layers = try layers(value, at: "\(fields.path).\(kind.rawValue)", fields.names)
    switch kind {
    case .sequential: return Sequential { layers }.layer
    case .residual: return .residual(try shortcut(fields), layers)
    case .gate: return Gate { layers }.layer
    case .auxiliary: return .output(.auxiliary, layers)
    case .block:
      guard let type = try fields.required("type").string, !type.isEmpty else {
        throw fields.error(
          try fields.required("type"), found: "no name", expected: "what the block is", key: "type")
      }
      return .scope(
        Layer.Scope(type: type, isNumbered: try fields.flag("numbered", default: false)), layers)
    default: return .chain(layers)
    }
  }

  /// Returns the branches that are joined, at least one.
  private mutating func branches(
    _ value: JSONValue, _ key: String, _ fields: SpecFields
  ) throws(SpecError) -> [Layer] {
    let branches = try layers(value, at: fields.place(key), fields.names)
    guard !branches.isEmpty else {
      throw fields.error(value, found: "no branch", expected: "branches", key: key)
    }
    return branches
  }

  private mutating func shortcut(_ fields: SpecFields) throws(SpecError) -> Shortcut {
    guard let value = fields["shortcut"] else { return .identity }
    if value.members == nil {
      return try fields.choice(
        value, "shortcut", [("identity", Shortcut.identity), ("whenShapesMatch", .whenShapesMatch)])
    }
    let known = ["identityOr", "through"]
    guard let inner = try fields.inner("shortcut", known: known),
      let key = known.first(where: inner.has)
    else {
      throw fields.error(
        value, found: "an object without a layer", expected: "\"identityOr\" or \"through\"",
        key: "shortcut")
    }
    if let other = known.first(where: { $0 != key && inner.has($0) }) {
      throw SpecError(position: value.position, path: inner.path, problem: .twoKinds(key, other))
    }
    let layer = try layer(
      try inner.required(key), at: "\(inner.path).\(key)", fields.names)
    return key == "through" ? .through(layer) : .identityOr(layer)
  }
}

extension Upsample.Mode {
  static let choices: [(String, Self)] = [Self.nearest, .bilinear, .bicubic].map {
    ($0.rawValue, $0)
  }
}

extension SpecFields {
  /// What a convolution of each channel alone has in place of its channels.
  static let depthwise = "depthwise"

  /// Returns a convolution with the channels that a value states.
  func convolution(
    _ value: JSONValue, _ key: String, padding: Padding = .valid, bias: Bool = true
  ) throws(SpecError) -> Convolution {
    let kernel = try required("kernel")
    var convolution = Convolution(1, kernel: 1, bias: try flag("bias", default: bias))
    convolution.window = try window(
      kernel: try size(kernel, "kernel"), stride: 1, padding: padding)
    if value.string == Self.depthwise {
      try refuse("groups", .groupsOfDepthwise)
      convolution.filters = .depthwise(multiplier: try integer("multiplier", default: 1))
    } else {
      try refuse("multiplier", .multiplierOfGrouped)
      convolution.filters = .grouped(
        try integer(value, key), groups: try integer("groups", default: 1))
    }
    return convolution
  }

  /// Returns the window of a convolution or a pool.
  func window(kernel: Extent, stride: Extent, padding: Padding) throws(SpecError) -> Window {
    let rounding = try choice("rounding", [("floor", Rounding.floor), ("ceil", .ceil)])
    return Window(
      kernel: kernel, stride: try size("stride", default: stride),
      padding: try self.padding(default: padding), dilation: try size("dilation", default: 1),
      rounding: rounding ?? .floor)
  }

  private func padding(default standard: Padding) throws(SpecError) -> Padding {
    guard let value = self["padding"] else { return standard }
    switch value.string {
    case "valid": return .valid
    case "half": return .half
    case "same": return .same
    default: break
    }
    let (before, after) = try border(value, "padding")
    return before == 0 && after == 0 && value.members == nil
      ? .valid : .explicit(before: before, after: after)
  }

  /// Returns rows and columns around a map: a size for both sides, or one before and one after.
  func border(_ value: JSONValue, _ key: String) throws(SpecError) -> (
    before: Extent, after: Extent
  ) {
    if let inner = try value.members == nil ? nil : inner(key, known: ["before", "after"]) {
      return (
        try inner.size("before", from: 0, default: 0), try inner.size("after", from: 0, default: 0)
      )
    }
    let size = try size(value, key, from: 0)
    return (size, size)
  }

  /// Returns the normalisation whose settings these are.
  func batchNorm() throws(SpecError) -> BatchNorm {
    BatchNorm(
      scale: try flag("scale", default: true), shift: try flag("shift", default: true),
      tracksStatistics: try flag("statistics", default: true),
      isFrozen: try flag("frozen", default: false))
  }

  /// Returns the normalisation behind a key; nil where there is `false`.
  func norm(default standard: BatchNorm?) throws(SpecError) -> BatchNorm? {
    guard let value = self["norm"] else { return standard }
    if let flag = value.bool { return flag ? BatchNorm() : nil }
    return try inner("norm", known: SpecKind.batchNorm.keys)?.batchNorm()
  }

  /// Returns the normalisation behind a key of a block that always has one.
  func requiredNorm() throws(SpecError) -> BatchNorm {
    if let norm = try norm(default: BatchNorm()) { return norm }
    throw error(
      try required("norm"), found: "false", expected: "true, or the settings of a normalisation",
      key: "norm")
  }

  /// Returns the activation behind a key of a block that always has one.
  func requiredActivation(
    _ key: String = "activation", default standard: Activation
  ) throws(SpecError) -> Activation {
    try choice(key, Activation.allCases.map { ($0.rawValue, $0) }) ?? standard
  }

  /// Returns the activation behind a key; nil where there is `null`.
  func activation(
    _ key: String = "activation", default standard: Activation?
  ) throws(SpecError) -> Activation? {
    guard let value = self[key] else { return standard }
    if value.content == .null { return nil }
    return try choice(value, key, Activation.allCases.map { ($0.rawValue, $0) })
  }

  /// The keys of shapes that are not written as a list alone. An object with such a list is no input's name.
  static let shapeKeys = ["tensor", "maps"]

  /// Returns a shape: features, the channels of a map and its one to three lengths, or the dimensions of a
  /// tensor or of a stack of maps: `[1000]`, `[3, 224, 224]`, `{"tensor": [196, 768]}`,
  /// `{"maps": [100, 256, 7, 7]}`. A list may be written as `{"map": …}`, too.
  func shape(_ value: JSONValue, _ key: String) throws(SpecError) -> Shape {
    if value.members != nil {
      let inner = SpecFields(value: value, path: place(key), names: names)
      try inner.check(["map"] + Self.shapeKeys)
      if let map = inner["map"] {
        for other in Self.shapeKeys { try inner.refuse(other, .besides("map")) }
        return try inner.shape(map, "map")
      }
      if let maps = inner["maps"] {
        try inner.refuse("tensor", .besides("maps"))
        return try inner.stack(maps, "maps")
      }
      let tensor = try inner.required("tensor")
      guard let elements = tensor.elements, elements.count > 1,
        let dimensions = Dimensions(try inner.lengths(elements, "tensor"))
      else {
        throw inner.error(
          tensor, found: tensor.kind, expected: "two to eight dimensions", key: "tensor")
      }
      return .tensor(dimensions)
    }
    guard let elements = value.elements else { return .vector(try integer(value, key)) }
    let lengths = try lengths(elements, key)
    if lengths.count == 1 { return .vector(lengths[0]) }
    guard let extent = Extent(lengths.dropFirst()) else {
      throw error(
        value, found: "\(elements.count) lengths",
        expected: "features, or channels and one to three lengths", key: key)
    }
    return .map(lengths[0], extent)
  }

  /// Returns a stack of maps: their number, their channels and one to three lengths.
  private func stack(_ value: JSONValue, _ key: String) throws(SpecError) -> Shape {
    guard let elements = value.elements,
      let extent = Extent(try lengths(elements, key, from: 0).dropFirst(2))
    else {
      throw error(
        value, found: value.kind, expected: "a number of maps, channels and one to three lengths",
        key: key)
    }
    let lengths = try lengths(elements, key, from: 0)
    return .maps(count: lengths[0], channels: lengths[1], extent: extent)
  }
}
