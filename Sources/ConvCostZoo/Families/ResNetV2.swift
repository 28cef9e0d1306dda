public import ConvCostCore

/// ResNet-V2 as Keras has it: normalisation before convolution, the stride in the last block of a
/// stage.
///
/// He et al., "Identity Mappings in Deep Residual Networks", 2016; keras/src/applications/resnet.py
/// (`block2`, `stack2`). The first and the third convolution of each block and the projections have
/// biases.
public struct ResNetV2: Block {
  /// The number of blocks in each stage.
  public var depths: [Int]
  /// The number of classes.
  public var classes: Int

  public init(depths: [Int], classes: Int = 1000) {
    self.depths = depths
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(64, kernel: 7, stride: 2, padding: 3).named("conv1_conv")
    Pool.max(3, stride: 2, padding: 1).named("pool1_pool")
    for (stage, depth) in depths.enumerated() {
      Sequential {
        for index in 0..<max(0, depth) {
          Unit(
            width: 64 << stage, isFirst: index == 0,
            stride: index == depth - 1 && stage < depths.count - 1 ? 2 : 1)
        }
      }.named("conv\(stage + 2)")
    }
    BatchNorm().named("post_bn")
    Activation.relu.named("post_relu")
    AdaptivePool.globalAverage.named("avg_pool")
    Flatten()
    Linear(classes).named("predictions")
  }

  /// A bottleneck whose shortcut is a projection of the normalised input in the first block, a
  /// subsampling in the last, and the input in the others.
  private struct Unit: Block {
    static let typeName = "PreActBottleneck"

    var width: Int
    var isFirst: Bool
    var stride: Int

    var body: [Layer] {
      if isFirst {
        preactivation
        Sum {
          Convolution(4 * width, kernel: 1, stride: stride).named("0_conv")
          Chain { convolutions }
        }
      } else {
        Sum {
          Chain {
            if stride != 1 { Pool.max(1, stride: stride) }
          }
          Chain {
            preactivation
            convolutions
          }
        }
      }
    }

    @LayerBuilder private var preactivation: [Layer] {
      BatchNorm().named("preact_bn")
      Activation.relu.named("preact_relu")
    }

    @LayerBuilder private var convolutions: [Layer] {
      Convolution(width, kernel: 1, bias: false).named("1_conv")
      BatchNorm().named("1_bn")
      Activation.relu.named("1_relu")
      Convolution(width, kernel: 3, stride: stride, padding: 1, bias: false).named("2_conv")
      BatchNorm().named("2_bn")
      Activation.relu.named("2_relu")
      Convolution(4 * width, kernel: 1).named("3_conv")
    }
  }
}

extension ZooEntry {
  static let resNetV2s = ResNet.Size.deep.map { size in
    ZooEntry(
      "keras/resnet\(size.rawValue)_v2", family: "ResNet",
      citation: "keras/src/applications/resnet_v2.py; He et al. 2016", keys: [.classes]
    ) { options in
      ResNetV2(depths: size.depths, classes: options.classes ?? 1000).body
    }
  }
}
