extension PublishedCount {
  /// AlexNet in its two published forms.
  static let alexNet: [PublishedCount] = [
    PublishedCount(
      "paper/alexnet", 60_965_224, macs: 724_406_816, activations: 659_272,
      "BVLC/caffe models/bvlc_alexnet/deploy.prototxt"),
    PublishedCount(
      "paper/alexnet:groups=1", 62_378_344, macs: 1_135_256_096,
      "osmr/pytorchcv README, AlexNet: 62,378,344 parameters"),
  ]

  /// The columns of VGG's Table 1.
  static let vgg: [PublishedCount] = [
    PublishedCount(
      "paper/vgg_a", 132_863_336, macs: 7_609_090_048, activations: 7_435_240,
      "Simonyan and Zisserman 2014, Table 2: 133 M parameters"),
    PublishedCount(
      "paper/vgg_b", 133_047_848, macs: 11_308_466_176, activations: 12_252_136,
      "Simonyan and Zisserman 2014, Table 2: 133 M parameters"),
    PublishedCount(
      "paper/vgg_c", 133_638_952, macs: 11_770_888_192, activations: 13_556_712,
      "Simonyan and Zisserman 2014, Table 2: 134 M parameters"),
    PublishedCount(
      "paper/vgg_d", 138_357_544, macs: 15_470_264_320, activations: 13_556_712,
      "Simonyan and Zisserman 2014, Table 2: 138 M parameters"),
    PublishedCount(
      "paper/vgg_e", 143_667_240, macs: 19_632_062_464, activations: 14_861_288,
      "Simonyan and Zisserman 2014, Table 2: 144 M parameters"),
    PublishedCount(
      "paper/vgg_c:batchnorm=true", 133_647_400, macs: 11_770_888_192,
      """
      Simonyan and Zisserman 2014, column C, with normalisations as torchvision/models/vgg.py \
      adds them
      """
    ),
  ]

  /// GoogLeNet as trained with Caffe.
  static let googLeNet: [PublishedCount] = [
    PublishedCount(
      "paper/googlenet", 6_998_552, macs: 1_582_671_872,
      "BVLC/caffe models/bvlc_googlenet/deploy.prototxt"),
    PublishedCount(
      "paper/googlenet:aux=true", 13_378_280, macs: 1_591_044_096,
      "BVLC/caffe models/bvlc_googlenet/train_val.prototxt"),
  ]

