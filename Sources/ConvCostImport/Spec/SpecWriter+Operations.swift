import ConvCostCore
import ConvCostJSON

extension SpecWriter {
  /// Returns an operation as an element of a list: a word if it has only default settings.
  static func node(_ operation: Operation) -> JSONNode {
    switch operation {
    case .convolution(let convolution): SpecForms.conv.node(convolution)
    case .transposedConvolution(let transposed): SpecForms.convTranspose.node(transposed)
    case .linear(let linear): SpecForms.linear.node(linear)
    case .batchNorm(let norm): norm == BatchNorm() ? .text("bn") : SpecForms.batchNorm.node(norm)
    case .layerNorm(let norm): SpecForms.layerNorm.node(norm)
    case .groupNorm(let norm): SpecForms.groupNorm.node(norm)
    case .localResponseNorm(let norm):
      norm == LocalResponseNorm() ? .text("lrn") : SpecForms.localResponseNorm.node(norm)
    case .activation(let activation): .text(activation.rawValue.lowercased())
    case .pool(let pool): (pool.kind == .max ? SpecForms.maxPool : SpecForms.avgPool).node(pool)
    case .adaptivePool(let pool):
      pool == .globalAverage ? .text("globalpool") : SpecForms.adaptivePool.node(pool)
    case .flatten: .text("flatten")
    case .reshape(let reshape): SpecForms.reshape.node(reshape)
    case .dropout: .text("dropout")
    case .stochasticDepth: .text("stochasticdepth")
    case .identity: .text("identity")
    case .channelShuffle(let shuffle): SpecForms.channelShuffle.node(shuffle)
    case .channelSlice(let slice): SpecForms.channelSlice.node(slice)
    case .channelPad(let pad): SpecForms.channelPad.node(pad)
    case .zeroPad(let pad): SpecForms.zeroPad.node(pad)
    case .crop(let crop):
      SpecForms.crop.node(
        SpecCrop(size: .stated(ZeroPad(before: crop.before, after: crop.after))))
    case .channelPool(let pool): SpecForms.channelPool.node(pool)
    case .upsample(let upsample):
      SpecForms.upsample.node(
        SpecUpsample(mode: upsample.mode, size: .stated(upsample.target)))
    case .fixedScale(let scale): SpecForms.fixedScale.node(scale)
    case .radialBasis(let basis): SpecForms.radialBasis.node(basis)
    case .channelScale(let scale): SpecForms.channelScale.node(scale)
    case .permute(let permute): SpecForms.permute.node(permute)
    // A tree merges branches by `Layer.merge`, and has no operations of model files.
    case .merge, .foreign: .null
    }
  }
}
