extension Convention {
  /// ptflops' backend of hooks, as it runs: it hooks modules, and also replaces functions that many
  /// of these modules call, so that a ReLU counts twice.
  ///
  /// | ResNet-18 | |
  /// |---|---|
  /// | multiply-accumulates | 1,814,073,344 |
  /// | bias of the linear layer | 1,000 |
  /// | 2 for each element of a batch norm's input | 4,967,424 |
  /// | ReLU | 2,308,096 |
  /// | max pool and adaptive pool | 827,904 |
  /// | ReLU and pools once more, as functions | 3,136,000 |
  /// | MACs | 1,825,313,768 |
  public static let ptflops = Convention(
    "ptflops",
    summary: "MACs with bias, 2 for a batch norm, 1 for ReLU and pools, both counted twice",
    source: "ptflops 0.7.5, backend pytorch, ptflops/pytorch_ops.py and pytorch_engine.py",
    counts: [
      Count(
        .macs, "MACs", sees: [.module, .function],
        hooks.merging(functions) { $1 },
        exceptions: [
          .function: [
            .convolution: [], .transposedConvolution: [], .linear: [], .batchNorm: [],
            .layerNorm: [],
            .groupNorm: [], .leakyRelu: [],
          ]
        ],
        countedTwice: [
          .relu, .gelu, .maxPool, .averagePool, .adaptiveMaxPool, .adaptiveAveragePool, .upsample,
        ])
    ])

  /// ptflops before it replaced functions: hooks on modules alone, each counted once.
  ///
  /// ResNet-18: 1,822,177,768, the 1.82 of its README at 0.6.9.
  public static let ptflops06 = Convention(
    "ptflops-0.6",
    summary: "MACs with bias, 2 for a batch norm, 1 for ReLU and pools; modules only",
    source: "ptflops 0.6.9, the rules of ptflops/pytorch_ops.py without functions",
    counts: [Count(.macs, "MACs", sees: [.module], hooks)])

  /// ptflops' backend that follows PyTorch's own operators, its default since 0.7.
  ///
  /// ResNet-18: 1,814,073,344 multiply-accumulates and 1,000 for the bias.
  public static let ptflopsATen = Convention(
    "ptflops-aten",
    summary: "MACs with bias",
    source: "ptflops 0.7.5, backend aten, ptflops/aten_ops.py",
    counts: [
      Count(
        .macs, "MACs",
        [
          .convolution: [1 * .macs, 1 * .biasedOutput],
          .transposedConvolution: [1 * .macs, 1 * .biasedOutput],
          .linear: [1 * .macs, 1 * .biasedOutput],
          .matrixProduct: [1 * .macs],
        ])
    ])

  /// What the replaced functions add for operations that no hook counts.
  private static let functions: Count.Rules = [
    .matrixProduct: [1 * .macs],
    .silu: [1 * .input],
    .softmax: [1 * .input],
    // The layer is written with functions: two products and a sum of the map, and a pool over the
    // channels.
    .localResponseNorm: [3 * .input, 1 * .neighbours],
    .add: [1 * .joined],
    .multiply: [1 * .output],
  ]

  /// What the hooks count. A layer norm has no attribute that says whether it is affine, so it
  /// counts once.
  private static let hooks: Count.Rules = [
    .convolution: [1 * .macs, 1 * .biasedOutput],
    .transposedConvolution: [1 * .macs, 1 * .biasedOutput],
    .linear: [1 * .macs, 1 * .biasedOutput],
    .batchNorm: [1 * .input, 1 * .scaledInput],
    .groupNorm: [1 * .input, 1 * .scaledInput],
    .layerNorm: [1 * .input],
    .relu: [1 * .input],
    .relu6: [1 * .input],
    .leakyRelu: [1 * .input],
    .gelu: [1 * .input],
    .maxPool: [1 * .input],
    .averagePool: [1 * .input],
    .adaptiveMaxPool: [1 * .input],
    .adaptiveAveragePool: [1 * .input],
    .upsample: [1 * .output],
  ]
}
