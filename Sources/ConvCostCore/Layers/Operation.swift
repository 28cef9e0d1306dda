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
}
