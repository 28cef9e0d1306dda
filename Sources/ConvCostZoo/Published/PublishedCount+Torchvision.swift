extension PublishedCount {
  /// torchvision 0.29.2: its weight metadata, and fvcore 0.1.5 for the activations.
  static let torchvision: [PublishedCount] = [
    PublishedCount(
      "torchvision/alexnet", 61_100_840, macs: 714_188_480, activations: 494_184,
      metadata("alexnet.py", "0.714 G")),
    PublishedCount(
      "torchvision/convnext_base", 88_591_464, macs: 15_354_729_472,
      metadata("convnext.py", "15.355 G")),
    PublishedCount(
      "torchvision/convnext_large", 197_767_336, macs: 34_361_433_600,
      metadata("convnext.py", "34.361 G")),
    PublishedCount(
      "torchvision/convnext_small", 50_223_688, macs: 8_683_712_256,
      metadata("convnext.py", "8.684 G")),
    PublishedCount(
      "torchvision/convnext_tiny", 28_589_128, macs: 4_455_531_264,
      metadata("convnext.py", "4.456 G")),
    PublishedCount(
      "torchvision/densenet121", 7_978_856, macs: 2_834_161_664, activations: 6_900_200,
      metadata("densenet.py", "2.834 G")),
    PublishedCount(
      "torchvision/densenet161", 28_681_000, macs: 7_727_907_072,
      metadata("densenet.py", "7.728 G")),
    PublishedCount(
      "torchvision/densenet169", 14_149_480, macs: 3_359_843_328,
      metadata("densenet.py", "3.36 G")),
    PublishedCount(
      "torchvision/densenet201", 20_013_928, macs: 4_291_365_888, activations: 7_853_544,
      metadata("densenet.py", "4.291 G")),
    PublishedCount(
      "torchvision/efficientnet_b0", 5_288_548, macs: 385_814_752, activations: 6_748_036,
      metadata("efficientnet.py", "0.386 G")),
    PublishedCount(
      "torchvision/efficientnet_b1", 7_794_184, macs: 686_802_832,
      metadata("efficientnet.py", "0.687 G")),
    PublishedCount(
      "torchvision/efficientnet_b2", 9_109_994, macs: 1_087_529_456,
      metadata("efficientnet.py", "1.088 G")),
    PublishedCount(
      "torchvision/efficientnet_b3", 12_233_232, macs: 1_827_141_392,
      metadata("efficientnet.py", "1.827 G")),
    PublishedCount(
      "torchvision/efficientnet_b4", 19_341_616, macs: 4_393_771_024,
      metadata("efficientnet.py", "4.394 G")),
    PublishedCount(
      "torchvision/efficientnet_b5", 30_389_784, macs: 10_266_384_752,
      metadata("efficientnet.py", "10.266 G")),
    PublishedCount(
      "torchvision/efficientnet_b6", 43_040_704, macs: 19_067_593_536,
      metadata("efficientnet.py", "19.068 G")),
    PublishedCount(
      "torchvision/efficientnet_b7", 66_347_960, macs: 37_745_884_192,
      metadata("efficientnet.py", "37.746 G")),
    PublishedCount(
      "torchvision/efficientnet_v2_l", 118_515_272, macs: 56_079_699_008,
      metadata("efficientnet.py", "56.08 G")),
    PublishedCount(
      "torchvision/efficientnet_v2_m", 54_139_356, macs: 24_582_460_384,
      metadata("efficientnet.py", "24.582 G")),
    PublishedCount(
      "torchvision/efficientnet_v2_s", 21_458_488, macs: 8_365_617_152,
      metadata("efficientnet.py", "8.366 G")),
    PublishedCount(
      "torchvision/googlenet", 6_624_904, macs: 1_498_376_192, activations: 3_227_160,
      metadata("googlenet.py", "1.498 G")),
    PublishedCount(
      "torchvision/mnasnet0_5", 2_218_512, macs: 104_455_968,
      metadata("mnasnet.py", "0.104 G")),
    PublishedCount(
      "torchvision/mnasnet0_75", 3_170_208, macs: 215_493_104,
      metadata("mnasnet.py", "0.215 G")),
    PublishedCount(
      "torchvision/mnasnet1_0", 4_383_312, macs: 314_415_872, activations: 5_457_640,
      metadata("mnasnet.py", "0.314 G")),
    PublishedCount(
      "torchvision/mnasnet1_3", 6_282_256, macs: 526_362_432,
      metadata("mnasnet.py", "0.526 G")),
    PublishedCount(
      "torchvision/mobilenet_v2", 3_504_872, macs: 300_774_272, activations: 6_679_112,
      metadata("mobilenetv2.py", "0.301 G")),
    PublishedCount(
      "torchvision/mobilenet_v3_large", 5_483_032, macs: 216_589_760, activations: 4_407_168,
      metadata("mobilenetv3.py", "0.217 G")),
    PublishedCount(
      "torchvision/mobilenet_v3_small", 2_542_856, macs: 56_510_400,
      metadata("mobilenetv3.py", "0.057 G")),
    PublishedCount(
      "torchvision/regnet_x_1_6gf", 9_190_136, macs: 1_602_849_792,
      metadata("regnet.py", "1.603 G")),
    PublishedCount(
      "torchvision/regnet_x_3_2gf", 15_296_552, macs: 3_176_621_952,
      metadata("regnet.py", "3.177 G")),
    PublishedCount(
      "torchvision/regnet_x_8gf", 39_572_648, macs: 7_995_132_416,
      metadata("regnet.py", "7.995 G")),
    PublishedCount(
      "torchvision/regnet_x_16gf", 54_278_536, macs: 15_940_755_456,
      metadata("regnet.py", "15.941 G")),
    PublishedCount(
      "torchvision/regnet_x_32gf", 107_811_560, macs: 31_735_929_792,
      metadata("regnet.py", "31.736 G")),
    PublishedCount(
      "torchvision/regnet_x_400mf", 5_495_976, macs: 413_812_608,
      metadata("regnet.py", "0.414 G")),
    PublishedCount(
      "torchvision/regnet_x_800mf", 7_259_656, macs: 799_699_712,
      metadata("regnet.py", "0.8 G")),
    PublishedCount(
      "torchvision/regnet_y_1_6gf", 11_202_430, macs: 1_612_076_160,
      metadata("regnet.py", "1.612 G")),
    PublishedCount(
      "torchvision/regnet_y_3_2gf", 19_436_338, macs: 3_176_482_752,
      metadata("regnet.py", "3.176 G")),
    PublishedCount(
      "torchvision/regnet_y_8gf", 39_381_472, macs: 8_473_070_592,
      metadata("regnet.py", "8.473 G")),
    PublishedCount(
      "torchvision/regnet_y_16gf", 83_590_140, macs: 15_911_510_272,
      metadata("regnet.py", "15.912 G")),
    PublishedCount(
      "torchvision/regnet_y_32gf", 145_046_770, macs: 32_279_552_832,
      metadata("regnet.py", "32.28 G")),
    PublishedCount(
      "torchvision/regnet_y_128gf", 644_812_894,
      metadata("regnet.py", "127.518 G")),
    PublishedCount(
      "torchvision/regnet_y_400mf", 4_344_144, macs: 401_842_848, activations: 3_892_496,
      metadata("regnet.py", "0.402 G")),
    PublishedCount(
      "torchvision/regnet_y_800mf", 6_432_512, macs: 833_856_256,
      metadata("regnet.py", "0.834 G")),
    PublishedCount(
      "torchvision/resnet18", 11_689_512, macs: 1_814_073_344, activations: 2_484_712,
      metadata("resnet.py", "1.814 G")),
    PublishedCount(
      "torchvision/resnet34", 21_797_672, macs: 3_663_761_408, activations: 3_739_112,
      metadata("resnet.py", "3.664 G")),
    PublishedCount(
      "torchvision/resnet50", 25_557_032, macs: 4_089_184_256, activations: 11_114_984,
      metadata("resnet.py", "4.089 G")),
    PublishedCount(
      "torchvision/resnet101", 44_549_160, macs: 7_801_405_440,
      metadata("resnet.py", "7.801 G")),
    PublishedCount(
      "torchvision/resnet152", 60_192_808, macs: 11_513_626_624, activations: 22_555_112,
      metadata("resnet.py", "11.514 G")),
    PublishedCount(
      "torchvision/resnext50_32x4d", 25_028_904, macs: 4_230_479_872, activations: 14_401_512,
      metadata("resnet.py", "4.23 G")),
    PublishedCount(
      "torchvision/resnext101_32x8d", 88_791_336, macs: 16_414_015_488,
      metadata("resnet.py", "16.414 G")),
    PublishedCount(
      "torchvision/resnext101_64x4d", 83_455_272, macs: 15_460_270_080,
      metadata("resnet.py", "15.46 G")),
    PublishedCount(
      "torchvision/shufflenet_v2_x0_5", 1_366_792, macs: 40_476_448,
      metadata("shufflenetv2.py", "0.04 G")),
    PublishedCount(
      "torchvision/shufflenet_v2_x1_0", 2_278_604, macs: 144_907_992, activations: 1_951_200,
      metadata("shufflenetv2.py", "0.145 G")),
    PublishedCount(
      "torchvision/shufflenet_v2_x1_5", 3_503_624, macs: 295_759_392,
      metadata("shufflenetv2.py", "0.296 G")),
    PublishedCount(
      "torchvision/shufflenet_v2_x2_0", 7_393_996, macs: 583_253_464,
      metadata("shufflenetv2.py", "0.583 G")),
    PublishedCount(
      "torchvision/squeezenet1_0", 1_248_424, macs: 818_924_576,
      metadata("squeezenet.py", "0.819 G")),
    PublishedCount(
      "torchvision/squeezenet1_1", 1_235_496, macs: 349_151_936, activations: 2_589_352,
      metadata("squeezenet.py", "0.349 G")),
    PublishedCount(
      "torchvision/vgg11", 132_863_336, macs: 7_609_090_048, activations: 7_435_240,
      metadata("vgg.py", "7.609 G")),
    PublishedCount(
      "torchvision/vgg11_bn", 132_868_840, macs: 7_609_090_048,
      metadata("vgg.py", "7.609 G")),
    PublishedCount(
      "torchvision/vgg13", 133_047_848, macs: 11_308_466_176,
      metadata("vgg.py", "11.308 G")),
    PublishedCount(
      "torchvision/vgg13_bn", 133_053_736, macs: 11_308_466_176,
      metadata("vgg.py", "11.308 G")),
    PublishedCount(
      "torchvision/vgg16", 138_357_544, macs: 15_470_264_320, activations: 13_556_712,
      metadata("vgg.py", "15.47 G")),
    PublishedCount(
      "torchvision/vgg16_bn", 138_365_992, macs: 15_470_264_320, activations: 13_556_712,
      metadata("vgg.py", "15.47 G")),
    PublishedCount(
      "torchvision/vgg19", 143_667_240, macs: 19_632_062_464, activations: 14_861_288,
      metadata("vgg.py", "19.632 G")),
    PublishedCount(
      "torchvision/vgg19_bn", 143_678_248, macs: 19_632_062_464,
      metadata("vgg.py", "19.632 G")),
    PublishedCount(
      "torchvision/wide_resnet50_2", 68_883_240, macs: 11_398_021_120,
      metadata("resnet.py", "11.398 G")),
    PublishedCount(
      "torchvision/wide_resnet101_2", 126_886_696, macs: 22_753_050_624,
      metadata("resnet.py", "22.753 G")),
  ]

  /// torchvision 0.29.2, with and without the auxiliary classifiers.
  static let torchvisionVariants: [PublishedCount] = [
    PublishedCount(
      "torchvision/regnet_y_16gf:input=384", 83_590_140, macs: 46_734_897_152,
      "torchvision 0.29.2 torchvision/models/regnet.py, weight metadata of IMAGENET1K_SWAG_E2E_V1"),
    PublishedCount(
      "torchvision/regnet_y_32gf:input=384", 145_046_770, macs: 94_826_458_432,
      "torchvision 0.29.2 torchvision/models/regnet.py, weight metadata of IMAGENET1K_SWAG_E2E_V1"),
    PublishedCount(
      "torchvision/googlenet:aux=true", 13_004_888, macs: 1_506_748_416,
      "torchvision 0.29.2 googlenet(aux_logits=True), instantiated"),
    PublishedCount(
      "torchvision/inception_v3", 23_834_568, macs: 5_713_216_096, activations: 8_968_488,
      "torchvision 0.29.2 inception_v3(aux_logits=False), instantiated; 5.713 G of _ops"),
    PublishedCount(
      "torchvision/inception_v3:aux=true", 27_161_264, macs: 5_718_899_296,
      "torchvision 0.29.2 models/inception.py, weight metadata: num_params with the head"),
    PublishedCount(
      "torchvision/efficientnet_b1:input=224", 7_794_184, macs: 569_651_680,
      activations: 9_355_736,
      "torchvision 0.29.2 counted by PyTorch 2.15 (torch.utils.flop_counter) and fvcore 0.1.5"),
    PublishedCount(
      "torchvision/efficientnet_b3:input=224", 12_233_232, macs: 962_708_240,
      activations: 13_007_256,
      "torchvision 0.29.2 counted by PyTorch 2.15 (torch.utils.flop_counter) and fvcore 0.1.5"),
    PublishedCount(
      "torchvision/efficientnet_b7:input=224", 66_347_960, macs: 5_169_865_152,
      activations: 40_092_696,
      "torchvision 0.29.2 counted by PyTorch 2.15 (torch.utils.flop_counter) and fvcore 0.1.5"),
  ]
}
