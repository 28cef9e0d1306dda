extension Convention {
  /// calflops replaces PyTorch's functions, which modules call too.
  ///
  /// | ResNet-50 | |
  /// |---|---|
  /// | multiply-accumulates, each twice | 8,178,368,512 |
  /// | bias of the linear layer | 0 |
  /// | 2 for each element of a batch norm's input | 22,227,968 |
  /// | ReLU | 9,608,704 |
  /// | max pool and adaptive pool | 903,168 |
  /// | FLOPs | 8,211,108,352 |
  ///
  /// The module ReLU6 does not call `F.relu6` but another function, which is not replaced.
  public static let calflops = Convention(
    "calflops",
    summary: "2 for each MAC, convolutions' bias, norms, ReLU and pools; functions and modules",
    source: "calflops 0.3.2, calflops/pytorch_ops.py",
    counts: counts(upsample: [1 * .factoredInput, 1 * .sizedExtent]))

  /// DeepSpeed's flops profiler, the origin of calflops' rules.
  public static let deepSpeed = Convention(
    "deepspeed",
    summary: "as calflops; an enlargement by a factor adds its output",
    source: "deepspeed 0.19.8, deepspeed/profiling/flops_profiler/profiler.py",
    counts: counts(upsample: [1 * .factoredOutput, 1 * .sizedExtent]))

  private static func counts(upsample: [Count.Term]) -> [Count] {
    [
      Count(
        .flops, "FLOPs", sees: functions,
        [
          .convolution: [2 * .macs, 1 * .biasedOutput],
          .transposedConvolution: [2 * .macsPerGroup, 1 * .biasedGrid],
          .linear: [2 * .macs],
          .matrixProduct: [2 * .macs],
          .batchNorm: [1 * .input, 1 * .scaledInput],
          .layerNorm: [4 * .input, 1 * .scaledInput],
          .groupNorm: [4 * .input, 1 * .scaledInput],
          .localResponseNorm: [3 * .input, 1 * .neighbours],
          .relu: [1 * .input],
          .relu6: [1 * .input],
          .leakyRelu: [1 * .input],
          .silu: [1 * .input],
          .gelu: [1 * .input],
          .softmax: [1 * .input],
          .maxPool: [1 * .input],
          .averagePool: [1 * .input],
          .adaptiveMaxPool: [1 * .input],
          .adaptiveAveragePool: [1 * .input],
          .upsample: upsample,
          .add: [1 * .joined],
          .multiply: [1 * .output],
        ],
        exceptions: [.module: [.relu6: []]]),
      Count(
        .macs, "MACs", sees: functions,
        [
          .convolution: [1 * .macs],
          .transposedConvolution: [1 * .macsPerGroup],
          .linear: [1 * .macs],
          .matrixProduct: [1 * .macs],
        ]),
    ]
  }

  private static let functions: Set<SourceForm> = [.module, .customModule, .function]
}
