/// One step of a network: the closed set of operations that trees and graphs share.
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
  /// An identity layer.
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
  /// An operation of a model file that is not one of these.
  case foreign(Foreign)
}

/// Asks a primitive for one of the facts that it states, whichever primitive it is.
protocol PrimitiveVisitor<Answer, Failure> {
  associatedtype Answer
  associatedtype Failure: Error
  func visit(_ primitive: some Primitive) throws(Failure) -> Answer
}

extension Operation {
  /// Returns the answer of the primitive. This is the only place that lists all primitives.
  @inline(__always)
  func ask<Visitor: PrimitiveVisitor>(
    _ visitor: Visitor
  ) throws(Visitor.Failure) -> Visitor.Answer {
    switch self {
    case .convolution(let primitive): try visitor.visit(primitive)
    case .transposedConvolution(let primitive): try visitor.visit(primitive)
    case .linear(let primitive): try visitor.visit(primitive)
    case .batchNorm(let primitive): try visitor.visit(primitive)
    case .layerNorm(let primitive): try visitor.visit(primitive)
    case .groupNorm(let primitive): try visitor.visit(primitive)
    case .localResponseNorm(let primitive): try visitor.visit(primitive)
    case .activation(let primitive): try visitor.visit(primitive)
    case .pool(let primitive): try visitor.visit(primitive)
    case .adaptivePool(let primitive): try visitor.visit(primitive)
    case .flatten: try visitor.visit(Flatten())
    case .reshape(let primitive): try visitor.visit(primitive)
    case .dropout: try visitor.visit(Dropout())
    case .stochasticDepth: try visitor.visit(StochasticDepth())
    case .identity: try visitor.visit(Identity())
    case .channelShuffle(let primitive): try visitor.visit(primitive)
    case .channelSlice(let primitive): try visitor.visit(primitive)
    case .channelPad(let primitive): try visitor.visit(primitive)
    case .zeroPad(let primitive): try visitor.visit(primitive)
    case .crop(let primitive): try visitor.visit(primitive)
    case .channelPool(let primitive): try visitor.visit(primitive)
    case .upsample(let primitive): try visitor.visit(primitive)
    case .fixedScale(let primitive): try visitor.visit(primitive)
    case .radialBasis(let primitive): try visitor.visit(primitive)
    case .channelScale(let primitive): try visitor.visit(primitive)
    case .permute(let primitive): try visitor.visit(primitive)
    case .merge(let primitive): try visitor.visit(primitive)
    case .foreign(let primitive): try visitor.visit(primitive)
    }
  }
}
