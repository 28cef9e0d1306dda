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

  /// Returns how channels are scaled, with a divisor such that groups still divide a network's channels: the
  /// groups that it has, or, where these are too many, groups of as many channels.
  func respecting(_ groups: ChannelGroups) -> ChannelScaling {
    if let divisor = leastMultiple(of: [divisor] + groups.counts) {
      return ChannelScaling(width: width, divisor: divisor)
    }
    if let divisor = leastMultiple(of: [divisor] + groups.widths) {
      return ChannelScaling(width: width, divisor: divisor, keepsGroupWidths: true)
    }
    return ChannelScaling(width: width, divisor: divisor)
  }
}

/// Into how many parts the operations of a network divide channels, and how many channels have the parts of
/// convolutions; each number once.
struct ChannelGroups: Hashable, Sendable {
  var counts: [Int] = []
  var widths: [Int] = []

  mutating func add(_ operation: Operation) {
    let use = operation.channelUse
    guard use.parts > 1 else { return }
    if !counts.contains(use.parts) { counts.append(use.parts) }
    if let width = use.partWidth, !widths.contains(width) { widths.append(width) }
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
