/// A selection of channels.
public enum ChannelSlice: Primitive {
  /// A number of channels from the given first one.
  case range(first: Int, count: Int)
  /// One of several equal parts, counted from zero: ShuffleNetV2's channel split.
  case part(Int, of: Int)

  package func detail(on rank: Int) -> String {
    switch self {
    case .range(let first, count: 1): "\(first)"
    case .range(let first, let count): "\(first) to \(first &+ count &- 1)"
    case .part(let part, let parts): "part \(part &+ 1) of \(parts)"
    }
  }
  package var operationKind: OperationKind { .channelSlice }
  public var operation: Operation { .channelSlice(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    let channels = input.channels
    switch self {
    case .range(let first, let count):
      try requireLength("first channel", first, from: 0)
      try requireLength("channels", count)
      guard first + count <= channels else {
        throw .channelsOutside(first: first, count: count, channels: channels)
      }
      return input.with(channels: count)
    case .part(let part, let parts):
      try requireLength("parts", parts)
      try requireLength("part", part, from: 0)
      guard part < parts else { throw .channelsOutside(first: part, count: 1, channels: parts) }
      try requireDivisible("channels", channels, by: parts)
      return input.with(channels: channels / parts)
    }
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  /// Keeps nothing: gradients are moved back.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse {
    switch self {
    case .range: .passing
    case .part(_, let parts): .divided(into: parts)
    }
  }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
