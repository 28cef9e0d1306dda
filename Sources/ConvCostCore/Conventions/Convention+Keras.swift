extension Convention {
  /// TensorFlow's profiler on a Keras model's inference graph: every operator of the graph that has
  /// registered FLOPs. Keras' own summary counts running statistics among the parameters.
  ///
  /// | `keras/vgg16` | |
  /// |---|---|
  /// | multiply-accumulates, each twice | 30,940,528,640 |
  /// | bias | 13,556,712 |
  /// | samples in the windows of the max pools | 6,121,472 |
  /// | softmax: 5 for each class | 5,000 |
  /// | float operations | 30,960,211,824 |
  ///
  /// Keras writes out a batch norm, a swish and a hard swish as sums and products.
  public static let keras = Convention(
    "keras",
    summary: "float operations of TensorFlow's profiler: 2 for each MAC, bias, norms, pools, sums",
    source: "keras 3.15.1 and tensorflow 2.21.0, python/profiler/internal/flops_registry.py",
    framework: .tensorflow,
    counts: [
      Count(
        .flops, "FLOPs",
        [
          .convolution: [2 * .macs, 1 * .biasedOutput],
          .transposedConvolution: [1 * .spreadFLOPs, 1 * .biasedOutput],
          .linear: [2 * .macs, 1 * .biasedOutput],
          // For each channel, the factor and the summand are computed first.
          .batchNorm: [2 * .input, 4 * .channels, 1 * .parameters],
          .layerNorm: [9 * .input, 4 * .statistics],
          .groupNorm: [6 * .input, 4 * .statistics, 3 * .channels],
          .scaling: [1 * .input],
          .rescaling: [2 * .input],
          .inputNorm: [2 * .input, 1 * .channels],
          .silu: [2 * .input],
          .hardSigmoid: [2 * .input],
          .hardSwish: [3 * .input],
          .gelu: [4 * .input],
          .softmax: [5 * .input],
          .maxPool: [1 * .windows],
          .averagePool: [1 * .windows],
          .adaptiveAveragePool: [1 * .input],
          .add: [1 * .joined],
          .multiply: [1 * .joined],
          .channelScale: [1 * .output],
        ],
        // A grouped convolution is compiled separately, and the profiler does not see it.
        exceptions: [.function: [.convolution: [1 * .biasedOutput]]],
        // These operators of volumes have no registered FLOPs.
        axes: [
          3: [.transposedConvolution: [1 * .biasedOutput], .maxPool: [], .averagePool: []]
        ])
    ],
    parameters: Count(
      .parameters, "Total params",
      Dictionary(
        uniqueKeysWithValues: OperationKind.allCases.map { ($0, [1 * .parameters, 1 * .buffers]) })
    ))
}
