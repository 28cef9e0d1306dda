/// A function of all channels at each position, which gives a map of one channel.
///
/// CBAM's spatial attention uses the mean and the maximum, SSD divides by the norm. Woo et al.,
/// "CBAM: Convolutional Block Attention Module", 2018; Liu et al., "ParseNet", 2015.
public struct ChannelPool: Primitive {
  /// The functions of the channels.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// The mean.
    case average
    /// The largest.
    case max
    /// The square root of the sum of squares.
    case norm
  }

  /// The function of the channels.
  public var function: Function

  /// Creates a pool over the channels.
  public init(_ function: Function) {
    self.function = function
  }

  package func detail(on rank: Int) -> String { function.rawValue }
  package var operationKind: OperationKind { .channelPool }
  public var operation: Operation { .channelPool(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard input.extent != nil else { throw .needsMap }
    return input.with(channels: 1)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// A maximum keeps the index of its channel, a 64-bit integer for each position; a mean keeps
  /// nothing. A norm keeps the input and itself, and PyTorch's `normalize` bounds it from below,
  /// which gives one more map.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch function {
    case .average: .nothing
    case .max: SavedTensors(positions: output.count)
    case .norm: SavedTensors(inputs: .all, output: true, activations: output.count)
    }
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
