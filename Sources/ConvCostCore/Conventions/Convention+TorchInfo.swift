extension Convention {
  /// torchinfo's mult-adds: the parameters of every module at each position of a convolution's
  /// output.
  ///
  /// | ResNet-50 | |
  /// |---|---|
  /// | multiply-accumulates | 4,089,184,256 |
  /// | bias of the linear layer | 1,000 |
  /// | parameters of the batch norms | 53,120 |
  /// | mult-adds | 4,089,238,376 |
  ///
  /// A linear layer counts once, however many positions it is applied to, but once for each region
  /// of an image, because regions take the place of the batch. A transposed convolution counts as
  /// if all of its weights met every element of the output.
  public static let torchinfo = Convention(
    "torchinfo",
    summary: "MACs with bias, and the parameters of norms; modules only",
    source: "torchinfo 1.8.0, torchinfo/layer_info.py",
    counts: [
      Count(
        .macs, "mult-adds", sees: [.module, .customModule],
        [
          .convolution: [1 * .weightsOnOutput, 1 * .biasedOutput],
          .transposedConvolution: [1 * .weightsOnOutput, 1 * .biasedOutput],
          .linear: [1 * .regionWeights, 1 * .regionBiases],
          .batchNorm: [1 * .regionParameters],
          .layerNorm: [1 * .regionParameters],
          .groupNorm: [1 * .regionParameters],
        ])
    ])
}
