/// A published total of a network of the zoo.
///
/// Most are printed, or measured on the reference implementation that the source names. Where a
/// paper prints a rounded number, the row has the exact number of the paper's definition, and the
/// source says what is printed.
public struct PublishedCount: Hashable, Sendable {
  /// The network, with its options.
  public let network: String
  /// Trainable parameters.
  public let parameters: Int
  /// Stored numbers that are not trained; nil if unknown.
  public let buffers: Int?
  /// Multiply-accumulates of convolutions and linear layers; nil if unknown.
  public let macs: Int?
  /// Output elements of convolutions and linear layers; nil if unknown.
  public let activations: Int?
  /// Where the numbers are printed, or how they were measured.
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
  /// Returns the source of numbers in torchvision's weight metadata.
  ///
  /// - Parameters:
  ///   - file: the file under `torchvision/models`.
  ///   - operations: the rounded MACs that the metadata state.
  ///   - note: a remark on the MACs.
  static func metadata(_ file: String, _ operations: String, _ note: String? = nil) -> String {
    "torchvision 0.29.2 torchvision/models/\(file), weight metadata: num_params,"
      + " \(operations) of _ops" + (note.map { ", \($0)" } ?? "")
  }

  /// All rows, family by family.
  public static let all: [PublishedCount] = [
    torchvision, torchvisionVariants, classics, alexNet, vgg, googLeNet, inceptions, resNet,
    denseNet, cifar, mobile, mobileNetV2, efficientNet,
    keras, segmentation, parallelBranches, videosAndSounds, detection,
  ].flatMap { $0 }
}

extension PublishedCount: CustomStringConvertible {
  /// The network, with its options.
  public var description: String { network }
}
