/// One step of a network: the closed vocabulary that trees and graphs share.
public enum Operation: Hashable, Sendable {
  /// A convolution.
  case convolution(Convolution)
  /// A transposed convolution.
  case transposedConvolution(TransposedConvolution)
  /// A fully connected layer.
  case linear(Linear)
  /// Batch normalisation.
  case batchNorm(BatchNorm)
  /// Layer normalisation.
  case layerNorm(LayerNorm)
  /// Group normalisation.
  case groupNorm(GroupNorm)
  /// Local response normalisation.
  case localResponseNorm(LocalResponseNorm)
  /// A function of each element.
  case activation(Activation)
  /// A pool with a sliding window.
  case pool(Pool)
  /// A pool to a given size.
  case adaptivePool(AdaptivePool)
  /// A map's elements as a vector.
  case flatten
  /// The same elements in another shape.
  case reshape(Reshape)
  /// Dropout, which does nothing at inference.
  case dropout
  /// A branch left out for random samples, which does nothing at inference.
  case stochasticDepth
  /// Nothing.
  case identity
  /// An exchange of channels between groups.
  case channelShuffle(ChannelShuffle)
  /// Some of the channels.
  case channelSlice(ChannelSlice)
  /// Channels of zeros.
  case channelPad(ChannelPad)
  /// Rows and columns of zeros around a map.
  case zeroPad(ZeroPad)
  /// Rows and columns cut off around a map.
  case crop(Crop)
  /// The mean or the largest of all channels.
  case channelPool(ChannelPool)
  /// An enlargement.
  case upsample(Upsample)
  /// A fixed shift and scale of the input.
  case fixedScale(FixedScale)
  /// Distances from fixed points.
  case radialBasis(RadialBasis)
  /// A learned factor for each channel.
  case channelScale(ChannelScale)
  /// The dimensions in another order.
  case permute(Permute)
  /// The join of several branches.
  case merge(Merge)
  /// An operation of a model file that is none of these.
  case foreign(Foreign)

  /// Returns the name that PyTorch users know, such as `Conv2d` on an image.
  public func name(on input: Shape) -> String { kind.name(on: input) }

  /// Returns the hyper-parameters in short, such as `3×3 s2 p1` on an image.
  public func detail(on input: Shape) -> String {
    if case .merge(.regions(let pool)) = self { return pool.detail(on: input.rank ?? 2) }
    return primitive?.detail(on: input.rank ?? 2) ?? ""
  }

  /// Returns the name and the hyper-parameters.
  public func description(on input: Shape) -> String {
    let detail = detail(on: input)
    return detail.isEmpty ? name(on: input) : "\(name(on: input)) \(detail)"
  }

  /// Returns the shape of the result on a single input.
  ///
  /// - Throws: `ShapeError` where the operation cannot work on the input.
  public func output(of input: Shape) throws(ShapeError) -> Shape {
    let output: Shape
    switch self {
    case .convolution(let convolution): output = try convolution.output(of: input)
    case .transposedConvolution(let convolution): output = try convolution.output(of: input)
    case .linear(let linear): output = try linear.output(of: input)
    case .groupNorm(let norm): output = try norm.output(of: input)
    case .localResponseNorm(let norm): output = try norm.output(of: input)
    case .pool(let pool): output = try pool.output(of: input)
    case .adaptivePool(let pool): output = try pool.output(of: input)
    case .flatten: output = try Flatten().output(of: input)
    case .reshape(let reshape): output = try reshape.output(of: input)
    case .channelShuffle(let shuffle): output = try shuffle.output(of: input)
    case .channelSlice(let slice): output = try slice.output(of: input)
    case .channelPad(let pad): output = try pad.output(of: input)
    case .zeroPad(let pad): output = try pad.output(of: input)
    case .crop(let crop): output = try crop.output(of: input)
    case .channelPool(let pool): output = try pool.output(of: input)
    case .upsample(let upsample): output = try upsample.output(of: input)
    case .permute(let permute): output = try permute.output(of: input)
    case .radialBasis(let radialBasis): output = try radialBasis.output(of: input)
    case .batchNorm, .layerNorm, .activation, .dropout, .stochasticDepth, .identity, .fixedScale,
      .channelScale, .merge, .foreign:
      return input
    }
    try output.validate()
    return output
  }

  /// Returns the cost on an input for which `output(of:)` gave `output`.
  ///
  /// - Throws: `ShapeError.overflow` where a count does not fit in 64 bits.
  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    switch self {
    case .convolution(let convolution): try convolution.cost(input: input, output: output)
    case .transposedConvolution(let convolution): try convolution.cost(input: input, output: output)
    case .linear(let linear): try linear.cost(input: input, output: output)
    case .batchNorm(let norm): try norm.cost(input: input, output: output)
    case .layerNorm(let norm): try norm.cost(input: input, output: output)
    case .groupNorm(let norm): try norm.cost(input: input, output: output)
    case .channelScale(let scale): try scale.cost(input: input, output: output)
    case .radialBasis(let radialBasis): try radialBasis.cost(input: input, output: output)
    case .fixedScale(let scale): try scale.cost(input: input, output: output)
    case .foreign(let foreign): try foreign.cost(input: input, output: output)
    case .localResponseNorm, .activation, .pool, .adaptivePool, .flatten, .reshape, .dropout,
      .stochasticDepth, .identity, .channelShuffle, .channelSlice, .channelPad, .zeroPad, .crop,
      .channelPool, .upsample, .permute, .merge:
      .zero
    }
  }

  /// The primitive behind the case; nil for a merge.
  var primitive: (any Primitive)? {
    switch self {
    case .convolution(let primitive): primitive
    case .transposedConvolution(let primitive): primitive
    case .linear(let primitive): primitive
    case .batchNorm(let primitive): primitive
    case .layerNorm(let primitive): primitive
    case .groupNorm(let primitive): primitive
    case .localResponseNorm(let primitive): primitive
    case .activation(let primitive): primitive
    case .pool(let primitive): primitive
    case .adaptivePool(let primitive): primitive
    case .flatten: Flatten()
    case .reshape(let primitive): primitive
    case .dropout: Dropout()
    case .stochasticDepth: StochasticDepth()
    case .identity: Identity()
    case .channelShuffle(let primitive): primitive
    case .channelSlice(let primitive): primitive
    case .channelPad(let primitive): primitive
    case .zeroPad(let primitive): primitive
    case .crop(let primitive): primitive
    case .channelPool(let primitive): primitive
    case .upsample(let primitive): primitive
    case .channelScale(let primitive): primitive
    case .radialBasis(let primitive): primitive
    case .fixedScale(let primitive): primitive
    case .permute(let primitive): primitive
    case .foreign(let primitive): primitive
    case .merge: nil
    }
  }
}
