public import ConvCostCore

/// SSD: predicts boxes on six maps of a backbone and of the layers after it, each with its own
/// convolutions.
///
/// Liu et al., "SSD: Single Shot MultiBox Detector", 2015, Figure 2; the paths are those of
/// torchvision/models/detection/ssd.py. The fourth stage's map is divided by its norm and scaled.
public struct SSD300: Block {
  /// The number of classes; torchvision's 91 include the background.
  public var classes: Int

  /// The number of boxes at each position of the six maps.
  static let anchors = [4, 6, 6, 6, 4, 4]

  public init(classes: Int = 91) {
    self.classes = classes
  }

  public var body: [Layer] {
    Chain {
      let (front, back) = features
      Sequential { front }.named("features")
      Keep("conv4_3")
      Gate { ChannelPool(.norm).written(as: .function) }
      ChannelScale().named("scale_weight")
      Keep(.detectorMap(0))
      From("conv4_3")
      Chain { extras(after: back) }.named("extra")
    }.named("backbone")
    boxHeads(on: Self.anchors.count, classes: classes) { index, numbers in
      Convolution(scaledWidth(numbers, by: Self.anchors[index]), kernel: 3, padding: 1).layer
    }
  }

  /// VGG's layers before the fourth pool, and the layers from that pool on without the last pool.
  /// The third pool rounds up, so that 75 becomes 38.
  private var features: (front: [Layer], back: [Layer]) {
    var layers = VGG(.d).features
    let pools = layers.indices.filter { layers[$0] == Pool.max(2).layer }
    layers[pools[2]] = Pool.max(2, rounding: .ceil).layer
    return (Array(layers[..<pools[3]]), Array(layers[pools[3]..<pools[4]]))
  }

  /// VGG's last stage, its linear layers as convolutions, and four blocks whose maps get smaller
  /// and smaller.
  @LayerBuilder private func extras(after back: [Layer]) -> [Layer] {
    Sequential {
      back
      Sequential {
        Pool.max(3, stride: 1, padding: 1)
        Convolution(1024, kernel: 3, padding: 6, dilation: 6)
        Activation.relu
        Convolution(1024, kernel: 1)
        Activation.relu
      }
      Keep(.detectorMap(1))
    }.named("0")
    for (index, channels) in [512, 256, 256, 256].enumerated() {
      Sequential {
        Convolution(channels / 2, kernel: 1)
        Activation.relu
        // The first two have a padding and halve the map; the others have no padding.
        Convolution(channels, kernel: 3, stride: index < 2 ? 2 : 1, padding: index < 2 ? 1 : 0)
        Activation.relu
        Keep(.detectorMap(index + 2))
      }.named("\(index + 1)")
    }
  }
}

/// SSDlite: SSD with depthwise convolutions on MobileNetV3-Large with a reduced tail.
///
/// Howard et al., "Searching for MobileNetV3", 2019, §6.3 and Table 6; Sandler et al.,
/// "MobileNetV2", 2018, §6.2; the paths are those of torchvision/models/detection/ssdlite.py. The
/// first map is the expanded one inside the last strided block.
public struct SSDLite: Block {
  /// The number of classes; torchvision's 91 include the background.
  public var classes: Int

  /// The number of boxes at each position of the six maps.
  static let anchors = 6

  public init(classes: Int = 91) {
    self.classes = classes
  }

  public var body: [Layer] {
    Chain {
      Chain { features }.named("features")
      Chain {
        for (index, channels) in [512, 256, 256, 128].enumerated() {
          Sequential {
            ConvNorm.pointwise(channels / 2, activation: .relu6)
            ConvNorm.depthwise(kernel: 3, stride: 2, activation: .relu6)
            ConvNorm.pointwise(channels, activation: .relu6)
            Keep(.detectorMap(index + 2))
          }.named("\(index)")
        }
      }.named("extra")
    }.named("backbone")
    boxHeads(on: 6, classes: classes) { _, numbers in
      Sequential {
        ConvNorm.depthwise(kernel: 3, activation: .relu6)
        Convolution(scaledWidth(numbers, by: Self.anchors), kernel: 1)
      }.layer
    }
  }

  /// MobileNetV3's features in two parts: up to the expansion in the last strided block, and the
  /// rest.
  @LayerBuilder private var features: [Layer] {
    var network = MobileNetV3(.large)
    let _ = network.hasReducedTail = true
    let blocks = network.blocks
    let split = blocks.lastIndex { $0.stride > 1 } ?? 0
    Sequential {
      network.stem
      for block in blocks[..<split] { block }
      blocks[split].steps[0]
      Keep(.detectorMap(0))
    }.named("0")
    Sequential {
      Chain {
        for (index, step) in blocks[split].steps.enumerated().dropFirst() {
          step.named("\(index)")
        }
      }
      for block in blocks[(split + 1)...] { block }
      network.last
      Keep(.detectorMap(1))
    }.named("1")
  }
}

/// Returns the heads for the corners and the classes of boxes, with layers of their own for each
/// map.
///
/// - Parameters:
///   - maps: the number of maps.
///   - classes: the number of classes.
///   - layer: returns the layers for a map, given the map's index and how many numbers each box
///     has.
private func boxHeads(
  on maps: Int, classes: Int, _ layer: (_ map: Int, _ numbers: Int) -> Layer
) -> Layer {
  Chain {
    for (name, result, numbers) in [
      ("regression_head", "bbox_regression", 4), ("classification_head", "cls_logits", classes),
    ] {
      Chain {
        Chain {
          for map in 0..<maps {
            Output("\(result).\(map)") {
              From(.detectorMap(map))
              layer(map, numbers).named("\(map)")
            }
          }
        }.named("module_list")
      }.named(name)
    }
  }.named("head")
}

extension Label {
  /// The label of a map on which boxes are found, the finest first.
  fileprivate static func detectorMap(_ index: Int) -> Label { Label("map\(index)") }
}

extension ZooEntry {
  static let ssds: [ZooEntry] = [
    ZooEntry(
      "torchvision/ssd300_vgg16", family: "SSD",
      citation: "torchvision/models/detection/ssd.py; Liu et al. 2015, Figure 2", input: 300,
      keys: [.classes]
    ) { SSD300(classes: $0.classes ?? 91).body },
    ZooEntry(
      "torchvision/ssdlite320_mobilenet_v3_large", family: "SSD",
      citation: "torchvision/models/detection/ssdlite.py; Howard et al. 2019, §6.3", input: 320,
      keys: [.classes]
    ) { SSDLite(classes: $0.classes ?? 91).body },
  ]
}
