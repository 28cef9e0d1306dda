import ConvCostCore

extension SpecKind {
  /// The keys that every object takes.
  static let common = ["name", "form", "shared", "repeat", "if"]

  /// The kinds of objects, in the order of the JSON Schema.
  static let all: [SpecKind] =
    kinds(
      .layers, SpecForms.layer, SpecForms.conv, SpecForms.convTranspose, SpecForms.linear,
      SpecForms.batchNorm, SpecForms.layerNorm, SpecForms.groupNorm, SpecForms.localResponseNorm,
      SpecForms.maxPool, SpecForms.avgPool, SpecForms.adaptivePool, SpecForms.reshape,
      SpecForms.permute, SpecForms.channelShuffle, SpecForms.channelSlice, SpecForms.channelPad,
      SpecForms.channelPool, SpecForms.channelScale, SpecForms.fixedScale, SpecForms.radialBasis,
      SpecForms.zeroPad, SpecForms.crop, SpecForms.upsample)
    + kinds(
      .compositions, SpecForms.sequential, SpecForms.chain, SpecForms.concat, SpecForms.sum,
      SpecForms.product, SpecForms.regions, SpecForms.residual, SpecForms.gate,
      SpecForms.auxiliary, SpecForms.stated, SpecForms.block)
    + [.table]
    + kinds(.values, SpecForms.keep, SpecForms.from, SpecForms.output)
    + kinds(
      .blocks, ConvNorm.spec, NamedConv.spec, BasicBlock.spec, Bottleneck.spec,
      InceptionModule.spec, InceptionV3Module.spec, DenseBlock.spec, DenseLayer.spec,
      Transition.spec, Fire.spec, SqueezeExcite.spec, InvertedResidual.spec,
      FusedInvertedResidual.spec, DepthwiseSeparable.spec, Factorized.spec, AuxiliaryHead.spec)

  /// The kinds by their keys.
  static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

  private static func kinds<each Root>(
    _ group: Group, _ forms: repeat SpecForm<each Root>
  ) -> [SpecKind] {
    var kinds: [SpecKind] = []
    for form in repeat each forms { kinds.append(SpecKind(form, group)) }
    return kinds
  }
}
