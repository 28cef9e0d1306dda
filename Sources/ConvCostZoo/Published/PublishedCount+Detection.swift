extension PublishedCount {
  /// Detectors: backbone, pyramid and heads, without what is computed of the boxes afterwards.
  static let detection: [PublishedCount] = [
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn:frozen=true", 34_014_999, buffers: 106_240,
      macs: 151_540_437_248,
      "torchvision 0.29.2 torchvision/models/detection/retinanet.py, weight metadata: num_params, 151.54 G of _ops"
    ),
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn", 34_068_119, buffers: 53_120, macs: 151_540_437_248,
      "torchvision 0.29.2 torchvision/models/detection/retinanet.py, measured without pretrained weights"
    ),
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn_v2", 38_198_935, buffers: 53_120, macs: 152_238_199_040,
      "torchvision 0.29.2 torchvision/models/detection/retinanet.py, weight metadata: num_params, 152.238 G of _ops"
    ),
    PublishedCount(
      "torchvision/fcos_resnet50_fpn:frozen=true", 32_269_600, buffers: 106_240,
      macs: 128_207_052_800,
      "torchvision 0.29.2 torchvision/models/detection/fcos.py, weight metadata: num_params, 128.207 G of _ops"
    ),
    PublishedCount(
      "torchvision/fcos_resnet50_fpn", 32_322_720, buffers: 53_120, macs: 128_207_052_800,
      "torchvision 0.29.2 torchvision/models/detection/fcos.py, measured without pretrained weights"
    ),
    PublishedCount(
      "torchvision/ssd300_vgg16", 35_641_826, buffers: 0, macs: 34_858_153_472,
      "torchvision 0.29.2 torchvision/models/detection/ssd.py, weight metadata: num_params, 34.858 G of _ops"
    ),
    PublishedCount(
      "torchvision/ssdlite320_mobilenet_v3_large", 3_440_060, buffers: 32_944, macs: 583_171_904,
      "torchvision 0.29.2 torchvision/models/detection/ssdlite.py, weight metadata: num_params, 0.583 G of _ops"
    ),
    PublishedCount(
      "darknet/yolov3", 61_949_149, buffers: 52_608, macs: 32_932_037_632,
      "pjreddie/darknet cfg/yolov3.cfg at 416, as darknet prints it: 65.86 BFLOPs, two for each MAC"
    ),
    PublishedCount(
      "darknet/yolov3:input=608", 61_949_149, buffers: 52_608, macs: 70_345_950_208,
      "pjreddie/darknet cfg/yolov3.cfg at 608, as darknet prints it: 140.69 BFLOPs, two for each MAC"
    ),
    PublishedCount(
      "darknet/yolov3_tiny", 8_852_366, buffers: 6_368, macs: 2_782_480_896,
      "pjreddie/darknet cfg/yolov3-tiny.cfg at 416, as darknet prints it: 5.56 BFLOPs, two for each MAC"
    ),
  ]
}
