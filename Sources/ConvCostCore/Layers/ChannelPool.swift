/// The mean or the largest of all channels at each position, a map of one channel.
///
/// What CBAM's spatial attention looks at. Woo et al., "CBAM: Convolutional Block Attention Module", 2018.
public struct ChannelPool: Primitive {
  /// The function of the channels.
  public var kind: PoolKind

  /// Creates a pool over the channels.
  public init(_ kind: PoolKind) {
    self.kind = kind
  }

  public var detail: String { kind == .max ? "max" : "average" }
  public var operation: Operation { .channelPool(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard input.extent != nil else { throw .needsMap }
    return input.with(channels: 1)
  }

  /// The largest channel's place is kept, an integer of 64 bits for each position; a mean needs nothing.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(positions: kind == .max ? output.count : 0)
  }
}
