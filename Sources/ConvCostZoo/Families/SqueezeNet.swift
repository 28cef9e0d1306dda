public import ConvCostCore

/// SqueezeNet: fire modules between max pools, and a 1×1 convolution as classifier.
///
/// Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016, Table 1;
/// the paths are those of torchvision/models/squeezenet.py. Version 1.1 (forresti/SqueezeNet) pools
/// earlier and costs less than half.
public struct SqueezeNet: Block {
  /// The released versions.
  public enum Version: String, Hashable, Sendable, CaseIterable {
    /// The paper's.
    case v1_0 = "1_0"
    /// The cheaper version 1.1.
    case v1_1 = "1_1"
  }

  /// The version.
  public var version: Version
  /// The padding of the last convolution; in the Caffe model of version 1.0 it is 1.
  public var lastPadding: Padding
  /// The number of classes.
  public var classes: Int

  public init(_ version: Version, lastPadding: Padding = 0, classes: Int = 1000) {
    self.version = version
    self.lastPadding = lastPadding
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      switch version {
      case .v1_0: Convolution(96, kernel: 7, stride: 2)
      case .v1_1: Convolution(64, kernel: 3, stride: 2)
      }
      Activation.relu
      pool
      Fire(squeeze: 16, expand: 64)
      Fire(squeeze: 16, expand: 64)
      if version == .v1_1 { pool }
      Fire(squeeze: 32, expand: 128)
      if version == .v1_0 { pool }
      Fire(squeeze: 32, expand: 128)
      if version == .v1_1 { pool }
      Fire(squeeze: 48, expand: 192)
      Fire(squeeze: 48, expand: 192)
      Fire(squeeze: 64, expand: 256)
      if version == .v1_0 { pool }
      Fire(squeeze: 64, expand: 256)
    }.named("features")
    Sequential {
      Dropout()
      Convolution(classes, kernel: 1, padding: lastPadding)
      Activation.relu
      AdaptivePool.globalAverage
    }.named("classifier")
    Flatten()
  }

  private var pool: Pool { .max(3, stride: 2, rounding: .ceil) }
}

extension ZooEntry {
  static let squeezeNets: [ZooEntry] =
    SqueezeNet.Version.allCases.map { version in
      ZooEntry(
        "torchvision/squeezenet\(version.rawValue)", family: "SqueezeNet",
        citation: "torchvision/models/squeezenet.py; Iandola et al. 2016, Table 1",
        keys: [.classes]
      ) { options in
        SqueezeNet(version, classes: options.classes ?? 1000).body
      }
    }
    + SqueezeNet.Version.allCases.map { version in
      ZooEntry(
        "caffe/squeezenet\(version.rawValue)", family: "SqueezeNet",
        citation: "forresti/SqueezeNet deploy.prototxt; Iandola et al. 2016, Table 1",
        input: 227, keys: [.classes]
      ) { options in
        SqueezeNet(
          version, lastPadding: version == .v1_0 ? 1 : 0, classes: options.classes ?? 1000
        ).body
      }
    }
}
