extension PublishedCount {
  /// Detectors: backbone, pyramid and heads, without the post-processing of boxes.
  static let detection: [PublishedCount] = [
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn:frozen=true", 34_014_999, buffers: 106_240,
      macs: 151_540_437_248,
      metadata("detection/retinanet.py", "151.54 G")),
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn", 34_068_119, buffers: 53_120, macs: 151_540_437_248,
      """
      torchvision 0.29.2 torchvision/models/detection/retinanet.py, measured without pretrained \
      weights
      """
    ),
    PublishedCount(
      "torchvision/retinanet_resnet50_fpn_v2", 38_198_935, buffers: 53_120, macs: 152_238_199_040,
      metadata("detection/retinanet.py", "152.238 G")),
    PublishedCount(
      "torchvision/fcos_resnet50_fpn:frozen=true", 32_269_600, buffers: 106_240,
      macs: 128_207_052_800,
      metadata("detection/fcos.py", "128.207 G")),
    PublishedCount(
      "torchvision/fcos_resnet50_fpn", 32_322_720, buffers: 53_120, macs: 128_207_052_800,
      "torchvision 0.29.2 torchvision/models/detection/fcos.py, measured without pretrained weights"
    ),
    PublishedCount(
      "torchvision/ssd300_vgg16", 35_641_826, buffers: 0, macs: 34_858_153_472,
      metadata("detection/ssd.py", "34.858 G")),
    PublishedCount(
      "torchvision/ssdlite320_mobilenet_v3_large", 3_440_060, buffers: 32_944, macs: 583_171_904,
      metadata("detection/ssdlite.py", "0.583 G")),
    PublishedCount(
      "torchvision/fasterrcnn_resnet50_fpn:frozen=true", 41_755_286, buffers: 106_240,
      macs: 134_379_721_216,
      metadata("detection/faster_rcnn.py", "134.38 G", "which are those of 1000 proposals")),
    PublishedCount(
      "torchvision/fasterrcnn_resnet50_fpn", 41_808_406, buffers: 53_120, macs: 134_379_721_216,
      """
      torchvision 0.29.2 torchvision/models/detection/faster_rcnn.py, measured without \
      pretrained weights
      """
    ),
    PublishedCount(
      "torchvision/fasterrcnn_resnet50_fpn_v2", 43_712_278, buffers: 59_264, macs: 280_370_729_472,
      metadata("detection/faster_rcnn.py", "280.371 G", "which are those of 1000 proposals")),
    PublishedCount(
      "torchvision/fasterrcnn_mobilenet_v3_large_fpn:frozen=true,proposals=0", 19_386_354,
      buffers: 48_800, macs: 4_493_592_256,
      metadata(
        "detection/faster_rcnn.py", "4.494 G", "which are those of an image without proposals")
    ),
    PublishedCount(
      "torchvision/fasterrcnn_mobilenet_v3_large_fpn", 19_410_754, buffers: 24_400,
      macs: 18_853_144_256,
      """
      torchvision 0.29.2 torchvision/models/detection/faster_rcnn.py, measured without \
      pretrained weights
      """
    ),
    PublishedCount(
      "torchvision/fasterrcnn_mobilenet_v3_large_320_fpn:frozen=true,proposals=0", 19_386_354,
      buffers: 48_800, macs: 718_998_400,
      metadata(
        "detection/faster_rcnn.py", "0.719 G", "which are those of an image without proposals")
    ),
    PublishedCount(
      "torchvision/fasterrcnn_mobilenet_v3_large_320_fpn", 19_410_754, buffers: 24_400,
      macs: 2_872_931_200,
      """
      torchvision 0.29.2 torchvision/models/detection/faster_rcnn.py, measured without \
      pretrained weights
      """
    ),
    PublishedCount(
      "torchvision/maskrcnn_resnet50_fpn:frozen=true,detections=0", 44_401_393, buffers: 106_240,
      macs: 134_379_721_216,
      metadata(
        "detection/mask_rcnn.py", "134.38 G",
        "which are those of 1000 proposals and no detection: Faster R-CNN's")
    ),
    PublishedCount(
      "torchvision/maskrcnn_resnet50_fpn", 44_454_513, buffers: 53_120, macs: 187_586_351_616,
      """
      torchvision 0.29.2 torchvision/models/detection/mask_rcnn.py, measured without pretrained \
      weights
      """
    ),
    PublishedCount(
      "torchvision/maskrcnn_resnet50_fpn_v2", 46_359_409, buffers: 61_312, macs: 333_577_359_872,
      metadata(
        "detection/mask_rcnn.py", "333.577 G",
        "which are those of 1000 proposals and 100 detections")
    ),
    PublishedCount(
      "torchvision/keypointrcnn_resnet50_fpn:frozen=true,detections=1", 59_137_258,
      buffers: 106_240, macs: 137_419_502_080,
      """
      torchvision 0.29.2 torchvision/models/detection/keypoint_rcnn.py, weight metadata: \
      num_params, 137.42 G of _ops of COCO_V1, which are those of 1000 proposals and one \
      detection
      """
    ),
    PublishedCount(
      "torchvision/keypointrcnn_resnet50_fpn:frozen=true,detections=0", 59_137_258,
      buffers: 106_240, macs: 133_924_041_216,
      """
      torchvision 0.29.2 torchvision/models/detection/keypoint_rcnn.py, weight metadata: \
      num_params, 133.924 G of _ops of COCO_LEGACY, which are those of 1000 proposals and no \
      detection
      """
    ),
    PublishedCount(
      "torchvision/keypointrcnn_resnet50_fpn", 59_190_378, buffers: 53_120, macs: 483_470_127_616,
      """
      torchvision 0.29.2 torchvision/models/detection/keypoint_rcnn.py, measured without \
      pretrained weights
      """
    ),
    PublishedCount(
      "darknet/yolov3", 61_949_149, buffers: 52_608, macs: 32_932_037_632,
      "pjreddie/darknet cfg/yolov3.cfg at 416, as darknet prints it: 65.86 BFLOPs, two for each MAC"
    ),
    PublishedCount(
      "darknet/yolov3:input=608", 61_949_149, buffers: 52_608, macs: 70_345_950_208,
      """
      pjreddie/darknet cfg/yolov3.cfg at 608, as darknet prints it: 140.69 BFLOPs, two for each \
      MAC
      """
    ),
    PublishedCount(
      "darknet/yolov3_tiny", 8_852_366, buffers: 6_368, macs: 2_782_480_896,
      """
      pjreddie/darknet cfg/yolov3-tiny.cfg at 416, as darknet prints it: 5.56 BFLOPs, two for \
      each MAC
      """
    ),
  ]
}