  /// The ResNet paper: stride in the first 1×1, and its three kinds of shortcuts.
  static let resNet: [PublishedCount] = [
    PublishedCount(
      "caffe/resnet50", 25_557_096, macs: 3_857_973_248,
      "KaimingHe/deep-residual-networks prototxt/ResNet-50-deploy.prototxt, with a bias on conv1"),
    PublishedCount(
      "paper/resnet18", 11_689_512, macs: 1_814_073_344, activations: 2_484_712,
      "He et al. 2015, Table 1: 1.8e9 FLOPs"),
    PublishedCount(
      "paper/resnet34", 21_797_672, macs: 3_663_761_408, activations: 3_739_112,
      "He et al. 2015, Table 1: 3.6e9 FLOPs"),
    PublishedCount(
      "paper/resnet50", 25_557_032, macs: 3_857_973_248, activations: 10_588_136,
      """
      KaimingHe/deep-residual-networks prototxt/ResNet-50-deploy.prototxt; He et al. 2015, Table \
      1: 3.8e9, without the prototxt's one bias on conv1
      """
    ),
    PublishedCount(
      "paper/resnet101", 44_549_160, macs: 7_570_194_432,
      """
      KaimingHe/deep-residual-networks prototxt/ResNet-101-deploy.prototxt; He et al. 2015, \
      Table 1: 7.6e9
      """
    ),
    PublishedCount(
      "paper/resnet152", 60_192_808, macs: 11_282_415_616,
      """
      KaimingHe/deep-residual-networks prototxt/ResNet-152-deploy.prototxt; He et al. 2015, \
      Table 1: 11.3e9
      """
    ),
    PublishedCount(
      "torchvision/resnet18:shortcut=A", 11_515_688, macs: 1_794_805_760,
      "He et al. 2015, Table 3, option A"),
    PublishedCount(
      "torchvision/resnet18:shortcut=C", 12_043_816, macs: 1_878_298_624,
      "He et al. 2015, Table 3, option C"),
    PublishedCount(
      "torchvision/resnet34:shortcut=A", 21_623_848, macs: 3_644_493_824,
      "He et al. 2015, Table 3, option A"),
    PublishedCount(
      "torchvision/resnet34:shortcut=C", 22_716_840, macs: 3_830_747_136,
      "He et al. 2015, Table 3, option C"),
    PublishedCount(
      "paper/resnet50:shortcut=A", 22_780_456,
      "He et al. 2015, Table 3, option A"),
    PublishedCount(
      "paper/resnet50:shortcut=C", 40_128_552, macs: 6_324_224_000,
      "He et al. 2015, Table 3, option C"),
    PublishedCount(
      "paper/plain18", 11_515_688, macs: 1_794_805_760,
      "He et al. 2015, Table 1; the counts of option A, whose shortcuts have no parameters"),
    PublishedCount(
      "paper/plain34", 21_623_848, macs: 3_644_493_824,
      "He et al. 2015, Table 1; the counts of option A, whose shortcuts have no parameters"),
    PublishedCount(
      "paper/resnext101_32x4d", 44_177_704, macs: 7_969_996_800,
      "facebookresearch/ResNeXt README: 44.2 M, 8.0 B; osmr/pytorchcv README: 44,177,704"),
    PublishedCount(
      "paper/se_resnet50", 28_088_024,
      "osmr/pytorchcv README, converted from Cadene/pretrained-models.pytorch"),
    PublishedCount(
      "paper/se_resnet101", 49_326_872,
      "osmr/pytorchcv README, converted from Cadene/pretrained-models.pytorch"),
    PublishedCount(
      "paper/se_resnet152", 66_821_848,
      "osmr/pytorchcv README, converted from Cadene/pretrained-models.pytorch"),
    PublishedCount(
      "paper/se_resnext50_32x4d", 27_559_896,
      "osmr/pytorchcv README, converted from Cadene/pretrained-models.pytorch"),
    PublishedCount(
      "paper/se_resnext101_32x4d", 48_955_416,
      "osmr/pytorchcv README, converted from Cadene/pretrained-models.pytorch"),
  ]

  /// DenseNets that torchvision does not have.
  static let denseNet: [PublishedCount] = [
    PublishedCount(
      "paper/densenet264", 33_337_704, macs: 5_751_653_376,
      "Huang et al. 2016, Table 1; Tan and Le 2019, Table 2: 34 M, 6.0 B")
  ]

