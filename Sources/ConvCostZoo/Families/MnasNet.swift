public import ConvCostCore

/// MnasNet-B1: inverted residuals found by search, without squeeze-excite.
///
/// Tan et al., "MnasNet: Platform-Aware Neural Architecture Search for Mobile", 2018, Figure 7; the
/// widths and paths are those of torchvision/models/mnasnet.py.
public struct MnasNet: Block {
  /// A row of the paper's figure.
  public struct Stage: Hashable, Sendable {
    /// The expansion factor.
    public var expand: Int
    /// The side of the depthwise kernel.
    public var kernel: Int
    /// The stride of the first block.
    public var stride: Int
    /// The output channels before scaling.
    public var channels: Int
    /// The number of blocks.
    public var depth: Int
  }

  /// The rows: expansion, kernel, stride, channels, blocks.
  public static let stages = [
    Stage(expand: 3, kernel: 3, stride: 2, channels: 24, depth: 3),
    Stage(expand: 3, kernel: 5, stride: 2, channels: 40, depth: 3),
    Stage(expand: 6, kernel: 5, stride: 2, channels: 80, depth: 3),
    Stage(expand: 6, kernel: 3, stride: 1, channels: 96, depth: 2),
    Stage(expand: 6, kernel: 5, stride: 2, channels: 192, depth: 4),
    Stage(expand: 6, kernel: 3, stride: 1, channels: 320, depth: 1),
  ]

  /// The width multiplier.
  public var width: Double
  /// The number of classes.
  public var classes: Int

  public init(width: Double, classes: Int = 1000) {
    self.width = width
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      convNorm(Convolution(scaled(32), kernel: 3, stride: 2, padding: 1, bias: false))
      Activation.relu
      convNorm(.depthwise(kernel: 3, padding: 1, bias: false))
      Activation.relu
      convNorm(Convolution(scaled(16), kernel: 1, bias: false))
      stages
      convNorm(Convolution(1280, kernel: 1, bias: false))
      Activation.relu
    }.named("layers")
    AdaptivePool.globalAverage.written(as: .method)
    Flatten()
    Sequential {
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  private var stages: [Layer] {
    var layers: [Layer] = []
    var input = scaled(16)
    for stage in Self.stages {
      let channels = scaled(stage.channels)
      layers.append(
        Sequential {
          for index in 0..<max(0, stage.depth) {
            block(
              expanded: (index == 0 ? input : channels) * stage.expand, channels,
              kernel: stage.kernel, stride: index == 0 ? stage.stride : 1)
          }
        }.layer)
      input = channels
    }
    return layers
  }

  /// An inverted residual whose convolutions and normalisations torchvision numbers in one list.
  private func block(expanded: Int, _ channels: Int, kernel: Int, stride: Int) -> Layer {
    Residual.unlessStrided(by: stride) {
      Sequential {
        convNorm(Convolution(expanded, kernel: 1, bias: false))
        Activation.relu
        convNorm(
          .depthwise(kernel: kernel, stride: stride, padding: .half, bias: false))
        Activation.relu
        convNorm(Convolution(channels, kernel: 1, bias: false))
      }.named("layers")
    }.asScope("InvertedResidual")
  }

  @LayerBuilder private func convNorm(_ convolution: Convolution) -> [Layer] {
    convolution
    BatchNorm()
  }

  private func scaled(_ channels: Int) -> Int {
    roundedChannels(Double(channels) * width)
  }
}

extension Layer {
  /// Returns a level of the paths that contains this layer only.
  fileprivate func asScope(_ type: String) -> Layer {
    .scope(Layer.Scope(type: type), [self])
  }
}

extension ZooEntry {
  static let mnasNets = [("0_5", 0.5), ("0_75", 0.75), ("1_0", 1.0), ("1_3", 1.3)].map {
    name, width in
    ZooEntry(
      "torchvision/mnasnet\(name)", family: "MnasNet",
      citation: "torchvision/models/mnasnet.py; Tan et al. 2018, Figure 7",
      keys: [.classes, .width]
    ) { options in
      MnasNet(width: options.width ?? width, classes: options.classes ?? 1000).body
    }
  }
}
