extension Convention {
  /// `thop.profile`: hooks on modules.
  ///
  /// | ResNet-50 | |
  /// |---|---|
  /// | multiply-accumulates | 4,089,184,256 |
  /// | 4 for each element of a batch norm's input | 44,455,936 |
  /// | the adaptive pool: (7/1 · 7/1 + 1) · 2048 | 102,400 |
  /// | MACs | 4,133,742,592 |
  ///
  /// It does not see functions, operators or modules without a rule: the parameters of these are
  /// missing too. A transposed convolution is counted as if its output were the grid of a plain
  /// one.
  public static let thop = Convention(
    "thop",
    summary: "MACs, 4 for each element of a norm, average pools; modules only",
    source: "thop 0.1.1.post2209072238, thop/profile.py and thop/vision/basic_hooks.py",
    counts: [
      Count(
        .macs, "MACs", sees: [.module],
        [
          .convolution: [1 * .macs],
          .transposedConvolution: [1 * .inputsPerOutput],
          .linear: [1 * .macs],
          .batchNorm: [2 * .input, 2 * .scaledInput],
          .layerNorm: [2 * .input, 2 * .scaledInput],
          // Each row of n has n exponentials, n − 1 additions and n divisions.
          .softmax: [3 * .input, -1 * .statistics],
          .averagePool: [1 * .output],
          .adaptiveAveragePool: [1 * .fractionalWindows],
          .upsample: [1 * .nearestOutput, 11 * .bilinearOutput, 259 * .bicubicOutput],
        ],
        // It has no rule for trilinear interpolation.
        axes: [
          1: [.upsample: [1 * .nearestOutput, 5 * .bilinearOutput]],
          3: [.upsample: [1 * .nearestOutput]],
        ])
    ],
    parameters: Count(
      .parameters, "parameters", sees: [.module],
      [
        .convolution: [1 * .parameters],
        .transposedConvolution: [1 * .parameters],
        .linear: [1 * .parameters],
        .batchNorm: [1 * .parameters],
        .layerNorm: [1 * .parameters],
      ]))
}
