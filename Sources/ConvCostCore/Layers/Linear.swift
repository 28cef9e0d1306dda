/// A fully connected layer, applied to the features at every position.
///
///     weights = in · out        biases = out        MACs = weights for each position
///
/// A vector has one position; in a tensor of tokens, the leading dimensions give the number of
/// positions.
public struct Linear: Primitive {
  /// The number of output features.
  public var features: Int
  /// Whether every output has a bias.
  public var bias: Bool

  /// Creates a layer with the given number of output features.
  public init(_ features: Int, bias: Bool = true) {
    self.features = features
    self.bias = bias
  }

  package var operationKind: OperationKind { .linear }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .linear(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("features", features)
    guard input.extent == nil else { throw .needsFeatures }
    return input.with(channels: features)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    let weights = try product("weights", input.channels, features)
    return Cost(
      weights: weights, biases: bias ? features : 0,
      macs: try product("MACs", weights, output.count / features), activations: output.count)
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, for the gradient of the weights.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }

  /// Reads one position of a tensor, whose features come last. The features of a vector are those
  /// of one position, or of all that were flattened, which is their field already.
  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { ChannelUse(isOwn: true) }
  package func scaled(by scaling: ChannelScaling) -> Self {
    var scaled = self
    scaled.features = scaling.channels(features)
    return scaled
  }
}
