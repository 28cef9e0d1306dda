public import ConvCostCore

/// Attention over channels: a factor for each channel, which one shared perceptron computes from
/// the channel's mean and from its maximum.
///
/// Woo et al., "CBAM: Convolutional Block Attention Module", 2018, Equation 2. The perceptron has
/// biases, and is written on maps of 1×1.
public struct ChannelAttention: Block {
  /// The number of channels of the map.
  public var channels: Int
  /// The number of channels between the two layers of the perceptron.
  public var squeeze: Int
  /// The label under which the perceptron's weights, which are used twice, are shared.
  public var label: Label

  public init(_ channels: Int, squeeze: Int, label: Label) {
    self.channels = channels
    self.squeeze = squeeze
    self.label = label
  }

  public var body: [Layer] {
    Gate {
      Sum {
        Chain {
          AdaptivePool.globalAverage.named("avgpool")
          perceptron
        }
        Chain {
          AdaptivePool.globalMax.named("maxpool")
          perceptron
        }
      }
      Activation.sigmoid
    }
  }

  private var perceptron: Layer {
    Sequential {
      Convolution(squeeze, kernel: 1)
      Activation.relu
      Convolution(channels, kernel: 1)
    }.sharing(label).named("mlp")
  }
}

/// Attention over positions: a factor for each position, computed from the maximum and the mean of
/// its channels.
///
/// Woo et al., "CBAM: Convolutional Block Attention Module", 2018, Equation 3.
public struct SpatialAttention: Block {
  /// The kernel of the convolution over the two maps.
  public var kernel: Extent

  public init(kernel: some ExtentConvertible = 7) {
    self.kernel = Extent(kernel)
  }

  public var body: [Layer] {
    Gate {
      Concat {
        ChannelPool(.max)
        ChannelPool(.average)
      }
      Convolution(1, kernel: kernel, padding: .half, bias: false).named("conv")
      BatchNorm().named("bn")
      Activation.sigmoid
    }
  }
}

/// ResNet's bottleneck with both attentions, one after the other, before the sum.
///
/// Woo et al., "CBAM: Convolutional Block Attention Module", 2018, Figure 3.
public struct AttentionBottleneck: Block {
  /// A quarter of the output channels.
  public var width: Int
  /// The block's stride.
  public var stride: Int
  /// The convolution that has the stride.
  public var placement: Bottleneck.StridePlacement
  /// The factor by which the perceptron reduces the channels.
  public var reduction: Int
  /// The label of the perceptron's shared weights.
  public var label: Label

  public init(
    width: Int, stride: Int = 1, placement: Bottleneck.StridePlacement = .middle3x3,
    reduction: Int = 16, label: Label
  ) {
    self.width = width
    self.stride = stride
    self.placement = placement
    self.reduction = reduction
    self.label = label
  }

  public var body: [Layer] {
    let bottleneck = Bottleneck(width: width, stride: stride, placement: placement)
    let output = bottleneck.output
    let projection = ConvNorm(output, kernel: 1, stride: stride, activation: nil)
      .named("downsample")

    Residual(.projected(by: projection, stride: stride)) {
      bottleneck.convolutions
      ChannelAttention(output, squeeze: output / max(1, reduction), label: label)
        .named("ChannelGate")
      SpatialAttention().named("SpatialGate")
    }
    Activation.relu
  }
}

extension ZooEntry {
  /// The blocks have different labels for their perceptrons, so they are not equal repeats that any
  /// depth could scale; the family applies the depth itself.
  static let attentionNetworks = [
    ZooEntry(
      "paper/cbam_resnet50", family: "ResNet",
      citation: "Woo et al. 2018, Table 4; Jongchan/attention-module, stride in the first 1×1",
      keys: [.classes, .stride, .depth]
    ) { options in
      ResNet(
        depths: [3, 4, 6, 3].map { repeats($0, scaledBy: options.depth ?? 1) },
        unit: .attention(options.stride ?? .first1x1, reduction: 16),
        classes: options.classes ?? 1000
      ).body
    }
  ]
}
