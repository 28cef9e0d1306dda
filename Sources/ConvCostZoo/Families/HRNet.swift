public import ConvCostCore

/// HRNet: parallel branches with maps of up to four extents, which are exchanged after every few
/// blocks.
///
/// Wang et al., "Deep High-Resolution Representation Learning for Visual Recognition", 2019, with
/// the head for classification; the paths are those of timm/models/hrnet.py. The largest map, a
/// quarter of the image, must have a height and a width that are multiples of 8.
public struct HRNet: Block {
  /// The bottlenecks of the first stage.
  public var firstBlocks: Int
  /// A quarter of the first stage's channels.
  public var firstWidth: Int
  /// The numbers of modules in the second to fourth stage, which have two to four maps.
  public var modules: [Int]
  /// The blocks on each map in a module.
  public var blocks: Int
  /// The channels of the largest map; each smaller one has twice as many as the one before.
  public var width: Int
  /// The number of classes.
  public var classes: Int

  /// The defaults are the paper's; its networks differ in width.
  public init(
    firstBlocks: Int = 4, firstWidth: Int = 64, modules: [Int] = [1, 4, 3], blocks: Int = 4,
    width: Int, classes: Int = 1000
  ) {
    self.firstBlocks = firstBlocks
    self.firstWidth = firstWidth
    self.modules = modules
    self.blocks = blocks
    self.width = width
    self.classes = classes
  }

  public var body: [Layer] {
    for index in 1...2 {
      Convolution(64, kernel: 3, stride: 2, padding: 1, bias: false).named("conv\(index)")
      BatchNorm().named("bn\(index)")
      Activation.relu.named("act\(index)")
    }
    Sequential {
      for _ in 0..<max(0, firstBlocks) { Bottleneck(width: firstWidth) }
    }.named("layer1")
    Keep("layer1")
    stages
    head
    AdaptivePool.globalAverage.named("global_pool")
    Flatten()
    Linear(classes).named("classifier")
  }

  /// The second to fourth stage. Each has one map more than the stage before.
  private var stages: [Layer] {
    var layers: [Layer] = []
    var maps: [Label] = ["layer1"]
    for (index, count) in modules.enumerated() {
      let transition = Transition(stage: index + 1, maps: maps, width: width)
      layers.append(transition.layer)
      maps = transition.results
      for module in 0..<max(0, count) {
        let module = Exchange(
          name: "stage\(index + 2).\(module)", maps: maps, blocks: blocks, width: width)
        layers.append(module.layer.named(module.name))
        maps = module.results
      }
    }
    return layers + [From(maps[0]).layer]
  }

  /// Joins all maps into one: starting with the largest, each is reduced by a strided convolution
  /// and added to the next smaller one.
  @LayerBuilder private var head: [Layer] {
    let count = modules.count + 1
    for index in 0..<count {
      let enlarged = Sequential { Bottleneck(width: 32 << index) }.named("incre_modules.\(index)")
      if index == 0 {
        enlarged
      } else {
        Sum {
          Chain {
            From(Label("stage\(count).\(modules[count - 2] - 1).\(index)"))
            enlarged
          }
          ConvNorm(Convolution(128 << index, kernel: 3, stride: 2, padding: 1))
            .named("downsamp_modules.\(index - 1)")
        }
      }
    }
    ConvNorm(Convolution(2048, kernel: 1)).named("final_layer")
  }

  /// Computes the maps of a stage from those of the stage before.
  private struct Transition {
    /// The stage's number.
    var stage: Int
    /// The maps of the stage before.
    var maps: [Label]
    var width: Int

    /// Existing maps are passed on unchanged, except by the first transition, which changes the
    /// channels.
    var results: [Label] {
      (0...stage).map { stage > 1 && $0 < stage ? maps[$0] : Label("transition\(stage).\($0)") }
    }

    var layer: Layer {
      Chain {
        if stage == 1 {
          ConvNorm(width, kernel: 3, padding: 1).named("0")
          Keep(results[0])
        }
        From(maps[stage - 1])
        Sequential { ConvNorm(width << stage, kernel: 3, stride: 2, padding: 1) }.named("\(stage)")
        Keep(results[stage])
      }.named("transition\(stage)")
    }
  }
}

/// A module of HRNet: residual blocks on each map, then every map becomes the sum of all.
///
/// Smaller maps are enlarged after a 1×1 convolution, larger ones reduced by convolutions of stride
/// 2. Wang et al. 2019, Figure 3.
struct Exchange: Block {
  static let typeName = "HighResolutionModule"

  /// The first part of the results' labels.
  var name: String
  /// The labels of the maps that it reads, the largest first.
  var maps: [Label]
  /// The number of residual blocks on each map.
  var blocks: Int
  /// The channels of the largest map.
  var width: Int

  /// The labels of the resulting maps.
  var results: [Label] { maps.indices.map { Label("\(name).\($0)") } }

  var body: [Layer] {
    Chain {
      for index in maps.indices {
        From(maps[index])
        Sequential {
          for _ in 0..<max(0, blocks) { BasicBlock(width: width << index) }
        }.named("\(index)")
        Keep(branch(index))
      }
    }.named("branches")
    for target in maps.indices {
      Sum {
        for source in maps.indices { path(from: source, to: target) }
      }.named("fuse_layers.\(target)")
      Activation.relu
      Keep(results[target])
    }
  }

  private func branch(_ index: Int) -> Label { Label("branch \(index)") }

  /// Returns the layers that give one map the extent and channels of another.
  private func path(from source: Int, to target: Int) -> Layer {
    Chain {
      From(branch(source))
      if source > target {
        Sequential {
          Convolution(width << target, kernel: 1, bias: false)
          BatchNorm()
          Upsample(by: 1 << (source - target))
        }.named("\(source)")
      } else if source < target {
        Sequential {
          for step in source + 1...target {
            let isLast = step == target
            ConvNorm(
              width << (isLast ? target : source), kernel: 3, stride: 2, padding: 1,
              activation: isLast ? nil : .relu)
          }
        }.named("\(source)")
      }
    }.layer
  }
}

extension ZooEntry {
  static let hrNets =
    [
      (
        "w18_small",
        HRNet(firstBlocks: 1, firstWidth: 32, modules: [1, 1, 1], blocks: 2, width: 16)
      ),
      ("w18_small_v2", HRNet(firstBlocks: 2, modules: [1, 3, 2], blocks: 2, width: 18)),
    ].map(hrNet) + [18, 30, 32, 40, 44, 48, 64].map { hrNet("w\($0)", HRNet(width: $0)) }

  private static func hrNet(_ name: String, _ network: HRNet) -> ZooEntry {
    ZooEntry(
      "timm/hrnet_\(name)", family: "HRNet",
      citation: "timm/models/hrnet.py; Wang et al. 2019, classification head",
      keys: [.classes, .depth]
    ) { options in
      // The depth repeats residual blocks. Modules read different maps, so they are not repeats.
      let depth = options.depth ?? 1
      var network = network
      network.firstBlocks = repeats(network.firstBlocks, scaledBy: depth)
      network.blocks = repeats(network.blocks, scaledBy: depth)
      network.classes = options.classes ?? 1000
      return network.body
    }
  }
}
