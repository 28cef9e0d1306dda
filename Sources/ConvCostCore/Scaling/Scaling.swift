/// A change of a network's size by two factors, whatever the network is.
///
/// The width is a factor of all channels and features inside of the network: MobileNet's multiplier. The
/// depth is a factor of the repeats of its blocks: EfficientNet's. The input and the last layers, whose
/// outputs are the network's results, keep theirs.
public struct Scaling: Hashable, Sendable {
  /// The factor of the channels.
  public var width: Double
  /// The factor of the repeats.
  public var depth: Double
  /// What channels are rounded to multiples of, where the width is not one: to the nearest, but not below
  /// nine tenths.
  public var divisor: Int

  /// Creates a scaling; by default one that changes nothing.
  ///
  /// - Precondition: the divisor is at least one.
  public init(width: Double = 1, depth: Double = 1, divisor: Int = 8) {
    precondition(divisor >= 1, "a divisor is at least one")
    self.width = width
    self.depth = depth
    self.divisor = divisor
  }

  /// Returns the scaled number of channels. A single one stays: it has no width, but is stretched over all
  /// channels, as the map of a spatial attention.
  func channels(_ channels: Int) -> Int {
    width == 1 || channels == 1
      ? channels : roundedChannels(Double(channels) * width, divisor: divisor)
  }

  /// Whether groups keep the number of channels in each, and not their own number.
  private(set) var keepsGroupWidths = false

  /// Returns the scaling with a divisor such that groups still divide a network's channels: the groups that
  /// it has, or, where these are too many, groups of as many channels.
  func respecting(_ groups: ChannelGroups) -> Scaling {
    guard !groups.counts.isEmpty else { return self }
    var scaling = self
    if let divisor = leastMultiple(of: [divisor] + groups.counts) {
      scaling.divisor = divisor
    } else if let divisor = leastMultiple(of: [divisor] + groups.widths) {
      scaling.divisor = divisor
      scaling.keepsGroupWidths = true
    }
    return scaling
  }
}

/// Into how many parts the operations of a network divide channels, and how many channels have the parts of
/// convolutions; each number once.
struct ChannelGroups: Hashable, Sendable {
  var counts: [Int] = []
  var widths: [Int] = []

  mutating func add(_ operation: Operation) {
    let count = operation.channelParts
    guard count > 1 else { return }
    if !counts.contains(count) { counts.append(count) }
    if let width = operation.groupWidth, !widths.contains(width) { widths.append(width) }
  }
}

/// Returns the least common multiple; nil for one so large that channels rounded to it would no longer be near
/// what a factor says.
private func leastMultiple(of numbers: [Int]) -> Int? {
  var result = 1
  for number in numbers {
    let (product, overflow) = (result / greatestCommonDivisor(result, number))
      .multipliedReportingOverflow(by: number)
    guard !overflow, product <= 256 else { return nil }
    result = product
  }
  return result
}

extension Operation {
  /// Returns the operation with its own channels scaled; the input's come from what is before.
  func scaled(by scaling: Scaling) -> Operation {
    switch self {
    case .convolution(var convolution):
      convolution.filters = convolution.filters.scaled(by: scaling)
      return .convolution(convolution)
    case .transposedConvolution(var convolution):
      convolution.filters = convolution.filters.scaled(by: scaling)
      return .transposedConvolution(convolution)
    case .linear(var linear):
      linear.features = scaling.channels(linear.features)
      return .linear(linear)
    case .channelPad(var pad):
      pad.channels = scaling.channels(pad.channels)
      return .channelPad(pad)
    case .radialBasis(var basis):
      basis.units = scaling.channels(basis.units)
      return .radialBasis(basis)
    default: return self
    }
  }

  /// Into how many equal parts the operation divides channels; one for none.
  var channelParts: Int {
    switch self {
    case .convolution(let convolution): convolution.filters.parts
    case .transposedConvolution(let convolution): convolution.filters.parts
    case .groupNorm(let norm): norm.groups
    case .channelShuffle(let shuffle): shuffle.groups
    case .channelSlice(.part(_, let parts)): parts
    default: 1
    }
  }

  /// The output channels of each group of a grouped convolution; nil for another operation.
  var groupWidth: Int? {
    guard case .convolution(let convolution) = self,
      case .grouped(let channels, let groups) = convolution.filters, groups > 1, channels >= groups
    else { return nil }
    return channels / groups
  }

  /// Whether the operation has channels of its own.
  var hasOwnChannels: Bool {
    switch self {
    case .convolution(let convolution): convolution.filters.isGrouped
    case .transposedConvolution(let convolution): convolution.filters.isGrouped
    case .linear, .radialBasis: true
    default: false
    }
  }
}

extension Convolution.Filters {
  fileprivate func scaled(by scaling: Scaling) -> Self {
    switch self {
    case .grouped(let channels, let groups)
    where groups > 1 && scaling.keepsGroupWidths && channels >= groups:
      .grouped(
        scaling.channels(channels), groups: scaling.channels(channels) / (channels / groups))
    case .grouped(let channels, let groups): .grouped(scaling.channels(channels), groups: groups)
    case .depthwise: self
    }
  }

  fileprivate var parts: Int {
    if case .grouped(_, let groups) = self { groups } else { 1 }
  }

  fileprivate var isGrouped: Bool {
    if case .grouped = self { true } else { false }
  }
}
