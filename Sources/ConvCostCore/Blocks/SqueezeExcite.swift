/// Multiplies a map by a factor for each channel, computed from the means of all channels.
///
/// Hu et al., "Squeeze-and-Excitation Networks", 2017. Both 1×1 convolutions have biases.
public struct SqueezeExcite: Block {
  public static let typeName = "SqueezeExcite"

  /// The number of channels of the map.
  public var channels: Int
  /// The number of channels between the two convolutions.
  public var squeeze: Int
  /// The function after the first convolution.
  public var activation: Activation
  /// The function that makes the factors.
  public var gate: Activation

  /// Creates the block.
  public init(
    _ channels: Int, squeeze: Int, activation: Activation = .relu, gate: Activation = .sigmoid
  ) {
    self.channels = channels
    self.squeeze = squeeze
    self.activation = activation
    self.gate = gate
  }

  public var body: [Layer] {
    Gate {
      AdaptivePool.globalAverage.named("avgpool")
      Convolution(squeeze, kernel: 1).named("fc1")
      activation.named("activation")
      Convolution(channels, kernel: 1).named("fc2")
      gate.named("scale_activation")
    }
  }
}
