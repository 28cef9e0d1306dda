public import ConvCostCore

/// BN-Inception: GoogLeNet with normalisations, and with two 3×3 convolutions in place of each 5×5.
///
/// Ioffe and Szegedy, "Batch Normalization", 2015, Figure 5. The figure's pool projections of 4c
/// and 4d, 128, contradict the widths that it prints for their outputs, 576; both readings are in
/// use. The paper's first convolution is separable, the Caffe models' is not.
public struct BNInception: Block {
  /// A row of the figure.
  private struct Row {
    var name: String
    var one: Int?
    var threeReduce: Int
    var three: Int
    var doubleReduce: Int
    var double: Int
    var pool: PoolKind
    var projection: Int?
  }

  /// The pool projections of 4c and 4d: 128 as printed, or 96 to fit the printed outputs.
  public var projection: Int
  /// The form of the first convolution.
  public var stem: Stem
  /// Whether it is the Caffe model, whose convolutions have biases as well as normalisations and
  /// whose pools round up. TensorFlow's pads with `SAME`, which also fits odd sizes.
  public var isCaffe: Bool
  /// The number of classes.
  public var classes: Int

  public init(projection: Int, stem: Stem, isCaffe: Bool = false, classes: Int = 1000) {
    self.projection = projection
    self.stem = stem
    self.isCaffe = isCaffe
    self.classes = classes
  }

  public var body: [Layer] {
    switch stem {
    case .full: conv(64, kernel: 7, stride: 2, padding: 3).named("conv1")
    case .separable: stem.layers(norm: BatchNorm())
    }
    halvingPool.named("pool1")
    conv(64, kernel: 1).named("conv2_reduce")
    conv(192, kernel: 3, padding: 1).named("conv2")
    halvingPool.named("pool2")
    for row in rows { module(row).named("inception_\(row.name)") }
    AdaptivePool.globalAverage.named("global_pool")
    Flatten()
    Linear(classes).named("fc")
  }

  /// The columns: 1×1, 3×3 reduce, 3×3, double 3×3 reduce, double 3×3, pool and projection.
  private var rows: [Row] {
    [
      row("3a", 64, 64, 64, 64, 96, .average, 32),
      row("3b", 64, 64, 96, 64, 96, .average, 64),
      row("3c", nil, 128, 160, 64, 96, .max, nil),
      row("4a", 224, 64, 96, 96, 128, .average, 128),
      row("4b", 192, 96, 128, 96, 128, .average, 128),
      row("4c", 160, 128, 160, 128, 160, .average, projection),
      row("4d", 96, 128, 192, 160, 192, .average, projection),
      row("4e", nil, 128, 192, 192, 256, .max, nil),
      row("5a", 352, 192, 320, 160, 224, .average, 128),
      row("5b", 352, 192, 320, 192, 224, .max, 128),
    ]
  }

  private func row(
    _ name: String, _ one: Int?, _ threeReduce: Int, _ three: Int, _ doubleReduce: Int,
    _ double: Int, _ pool: PoolKind, _ projection: Int?
  ) -> Row {
    Row(
      name: name, one: one, threeReduce: threeReduce, three: three, doubleReduce: doubleReduce,
      double: double, pool: pool, projection: projection)
  }

  /// A module; without a 1×1 branch it halves the grid and pools the input without a projection.
  private func module(_ row: Row) -> Layer {
    let stride: Extent = row.one == nil ? 2 : 1
    return .scope(
      Layer.Scope(type: "Inception"),
      [
        Concat {
          if let one = row.one { conv(one, kernel: 1).named("1x1") }
          Chain {
            conv(row.threeReduce, kernel: 1).named("3x3_reduce")
            conv(row.three, kernel: 3, stride: stride, padding: 1).named("3x3")
          }
          Chain {
            conv(row.doubleReduce, kernel: 1).named("double_3x3_reduce")
            conv(row.double, kernel: 3, padding: 1).named("double_3x3_1")
            conv(row.double, kernel: 3, stride: stride, padding: 1).named("double_3x3_2")
          }
          if let projection = row.projection {
            Chain {
              Pool(row.pool, window: Window(kernel: 3, padding: 1))
              conv(projection, kernel: 1).named("pool_proj")
            }
          } else {
            halvingPool
          }
        }.layer
      ])
  }

  private var halvingPool: Pool {
    isCaffe ? .max(3, stride: 2, rounding: .ceil) : .max(3, stride: 2, padding: .same)
  }

  private func conv(
    _ channels: Int, kernel: Extent, stride: Extent = 1, padding: Padding = 0
  ) -> NamedConv {
    NamedConv(
      Convolution(channels, kernel: kernel, stride: stride, padding: padding, bias: isCaffe))
  }
}

extension ZooEntry {
  static let bnInceptions = [
    bnInception(
      "paper/bn_inception", projection: 128, stem: .separable,
      citation: "Ioffe and Szegedy 2015, Figure 5, with the printed pool projections"),
    bnInception(
      "caffe/bn_inception", projection: 128, stem: .full, isCaffe: true,
      citation: "Cadene/pretrained-models.pytorch bninception.py, from the Caffe model"),
    bnInception(
      "slim/inception_v2", projection: 96, stem: .separable,
      citation: "tensorflow/models research/slim/nets/inception_v2.py"),
  ]

  private static func bnInception(
    _ name: String, projection: Int, stem: Stem, isCaffe: Bool = false, citation: String
  ) -> ZooEntry {
    ZooEntry(name, family: "BN-Inception", citation: citation, keys: [.classes, .stem]) { options in
      BNInception(
        projection: projection, stem: options.stem ?? stem, isCaffe: isCaffe,
        classes: options.classes ?? 1000
      ).body
    }
  }
}
