/// SqueezeNet's module: a 1×1 reduces the channels, then a 1×1 and a 3×3 in parallel expand them.
///
/// Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016.
public struct Fire: Block {
  public static let typeName = "Fire"

  /// The channels of the first 1×1.
  public var squeeze: Int
  /// The channels of each of the two expanding convolutions.
  public var expand: Int

  /// Creates a module.
  public init(squeeze: Int, expand: Int) {
    self.squeeze = squeeze
    self.expand = expand
  }

  public var body: [Layer] {
    Convolution(squeeze, kernel: 1).named("squeeze")
    Activation.relu.named("squeeze_activation")
    Concat {
      Chain {
        Convolution(expand, kernel: 1).named("expand1x1")
        Activation.relu.named("expand1x1_activation")
      }
      Chain {
        Convolution(expand, kernel: 3, padding: 1).named("expand3x3")
        Activation.relu.named("expand3x3_activation")
      }
    }
  }
}
