extension Convention {
  /// onnx-tool on an exported graph whose batch norms are operators of their own.
  ///
  /// | ResNet-18 | |
  /// |---|---|
  /// | multiply-accumulates | 1,814,073,344 |
  /// | bias of the linear layer | 1,000 |
  /// | 31 for each element of a batch norm: a square root counts 24, a division 4 | 76,995,072 |
  /// | ReLU | 2,308,096 |
  /// | samples in the windows of the max pool | 1,806,336 |
  /// | the global pool: its input, and a division for each mean | 27,136 |
  /// | sums | 752,640 |
  /// | MACs | 1,895,963,624 |
  public static let onnxTool = Convention(
    "onnx-tool",
    summary: "MACs with bias and every operator by its instructions: a batch norm 31, a sigmoid 32",
    source: "onnx-tool 0.9.0, onnx_tool/node.py, on torch.onnx.export without folding",
    counts: [Count(.macs, "MACs", operators, exceptions: means, axes: otherAxes)])

  /// onnx-tool on a graph whose batch norms were folded into convolutions, PyTorch's default.
  ///
  /// ResNet-18: 1,821,452,264. What is left of a batch norm is the convolution's bias.
  public static let onnxToolFolded = Convention(
    "onnx-tool-folded",
    summary: "as onnx-tool, with batch norms folded into the bias of convolutions",
    source: "onnx-tool 0.9.0, onnx_tool/node.py, on torch.onnx.export in evaluation mode",
    foldsNorms: true,
    counts: [Count(.macs, "MACs", operators, exceptions: means, axes: otherAxes)])

  private static let operators: Count.Rules = [
    .convolution: [1 * .macs, 1 * .biasedOutput],
    .transposedConvolution: [1 * .outputsPerOutput, 1 * .biasedOutput],
    .linear: [1 * .macs, 1 * .biasedOutput],
    .matrixProduct: [1 * .macs],
    .batchNorm: [31 * .output],
    .layerNorm: [7 * .output, 29 * .statistics],
    // A division counts 4, an exponential 32; then a sum, and n products.
    .localResponseNorm: [37 * .output, 1 * .neighbourhoods],
    .relu: [1 * .output],
    .relu6: [2 * .output],
    .leakyRelu: [2 * .output],
    .sigmoid: [32 * .output],
    .silu: [33 * .output],
    .hardSigmoid: [4 * .output],
    .hardSwish: [5 * .output],
    .gelu: [34 * .output],
    .tanh: [38 * .output],
    .softmax: [36 * .output],
    .maxPool: [1 * .windows],
    .averagePool: [1 * .windows],
    // To 1×1 it is a GlobalAveragePool, otherwise an AveragePool whose windows divide the input.
    .adaptiveAveragePool: [1 * .input, 4 * .globalOutput],
    .upsample: [4 * .bilinearOutput, 8 * .bicubicOutput],
    .add: [1 * .joined],
    .multiply: [1 * .joined],
    .channelScale: [1 * .output],
  ]

  /// Of a kernel with three lengths only the first counts.
  private static let otherAxes: [Int: Count.Rules] = [
    3: [.maxPool: [1 * .outerWindows], .averagePool: [1 * .outerWindows]]
  ]

  /// A mean written as a tensor's method is a ReduceMean.
  private static let means: [SourceForm: Count.Rules] = [
    .method: [.adaptiveAveragePool: [1 * .input]]
  ]
}
