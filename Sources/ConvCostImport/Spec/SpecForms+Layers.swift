import ConvCostCore

extension SpecForms {
  static let linear = SpecForm(
    Linear(1), [.required("linear", \.features, .channels), .optional("bias", \.bias, .flag)])

  static let batchNorm = SpecForm(BatchNorm(), [.marker("batchNorm")] + batchNormSettings)

  static let batchNormSettings: [SpecField<BatchNorm>] = [
    .optional("scale", \.scale, .flag),
    .optional("shift", \.shift, .flag),
    .optional("statistics", \.tracksStatistics, .flag),
    .optional("frozen", \.isFrozen, .flag),
  ]

  static let layerNorm = SpecForm(
    LayerNorm(), [.marker("layerNorm"), .optional("affine", \.affine, .flag)])

  static let groupNorm = SpecForm(
    GroupNorm(groups: 1),
    [.required("groupNorm", \.groups, .whole()), .optional("affine", \.affine, .flag)])

  static let localResponseNorm = SpecForm(
    LocalResponseNorm(), [.required("localResponseNorm", \.size, .whole())])

  static let reshape = SpecForm(
    Reshape(to: .vector(1)), [.required("reshape", \.shape, .shape)])

  static let channelShuffle = SpecForm(
    ChannelShuffle(groups: 1), [.required("channelShuffle", \.groups, .whole())])

  static let channelSlice = SpecForm(
    ChannelSlice.range(first: 0, count: 1),
    [
      .required("channelSlice", \.start, .whole(from: 0)),
      .optional("of", \.parts, SpecValue.whole().orMissing),
      // The number of channels follows from the number of parts only.
      SpecField.derived("count", \.count, SpecValue.whole().orMissing) {
        $0.parts == nil ? nil : .some(nil)
      }
      .without("of"),
    ])

  static let channelPad = SpecForm(
    ChannelPad(to: 1), [.required("channelPad", \.channels, .channels)])

  static let channelPool = SpecForm(
    ChannelPool(.average), [.required("channelPool", \.function, .choice)])

  static let fixedScale = SpecForm(FixedScale.scaling, [.required("fixedScale", \.self, .choice)])

  static let radialBasis = SpecForm(
    RadialBasis(1), [.required("radialBasis", \.units, .channels)])

  static let channelScale = SpecForm(
    ChannelScale(), [.marker("channelScale"), .optional("bias", \.bias, .flag)])

  static let permute = SpecForm(
    Permute.channelsLast,
    [
      .required(
        "permute", \.self,
        .choice([Permute.channelsLast, .channelsFirst].map { ($0.rawValue, $0) }))
    ])

  static let zeroPad = SpecForm(ZeroPad(0), [.required("zeroPad", \.self, .border)])
}

extension ChannelSlice {
  /// The first channel, or the number of the part.
  fileprivate var start: Int {
    get {
      switch self {
      case .range(let first, _): first
      case .part(let part, _): part
      }
    }
    set {
      self = parts.map { .part(newValue, of: $0) } ?? .range(first: newValue, count: count ?? 1)
    }
  }

  /// The number of parts; nil for channels that are counted.
  fileprivate var parts: Int? {
    get { if case .part(_, let parts) = self { parts } else { nil } }
    set { if let newValue { self = .part(start, of: newValue) } }
  }

  /// The number of channels; nil for a part.
  fileprivate var count: Int? {
    get { if case .range(_, let count) = self { count } else { nil } }
    set { if let newValue { self = .range(first: start, count: newValue) } }
  }
}
