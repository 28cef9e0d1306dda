extension PublishedCount {
  /// MLP, LeNet, NIN and the relatives of AlexNet and VGG.
  static let classics: [PublishedCount] = [
    PublishedCount(
      "course/mlp", 26, macs: 21,
      "course notes: 21 weights; 26 with the biases that they define"),
    PublishedCount(
      "paper/lenet5", 60_000,
      "LeCun et al. 1998, §II.B: 60,000 trainable free parameters"),
    PublishedCount(
      "course/alexnet", 60_965_224, macs: 724_406_816,
      "MIT 6.5940 lecture 2 (61M, 724M MACs); the weights and maps of BVLC/caffe bvlc_alexnet"),
    PublishedCount(
      "course/lenet5", 61_706, macs: 416_520,
      "LeCun et al. 1998 with full connections: 61,470 weights and 236 biases"),
    PublishedCount(
      "caffe/lenet", 431_080, macs: 2_293_000,
      "BVLC/caffe examples/mnist/lenet.prototxt"),
    PublishedCount(
      "caffe/caffenet", 60_965_224, macs: 724_406_816,
      "BVLC/caffe models/bvlc_reference_caffenet/deploy.prototxt"),
    PublishedCount(
      "paper/zfnet", 62_357_608, macs: 1_168_032_896,
      "osmr/pytorchcv README, ZFNet: 62,357,608 parameters"),
    PublishedCount(
      "paper/nin_cifar", 966_986, macs: 222_486_528,
      "Lin et al. 2013, CIFAR-10; osmr/pytorchcv README, NIN: 966,986 parameters"),
    PublishedCount(
      "paper/nin_cifar:classes=100", 984_356,
      "Lin et al. 2013, CIFAR-100; osmr/pytorchcv README, NIN: 984,356 parameters"),
    PublishedCount(
      "caffe/nin_imagenet", 7_595_176, macs: 1_100_188_800,
      "ethereon/netscope presets/nin.prototxt, from the Caffe model"),
    PublishedCount(
      "caffe/nin_imagenet:input=227", 7_595_176, macs: 1_105_996_320,
      "ethereon/netscope presets/nin.prototxt at 227"),
    PublishedCount(
      "paper/vgg_a_lrn", 132_863_336, macs: 7_609_090_048,
      "Simonyan and Zisserman 2014, Table 2: 133 M parameters"),
  ]

  /// GoogLeNet with other stems and norms, BN-Inception, Inception-v3.
  static let inceptions: [PublishedCount] = [
    PublishedCount(
      "paper/googlenet:stem=separable", 6_991_856, macs: 1_498_677_248,
      "Szegedy et al. 2014, Table 1, whose first row is a separable convolution: 34 M"),
    PublishedCount(
      "paper/googlenet_bn", 7_005_832, macs: 1_582_671_872,
      "Szegedy et al. 2014, Table 1, with batch norms and without biases"),
    PublishedCount(
      "paper/googlenet_bn:aux=true", 13_385_816, macs: 1_591_044_096,
      "Szegedy et al. 2014, §5, with batch norms and without biases"),
    PublishedCount(
      "paper/bn_inception", 11_278_528, macs: 1_948_605_440,
      "Ioffe and Szegedy 2015, Figure 5 (the printed 13.6 M cannot be reproduced; 2.0 B can)"),
    PublishedCount(
      "paper/bn_inception:stem=full", 11_285_224, macs: 2_032_600_064,
      "Ioffe and Szegedy 2015, Figure 5, with a full first convolution"),
    PublishedCount(
      "caffe/bn_inception", 11_295_240, macs: 2_032_600_064,
      "osmr/pytorchcv README, BN-Inception: 11,295,240 parameters"),
    PublishedCount(
      "slim/inception_v2", 11_188_288, macs: 1_934_857_216,
      "tensorflow/models research/slim/nets/inception_v2.py, 1000 classes"),
    PublishedCount(
      "slim/inception_v2:stem=full", 11_194_984, macs: 2_018_851_840,
      "tensorflow/models research/slim/nets/inception_v2.py, without use_separable_conv"),
    PublishedCount(
      "slim/inception_v3", 23_819_401, macs: 5_713_218_144,
      "tensorflow/models research/slim/nets/inception_v3.py, 1001 classes"),
    PublishedCount(
      "paper/inception_v3_151", 23_834_568, macs: 5_713_216_096,
      "Szegedy et al. 2015, §9: equal to the network at 299 on the released graph"),
    PublishedCount(
      "paper/inception_v3_79", 23_834_568, macs: 5_361_703_520,
      "Szegedy et al. 2015, §9: 6.15 % cheaper on the released graph"),
    PublishedCount(
      "torchvision/inception_v3:input=151", 23_834_568, macs: 1_082_439_776,
      "torchvision 0.29.2 at 151, stem unchanged"),
    PublishedCount(
      "torchvision/inception_v3:input=79", 23_834_568, macs: 212_103_008,
      "torchvision 0.29.2 at 79, stem unchanged"),
  ]

  /// Networks for CIFAR: their papers print them rounded; the exact counts follow from the
  /// definitions.
  static let cifar: [PublishedCount] = [
    PublishedCount(
      "paper/cifar_resnet20", 269_722, macs: 40_551_040,
      "He et al. 2015, Table 6: 0.27 M"),
    PublishedCount(
      "paper/cifar_resnet20:shortcut=B", 272_474,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_resnet32", 464_154, macs: 68_862_592,
      "He et al. 2015, Table 6: 0.46 M"),
    PublishedCount(
      "paper/cifar_resnet32:shortcut=B", 466_906,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_resnet44", 658_586, macs: 97_174_144,
      "He et al. 2015, Table 6: 0.66 M"),
    PublishedCount(
      "paper/cifar_resnet44:shortcut=B", 661_338,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_resnet56", 853_018, macs: 125_485_696,
      "He et al. 2015, Table 6: 0.85 M"),
    PublishedCount(
      "paper/cifar_resnet56:shortcut=B", 855_770,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_resnet110", 1_727_962, macs: 252_887_680,
      "He et al. 2015, Table 6: 1.7 M"),
    PublishedCount(
      "paper/cifar_resnet110:shortcut=B", 1_730_714,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_resnet1202", 19_421_274, macs: 2_829_238_912,
      "He et al. 2015, Table 6: 19.4 M"),
    PublishedCount(
      "paper/cifar_resnet1202:shortcut=B", 19_424_026,
      "osmr/pytorchcv README, whose shortcuts are of option B"),
    PublishedCount(
      "paper/cifar_preresnet164", 1_703_258, macs: 247_646_720,
      "He et al. 2016, Table 3: 1.7 M"),
    PublishedCount(
      "paper/cifar_preresnet1001", 10_327_706, macs: 1_490_995_712,
      "He et al. 2016, Table 3: 10.2 M, which are the weights without normalisations"),
    PublishedCount(
      "paper/cifar_wrn40_1", 563_930, macs: 83_280_512,
      "Zagoruyko and Komodakis 2016, Table 4: 0.6 M"),
    PublishedCount(
      "paper/cifar_wrn40_2", 2_243_546, macs: 327_599_360,
      "Zagoruyko and Komodakis 2016, Table 4: 2.2 M"),
    PublishedCount(
      "paper/cifar_wrn40_4", 8_949_210, macs: 1_298_582_016,
      "Zagoruyko and Komodakis 2016, Table 4: 8.9 M"),
    PublishedCount(
      "paper/cifar_wrn40_8", 35_748_314, macs: 5_172_024_320,
      "Zagoruyko and Komodakis 2016, Table 4: 35.7 M"),
    PublishedCount(
      "paper/cifar_wrn28_10", 36_479_194, macs: 5_243_328_768,
      "Zagoruyko and Komodakis 2016, Table 4: 36.5 M"),
    PublishedCount(
      "paper/cifar_wrn28_12", 52_517_850, macs: 7_543_905_792,
      "Zagoruyko and Komodakis 2016, Table 4: 52.5 M"),
    PublishedCount(
      "paper/cifar_wrn22_8", 17_158_106, macs: 2_454_115_328,
      "Zagoruyko and Komodakis 2016, Table 4: 17.2 M"),
    PublishedCount(
      "paper/cifar_wrn22_10", 26_797_914, macs: 3_827_751_168,
      "Zagoruyko and Komodakis 2016, Table 4: 26.8 M"),
    PublishedCount(
      "paper/cifar_wrn16_8", 10_961_370, macs: 1_548_145_664,
      "Zagoruyko and Komodakis 2016, Table 4: 11.0 M"),
    PublishedCount(
      "paper/cifar_wrn16_10", 17_116_634, macs: 2_412_173_568,
      "Zagoruyko and Komodakis 2016, Table 4: 17.1 M"),
    PublishedCount(
      "paper/cifar_resnext29_8x64d", 34_426_698, macs: 5_387_266_048,
      "Xie et al. 2016, Table 7: 34.4 M"),
    PublishedCount(
      "paper/cifar_resnext29_16x64d", 68_155_210, macs: 10_688_866_304,
      "Xie et al. 2016, Table 7: 68.1 M"),
    PublishedCount(
      "paper/cifar_densenet40_k12", 1_019_722, macs: 264_812_928,
      "Huang et al. 2016, Table 2: 1.0 M"),
    PublishedCount(
      "paper/cifar_densenet100_k12", 6_979_642, macs: 1_769_516_448,
      "Huang et al. 2016, Table 2: 7.0 M"),
    PublishedCount(
      "paper/cifar_densenet100_k24", 27_249_082, macs: 6_889_347_744,
      "Huang et al. 2016, Table 2: 27.2 M"),
    PublishedCount(
      "paper/cifar_densenet_bc100_k12", 769_162, macs: 287_929_692,
      "Huang et al. 2016, Table 2: 0.8 M"),
    PublishedCount(
      "paper/cifar_densenet_bc250_k24", 15_324_406, macs: 5_418_785_724,
      "Huang et al. 2016, Table 2: 15.3 M"),
    PublishedCount(
      "paper/cifar_densenet_bc190_k40", 25_624_430, macs: 9_301_945_740,
      "Huang et al. 2016, Table 2: 25.6 M"),
  ]

  /// MobileNet, Xception, SqueezeNet and EfficientNet's forms for accelerators.
  static let mobile: [PublishedCount] = [
    PublishedCount(
      "paper/mobilenet_v1", 4_231_976, macs: 568_740_352,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 569 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=1.0,input=192", 4_231_976, macs: 418_121_728,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 418 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=1.0,input=160", 4_231_976, macs: 290_675_200,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 291 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=1.0,input=128", 4_231_976, macs: 186_400_768,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 186 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.75,input=224", 2_585_560, macs: 325_400_448,
      """
      tensorflow/models research/slim/nets/mobilenet_v1.md: 317 M, which leaves out the first \
      convolution
      """
    ),
    PublishedCount(
      "paper/mobilenet_v1:width=0.75,input=192", 2_585_560, macs: 239_273_472,
      """
      tensorflow/models research/slim/nets/mobilenet_v1.md: 233 M, which leaves out the first \
      convolution
      """
    ),
    PublishedCount(
      "paper/mobilenet_v1:width=0.75,input=160", 2_585_560, macs: 166_396_800,
      """
      tensorflow/models research/slim/nets/mobilenet_v1.md: 162 M, which leaves out the first \
      convolution
      """
    ),
    PublishedCount(
      "paper/mobilenet_v1:width=0.75,input=128", 2_585_560, macs: 106_770_432,
      """
      tensorflow/models research/slim/nets/mobilenet_v1.md: 104 M, which leaves out the first \
      convolution
      """
    ),
    PublishedCount(
      "paper/mobilenet_v1:width=0.5,input=224", 1_331_592, macs: 149_497_088,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 150 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.5,input=192", 1_331_592, macs: 109_970_432,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 110 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.5,input=160", 1_331_592, macs: 76_524_800,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 77 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.5,input=128", 1_331_592, macs: 49_160_192,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 49 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.25,input=224", 470_072, macs: 41_030_272,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 41 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.25,input=192", 470_072, macs: 30_212_608,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 34 M (not reproducible)"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.25,input=160", 470_072, macs: 21_059_200,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 21 M"),
    PublishedCount(
      "paper/mobilenet_v1:width=0.25,input=128", 470_072, macs: 13_570_048,
      "tensorflow/models research/slim/nets/mobilenet_v1.md: 14 M"),
    PublishedCount(
      "paper/mobilenet_v1_full", 29_294_088, macs: 4_867_293_184,
      "Howard et al. 2017, Table 4: 29.3 M, 4866 M without the classifier"),
    PublishedCount(
      "paper/mobilenet_v1_shallow", 2_887_976, macs: 307_323_392,
      "Howard et al. 2017, Table 5: 2.9 M, 307 M"),
    PublishedCount(
      "paper/mobilenet_v1:classes=120", 3_329_976, macs: 567_839_232,
      "Howard et al. 2017, Table 10: 3.3 M, 569 M"),
    PublishedCount(
      "paper/mobilenet_v1:classes=120,width=0.75,input=192", 1_908_840, macs: 238_597_632,
      "Howard et al. 2017, Table 10: 1.9 M, 239 M"),
    PublishedCount(
      "caffe/squeezenet1_0", 1_248_424, macs: 861_339_936,
      "forresti/SqueezeNet SqueezeNet_v1.0/deploy.prototxt: 1.72 GFLOPS"),
    PublishedCount(
      "caffe/squeezenet1_1", 1_235_496, macs: 387_747_520,
      "forresti/SqueezeNet SqueezeNet_v1.1/README.md: 0.72 GFLOPS"),
    PublishedCount(
      "paper/xception", 22_855_952, macs: 8_357_403_496,
      "Chollet 2016, Table 3: 22,855,952"),
    PublishedCount(
      "tpu/efficientnet_lite0", 4_652_008, macs: 385_187_552,
      "tensorflow/tpu models/official/efficientnet/lite/README.md: 4.7M"),
    PublishedCount(
      "tpu/efficientnet_lite1", 5_416_680, macs: 600_185_232,
      "tensorflow/tpu models/official/efficientnet/lite/README.md: 5.4M"),
    PublishedCount(
      "tpu/efficientnet_lite2", 6_092_072, macs: 859_736_272,
      "tensorflow/tpu models/official/efficientnet/lite/README.md: 6.1M"),
    PublishedCount(
      "tpu/efficientnet_lite3", 8_197_096, macs: 1_383_321_872,
      "tensorflow/tpu models/official/efficientnet/lite/README.md: 8.2M"),
    PublishedCount(
      "tpu/efficientnet_lite4", 13_006_568, macs: 2_553_034_336,
      "tensorflow/tpu models/official/efficientnet/lite/README.md: 13.0M"),
    PublishedCount(
      "paper/efficientnet_b8", 87_413_142, macs: 62_597_461_568,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-b8"),
    PublishedCount(
      "paper/efficientnet_l2", 480_309_308, macs: 475_703_653_280,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-l2"),
    PublishedCount(
      "paper/efficientnet_l2:input=475", 480_309_308, macs: 170_892_857_680,
      "tensorflow/tpu efficientnet_builder.py, efficientnet-l2 at 475"),
  ]
}