  /// The width multipliers and resolutions of MobileNetV2's own README.
  static let mobileNetV2: [PublishedCount] = [
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.4,input=192", 6_108_776, macs: 428_211_136,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.4 and 192; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.4,input=160", 6_108_776, macs: 297_916_400,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.4 and 160; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.4,input=128", 6_108_776, macs: 191_311_616,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.4 and 128; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.4,input=96", 6_108_776, macs: 108_396_784,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.4 and 96; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.3,input=192", 5_386_792, macs: 374_675_840,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.3 and 192; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.3,input=160", 5_386_792, macs: 260_700_000,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.3 and 160; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.3,input=128", 5_386_792, macs: 167_447_040,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.3 and 128; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.3,input=96", 5_386_792, macs: 94_916_960,
      """
      tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at 1.3 and 96; not in its \
      README
      """
    ),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.4,input=224", 6_108_776, macs: 582_195_824,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.4_224: 582 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.3,input=224", 5_386_792, macs: 509_374_560,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.3_224: 509 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.0,input=224", 3_504_872, macs: 300_774_272,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.0_224: 300 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.0,input=192", 3_504_872, macs: 221_316_608,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.0_192: 221 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.0,input=160", 3_504_872, macs: 154_083_200,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.0_160: 154 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.0,input=128", 3_504_872, macs: 99_074_048,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.0_128: 99 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=1.0,input=96", 3_504_872, macs: 56_289_152,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_1.0_96: 56 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.75,input=224", 2_636_424, macs: 209_069_792,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.75_224: 209 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.75,input=192", 2_636_424, macs: 153_941_888,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.75_192: 153 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.75,input=160", 2_636_424, macs: 107_295_200,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.75_160: 107 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.75,input=128", 2_636_424, macs: 69_129_728,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.75_128: 69 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.75,input=96", 2_636_424, macs: 39_445_472,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.75_96: 39 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.5,input=224", 1_968_680, macs: 97_131_840,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.5_224: 97 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.5,input=192", 1_968_680, macs: 71_701_760,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.5_192: 71 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.5,input=160", 1_968_680, macs: 50_184_000,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.5_160: 50 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.5,input=128", 1_968_680, macs: 32_578_560,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.5_128: 32 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.5,input=96", 1_968_680, macs: 18_885_440,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.5_96: 18 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.35,input=224", 1_677_128, macs: 59_285_808,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.35_224: 59 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.35,input=192", 1_677_128, macs: 43_896_512,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.35_192: 43 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.35,input=160", 1_677_128, macs: 30_874_800,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.35_160: 30 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.35,input=128", 1_677_128, macs: 20_220_672,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.35_128: 20 M"),
    PublishedCount(
      "torchvision/mobilenet_v2:width=0.35,input=96", 1_677_128, macs: 11_934_128,
      "tensorflow/models research/slim/nets/mobilenet/README.md, float_v2_0.35_96: 11 M"),
  ]

  /// EfficientNet at the resolutions of its release.
  static let efficientNet: [PublishedCount] = [
    PublishedCount(
      "paper/efficientnet_b0", 5_288_548, macs: 385_814_752,
      """
      Tan and Le 2019, Table 2: 5.3M, 0.39B; keras.io applications EfficientNetB0: 5,330,571 in \
      all
      """
    ),
    PublishedCount(
      "paper/efficientnet_b1", 7_794_184, macs: 686_802_832,
      """
      Tan and Le 2019, Table 2: 7.8M, 0.70B; keras.io applications EfficientNetB1: 7,856,239 in \
      all
      """
    ),
    PublishedCount(
      "paper/efficientnet_b2", 9_109_994, macs: 993_561_872,
      "Tan and Le 2019, Table 2: 9.2M, 1.0B; keras.io applications EfficientNetB2: 9,177,569 in all"
    ),
    PublishedCount(
      "paper/efficientnet_b3", 12_233_232, macs: 1_827_141_392,
      "Tan and Le 2019, Table 2: 12M, 1.8B; keras.io applications EfficientNetB3: 12,320,535 in all"
    ),
    PublishedCount(
      "paper/efficientnet_b4", 19_341_616, macs: 4_393_771_024,
      """
      Tan and Le 2019, Table 2: 19M, 4.2B (not reproducible); keras.io applications \
      EfficientNetB4: 19,466,823 in all
      """
    ),
    PublishedCount(
      "paper/efficientnet_b5", 30_389_784, macs: 10_266_384_752,
      """
      Tan and Le 2019, Table 2: 30M, 9.9B (not reproducible); keras.io applications \
      EfficientNetB5: 30,562,527 in all
      """
    ),
    PublishedCount(
      "paper/efficientnet_b6", 43_040_704, macs: 19_067_593_536,
      """
      Tan and Le 2019, Table 2: 43M, 19B; keras.io applications EfficientNetB6: 43,265,143 in \
      all
      """),
    PublishedCount(
      "paper/efficientnet_b7", 66_347_960, macs: 37_745_884_192,
      """
      Tan and Le 2019, Table 2: 66M, 37B; keras.io applications EfficientNetB7: 66,658,687 in \
      all
      """),
    PublishedCount(
      "paper/efficientnet:width=2.2,depth=3.6,input=672", 87_413_142, macs: 62_597_461_568,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-b8"),
    PublishedCount(
      "paper/efficientnet:width=4.3,depth=5.3,input=800", 480_309_308, macs: 475_703_653_280,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-l2"),
    PublishedCount(
      "paper/efficientnet:width=4.3,depth=5.3,input=475", 480_309_308, macs: 170_892_857_680,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-l2 at 475"),
  ]
}
