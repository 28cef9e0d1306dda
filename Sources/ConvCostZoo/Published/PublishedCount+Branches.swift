extension PublishedCount {
  /// Networks whose layers read values of further back than the layer before.
  static let parallelBranches: [PublishedCount] =
    [
      PublishedCount(
        "paper/cbam_resnet50", 28_089_624, macs: 3_864_362_102,
        "Woo et al. 2018, Table 4: 28.09 M parameters, 3.864 GFLOPs; Jongchan/attention-module")
    ]
}
