extension PublishedCount {
  /// torchvision 0.29.2: its weight metadata, and fvcore 0.1.5 for the activations.
  static let torchvision: [PublishedCount] = [
    PublishedCount(
      "torchvision/alexnet", 61_100_840, macs: 714_188_480, activations: 494_184,
      "torchvision 0.29.2 torchvision/models/alexnet.py, weight metadata: num_params, 0.714 G of _ops"
    ),
    PublishedCount(
      "torchvision/densenet121", 7_978_856, macs: 2_834_161_664, activations: 6_900_200,
      "torchvision 0.29.2 torchvision/models/densenet.py, weight metadata: num_params, 2.834 G of _ops"
    ),
    PublishedCount(
      "torchvision/densenet161", 28_681_000, macs: 7_727_907_072,
      "torchvision 0.29.2 torchvision/models/densenet.py, weight metadata: num_params, 7.728 G of _ops"
    ),
    PublishedCount(
      "torchvision/densenet169", 14_149_480, macs: 3_359_843_328,
      "torchvision 0.29.2 torchvision/models/densenet.py, weight metadata: num_params, 3.36 G of _ops"
    ),
    PublishedCount(
      "torchvision/densenet201", 20_013_928, macs: 4_291_365_888, activations: 7_853_544,
      "torchvision 0.29.2 torchvision/models/densenet.py, weight metadata: num_params, 4.291 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b0", 5_288_548, macs: 385_814_752, activations: 6_748_036,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 0.386 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b1", 7_794_184, macs: 686_802_832,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 0.687 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b2", 9_109_994, macs: 1_087_529_456,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 1.088 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b3", 12_233_232, macs: 1_827_141_392,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 1.827 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b4", 19_341_616, macs: 4_393_771_024,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 4.394 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b5", 30_389_784, macs: 10_266_384_752,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 10.266 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b6", 43_040_704, macs: 19_067_593_536,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 19.068 G of _ops"
    ),
    PublishedCount(
      "torchvision/efficientnet_b7", 66_347_960, macs: 37_745_884_192,
      "torchvision 0.29.2 torchvision/models/efficientnet.py, weight metadata: num_params, 37.746 G of _ops"
    ),
    PublishedCount(
      "torchvision/googlenet", 6_624_904, macs: 1_498_376_192, activations: 3_227_160,
      "torchvision 0.29.2 torchvision/models/googlenet.py, weight metadata: num_params, 1.498 G of _ops"
    ),
    PublishedCount(
      "torchvision/mobilenet_v2", 3_504_872, macs: 300_774_272, activations: 6_679_112,
      "torchvision 0.29.2 torchvision/models/mobilenetv2.py, weight metadata: num_params, 0.301 G of _ops"
    ),
    PublishedCount(
      "torchvision/resnet18", 11_689_512, macs: 1_814_073_344, activations: 2_484_712,
      "torchvision 0.29.2 torchvision/models/resnet.py, weight metadata: num_params, 1.814 G of _ops"
    ),
    PublishedCount(
      "torchvision/resnet34", 21_797_672, macs: 3_663_761_408, activations: 3_739_112,
      "torchvision 0.29.2 torchvision/models/resnet.py, weight metadata: num_params, 3.664 G of _ops"
    ),
    PublishedCount(
      "torchvision/resnet50", 25_557_032, macs: 4_089_184_256, activations: 11_114_984,
      "torchvision 0.29.2 torchvision/models/resnet.py, weight metadata: num_params, 4.089 G of _ops"
    ),
    PublishedCount(
      "torchvision/resnet101", 44_549_160, macs: 7_801_405_440,
      "torchvision 0.29.2 torchvision/models/resnet.py, weight metadata: num_params, 7.801 G of _ops"
    ),
    PublishedCount(
      "torchvision/resnet152", 60_192_808, macs: 11_513_626_624, activations: 22_555_112,
      "torchvision 0.29.2 torchvision/models/resnet.py, weight metadata: num_params, 11.514 G of _ops"
    ),
    PublishedCount(
      "torchvision/vgg11", 132_863_336, macs: 7_609_090_048, activations: 7_435_240,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 7.609 G of _ops"),
    PublishedCount(
      "torchvision/vgg11_bn", 132_868_840, macs: 7_609_090_048,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 7.609 G of _ops"),
    PublishedCount(
      "torchvision/vgg13", 133_047_848, macs: 11_308_466_176,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 11.308 G of _ops"),
    PublishedCount(
      "torchvision/vgg13_bn", 133_053_736, macs: 11_308_466_176,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 11.308 G of _ops"),
    PublishedCount(
      "torchvision/vgg16", 138_357_544, macs: 15_470_264_320, activations: 13_556_712,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 15.47 G of _ops"),
    PublishedCount(
      "torchvision/vgg16_bn", 138_365_992, macs: 15_470_264_320, activations: 13_556_712,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 15.47 G of _ops"),
    PublishedCount(
      "torchvision/vgg19", 143_667_240, macs: 19_632_062_464, activations: 14_861_288,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 19.632 G of _ops"),
    PublishedCount(
      "torchvision/vgg19_bn", 143_678_248, macs: 19_632_062_464,
      "torchvision 0.29.2 torchvision/models/vgg.py, weight metadata: num_params, 19.632 G of _ops"),
  ]

  /// torchvision 0.29.2, with and without the classifiers on the way.
  static let torchvisionVariants: [PublishedCount] = [
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
