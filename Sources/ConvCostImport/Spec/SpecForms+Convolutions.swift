import ConvCostCore
import ConvCostJSON

/// The forms of everything that is not a block of the literature.
enum SpecForms {}

extension SpecForms {
  static let conv = SpecForm(Convolution(1, kernel: 1), convolution("conv"))

  static let convTranspose: SpecForm<TransposedConvolution> = {
    let fields = convolution("convTranspose").filter { $0.key != "rounding" }
    var form = SpecForm(
      TransposedConvolution(1, kernel: 1),
      fields.map { $0.of(\.convolution) } + [
        .optional("outputPadding", \.outputPadding, .extent(from: 0))
      ])
    form.useless = [("rounding", .roundingOfTransposed)]
    return form
  }()

  static let maxPool = SpecForm(Pool.max(1), pool("maxPool"))
  static let avgPool = SpecForm(Pool.average(1), pool("avgPool"))

  static let adaptivePool = SpecForm(
    AdaptivePool(.average, to: 1),
    [
      .required("adaptivePool", \.kind, .choice([("average", .average), ("max", .max)])),
      SpecField.optional("to", \.size, .extent()).alwaysWritten,
    ])

  /// The fields of a convolution under a key.
  static func convolution(_ key: String) -> [SpecField<Convolution>] {
    [
      .required(key, \.filters, .filters),
      .required("kernel", \.window.kernel, .extent()),
      SpecField.optional("groups", \.groups, .whole())
        .refused { convolution, _ in convolution.isDepthwise ? .groupsOfDepthwise : nil },
      SpecField.optional("multiplier", \.multiplier, .whole())
        .refused { convolution, _ in convolution.isDepthwise ? nil : .multiplierOfGrouped },
      .optional("stride", \.window.stride, .extent()),
    ] + window.map { $0.of(\.window) } + [.optional("bias", \.bias, .flag)]
  }

  private static func pool(_ key: String) -> [SpecField<Pool>] {
    [
      .required(key, \.window.kernel, .extent()),
      .derived("stride", \.window.stride, .extent()) { $0.window.kernel },
    ] + window.map { $0.of(\.window) }
  }

  private static let window: [SpecField<Window>] = [
    .optional("padding", \.padding, .padding),
    .optional("dilation", \.dilation, .extent()),
    .optional("rounding", \.rounding, .choice([("floor", .floor), ("ceil", .ceil)])),
  ]
}

extension SpecValue where Value == Convolution.Filters {
  /// A number of channels, or `depthwise`.
  fileprivate static var filters: Self {
    let channels = SpecValue<Int>.channels
    return Self(
      schema: channels.schema,
      decode: { (value, key, fields) throws(SpecError) in
        value.string == "depthwise"
          ? .depthwise(multiplier: 1)
          : .grouped(try channels.decode(value, key, fields), groups: 1)
      },
      encode: { filters in
        switch filters {
        case .grouped(let channels, _): .number(channels)
        case .depthwise: .text("depthwise")
        }
      },
      mapChannels: { filters, transform in
        switch filters {
        case .grouped(let channels, let groups): .grouped(transform(channels), groups: groups)
        case .depthwise: filters
        }
      })
  }
}

extension Convolution {
  fileprivate var isDepthwise: Bool {
    if case .depthwise = filters { true } else { false }
  }

  /// The groups of filters; 1 for a depthwise convolution, which has no such number.
  fileprivate var groups: Int {
    get { if case .grouped(_, let groups) = filters { groups } else { 1 } }
    set {
      if case .grouped(let channels, _) = filters { filters = .grouped(channels, groups: newValue) }
    }
  }

  /// The filters for each channel of a depthwise convolution; 1 for another.
  fileprivate var multiplier: Int {
    get { if case .depthwise(let multiplier) = filters { multiplier } else { 1 } }
    set { if case .depthwise = filters { filters = .depthwise(multiplier: newValue) } }
  }
}

extension TransposedConvolution {
  /// The convolution that this one transposes.
  fileprivate var convolution: Convolution {
    get {
      var convolution = Convolution(1, kernel: 1, bias: bias)
      convolution.filters = filters
      convolution.window = window
      return convolution
    }
    set { (filters, window, bias) = (newValue.filters, newValue.window, newValue.bias) }
  }
}
