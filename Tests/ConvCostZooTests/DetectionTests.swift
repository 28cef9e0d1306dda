import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

struct DetectionTests {
  /// A layer of torchvision: all nodes that are calls of it.
  private struct Module {
    var path: String
    var kind: String
    var outputs: [[Int]] = []
    var cost = Cost.zero
  }

  /// The layers that store numbers, in the order of their first calls.
  private func modules(_ reference: String) throws -> [Module] {
    let analysis = try Zoo.selection(reference).network.analysis()
    let graph = analysis.graph
    let paths = Paths(graph).nodes
    var modules: [Module] = []
    var places: [Int: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
      let owner = graph.owner(of: index)
      let stored = analysis.costs[owner].parameters + analysis.costs[owner].buffers
      guard stored > 0 else { continue }
      if owner == index {
        places[index] = modules.count
        modules.append(Module(path: paths[index], kind: graph.operationName(index)))
      }
      let place = try #require(places[owner])
      modules[place].outputs.append(node.output.dimensions)
      modules[place].cost = modules[place].cost + analysis.costs[index]
    }
    return modules
  }

  @Test(arguments: Facts.detection.networkNames + Facts.twoStageDetection.networkNames)
  func `every layer has torchvision's path, shapes and counts`(name: String) throws {
    let table =
      Facts.detection["networks"]?[name] ?? Facts.twoStageDetection["networks"]?[name]
    let layers = try #require(table?["layers"]?.elements)
    let modules = try modules("torchvision/\(name)")
    try #require(modules.count == layers.count)
    for (module, layer) in zip(modules, layers) {
      let fact = try #require(layer.elements)
      let shapes = try #require(fact[2].elements)
      let outputs = shapes[0].integer == nil ? shapes.map { $0.elements ?? [] } : [shapes]
      #expect(module.path == fact[0].string)
      #expect(module.kind == fact[1].string)
      #expect(module.outputs == outputs.map { $0.compactMap(\.integer) }, "\(module.path)")
      #expect(module.cost.parameters == fact[3].integer, "\(module.path)")
      #expect(module.cost.buffers == fact[4].integer, "\(module.path)")
      #expect(module.cost.macs == fact[5].integer, "\(module.path)")
    }
  }

  /// torchvision's `FrozenBatchNorm2d` has its four vectors as buffers; nothing else differs.
  @Test(arguments: [
    "retinanet_resnet50_fpn", "fcos_resnet50_fpn", "fasterrcnn_resnet50_fpn",
    "fasterrcnn_mobilenet_v3_large_320_fpn", "maskrcnn_resnet50_fpn", "keypointrcnn_resnet50_fpn",
  ])
  func `frozen norms of the backbone have buffers only`(name: String) throws {
    let (usual, frozen) = (try modules("torchvision/\(name)"), try modules("\(name):frozen=true"))
    for (one, other) in zip(usual, frozen) {
      #expect(one.path == other.path)
      #expect(one.cost.macs == other.cost.macs)
      let isFrozen = one.kind == "BatchNorm2d"
      #expect(other.cost.parameters == (isFrozen ? 0 : one.cost.parameters))
      #expect(other.cost.buffers == (isFrozen ? one.cost.parameters : 0) + one.cost.buffers)
    }
    #expect(usual.count == frozen.count)
  }

