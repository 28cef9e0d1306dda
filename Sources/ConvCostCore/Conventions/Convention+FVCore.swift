extension Convention {
  /// `FlopCountAnalysis` of a model in evaluation mode.
  ///
  /// | ResNet-50 | |
  /// |---|---|
  /// | multiply-accumulates | 4,089,184,256 |
  /// | 2 for each element of a batch norm's input | 22,227,968 |
  /// | 1 for each element of the adaptive pool's input | 100,352 |
  /// | flops | 4,111,512,576 |
  ///
  /// It does not count a mean that is written as a tensor's method, which is another operator. Nor
  /// does it count the adaptive pools and the enlargements of signals and volumes. Operators that
  /// it does not know are counted here, while it leaves them out with a warning: fused attention, a
  /// convolution whose padding is a word, and an LSTM.
  public static let fvcore = Convention(
    "fvcore",
    summary: "MACs, 2 for each element of a batch norm, 1 for each of an adaptive average pool",
    source: "fvcore 0.1.5.post20221221, fvcore/nn/flop_count.py and jit_handles.py",
    counts: [Count(.flops, "flops", rules(batchNorm: 1), exceptions: traced, axes: otherAxes)])

  /// `FlopCountAnalysis` of a model in training mode; fvcore does not switch to evaluation mode by
  /// itself.
  ///
  /// ResNet-50: 4,144,854,528, the 4.145 G of mmengine's documentation.
  public static let fvcoreTraining = Convention(
    "fvcore-train",
    summary: "as fvcore of a model that was not put into evaluation mode: 5 for a batch norm",
    source: "fvcore 0.1.5.post20221221, fvcore/nn/flop_count.py and jit_handles.py",
    counts: [Count(.flops, "flops", rules(batchNorm: 4), exceptions: traced, axes: otherAxes)])

  /// What timm's `benchmark.py` prints as gmacs: fvcore's number in evaluation mode.
  public static let timm = Convention(
    "timm",
    summary: "what fvcore counts in evaluation mode, called GMACs",
    source: "timm 1.0, benchmark.py, profile_fvcore",
    counts: [Count(.macs, "GMACs", rules(batchNorm: 1), exceptions: traced, axes: otherAxes)])

  /// - Parameter batchNorm: what a batch norm adds for each element of its input, besides one for a
  ///   scale.
  private static func rules(batchNorm: Int) -> Count.Rules {
    [
      .convolution: [1 * .macs],
      .transposedConvolution: [1 * .macs],
      .linear: [1 * .macs],
      .matrixProduct: [1 * .macs],
      .batchNorm: [batchNorm * .input, 1 * .scaledInput],
      .layerNorm: [4 * .input, 1 * .scaledInput],
      .groupNorm: [4 * .input, 1 * .scaledInput],
      .adaptiveAveragePool: [1 * .input],
      .upsample: [1 * .nearestOutput, 4 * .bilinearOutput],
    ]
  }

  /// The operators that it counts are `adaptive_avg_pool2d`, `upsample_nearest2d` and
  /// `upsample_bilinear2d`.
  private static let otherAxes: [Int: Count.Rules] = [
    1: [.adaptiveAveragePool: [], .upsample: []], 3: [.adaptiveAveragePool: [], .upsample: []],
  ]

  /// Operators that it does not count: a mean, and the product and the sum of a frozen norm.
  private static let traced: [SourceForm: Count.Rules] = [
    .method: [.adaptiveAveragePool: []], .operator: [.batchNorm: []],
  ]
}
