public import ConvCostCore

/// S3D: GoogLeNet for videos. Its convolutions are factorised into one over each frame and one over
/// time.
///
/// Xie et al., "Rethinking Spatiotemporal Feature Learning: Speed-Accuracy Trade-offs in Video
/// Classification", 2017, Figure 6; the paths are those of torchvision/models/video/s3d.py.
public struct S3D: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 400) {
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      SeparableConvNorm(64, kernel: 7, stride: 2)
      framePool
      ConvNorm.pointwise(64)
      SeparableConvNorm(192, kernel: 3)
      framePool
      Module(64, 96, 128, 16, 32, 32)
      Module(128, 128, 192, 32, 96, 64)
      Pool.max(3, stride: 2, padding: 1)
      Module(192, 96, 208, 16, 48, 64)
      Module(160, 112, 224, 24, 64, 64)
      Module(128, 128, 256, 24, 64, 64)
      Module(112, 144, 288, 32, 64, 64)
      Module(256, 160, 320, 32, 128, 128)
      Pool.max(2)
      Module(256, 160, 320, 32, 128, 128)
      Module(384, 192, 384, 48, 128, 128)
    }.named("features")
    Pool.average(Extent(2, 7, 7), stride: 1).named("avgpool")
    Sequential {
      Dropout()
      Convolution(classes, kernel: 1)
    }.named("classifier")
    // The source calls `torch.mean`, which tracers see in the same way as the method `x.mean`.
    AdaptivePool.globalAverage.written(as: .method)
    Flatten()
  }

  /// A pool that halves the height and width of the frames and keeps their number.
  private var framePool: Pool {
    .max(Extent(1, 3, 3), stride: Extent(1, 2, 2), padding: Extent(0, 1, 1))
  }

  /// A convolution over each frame and one over time, each with its normalisation and ReLU.
  public struct SeparableConvNorm: Block {
    public static let typeName = "TemporalSeparableConv"
    public static let isNumbered = true

    /// The channels of both convolutions.
    public var channels: Int
    /// The length of both kernels along their axes.
    public var kernel: Int
    /// The stride of both along their axes.
    public var stride: Int

    public init(_ channels: Int, kernel: Int, stride: Int = 1) {
      self.channels = channels
      self.kernel = kernel
      self.stride = stride
    }

    public var body: [Layer] {
      ConvNorm(.spatial(channels, kernel: kernel, stride: stride))
      ConvNorm(.temporal(channels, kernel: kernel, stride: stride))
    }
  }

  /// An Inception module, two of whose branches have factorised 3×3×3 convolutions.
  public struct Module: Block {
    public static let typeName = "SepInceptionBlock3D"

    /// The channels of the 1×1 convolution.
    public var pointwise: Int
    /// The channels before the first separable convolution, and its own.
    public var reduce3x3: Int, conv3x3: Int
    /// The channels before the second separable convolution, and its own.
    public var reduce5x5: Int, conv5x5: Int
    /// The channels after the pool.
    public var poolProjection: Int

    /// Takes the channels in the order of GoogLeNet's columns, although the second separable
    /// convolution is a 3×3×3 here too.
    public init(
      _ pointwise: Int, _ reduce3x3: Int, _ conv3x3: Int, _ reduce5x5: Int, _ conv5x5: Int,
      _ poolProjection: Int
    ) {
      self.pointwise = pointwise
      self.reduce3x3 = reduce3x3
      self.conv3x3 = conv3x3
      self.reduce5x5 = reduce5x5
      self.conv5x5 = conv5x5
      self.poolProjection = poolProjection
    }

    public var body: [Layer] {
      Concat {
        ConvNorm.pointwise(pointwise).named("branch0")
        Sequential {
          ConvNorm.pointwise(reduce3x3)
          SeparableConvNorm(conv3x3, kernel: 3)
        }.named("branch1")
        Sequential {
          ConvNorm.pointwise(reduce5x5)
          SeparableConvNorm(conv5x5, kernel: 3)
        }.named("branch2")
        Sequential {
          Pool.max(3, stride: 1, padding: 1)
          ConvNorm.pointwise(poolProjection)
        }.named("branch3")
      }
    }
  }
}

extension ZooEntry {
  /// torchvision trains and evaluates on 128 frames; the operations that it publishes are for 16.
  static let s3ds = [
    ZooEntry(
      "torchvision/s3d", family: "S3D",
      citation: "torchvision/models/video/s3d.py; Xie et al. 2017, Figure 6",
      input: .map(3, Extent(16, 224, 224)), keys: [.classes]
    ) { options in
      S3D(classes: options.classes ?? 400).body
    }
  ]
}
