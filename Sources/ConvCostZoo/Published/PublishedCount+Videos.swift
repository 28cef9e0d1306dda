extension PublishedCount {
  /// Networks of videos and of sounds.
  static let videosAndSounds: [PublishedCount] = [
    PublishedCount(
      "torchvision/r3d_18", 33_371_472, buffers: 9_600, macs: 40_696_553_472,
      activations: 21_325_200,
      "torchvision 0.29.2 video/resnet.py, weight metadata: num_params, 40.697 G of _ops"),
    PublishedCount(
      "torchvision/mc3_18", 11_695_440, buffers: 9_600, macs: 43_342_635_008,
      activations: 30_106_000,
      "torchvision 0.29.2 video/resnet.py, weight metadata: num_params, 43.343 G of _ops"),
    PublishedCount(
      "torchvision/r2plus1d_18", 31_505_325, buffers: 25_350, macs: 40_519_080_960,
      activations: 62_906_502,
      "torchvision 0.29.2 video/resnet.py, weight metadata: num_params, 40.519 G of _ops"),
    PublishedCount(
      "torchvision/s3d", 8_320_048, buffers: 21_216, macs: 17_978_771_456,
      activations: 44_134_896,
      """
      torchvision 0.29.2 video/s3d.py, weight metadata: num_params, 17.979 G of _ops, which are \
      of 16 frames of 224×224
      """
    ),
    PublishedCount(
      "torchvision/s3d:input=64x256x256", 8_320_048, buffers: 21_216, macs: 93_939_236_864,
      activations: 230_591_424,
      "torchvision 0.29.2 s3d, counted by PyTorch 2.15 (torch.utils.flop_counter)"),
    PublishedCount(
      "torchvision/s3d:input=128x224x224", 8_320_048, buffers: 21_216, macs: 143_833_038_848,
      activations: 353_081_968,
      """
      torchvision 0.29.2 s3d on the 128 frames of its metadata, counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "paper/m5", 559_114, buffers: 2_048, macs: 278_543_360,
      "Dai et al. 2016, Table 1 (0.5 M), layer by layer"),
    PublishedCount(
      "paper/m11", 1_786_442, buffers: 4_480, macs: 224_995_328,
      "Dai et al. 2016, Table 1 (1.8 M), layer by layer"),
    PublishedCount(
      "paper/m18", 3_683_786, buffers: 7_808, macs: 396_634_112,
      "Dai et al. 2016, Table 1 (3.7 M), layer by layer"),
  ]
}