  /// torchvision 0.29.2, measured as `torchvision-detection.json` was: enlarged maps fit maps of
  /// any lengths.
  @Test(arguments: [
    ("ssd300_vgg16", "331x299", 36_820_003_520), ("ssd300_vgg16", "320", 39_074_488_832),
    ("retinanet_resnet50_fpn", "331x299", 24_399_176_448),
    ("retinanet_resnet50_fpn", "320", 24_240_065_024),
    ("retinanet_resnet50_fpn_v2", "331x299", 24_523_039_488),
    ("retinanet_resnet50_fpn_v2", "320", 24_343_284_224),
    ("fcos_resnet50_fpn", "331x299", 20_649_886_464),
    ("fcos_resnet50_fpn", "320", 20_508_262_400),
    ("ssdlite320_mobilenet_v3_large", "331x299", 588_900_416),
    ("fasterrcnn_resnet50_fpn", "331x299", 19_078_650_624 + 14_359_552_000),
    ("fasterrcnn_resnet50_fpn", "320", 19_202_016_000 + 14_359_552_000),
    ("fasterrcnn_resnet50_fpn_v2", "331x299", 24_009_579_264 + 128_916_480_000),
    ("fasterrcnn_mobilenet_v3_large_fpn", "331x299", 754_997_888 + 14_359_552_000),
    ("maskrcnn_resnet50_fpn", "320", 19_202_016_000 + 14_359_552_000 + 53_206_630_400),
  ])
  func `detectors count on other images`(name: String, input: String, macs: Int) throws {
    let usual = try Zoo.selection(name).network
    let network = try Zoo.selection("\(name):input=\(input)").network
    let total = try network.analysis().total
    #expect(total.macs == macs)
    #expect(try total.parameters == usual.analysis().total.parameters)
    var workspace = PreparedNetwork.Workspace()
    #expect(try PreparedNetwork(usual).total(on: network.input, using: &workspace) == total)
  }

