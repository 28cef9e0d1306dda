public import ConvCostCore

/// ShuffleNetV2: half of the channels pass each block unchanged, then the channels are shuffled.
///
/// Ma et al., "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design", 2018,
/// Table 5; the paths are those of torchvision/models/shufflenetv2.py.
public struct ShuffleNetV2: Block {
  /// A column of the paper's Table 5: the channels of the three stages and of the last convolution.
  public struct Width: Hashable, Sendable {
    /// The factor in the network's name.
    public var name: String
    /// The output channels of the three stages.
    public var stages: [Int]
    /// The channels of the last convolution.
    public var last: Int
  }

  /// The four columns.
  public static let widths = [
    Width(name: "0_5", stages: [48, 96, 192], last: 1024),
    Width(name: "1_0", stages: [116, 232, 464], last: 1024),
    Width(name: "1_5", stages: [176, 352, 704], last: 1024),
    Width(name: "2_0", stages: [244, 488, 976], last: 2048),
  ]

  /// The column.
  public var width: Width
  /// The number of classes.
  public var classes: Int

  public init(_ width: Width, classes: Int = 1000) {
    self.width = width
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      Convolution(24, kernel: 3, stride: 2, padding: 1, bias: false)
      BatchNorm()
      Activation.relu
    }.named("conv1")
    Pool.max(3, stride: 2, padding: 1).named("maxpool")
    for (stage, (channels, depth)) in zip(width.stages, [4, 8, 4]).enumerated() {
      Sequential {
        Unit(channels: channels, stride: 2)
        for _ in 1..<max(1, depth) { Unit(channels: channels, stride: 1) }
      }.named("stage\(stage + 2)")
    }
    Sequential {
      Convolution(width.last, kernel: 1, bias: false)
      BatchNorm()
      Activation.relu
    }.named("conv5")
    AdaptivePool.globalAverage.written(as: .method)
    Flatten()
    Linear(classes).named("fc")
  }

  /// The block of Figure 3 (c), or with a stride of 2 the block of Figure 3 (d).
  public struct Unit: Block {
    public static let typeName = "ShuffleUnit"

    /// The output channels.
    public var channels: Int
    /// The stride; with 2, both branches read the whole input.
    public var stride: Int

    public init(channels: Int, stride: Int) {
      self.channels = channels
      self.stride = stride
    }

    public var body: [Layer] {
      Concat {
        if stride == 1 {
          ChannelSlice.part(0, of: 2)
          Chain {
            ChannelSlice.part(1, of: 2)
            branch.named("branch2")
          }
        } else {
          Sequential {
            Convolution.depthwise(kernel: 3, stride: stride, padding: 1, bias: false)
            BatchNorm()
            Convolution(channels / 2, kernel: 1, bias: false)
            BatchNorm()
            Activation.relu
          }.named("branch1")
          branch.named("branch2")
        }
      }
      ChannelShuffle(groups: 2)
    }

    private var branch: Sequential {
      Sequential {
        Convolution(channels / 2, kernel: 1, bias: false)
        BatchNorm()
        Activation.relu
        Convolution.depthwise(kernel: 3, stride: stride, padding: 1, bias: false)
        BatchNorm()
        Convolution(channels / 2, kernel: 1, bias: false)
        BatchNorm()
        Activation.relu
      }
    }
  }
}

extension ZooEntry {
  static let shuffleNetV2s = ShuffleNetV2.widths.map { width in
    ZooEntry(
      "torchvision/shufflenet_v2_x\(width.name)", family: "ShuffleNetV2",
      citation: "torchvision/models/shufflenetv2.py; Ma et al. 2018, Table 5", keys: [.classes]
    ) { options in
      ShuffleNetV2(width, classes: options.classes ?? 1000).body
    }
  }
}
