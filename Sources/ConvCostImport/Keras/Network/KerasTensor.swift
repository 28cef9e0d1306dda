import ConvCostCore

/// A result while a network is built: its dimensions in Keras, and how the tree holds it.
///
/// A tree has maps with their channels first and tensors with their features last, where Keras has
/// dimensions only. A result stays as the last layer gave it until a layer needs another form.
struct KerasTensor: Hashable {
  /// How the tree holds a result.
  enum Layout: Hashable {
    /// A vector.
    case features
    /// A map, of which Keras has the channels last.
    case channelsLast
    /// A map, of which Keras has the channels first.
    case channelsFirst
    /// A tensor with Keras' dimensions.
    case tokens
    /// A map of one element in each channel, of which Keras has the channels only: the result of a
    /// global pool. It becomes a vector for a layer that needs one.
    case pooled
    /// A stack of maps, of which Keras has the number of maps first.
    case stack(isChannelsFirst: Bool)
  }

  /// The name of the result in the network of blobs.
  var blob: String
  /// The dimensions of Keras without the batch.
  var dims: [Int]
  /// How the tree holds the result.
  var layout: Layout
  /// The number of steps to which a layer inside `TimeDistributed` is applied, each of which has
  /// the dimensions; nil outside of it.
  var steps: Int?

  /// Whether the result is a map, or a stack of them inside `TimeDistributed`.
  var isMap: Bool { layout == .channelsLast || layout == .channelsFirst }

  /// The dimension with the channels or features of the tree's shape; nil for a single number.
  var channelAxis: Int? {
    if dims.isEmpty { return nil }
    return switch layout {
    case .channelsFirst: 0
    case .stack(isChannelsFirst: true): 1
    default: dims.count - 1
    }
  }

  /// The number of channels or features.
  var channels: Int { channelAxis.map { dims[$0] } ?? 1 }

  /// The lengths of a map along its axes.
  var extent: [Int] {
    switch layout {
    case .channelsFirst: Array(dims.dropFirst())
    default: Array(dims.dropLast())
    }
  }

  /// Returns the shape of the tree for some dimensions; nil if no shape is so.
  static func shape(_ dims: [Int], _ layout: Layout, steps: Int?) -> Shape? {
    guard elementCount(dims + [steps ?? 1]) != nil, dims.allSatisfy({ $0 > 0 }) else { return nil }
    switch layout {
    case .features:
      guard dims.count <= 1 else { return nil }
      let features = dims.reduce(1, *)
      return steps.map { .tensor([$0, features]) } ?? .vector(features)
    case .channelsLast, .channelsFirst:
      let isFirst = layout == .channelsFirst
      guard let channels = isFirst ? dims.first : dims.last,
        let extent = Extent(isFirst ? dims.dropFirst() : dims.dropLast())
      else { return nil }
      return steps.map { .maps(count: $0, channels: channels, extent: extent) }
        ?? .map(channels, extent)
    case .tokens:
      let lengths = (steps.map { [$0] } ?? []) + dims
      guard lengths.count > 1 else { return nil }
      return Dimensions(lengths).map(Shape.tensor)
    case .stack(let isFirst):
      guard steps == nil, let count = dims.first else { return nil }
      return shape(
        Array(dims.dropFirst()), isFirst ? .channelsFirst : .channelsLast, steps: count)
    case .pooled: return nil
    }
  }

  /// Returns the dimension that an axis of Keras is, where the batch is axis 0. For the batch, and
  /// for an axis that a result of this rank does not have, the number is none of its dimensions.
  static func dimension(_ axis: Int, of rank: Int) -> Int { axis < 0 ? rank + axis : axis - 1 }

  /// The layout that holds any result of a number of dimensions.
  static func plain(_ rank: Int) -> Layout { rank > 1 ? .tokens : .features }
}
