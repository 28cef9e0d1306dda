public import ConvCostCore

/// Inception-ResNet-v2: inception modules whose result is projected and added to their input.
///
/// Szegedy et al., "Inception-v4, Inception-ResNet and the Impact of Residual Connections on
/// Learning", 2016; as keras/src/applications/inception_resnet_v2.py has it, without scales in the
/// normalisations.
public struct InceptionResNetV2: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 1000) {
    self.classes = classes
  }

  public var body: [Layer] {
    conv(32, 3, stride: 2, padding: .valid).named("conv2d_1a")
    conv(32, 3, padding: .valid).named("conv2d_2a")
    conv(64, 3).named("conv2d_2b")
    Pool.max(3, stride: 2)
    conv(80, 1).named("conv2d_3b")
    conv(192, 3, padding: .valid).named("conv2d_4a")
    Pool.max(3, stride: 2)

    module {
      conv(96, 1)
      chain(conv(48, 1), conv(64, 5))
      chain(conv(64, 1), conv(96, 3), conv(96, 3))
      Chain {
        Pool.average(3, stride: 1, padding: 1)
        conv(64, 1)
      }
    }.named("mixed_5b")
    for index in 1...10 {
      residual(320) {
        conv(32, 1)
        chain(conv(32, 1), conv(32, 3))
        chain(conv(32, 1), conv(48, 3), conv(64, 3))
      }.named("block35_\(index)")
    }
    module {
      halving(384)
      chain(conv(256, 1), conv(256, 3), halving(384))
      Pool.max(3, stride: 2)
    }.named("mixed_6a")
    for index in 1...20 {
      residual(1088) {
        conv(192, 1)
        chain(conv(128, 1), conv(160, Extent(1, 7)), conv(192, Extent(7, 1)))
      }.named("block17_\(index)")
    }
    module {
      chain(conv(256, 1), halving(384))
      chain(conv(256, 1), halving(288))
      chain(conv(256, 1), conv(288, 3), halving(320))
      Pool.max(3, stride: 2)
    }.named("mixed_7a")
    for index in 1...10 {
      residual(2080, activation: index < 10) {
        conv(192, 1)
        chain(conv(192, 1), conv(224, Extent(1, 3)), conv(256, Extent(3, 1)))
      }.named("block8_\(index)")
    }
    conv(1536, 1).named("conv_7b")
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("predictions")
  }

  private func conv(
    _ channels: Int, _ kernel: Extent, stride: Extent = 1, padding: Padding = .half
  ) -> NamedConv {
    NamedConv(
      channels, kernel: kernel, stride: stride, padding: padding, norm: BatchNorm(scale: false))
  }

  /// A convolution that halves the grid.
  private func halving(_ channels: Int) -> NamedConv {
    conv(channels, 3, stride: 2, padding: .valid)
  }

  private func chain(_ convolutions: NamedConv...) -> Layer {
    .chain(convolutions.map(\.layer))
  }

  private func module(@LayerBuilder _ branches: () -> [Layer]) -> Layer {
    .scope(Layer.Scope(type: "Inception"), [.merge(.concat, branches())])
  }

  /// A module: a 1×1 convolution with biases brings the concatenated branches back to the input's
  /// channels.
  private func residual(
    _ channels: Int, activation: Bool = true, @LayerBuilder _ branches: () -> [Layer]
  ) -> Layer {
    var layers = [
      Residual {
        Layer.merge(.concat, branches())
        Convolution(channels, kernel: 1).named("conv")
        FixedScale.scaling
      }.layer
    ]
    if activation { layers.append(Activation.relu.layer) }
    return .scope(Layer.Scope(type: "InceptionResNet"), layers)
  }
}

extension ZooEntry {
  static let inceptionResNets = [
    ZooEntry(
      "keras/inception_resnet_v2", family: "Inception-ResNet",
      citation: "keras/src/applications/inception_resnet_v2.py; Szegedy et al. 2016",
      input: 299, keys: [.classes]
    ) { options in
      InceptionResNetV2(classes: options.classes ?? 1000).body
    }
  ]
}
