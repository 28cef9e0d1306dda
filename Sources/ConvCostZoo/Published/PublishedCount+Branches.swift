extension PublishedCount {
  /// Networks with layers that read other values than the result of the layer before.
  static let parallelBranches: [PublishedCount] =
    [
      PublishedCount(
        "paper/cbam_resnet50", 28_089_624, macs: 3_864_362_102,
        "Woo et al. 2018, Table 4: 28.09 M parameters, 3.864 GFLOPs; Jongchan/attention-module"),
      PublishedCount(
        "keras/nasnet_mobile", 5_289_978, buffers: 36_738, macs: 563_638_816,
        """
        Keras 3.15.1 count_params(), NASNetMobile: 5,326,716; Zoph et al. 2017, Table 3: 5.3 M \
        parameters, 564 M multiply-adds
        """
      ),
      PublishedCount(
        "keras/nasnet_large", 88_753_150, buffers: 196_668, macs: 23_783_414_658,
        activations: 90_560_452,
        """
        Keras 3.15.1 count_params(), NASNetLarge: 88,949,818; timm 1.0.31, nasnetalarge, on \
        PyTorch's flop counter; Zoph et al. 2017, Table 2: 88.9 M parameters, 23.8 B \
        multiply-adds
        """
      ),
    ] + hrNets

  /// timm's HRNets, counted on the definition with PyTorch's flop counter.
  private static let hrNets: [PublishedCount] = [
    PublishedCount(
      "timm/hrnet_w18_small", 13_187_464, buffers: 24_032, macs: 1_601_508_352,
      activations: 5_717_144, "timm 1.0.31, hrnet_w18_small"),
    PublishedCount(
      "timm/hrnet_w18_small_v2", 15_597_464, buffers: 33_228, macs: 2_595_712_864,
      activations: 9_648_316, "timm 1.0.31, hrnet_w18_small_v2"),
    PublishedCount(
      "timm/hrnet_w18", 21_299_004, buffers: 51_216, macs: 4_283_537_072,
      activations: 16_307_122, "timm 1.0.31, hrnet_w18"),
    PublishedCount(
      "timm/hrnet_w30", 37_712_220, buffers: 71_280, macs: 8_105_781_680,
      activations: 21_206_926, "timm 1.0.31, hrnet_w30"),
    PublishedCount(
      "timm/hrnet_w32", 41_232_680, buffers: 74_624, macs: 8_921_133_056,
      activations: 22_023_560, "timm 1.0.31, hrnet_w32"),
    PublishedCount(
      "timm/hrnet_w40", 57_557_160, buffers: 88_000, macs: 12_691_997_440,
      activations: 25_290_096, "timm 1.0.31, hrnet_w40"),
    PublishedCount(
      "timm/hrnet_w44", 67_064_984, buffers: 94_688, macs: 14_883_104_960,
      activations: 26_923_364, "timm 1.0.31, hrnet_w44"),
    PublishedCount(
      "timm/hrnet_w48", 77_469_864, buffers: 101_376, macs: 17_277_996_032,
      activations: 28_556_632, "timm 1.0.31, hrnet_w48"),
    PublishedCount(
      "timm/hrnet_w64", 128_059_944, buffers: 128_128, macs: 28_895_395_840,
      activations: 35_089_704, "timm 1.0.31, hrnet_w64"),
  ]
}
