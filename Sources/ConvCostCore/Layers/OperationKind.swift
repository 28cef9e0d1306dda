/// The kind of an operation, without its hyper-parameters: the rows of a counting convention's
/// table.
///
/// The raw value is the name known from PyTorch. For layers with a window it is the name for
/// images: `Conv2d` stands for convolutions of maps with any number of axes.
public enum OperationKind: String, Hashable, Sendable, CaseIterable {
  case convolution = "Conv2d"
  case transposedConvolution = "ConvTranspose2d"
  case linear = "Linear"
  case batchNorm = "BatchNorm2d"
  case layerNorm = "LayerNorm"
  case groupNorm = "GroupNorm"
  case localResponseNorm = "LocalResponseNorm"
  case relu = "ReLU"
  case relu6 = "ReLU6"
  case leakyRelu = "LeakyReLU"
  case silu = "SiLU"
  case sigmoid = "Sigmoid"
  case hardSigmoid = "Hardsigmoid"
  case hardSwish = "Hardswish"
  case gelu = "GELU"
  case tanh = "Tanh"
  case softmax = "Softmax"
  case maxPool = "MaxPool2d"
  case averagePool = "AvgPool2d"
  case adaptiveMaxPool = "AdaptiveMaxPool2d"
  case adaptiveAveragePool = "AdaptiveAvgPool2d"
  case upsample = "Upsample"
  case add = "Add"
  case multiply = "Multiply"
  case channelScale = "ChannelScale"
  case scaling = "Scaling"
  case rescaling = "Rescaling"
  case inputNorm = "Normalization"
  case radialBasis = "RadialBasis"
  case concat = "Concat"
  case regionAlign = "RoIAlign"
  case flatten = "Flatten"
  case reshape = "Reshape"
  case permute = "Permute"
  case channelShuffle = "ChannelShuffle"
  case channelSlice = "ChannelSlice"
  case channelPad = "ChannelPad"
  case zeroPad = "ZeroPad2d"
  case crop = "Crop"
  case channelPool = "ChannelPool"
  case dropout = "Dropout"
  case stochasticDepth = "StochasticDepth"
  case identity = "Identity"
  case matrixProduct = "MatMul"
  case function = "Function"
  case movement = "Movement"
  case view = "View"
  case unknown = "Unknown"

  /// Returns the name for an input, with the number of its axes if PyTorch's name has it: `Conv3d`
  /// on a volume, `BatchNorm1d` on a vector.
  public func name(on input: Shape) -> String {
    let rank: Int
    switch input {
    case .map(_, let extent), .maps(_, _, let extent): rank = extent.rank ?? 2
    // For features without positions, PyTorch has batch norms, but none of the other layers for
    // images.
    case .vector, .tensor: rank = self == .batchNorm ? 1 : 2
    }
    return rank == 2 || !rawValue.hasSuffix("2d") ? rawValue : "\(rawValue.dropLast(2))\(rank)d"
  }

  /// Whether results are computed and not only moved, so that a convention can leave out work.
  public var computes: Bool { work != .movement }

  /// Whether the operation multiplies and accumulates.
  public var isWeighted: Bool { work == .product }

  /// The kinds of work.
  enum Work: Equatable, Sendable {
    /// Multiplications that are summed up.
    case product
    /// A pool whose windows slide, or are chosen by the result's size.
    case slidingPool, adaptivePool
    /// Another function of numbers, or unknown work.
    case function
    /// Numbers that are moved or stay where they are.
    case movement
  }

  /// The kind of work of the operation.
  var work: Work {
    switch self {
    case .convolution, .transposedConvolution, .linear, .matrixProduct: .product
    case .maxPool, .averagePool: .slidingPool
    case .adaptiveMaxPool, .adaptiveAveragePool: .adaptivePool
    case .batchNorm, .layerNorm, .groupNorm, .localResponseNorm, .relu, .relu6, .leakyRelu, .silu,
      .sigmoid, .hardSigmoid, .hardSwish, .gelu, .tanh, .softmax, .upsample, .add, .multiply,
      .channelScale, .scaling, .rescaling, .inputNorm, .radialBasis, .regionAlign, .channelPool,
      .function, .unknown:
      .function
    case .concat, .flatten, .reshape, .permute, .channelShuffle, .channelSlice, .channelPad,
      .zeroPad, .crop, .dropout, .stochasticDepth, .identity, .movement, .view:
      .movement
    }
  }
}
