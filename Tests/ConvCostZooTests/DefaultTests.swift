import ConvCostCore
import ConvCostZoo
import Testing

/// A family with its default values is the network that its source publishes under that name.
struct DefaultTests {
  @Test(arguments: [
    ("paper/alexnet", AlexNet() as any Block), ("paper/zfnet", ZFNet()),
    ("torchvision/alexnet", OneWeirdTrickAlexNet()), ("paper/vgg_d", VGG(.d, adaptsInput: false)),
    ("torchvision/vgg16", VGG(.d)), ("torchvision/vgg11", VGG(.a)),
    ("torchvision/densenet121", DenseNet(depths: [6, 12, 24, 16], growth: 32)),
    ("torchvision/efficientnet_b0", EfficientNet()),
    ("torchvision/googlenet", GoogLeNet(.torchvision)),
    ("torchvision/inception_v3", InceptionV3()), ("torchvision/mobilenet_v2", MobileNetV2()),
    ("torchvision/mnasnet1_0", MnasNet(width: 1)), ("paper/mobilenet_v1", MobileNetV1()),
    ("torchvision/mobilenet_v3_large", MobileNetV3(.large)),
    ("torchvision/resnet50", ResNet(depths: [3, 4, 6, 3], unit: .bottleneck(.middle3x3))),
    ("torchvision/resnet18", ResNet(depths: [2, 2, 2, 2], unit: .basic)),
    ("keras/resnet50_v2", ResNetV2(depths: [3, 4, 6, 3])),
    ("keras/inception_resnet_v2", InceptionResNetV2()), ("keras/xception", Xception()),
    ("torchvision/squeezenet1_1", SqueezeNet(.v1_1)), ("timm/hrnet_w18", HRNet(width: 18)),
    ("course/lenet5", ModernLeNet5()), ("caffe/lenet", CaffeLeNet()),
    ("paper/cifar_resnet20", CIFARResNet(blocks: 3)), ("paper/unet", UNet()),
    ("torchvision/s3d", S3D()), ("torchvision/fasterrcnn_resnet50_fpn", RCNN()),
    ("torchvision/retinanet_resnet50_fpn", RetinaNet()),
    ("torchvision/fcos_resnet50_fpn", FCOS()), ("darknet/yolov3", YOLOv3()),
    ("darknet/yolov3_tiny", YOLOv3Tiny()), ("torchvision/ssd300_vgg16", SSD300()),
    ("torchvision/ssdlite320_mobilenet_v3_large", SSDLite()),
    ("paper/bn_inception", BNInception(projection: 128, stem: .separable)),
    ("torchvision/maskrcnn_resnet50_fpn", RCNN(task: .masks)),
    ("torchvision/efficientnet_v2_s", EfficientNetV2(.s)),
    ("torchvision/convnext_tiny", ConvNeXt(.tiny)),
    ("torchvision/fcn_resnet50", SegmentationNetwork(.resNet(depths: [3, 4, 6, 3]), .fcn)),
    ("torchvision/deeplabv3_mobilenet_v3_large", SegmentationNetwork(.mobileNetV3Large, .deepLab)),
    ("torchvision/r3d_18", VideoResNet([.joint, .joint, .joint, .joint])),
    ("paper/m5", WaveformNetwork(stem: 128, widths: [128, 256, 512], depths: [1, 1, 1])),
    (
      "keras/nasnet_mobile",
      NASNet(normalCells: 4, penultimate: 1056, stem: 32, skipsReduction: false)
    ),
    ("paper/cifar_resnext29_8x64d", CIFARResNeXt(groups: 8, groupWidth: 64)),
    ("paper/cifar_preresnet164", CIFARPreActivationNet(.bottleneck, blocks: 18)),
    ("paper/cifar_wrn16_8", CIFARPreActivationNet(.wide(8), blocks: 2)),
    ("paper/cifar_densenet40_k12", CIFARDenseNet(depth: 40, growth: 12, isBC: false)),
    ("paper/cifar_densenet_bc100_k12", CIFARDenseNet(depth: 100, growth: 12, isBC: true)),
    ("torchvision/regnet_x_400mf", RegNet(RegNet.models[0])),
    ("torchvision/shufflenet_v2_x0_5", ShuffleNetV2(ShuffleNetV2.widths[0])),
    ("paper/unet3d", UNet.volumetric()), ("paper/googlenet", GoogLeNet(.paper)),
  ])
  func `a family's defaults are its network`(name: String, family: any Block) throws {
    var network = try Zoo.entry(named: name).network()
    // Keras's networks end with an activation.
    #expect(network.layers.starts(with: family.body))
    let published = try network.analysis().total
    network.layers = family.body
    #expect(try network.analysis().total == published)
  }

  @Test func `the defaults of a block are its paper's`() {
    #expect(SpatialAttention().body == SpatialAttention(kernel: 7).body)
    #expect(
      AttentionBottleneck(width: 8, label: "x").body
        == AttentionBottleneck(
          width: 8, stride: 1, placement: .middle3x3, reduction: 16, label: "x"
        ).body)
    #expect(
      S3D.SeparableConvNorm(5, kernel: 3).body
        == S3D.SeparableConvNorm(5, kernel: 3, stride: 1).body)
    #expect(
      VideoBlock(.joint, from: 64, to: 64).body
        == VideoBlock(.joint, from: 64, to: 64, stride: 1).body)
    #expect(
      ConvNeXt.Unit(width: 7).body
        == ConvNeXt.Unit(width: 7, depthwiseForm: .module, stochasticDepth: true).body)
    #expect(
      UNet.DoubleConvolution(6).body == UNet.DoubleConvolution(6, first: 6, norm: nil).body)
  }

  @Test(
    arguments: [
      (CIFARPreActivationNet(.bottleneck, blocks: 1), 3),
      (CIFARPreActivationNet(.wide(2), blocks: 1), 2),
    ] as [(CIFARPreActivationNet, Int)])
  func `norms and convolutions of a block have numbers`(
    network: CIFARPreActivationNet, count: Int
  ) throws {
    let names = Paths(try Network(input: .map(3, 32)) { network }.graph()).nodeNames
    let start = try #require(names.firstIndex(of: "bn1"))
    let block = names[start...].filter { $0 != "shortcut" && !$0.hasPrefix("relu") }
    #expect(block.prefix(2 * count) == (1...count).flatMap { ["bn\($0)", "conv\($0)"] }[...])
  }
}
