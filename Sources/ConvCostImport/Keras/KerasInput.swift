import ConvCostCore

/// An input of a model: its shape, with lengths that the file may leave open.
struct KerasInput: Sendable {
  /// The name of its layer.
  var name: String
  /// The dimensions of Keras without the batch; nil for an open length.
  var dims: [Int?]
  /// Whether the layers have the channels first.
  var isChannelsFirst: Bool
  /// How the layers that read it use it.
  var use: Use

  /// The ways in which an input with several dimensions is used.
  enum Use: Hashable, Sendable {
    /// As a map of channels.
    case map
    /// As maps, one for each step.
    case steps
    /// As positions with features.
    case tokens
  }

  /// Returns the input with lengths of the user's, in the tree's order: the side of a square, a
  /// length for each axis, or these after the channels.
  ///
  /// - Throws: `ModelFileError.Cause` for lengths that it cannot have, and for open ones.
  func tensor(
    _ lengths: [Int]?, isFirst: Bool
  ) throws(ModelFileError.Cause) -> KerasTensor {
    let layout = self.layout
    var resized: [[Int]] = []
    // Whatever stands in for an open length must be replaced.
    for placeholder in [1, 2] {
      let own = dims.map { $0 ?? placeholder }
      guard let shape = KerasTensor.shape(own, layout, steps: nil) else {
        throw .format(
          ReaderError(
            KerasError.shape(
              layer: name, type: "InputLayer", found: own,
              expected: "at most 8 dimensions whose product fits in 64 bits")))
      }
      guard let lengths else {
        resized.append(own)
        continue
      }
      guard let new = Self.resized(shape, to: lengths) else {
        throw .badInput(name, lengths, own: shape)
      }
      resized.append(Self.dims(of: new, layout))
    }
    guard resized[0] == resized[1] else {
      throw .format(ReaderError(KerasError.openInput(name, dims, isFirst: isFirst)))
    }
    guard KerasTensor.shape(resized[0], layout, steps: nil) != nil else {
      throw .format(
        ReaderError(KerasError.tooLarge(layer: name, quantity: "elements of the input")))
    }
    return KerasTensor(blob: name, dims: resized[0], layout: layout)
  }

  private var layout: KerasTensor.Layout {
    switch (dims.count, use) {
    case (...1, _): .features
    case (3...4, .steps): .stack(isChannelsFirst: isChannelsFirst)
    case (2...4, .map): isChannelsFirst ? .channelsFirst : .channelsLast
    default: .tokens
    }
  }

  /// Returns a shape with other lengths; nil if it cannot have them.
  private static func resized(_ shape: Shape, to lengths: [Int]) -> Shape? {
    switch shape {
    case .map, .vector: return shape.resized(to: lengths)
    case .maps(let count, let channels, let extent):
      // The number of steps is only in a list of all lengths.
      if lengths.count == shape.dimensions.count {
        return Extent(lengths.dropFirst(2)).map {
          .maps(count: lengths[0], channels: lengths[1], extent: $0)
        }
      }
      guard case .map(let channels, let extent)? = Shape.map(channels, extent).resized(to: lengths)
      else { return nil }
      return .maps(count: count, channels: channels, extent: extent)
    case .tensor(let own):
      if lengths.count == own.count { return Dimensions(lengths).map(Shape.tensor) }
      // One length is the number of positions.
      guard lengths.count == 1, own.count == 2 else { return nil }
      return Dimensions(lengths + own.dropFirst()).map(Shape.tensor)
    }
  }

  /// Returns the dimensions of Keras that a shape of the tree has.
  private static func dims(of shape: Shape, _ layout: KerasTensor.Layout) -> [Int] {
    let lengths = shape.dimensions
    return switch layout {
    case .channelsLast: Array(lengths.dropFirst() + lengths.prefix(1))
    case .stack(isChannelsFirst: false):
      Array(lengths.prefix(1) + lengths.dropFirst(2) + lengths.dropFirst().prefix(1))
    default: lengths
    }
  }
}
