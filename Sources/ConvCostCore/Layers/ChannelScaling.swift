/// How the channels of a network are scaled: by a factor, and rounded.
package struct ChannelScaling: Equatable, Sendable {
  /// The factor.
  package var width: Double
  /// The divisor of scaled channels: they are rounded to its nearest multiple, but not below nine
  /// tenths.
  package var divisor: Int
  /// Whether groups keep their width, the number of channels in each, instead of the number of
  /// groups.
  package var keepsGroupWidths: Bool

  /// Creates a scaling.
  package init(width: Double, divisor: Int, keepsGroupWidths: Bool = false) {
    self.width = width
    self.divisor = divisor
    self.keepsGroupWidths = keepsGroupWidths
  }

  /// Returns the scaling of one of several equal parts, such that together they are scaled as their
  /// sum would be: if the sum is rounded to multiples of 8, each half is rounded to multiples of 4.
  func ofPart(_ parts: Int) -> ChannelScaling {
    guard parts > 1, divisor % parts == 0 else { return self }
    var scaling = self
    scaling.divisor /= parts
    return scaling
  }

  /// Returns the scaled number of channels. A single channel stays, because it is not a width: it
  /// is stretched over all channels, as the map of a spatial attention.
  func channels(_ channels: Int) -> Int {
    width == 1 || channels == 1
      ? channels : roundedChannels(Double(channels) * width, divisor: divisor)
  }
}

/// How an operation's channels follow from those of its input.
///
/// Unless positions are mixed in, an operation keeps both apart: the result's channels and the
/// stored numbers follow from the input's channels, the result's extent from the input's extent,
/// and each count is a product of a number that follows from channels and one that follows from
/// extents.
package struct ChannelUse: Equatable, Sendable {
  /// Whether the result has channels of the operation's own, independent of the input's.
  package var isOwn: Bool
  /// The number of equal parts into which channels are divided; 1 if they are not divided.
  package var parts: Int
  /// The channels of each part, if these are the operation's own.
  package var partWidth: Int?
  /// Whether the result's channels or the stored numbers depend on the input's extent too.
  package var mixesPositions: Bool

  /// Creates a statement.
  package init(
    isOwn: Bool, parts: Int = 1, partWidth: Int? = nil, mixesPositions: Bool = false
  ) {
    self.isOwn = isOwn
    self.parts = parts
    self.partWidth = partWidth
    self.mixesPositions = mixesPositions
  }

  /// Channels follow from those of the input, undivided.
  package static let passing = ChannelUse(isOwn: false)

  /// Channels follow from those of the input and from its positions, as those of a flattened map.
  package static let mixed = ChannelUse(isOwn: false, mixesPositions: true)

  /// Channels follow from those of the input, and are divided into equal parts.
  package static func divided(into parts: Int) -> ChannelUse {
    ChannelUse(isOwn: false, parts: parts)
  }
}
