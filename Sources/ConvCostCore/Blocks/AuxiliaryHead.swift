/// GoogLeNet's auxiliary classifier, used in training only.
///
/// A pool from 14×14 to 4×4, a 1×1 convolution and two linear layers. Szegedy et al., "Going Deeper
/// with Convolutions", 2014, §5.
public struct AuxiliaryHead: Block {
  public static let typeName = "AuxiliaryHead"

  /// The number of classes.
  public var classes: Int
  /// The first pool: 5×5 with stride 3 in the paper.
  public var pool: Layer
  /// The normalisation in place of the convolution's bias, if any.
  public var norm: BatchNorm?

  /// Creates a classifier that starts with the given pool.
  public init(
    classes: Int, pool: some LayerConvertible = Pool.average(5, stride: 3),
    norm: BatchNorm? = nil
  ) {
    self.classes = classes
    self.pool = pool.layer
    self.norm = norm
  }

  public var body: [Layer] {
    pool
    NamedConv(128, kernel: 1, norm: norm).named("conv")
    Flatten()
    Linear(1024).named("fc1")
    Activation.relu.written(as: .function)
    Dropout().named("dropout")
    Linear(classes).named("fc2")
  }
}