  /// torchvision 0.29.2, measured as `torchvision-rcnn.json` was: the heads on a single region, and
  /// everything before them, which is the total without regions.
  @Test(arguments: [
    ("fasterrcnn_resnet50_fpn", 120_020_169_216, [14_359_552]),
    ("fasterrcnn_resnet50_fpn_v2", 151_454_249_472, [128_916_480]),
    ("fasterrcnn_mobilenet_v3_large_fpn", 4_493_592_256, [14_359_552]),
    ("fasterrcnn_mobilenet_v3_large_320_fpn", 718_998_400, [14_359_552]),
    ("maskrcnn_resnet50_fpn", 120_020_169_216, [14_359_552, 532_066_304]),
    ("maskrcnn_resnet50_fpn_v2", 151_454_249_472, [128_916_480, 532_066_304]),
    ("keypointrcnn_resnet50_fpn", 120_020_169_216, [13_903_872, 3_495_460_864]),
  ])
  func `two-stage detectors say what depends on the number of regions`(
    name: String, rest: Int, each: [Int]
  ) throws {
    let analysis = try Zoo.selection(name).network.analysis()
    let work = analysis.regionWork
    #expect(work.map(\.macsForEach) == each)
    #expect(
      work.map(\.pool.count)
        == (each.count == 1 ? [name.contains("320") ? 150 : 1000] : [1000, 100]))
    #expect(analysis.total.macs - work.reduce(0) { $0 + $1.cost.macs } == rest)
    let options = each.count == 1 ? "proposals=0" : "proposals=0,detections=0"
    let empty = try Zoo.selection("\(name):\(options)").network.analysis()
    #expect(empty.total.macs == rest)
    #expect(empty.total.parameters == analysis.total.parameters)
  }

  /// Twice as many blocks: ResNet-50's 16, and 23 of Darknet-53, whose first stage has a single
  /// block and so no repeats; each of these has a level for its sum.
  @Test(arguments: [
    ("retinanet_resnet50_fpn_v2", "Bottleneck", 16, 32),
    ("fcos_resnet50_fpn:frozen=true", "Bottleneck", 16, 32),
    ("maskrcnn_resnet50_fpn", "Bottleneck", 16, 32), ("yolov3", "Residual", 46, 90),
  ])
  func `a depth scales the backbone`(
    reference: String, type: String, before: Int, after: Int
  ) throws {
    let usual = try Zoo.selection(reference)
    for (selection, count) in [
      (usual, before), (try usual.changing([.init(.depth, "2")]), after),
    ] {
      let graph = try selection.network.graph()
      #expect(graph.scopes.count { $0.type == type } == count)
    }
  }

  /// Names and shapes of the results: for torchvision's heads before their results are joined, and
  /// for the layers that `darknet detector` prints as `yolo`.
  @Test(
    arguments: [
      ("yolov3", [("yolo82", [255, 13]), ("yolo94", [255, 26]), ("yolo106", [255, 52])]),
      ("yolov3_tiny:classes=20", [("yolo16", [75, 13]), ("yolo23", [75, 26])]),
      (
        "ssd300_vgg16:classes=21",
        [
          ("bbox_regression.0", [16, 38]), ("bbox_regression.1", [24, 19]),
          ("bbox_regression.2", [24, 10]), ("bbox_regression.3", [24, 5]),
          ("bbox_regression.4", [16, 3]), ("bbox_regression.5", [16, 1]),
          ("cls_logits.0", [84, 38]), ("cls_logits.1", [126, 19]), ("cls_logits.2", [126, 10]),
          ("cls_logits.3", [126, 5]), ("cls_logits.4", [84, 3]), ("cls_logits.5", [84, 1]),
        ]
      ),
      (
        "fcos_resnet50_fpn:input=256",
        [
          ("cls_logits.p3", [91, 32]), ("cls_logits.p4", [91, 16]), ("cls_logits.p5", [91, 8]),
          ("cls_logits.p6", [91, 4]), ("cls_logits.p7", [91, 2]),
          ("bbox_reg.p3", [4, 32]), ("bbox_ctrness.p3", [1, 32]), ("bbox_reg.p4", [4, 16]),
          ("bbox_ctrness.p4", [1, 16]), ("bbox_reg.p5", [4, 8]), ("bbox_ctrness.p5", [1, 8]),
          ("bbox_reg.p6", [4, 4]), ("bbox_ctrness.p6", [1, 4]), ("bbox_reg.p7", [4, 2]),
          ("bbox_ctrness.p7", [1, 2]),
        ]
      ),
    ] as [(String, [(String, [Int])])])
  func `results have names`(reference: String, results: [(String, [Int])]) throws {
    let graph = try Zoo.selection(reference).network.graph()
    #expect(graph.outputs.indices.map { graph.outputNames[$0] } == results.map { $0.0 })
    #expect(
      graph.outputs.map(graph.shape(ofValue:)) == results.map { .map($0.1[0], Extent($0.1[1])) })
  }

  /// The results of the network that proposes boxes on each level, and of the heads on each region,
  /// as in torchvision.
  @Test func `results of two-stage detectors have names`() throws {
    let graph = try Zoo.selection("maskrcnn_resnet50_fpn:classes=21,detections=7,input=256").network
      .graph()
    var names: [String?] = []
    var shapes: [Shape] = []
    for (level, side) in [(2, 64), (3, 32), (4, 16), (5, 8), (6, 4)] {
      names += ["cls_logits.p\(level)", "bbox_pred.p\(level)"]
      shapes += [.map(3, Extent(side)), .map(12, Extent(side))]
    }
    names += ["cls_score", "bbox_pred", "masks"]
    shapes += [.tensor([1000, 21]), .tensor([1000, 84])]
    shapes.append(.maps(count: 7, channels: 21, extent: Extent(28, 28)))
    #expect(graph.outputs.indices.map { graph.outputNames[$0] } == names)
    #expect(graph.outputs.map(graph.shape(ofValue:)) == shapes)
  }

  /// darknet's `make_maxpool_layer` adds one row and one column after the map, so that any side
  /// fits.
  @Test func `Darknet's pools pad on one side`() throws {
    let graph = try Zoo.selection("yolov3_tiny").network.graph()
    let last = try #require(
      graph.nodes.last { if case .pool = $0.operation { true } else { false } })
    #expect(last.output == .map(512, 13))
    #expect(graph.inputShapes(of: last) == [.map(512, 13)])
  }
}
