/// What an operation is, without its hyper-parameters: the rows of a counting convention's table.
///
/// The raw value is the name that PyTorch users know, of layers with a window that for images: `Conv2d` stands
/// for convolutions of maps of any number of axes.
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

  /// Returns the name for an input, with the number of its axes where PyTorch's names have it: `Conv3d` on a
  /// volume, `BatchNorm1d` on a vector.
  public func name(on input: Shape) -> String {
    guard rawValue.hasSuffix("2d") else { return rawValue }
    let rank: Int
    switch input {
    case .map(_, let extent), .maps(_, _, let extent): rank = extent.rank ?? 2
    // Of what works on images, PyTorch has only batch norms for features without positions.
    case .vector, .tensor: rank = self == .batchNorm ? 1 : 2
    }
    return rank == 2 ? rawValue : "\(rawValue.dropLast(2))\(rank)d"
  }

  /// Whether results are computed, not only moved: what a convention can leave out.
  public var computes: Bool {
    switch self {
    case .concat, .flatten, .reshape, .permute, .channelShuffle, .channelSlice, .channelPad,
      .zeroPad, .crop, .dropout, .stochasticDepth, .identity, .movement, .view:
      false
    default: true
    }
  }

  /// Whether the operation multiplies and accumulates.
  public var isWeighted: Bool {
    switch self {
    case .convolution, .transposedConvolution, .linear, .matrixProduct: true
    default: false
    }
  }
}

extension Operation {
  /// What the operation is, without its hyper-parameters.
  public var kind: OperationKind {
    switch self {
    case .convolution: .convolution
    case .transposedConvolution: .transposedConvolution
    case .linear: .linear
    case .batchNorm: .batchNorm
    case .layerNorm: .layerNorm
    case .groupNorm: .groupNorm
    case .localResponseNorm: .localResponseNorm
    case .activation(let activation): activation.kind
    case .pool(let pool): pool.kind == .max ? .maxPool : .averagePool
    case .adaptivePool(let pool): pool.kind == .max ? .adaptiveMaxPool : .adaptiveAveragePool
    case .flatten: .flatten
    case .reshape: .reshape
    case .dropout: .dropout
    case .stochasticDepth: .stochasticDepth
    case .identity: .identity
    case .channelShuffle: .channelShuffle
    case .channelSlice: .channelSlice
    case .channelPad: .channelPad
    case .zeroPad: .zeroPad
    case .crop: .crop
    case .channelPool: .channelPool
    case .upsample: .upsample
    case .fixedScale(.scaling): .scaling
    case .fixedScale(.rescaling): .rescaling
    case .fixedScale(.normalization), .fixedScale(.storedNormalization): .inputNorm
    case .radialBasis: .radialBasis
    case .channelScale: .channelScale
    case .permute: .permute
    case .merge(.add): .add
    case .merge(.multiply): .multiply
    case .merge(.concat): .concat
    case .merge(.regions): .regionAlign
    case .foreign(.product): .matrixProduct
    case .foreign(.function): .function
    case .foreign(.movement), .foreign(.shift): .movement
    case .foreign(.view): .view
    case .foreign(.unknown): .unknown
    }
  }
}

extension Activation {
  fileprivate var kind: OperationKind {
    switch self {
    case .relu: .relu
    case .relu6: .relu6
    case .leakyRelu: .leakyRelu
    case .silu: .silu
    case .sigmoid: .sigmoid
    case .hardSigmoid: .hardSigmoid
    case .hardSwish: .hardSwish
    case .gelu: .gelu
    case .tanh: .tanh
    case .softmax: .softmax
    }
  }
}
