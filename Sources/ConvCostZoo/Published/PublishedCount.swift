/// A total of a network of the zoo that is known from outside.
///
/// Most are printed, or measured on the reference implementation that the source names. Where a paper
/// prints a rounded number, the row has the exact one of its definition, and the source says what is
/// printed.
public struct PublishedCount: Hashable, Sendable {
  /// The network, with its options.
  public let network: String
  /// Trainable parameters.
  public let parameters: Int
  /// Stored numbers that are not trained, where they are known.
  public let buffers: Int?
  /// Multiply-accumulates of convolutions and linear layers, where they are known.
  public let macs: Int?
  /// Output elements of convolutions and linear layers, where they are known.
  public let activations: Int?
  /// Where the numbers stand.
  public let source: String

  init(
    _ network: String, _ parameters: Int, buffers: Int? = nil, macs: Int? = nil,
    activations: Int? = nil, _ source: String
  ) {
    self.network = network
    self.parameters = parameters
    self.buffers = buffers
    self.macs = macs
    self.activations = activations
    self.source = source
  }
}

extension PublishedCount {
  /// Every row, family by family.
  public static let all: [PublishedCount] = [
    torchvision, torchvisionVariants, classics, alexNet, vgg, googLeNet, inceptions, resNet,
    denseNet, cifar, mobile, mobileNetV2, efficientNet,
    keras, segmentation, parallelBranches, videosAndSounds, detection,
  ].flatMap { $0 }
}

extension PublishedCount: CustomStringConvertible {
  /// The network.
  public var description: String { network }
}
