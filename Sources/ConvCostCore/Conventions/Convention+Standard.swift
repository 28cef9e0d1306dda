extension Convention {
  /// Convolutions and matrix products, without bias and normalisation; two FLOPs for each MAC.
  ///
  /// | layer | counted | |
  /// |---|---|---|
  /// | 3×3 convolution, 64 → 64 channels on 56×56 | K_h·K_w·C_in·C_out·H·W | 115,605,504 MACs |
  /// | linear, 2048 → 1000 | in·out | 2,048,000 MACs |
  /// | batch norm, ReLU, pools, sums | nothing | 0 |
  public static let standard = Convention(
    "standard",
    summary: "convolutions and matrix products, without bias and normalisation",
    source: "convcost",
    counts: [
      Count(.macs, "MACs", products),
      Count(.flops, "FLOPs", doubledProducts),
    ])

  /// What torchvision's documentation prints as GFLOPS of its weights.
  ///
  /// ResNet-50: 4,089,184,256, printed as 4.09. The test `common_extended_utils.get_ops` counts a
  /// multiply-accumulate once.
  public static let torchvision = Convention(
    "torchvision",
    summary: "convolutions and matrix products, a multiply-accumulate as one FLOP",
    source: "torchvision 0.29.2, test/common_extended_utils.py and the models' documentation",
    counts: [Count(.flops, "GFLOPS", products)])

  /// `torch.utils.flop_counter.FlopCounterMode`.
  ///
  /// ResNet-50: 8,178,368,512, twice the 4,089,184,256 multiply-accumulates.
  ///
  /// That is the forward pass, for which the number is right. Its formula for the backward pass
  /// ignores groups: the gradient of a convolution's weights is counted as if every input channel
  /// met every output channel, g times too much. At a batch of 2:
  ///
  /// | network | forward | backward | what backward takes |
  /// |---|---|---|---|
  /// | ResNet-50, no groups | 16,356,737,024 | 32,241,418,240 | 32,241,418,240 |
  /// | MobileNetV2, depthwise | 1,203,097,088 | 23,356,304,896 | 2,362,842,112 |
  ///
  /// `Training.backwardFLOPs` is the last column, for one sample.
  public static let torchFlopCounter = Convention(
    "torch-flop-counter",
    summary: "convolutions and matrix products, a multiply-accumulate as two FLOPs",
    source: "torch 2.15.0, torch/utils/flop_counter.py",
    counts: [Count(.flops, "FLOPs", doubledProducts)])

  /// The habit of most papers since GoogLeNet.
  ///
  /// | paper | network | printed | counted |
  /// |---|---|---|---|
  /// | Szegedy et al. 2014 | `paper/googlenet` | 1.5 billion multiply-adds | 1,582,671,872 |
  /// | He et al. 2015 | `paper/resnet50` | 3.8 billion FLOPs (multiply-adds) | 3,857,973,248 |
  /// | Sandler et al. 2018 | `mobilenet_v2` | 300 M multiply-adds | 300,774,272 |
  /// | Tan and Le 2019 | `efficientnet_b0` | 0.39 B FLOPS | 385,814,752 |
  public static let paper = Convention(
    "paper",
    summary: "convolutions and matrix products, called multiply-adds or FLOPs",
    source: "Szegedy et al. 2014, He et al. 2015, Howard et al. 2017, Tan and Le 2019 and others",
    counts: [Count(.macs, "multiply-adds", products)])

  /// Multiply-accumulates count once.
  private static let products: Count.Rules = [
    .convolution: [1 * .macs],
    .transposedConvolution: [1 * .macs],
    .linear: [1 * .macs],
    .matrixProduct: [1 * .macs],
  ]

  /// Multiply-accumulates count twice.
  private static let doubledProducts: Count.Rules = [
    .convolution: [2 * .macs],
    .transposedConvolution: [2 * .macs],
    .linear: [2 * .macs],
    .matrixProduct: [2 * .macs],
  ]
}
