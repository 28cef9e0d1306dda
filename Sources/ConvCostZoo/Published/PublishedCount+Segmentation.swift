extension PublishedCount {
  /// Networks that classify every pixel.
  ///
  /// torchvision publishes its weights with the auxiliary heads that they were trained with.
  static let segmentation: [PublishedCount] = [
    PublishedCount(
      "torchvision/fcn_resnet50", 32_957_013, buffers: 54_144, macs: 142_725_772_800,
      activations: 137_992_725,
      """
      torchvision 0.29.2 fcn_resnet50(aux_loss=False), counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "torchvision/fcn_resnet50:aux=true", 35_322_218, buffers: 54_656, macs: 152_716_512_000,
      activations: 139_163_050,
      "torchvision 0.29.2 segmentation/fcn.py, weight metadata: num_params, 152.717 G of _ops"),
    PublishedCount(
      "torchvision/fcn_resnet101", 51_949_141, buffers: 106_368, macs: 222_746_867_200,
      activations: 248_315_925,
      """
      torchvision 0.29.2 fcn_resnet101(aux_loss=False), counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "torchvision/fcn_resnet101:aux=true", 54_314_346, buffers: 106_880, macs: 232_737_606_400,
      activations: 249_486_250,
      "torchvision 0.29.2 segmentation/fcn.py, weight metadata: num_params, 232.738 G of _ops"),
    PublishedCount(
      "torchvision/deeplabv3_resnet50", 39_638_869, buffers: 56_704, macs: 168_731_205_888,
      activations: 142_319_381,
      """
      torchvision 0.29.2 deeplabv3_resnet50(aux_loss=False), counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "torchvision/deeplabv3_resnet50:aux=true", 42_004_074, buffers: 57_216, macs: 178_721_945_088,
      activations: 143_489_706,
      "torchvision 0.29.2 segmentation/deeplabv3.py, weight metadata: num_params, 178.722 G of _ops"
    ),
    PublishedCount(
      "torchvision/deeplabv3_resnet101", 58_630_997, buffers: 108_928, macs: 248_752_300_288,
      activations: 252_642_581,
      """
      torchvision 0.29.2 deeplabv3_resnet101(aux_loss=False), counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "torchvision/deeplabv3_resnet101:aux=true", 60_996_202, buffers: 109_440,
      macs: 258_743_039_488,
      activations: 253_812_906,
      "torchvision 0.29.2 segmentation/deeplabv3.py, weight metadata: num_params, 258.743 G of _ops"
    ),
    PublishedCount(
      "torchvision/deeplabv3_mobilenet_v3_large", 11_025_477, buffers: 27_984, macs: 10_436_350_688,
      activations: 30_481_981,
      """
      torchvision 0.29.2 deeplabv3_mobilenet_v3_large(aux_loss=False), counted by PyTorch 2.15 \
      (torch.utils.flop_counter)
      """
    ),
    PublishedCount(
      "torchvision/deeplabv3_mobilenet_v3_large:aux=true", 11_029_328, buffers: 28_004,
      macs: 10_452_447_938,
      activations: 30_612_956,
      """
      torchvision 0.29.2 segmentation/deeplabv3.py, weight metadata: num_params, 10.452 G of \
      _ops
      """),
    PublishedCount(
      "torchvision/lraspp_mobilenet_v3_large", 3_221_538, buffers: 24_656, macs: 2_086_219_688,
      activations: 29_103_122,
      "torchvision 0.29.2 segmentation/lraspp.py, weight metadata: num_params, 2.086 G of _ops"),
    PublishedCount(
      "paper/unet", 31_030_658, buffers: 0, macs: 150_428_424_448,
      "Ronneberger et al. 2015, Figure 1, one channel to two classes, layer by layer"),
    PublishedCount(
      "paper/unet3d", 19_075_523, buffers: 4_672, macs: 266_731_018_496,
      """
      Çiçek et al. 2016, Figure 2, layer by layer; §2.1 prints 19,069,955 parameters, without \
      4,672 of batch norms and 896 biases of transposed convolutions
      """
    ),
  ]
}
