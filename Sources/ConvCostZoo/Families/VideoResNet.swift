public import ConvCostCore

/// ResNet-18 for videos: a map's depth is its number of frames.
///
/// Tran et al., "A Closer Look at Spatiotemporal Convolutions for Action Recognition", 2017, Table
/// 1; the paths are those of torchvision/models/video/resnet.py.
public struct VideoResNet: Block {
  /// The convolutions that take the place of an image network's 3×3.
  public enum Unit: Hashable, Sendable {
    /// 3×3×3 convolutions: `Conv3DSimple`.
    case joint
    /// 1×3×3 convolutions over each frame: `Conv3DNoTemporal`.
    case spatial
    /// A 1×3×3 and then a 3×1×1 convolution, with a normalisation and a ReLU between:
    /// `Conv2Plus1D`.
    case factorized
  }

  /// The kind of convolution in each stage.
  public var units: [Unit]
  /// The number of blocks in each stage.
  public var depths = [2, 2, 2, 2]
  /// The number of classes.
  public var classes: Int

  public init(_ units: [Unit], classes: Int = 400) {
    self.units = units
    self.classes = classes
  }

  public var body: [Layer] {
    stem.named("stem")
    for (stage, (unit, depth)) in zip(units, depths).enumerated() {
      let width = 64 << stage
      Sequential {
        for index in 0..<max(0, depth) {
          VideoBlock(
            unit, from: index == 0 && stage > 0 ? width / 2 : width, to: width,
            stride: index == 0 && stage > 0 ? 2 : 1)
        }
      }.named("layer\(stage + 1)")
    }
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Linear(classes).named("fc")
  }

  /// The first convolution, which halves the height and width of the frames and keeps their number.
  private var stem: Sequential {
    Sequential {
      if units.first == .factorized {
        ConvNorm(.spatial(45, kernel: 7, stride: 2)).body
        ConvNorm(.temporal(64, kernel: 3)).body
      } else {
        ConvNorm(64, kernel: Extent(3, 7, 7), stride: Extent(1, 2, 2)).body
      }
    }
  }
}

/// ResNet's block of two convolutions for videos.
public struct VideoBlock: Block {
  public static let typeName = "BasicBlock"

  /// The kind of convolution.
  public var unit: VideoResNet.Unit
  /// The channels of the input, which decide how many a factorised convolution has inside.
  public var input: Int
  /// The channels of the result.
  public var width: Int
  /// The stride of the first convolution.
  public var stride: Int

  public init(_ unit: VideoResNet.Unit, from input: Int, to width: Int, stride: Int = 1) {
    self.unit = unit
    self.input = input
    self.width = width
    self.stride = stride
  }

  public var body: [Layer] {
    Residual(.projected(by: projection, stride: stride)) {
      Sequential {
        convolution(stride: stride)
        BatchNorm()
        Activation.relu
      }.named("conv1")
      Sequential {
        convolution(stride: 1)
        BatchNorm()
      }.named("conv2")
    }
    Activation.relu.named("relu")
  }

  private var projection: Layer {
    let stride = unit == .spatial ? Extent(1, stride, stride) : Extent(stride)
    return ConvNorm(width, kernel: 1, stride: stride, activation: nil).named("downsample")
  }

  private func convolution(stride: Int) -> Layer {
    switch unit {
    case .joint:
      Convolution(width, kernel: 3, stride: stride, padding: 1, bias: false).layer
    case .spatial:
      Convolution.spatial(width, kernel: 3, stride: stride).layer
    case .factorized:
      Sequential {
        ConvNorm(.spatial(inner, kernel: 3, stride: stride)).body
        Convolution.temporal(width, kernel: 3, stride: stride)
      }.layer
    }
  }

  /// The channels between the two parts of a factorised convolution: chosen so that it has as many
  /// weights as a 3×3×3 one between the block's channels, and rounded down. §3.5 of the paper.
  private var inner: Int {
    guard input > 0, width > 0 else { return 0 }
    let (product, overflow) = scaledWidth(input, by: 27).multipliedReportingOverflow(by: width)
    return overflow ? .max : product / (9 * input + 3 * width)
  }
}

extension Convolution {
  /// Returns a convolution over each frame.
  static func spatial(_ channels: Int, kernel: Int, stride: Int = 1) -> Convolution {
    Convolution(
      channels, kernel: Extent(1, kernel, kernel), stride: Extent(1, stride, stride),
      padding: .half, bias: false)
  }

  /// Returns a convolution over time at each pixel.
  static func temporal(_ channels: Int, kernel: Int, stride: Int = 1) -> Convolution {
    Convolution(
      channels, kernel: Extent(kernel, 1, 1), stride: Extent(stride, 1, 1), padding: .half,
      bias: false)
  }
}

extension ZooEntry {
  static let videoResNets: [ZooEntry] = [
    video("r3d_18", [.joint, .joint, .joint, .joint]),
    video("mc3_18", [.joint, .spatial, .spatial, .spatial]),
    video("r2plus1d_18", [.factorized, .factorized, .factorized, .factorized]),
  ]

  private static func video(_ name: String, _ units: [VideoResNet.Unit]) -> ZooEntry {
    ZooEntry(
      "torchvision/\(name)", family: "Video ResNet",
      citation: "torchvision/models/video/resnet.py; Tran et al. 2017, Table 1",
      input: .map(3, Extent(16, 112, 112)), keys: [.classes]
    ) { options in
      VideoResNet(units, classes: options.classes ?? 400).body
    }
  }
}
