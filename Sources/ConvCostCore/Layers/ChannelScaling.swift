/// How the channels of a network are scaled: by a factor, and rounded.
package struct ChannelScaling: Hashable, Sendable {
  /// The factor.
  package var width: Double
  /// What scaled channels are rounded to multiples of: to the nearest, but not below nine tenths.
  package var divisor: Int
  /// Whether groups keep the number of channels in each, and not their own number.
  package var keepsGroupWidths: Bool

  /// Creates a scaling.
  package init(width: Double, divisor: Int, keepsGroupWidths: Bool = false) {
    self.width = width
    self.divisor = divisor
    self.keepsGroupWidths = keepsGroupWidths
  }

  /// Returns the scaling of one of several equal parts, which together are scaled as their sum would be: a half of
  /// what is rounded to multiples of 8 is rounded to those of 4.
  func ofPart(_ parts: Int) -> ChannelScaling {
    guard parts > 1, divisor % parts == 0 else { return self }
    var scaling = self
    scaling.divisor /= parts
    return scaling
  }

  /// Returns the scaled number of channels. A single one stays: it has no width, but is stretched over all
  /// channels, as the map of a spatial attention.
  func channels(_ channels: Int) -> Int {
    width == 1 || channels == 1
      ? channels : roundedChannels(Double(channels) * width, divisor: divisor)
  }
}

/// What an operation does with channels.
package struct ChannelUse: Hashable, Sendable {
  /// Whether the result has channels of the operation's own, whatever the input has.
  package var isOwn: Bool
  /// Into how many equal parts channels are divided; one where they are not.
  package var parts: Int
  /// The channels of each part, where these are the operation's own.
  package var partWidth: Int?

  /// Creates a statement.
  package init(isOwn: Bool, parts: Int = 1, partWidth: Int? = nil) {
    self.isOwn = isOwn
    self.parts = parts
    self.partWidth = partWidth
  }

  /// Channels follow from those of the input, undivided.
  package static let passing = ChannelUse(isOwn: false)

  /// Channels follow from those of the input, and are divided into equal parts.
  package static func divided(into parts: Int) -> ChannelUse {
    ChannelUse(isOwn: false, parts: parts)
  }
}
