/// A change of a network's size by two factors; it works on every network.
///
/// The width is a factor of all channels and features inside the network: MobileNet's
/// multiplier. The depth is a factor of the repeats of its blocks: EfficientNet's. The input and
/// the last layers, whose outputs are the network's results, keep their sizes.
///
/// ```swift
/// let network = try Network(zoo: "resnet50")
/// let half = try network.scaled(by: Scaling(width: 0.5))
/// print(try half.cost.parameters)
/// ```
///
/// Families such as MobileNet and EfficientNet have rules of their own, which names of the zoo
/// follow: `mobilenet_v2:width=0.5` is another network than `mobilenet_v2` scaled by a half.
///
/// `channels(_:divisor:)` and `repeats(_:by:)` are the rules by which widths and repeats are
/// rounded.
public struct Scaling: Hashable, Sendable {
  /// The factor of the channels.
  public var width: Double
  /// The factor of the repeats.
  public var depth: Double
  /// The divisor of scaled channels: they are rounded to its nearest multiple, but not below nine
  /// tenths. Used if the width is not one.
  public private(set) var divisor: Int

  /// The possible factors.
  public static let factors = 0.01...100.0

  /// Creates a scaling; the default changes nothing.
  ///
  /// - Precondition: the divisor is at least one.
  public init(width: Double = 1, depth: Double = 1, divisor: Int = 8) {
    precondition(divisor >= 1, "a divisor is at least one")
    self.width = width
    self.depth = depth
    self.divisor = divisor
  }

  /// Checks the factors.
  ///
  /// - Throws: `NetworkError` for one outside of the range.
  func validate() throws(NetworkError) {
    for (quantity, value) in [("width", width), ("depth", depth)]
    where !Self.factors.contains(value) {
      throw NetworkError(.badFactor(quantity: quantity, value: value, allowed: Self.factors))
    }
  }

  /// Whether the factors are within their range.
  var isValid: Bool { Self.factors.contains(width) && Self.factors.contains(depth) }

  /// Returns how channels are scaled, with a divisor such that groups still divide a network's
  /// channels: its own number of groups or, if these are too many, groups with as many channels as
  /// before.
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

/// The numbers of parts into which the operations of a network divide channels, and the numbers of
/// channels in the parts of convolutions; each number once.
struct ChannelGroups: Equatable, Sendable {
  var counts: [Int] = []
  var widths: [Int] = []

  mutating func add(_ operation: Operation) {
    let use = operation.channelUse
    guard use.parts > 1 else { return }
    if !counts.contains(use.parts) { counts.append(use.parts) }
    if let width = use.partWidth, !widths.contains(width) { widths.append(width) }
  }
}

/// Returns the least common multiple; nil if it is so large that channels rounded to it would no
/// longer be near the scaled number.
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
