/// Channels of zeros added after a map's own, as in ResNet's shortcut of option A.
public struct ChannelPad: Primitive {
  /// The number of channels of the result.
  public var channels: Int

  /// Creates a padding to the given number of channels.
  public init(to channels: Int) {
    self.channels = channels
  }

  package func detail(on rank: Int) -> String { "to \(channels)" }
  package var operationKind: OperationKind { .channelPad }
  public var operation: Operation { .channelPad(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("channels", channels)
    guard channels >= input.channels else {
      throw .fewerChannels(wanted: channels, channels: input.channels)
    }
    return input.with(channels: channels)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps nothing: gradients of the zeros are dropped.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  /// The channels that are padded follow from the input; the number to pad to is scaled with them.
  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self {
    var scaled = self
    scaled.channels = scaling.channels(channels)
    return scaled
  }
}
