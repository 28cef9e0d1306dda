extension OperationConvertible {
  /// The primitive as a leaf of a layer tree.
  public func makeLayer() -> Layer { .operation(operation) }
}

// A protocol cannot be extended to conform to another protocol, so each primitive is listed here.

extension Activation: LayerConvertible {}
extension AdaptivePool: LayerConvertible {}
extension BatchNorm: LayerConvertible {}
extension ChannelPad: LayerConvertible {}
extension ChannelPool: LayerConvertible {}
extension ChannelScale: LayerConvertible {}
extension ChannelShuffle: LayerConvertible {}
extension ChannelSlice: LayerConvertible {}
extension Convolution: LayerConvertible {}
extension Crop: LayerConvertible {}
extension Dropout: LayerConvertible {}
extension FixedScale: LayerConvertible {}
extension Flatten: LayerConvertible {}
extension Foreign: LayerConvertible {}
extension GroupNorm: LayerConvertible {}
extension Identity: LayerConvertible {}
extension LayerNorm: LayerConvertible {}
extension Linear: LayerConvertible {}
extension LocalResponseNorm: LayerConvertible {}
extension Permute: LayerConvertible {}
extension Pool: LayerConvertible {}
extension RadialBasis: LayerConvertible {}
extension Reshape: LayerConvertible {}
extension StochasticDepth: LayerConvertible {}
extension TransposedConvolution: LayerConvertible {}
extension Upsample: LayerConvertible {}
extension ZeroPad: LayerConvertible {}
