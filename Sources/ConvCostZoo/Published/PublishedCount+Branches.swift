extension PublishedCount {
  /// Networks whose layers read values of further back than the layer before.
  static let parallelBranches: [PublishedCount] =
    [
      PublishedCount(
        "paper/cbam_resnet50", 28_089_624, macs: 3_864_362_102,
        "Woo et al. 2018, Table 4: 28.09 M parameters, 3.864 GFLOPs; Jongchan/attention-module"),
      PublishedCount(
        "keras/nasnet_mobile", 5_289_978, buffers: 36_738, macs: 563_638_816,
        "Keras 3.15.1 count_params(), NASNetMobile: 5,326,716; Zoph et al. 2017, Table 3: 5.3 M parameters, 564 M multiply-adds"
      ),
      PublishedCount(
        "keras/nasnet_large", 88_753_150, buffers: 196_668, macs: 23_783_414_658,
        activations: 90_560_452,
        "Keras 3.15.1 count_params(), NASNetLarge: 88,949,818; timm 1.0.31, nasnetalarge, on PyTorch's flop counter; Zoph et al. 2017, Table 2: 88.9 M parameters, 23.8 B multiply-adds"
      )
    ]
}
