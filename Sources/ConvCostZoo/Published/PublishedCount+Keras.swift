extension PublishedCount {
  /// Keras, whose totals are parameters and buffers together.
  static let keras: [PublishedCount] = [
    PublishedCount(
      "keras/xception", 22_855_952, buffers: 54_528, macs: 8_357_403_496,
      "keras.io applications, Xception: 22,910,480"),
    PublishedCount(
      "keras/vgg16", 138_357_544, buffers: 0, macs: 15_470_264_320,
      "keras.io applications, VGG16: 138,357,544"),
    PublishedCount(
      "keras/vgg19", 143_667_240, buffers: 0, macs: 19_632_062_464,
      "keras.io applications, VGG19: 143,667,240"),
    PublishedCount(
      "keras/resnet50", 25_583_592, buffers: 53_120, macs: 3_857_973_248,
      "keras.io applications, ResNet50: 25,636,712"),
    PublishedCount(
      "keras/resnet101", 44_601_832, buffers: 105_344, macs: 7_570_194_432,
      "keras.io applications, ResNet101: 44,707,176"),
    PublishedCount(
      "keras/resnet152", 60_268_520, buffers: 151_424, macs: 11_282_415_616,
      "keras.io applications, ResNet152: 60,419,944"),
    PublishedCount(
      "keras/resnet50_v2", 25_568_360, buffers: 45_440, macs: 3_482_255_360,
      "keras.io applications, ResNet50V2: 25,613,800"),
    PublishedCount(
      "keras/resnet101_v2", 44_577_896, buffers: 97_664, macs: 7_194_476_544,
      "keras.io applications, ResNet101V2: 44,675,560"),
    PublishedCount(
      "keras/resnet152_v2", 60_236_904, buffers: 143_744, macs: 10_906_697_728,
      "keras.io applications, ResNet152V2: 60,380,648"),
    PublishedCount(
      "keras/inception_v3", 23_817_352, buffers: 34_432, macs: 5_713_216_096,
      "keras.io applications, InceptionV3: 23,851,784"),
    PublishedCount(
      "keras/inception_resnet_v2", 55_813_192, buffers: 60_544, macs: 13_155_794_016,
      "keras.io applications, InceptionResNetV2: 55,873,736"),
    PublishedCount(
      "keras/mobilenet", 4_231_976, buffers: 21_888, macs: 568_740_352,
      "keras.io applications, MobileNet: 4,253,864"),
    PublishedCount(
      "keras/mobilenet_v2", 3_504_872, buffers: 34_112, macs: 300_774_272,
      "keras.io applications, MobileNetV2: 3,538,984"),
    PublishedCount(
      "keras/densenet121", 7_978_856, buffers: 83_648, macs: 2_834_161_664,
      "keras.io applications, DenseNet121: 8,062,504"),
    PublishedCount(
      "keras/densenet169", 14_149_480, buffers: 158_400, macs: 3_359_843_328,
      "keras.io applications, DenseNet169: 14,307,880"),
    PublishedCount(
      "keras/densenet201", 20_013_928, buffers: 229_056, macs: 4_291_365_888,
      "keras.io applications, DenseNet201: 20,242,984"),
    PublishedCount(
      "keras/efficientnet_b0", 5_288_548, buffers: 42_023, macs: 385_814_752,
      "keras.io applications, EfficientNetB0: 5,330,571"),
    PublishedCount(
      "keras/efficientnet_b1", 7_794_184, buffers: 62_055, macs: 686_802_832,
      "keras.io applications, EfficientNetB1: 7,856,239"),
    PublishedCount(
      "keras/efficientnet_b2", 9_109_994, buffers: 67_575, macs: 993_561_872,
      "keras.io applications, EfficientNetB2: 9,177,569"),
    PublishedCount(
      "keras/efficientnet_b3", 12_233_232, buffers: 87_303, macs: 1_827_141_392,
      "keras.io applications, EfficientNetB3: 12,320,535"),
    PublishedCount(
      "keras/efficientnet_b4", 19_341_616, buffers: 125_207, macs: 4_393_771_024,
      "keras.io applications, EfficientNetB4: 19,466,823"),
    PublishedCount(
      "keras/efficientnet_b5", 30_389_784, buffers: 172_743, macs: 10_266_384_752,
      "keras.io applications, EfficientNetB5: 30,562,527"),
    PublishedCount(
      "keras/efficientnet_b6", 43_040_704, buffers: 224_439, macs: 19_067_593_536,
      "keras.io applications, EfficientNetB6: 43,265,143"),
    PublishedCount(
      "keras/efficientnet_b7", 66_347_960, buffers: 310_727, macs: 37_745_884_192,
      "keras.io applications, EfficientNetB7: 66,658,687"),
    PublishedCount(
      "keras/convnext_base", 88_591_464, buffers: 0,
      "Keras 3.15.1 count_params(), ConvNeXtBase: 88,591,464"),
    PublishedCount(
      "keras/convnext_large", 197_767_336, buffers: 0,
      "Keras 3.15.1 count_params(), ConvNeXtLarge: 197,767,336"),
    PublishedCount(
      "keras/convnext_small", 50_223_688, buffers: 0,
      "Keras 3.15.1 count_params(), ConvNeXtSmall: 50,223,688"),
    PublishedCount(
      "keras/convnext_tiny", 28_589_128, buffers: 0,
      "Keras 3.15.1 count_params(), ConvNeXtTiny: 28,589,128"),
    PublishedCount(
      "keras/convnext_xlarge", 350_196_968, buffers: 0,
      "Keras 3.15.1 count_params(), ConvNeXtXLarge: 350,196,968"),
    PublishedCount(
      "keras/efficientnet_v2_b0", 7_139_704, buffers: 60_608, macs: 718_086_176,
      "Keras 3.15.1 count_params(), EfficientNetV2B0: 7,200,312"),
    PublishedCount(
      "keras/efficientnet_v2_b1", 8_141_052, buffers: 71_072, macs: 1_196_819_360,
      "Keras 3.15.1 count_params(), EfficientNetV2B1: 8,212,124"),
    PublishedCount(
      "keras/efficientnet_v2_b2", 10_096_086, buffers: 82_288, macs: 1_697_542_832,
      "Keras 3.15.1 count_params(), EfficientNetV2B2: 10,178,374"),
    PublishedCount(
      "keras/efficientnet_v2_b3", 14_358_406, buffers: 109_216, macs: 3_011_458_816,
      "Keras 3.15.1 count_params(), EfficientNetV2B3: 14,467,622"),
    PublishedCount(
      "keras/efficientnet_v2_l", 118_515_272, buffers: 512_576,
      "Keras 3.15.1 count_params(), EfficientNetV2L: 119,027,848"),
    PublishedCount(
      "keras/efficientnet_v2_m", 54_139_356, buffers: 292_032,
      "Keras 3.15.1 count_params(), EfficientNetV2M: 54,431,388"),
    PublishedCount(
      "keras/efficientnet_v2_s", 21_458_488, buffers: 153_872, macs: 8_365_617_152,
      "Keras 3.15.1 count_params(), EfficientNetV2S: 21,612,360"),
    PublishedCount(
      "keras/mobilenet_v3_large", 5_483_032, buffers: 24_400, macs: 216_589_760,
      "Keras 3.15.1 count_params(), MobileNetV3Large: 5,507,432"),
    PublishedCount(
      "keras/mobilenet_v3_small", 2_542_856, buffers: 12_112, macs: 56_510_400,
      "Keras 3.15.1 count_params(), MobileNetV3Small: 2,554,968"),
  ]
}
