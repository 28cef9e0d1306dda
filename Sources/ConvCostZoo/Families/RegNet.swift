public import ConvCostCore

/// RegNet: grouped bottlenecks without narrowing, their widths and depths from a linear rule.
///
/// Radosavovic et al., "Designing Network Design Spaces", 2020, Tables 8 and 9; the widths, which
/// for some names differ from the paper's, and the paths are those of torchvision/models/regnet.py.
public struct RegNet: Block {
  /// The four stages of a network.
  public struct Model: Hashable, Sendable {
    /// The network's name, such as `y_400mf`; those that begin with `y` have squeeze-excites.
    public var name: String
    /// The number of blocks in each stage.
    public var depths: [Int]
    /// The channels of each stage.
    public var widths: [Int]
    /// The channels of a group; a narrower stage is one group.
    public var groupWidth: Int

    init(_ name: String, _ depths: [Int], _ widths: [Int], group groupWidth: Int) {
      self.name = name
      self.depths = depths
      self.widths = widths
      self.groupWidth = groupWidth
    }
  }

  /// The networks by name: d, w, and the width of a group.
  public static let models = [
    Model("x_400mf", [1, 2, 7, 12], [32, 64, 160, 400], group: 16),
    Model("x_800mf", [1, 3, 7, 5], [64, 128, 288, 672], group: 16),
    Model("x_1_6gf", [2, 4, 10, 2], [72, 168, 408, 912], group: 24),
    Model("x_3_2gf", [2, 6, 15, 2], [96, 192, 432, 1008], group: 48),
    Model("x_8gf", [2, 5, 15, 1], [80, 240, 720, 1920], group: 120),
    Model("x_16gf", [2, 6, 13, 1], [256, 512, 896, 2048], group: 128),
    Model("x_32gf", [2, 7, 13, 1], [336, 672, 1344, 2520], group: 168),
    Model("y_400mf", [1, 3, 6, 6], [48, 104, 208, 440], group: 8),
    Model("y_800mf", [1, 3, 8, 2], [64, 144, 320, 784], group: 16),
    Model("y_1_6gf", [2, 6, 17, 2], [48, 120, 336, 888], group: 24),
    Model("y_3_2gf", [2, 5, 13, 1], [72, 216, 576, 1512], group: 24),
    Model("y_8gf", [2, 4, 10, 1], [224, 448, 896, 2016], group: 56),
    Model("y_16gf", [2, 4, 11, 1], [224, 448, 1232, 3024], group: 112),
    Model("y_32gf", [2, 5, 12, 1], [232, 696, 1392, 3712], group: 232),
    Model("y_128gf", [2, 7, 17, 1], [528, 1056, 2904, 7392], group: 264),
  ]

  /// The stages' depths and widths.
  public var model: Model
  /// The number of classes.
  public var classes: Int

  public init(_ model: Model, classes: Int = 1000) {
    self.model = model
    self.classes = classes
  }

  public var body: [Layer] {
    ConvNorm(32, kernel: 3, stride: 2).named("stem")
    Sequential { stages }.named("trunk_output")
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Linear(classes).named("fc")
  }

  private var stages: [Layer] {
    var input = 32
    return zip(model.depths, model.widths).enumerated().map { stage, row in
      let (depth, width) = row
      let blocks = (0..<max(0, depth)).map { index in
        let block = Unit(
          input: index == 0 ? input : width, width: width, stride: index == 0 ? 2 : 1,
          groupWidth: min(model.groupWidth, width), squeezes: model.name.hasPrefix("y"))
        return block.named("block\(stage + 1)-\(index)")
      }
      input = width
      return Sequential { blocks }.named("block\(stage + 1)")
    }
  }

  /// A bottleneck without narrowing; the shortcut is projected if the block strides or widens.
  public struct Unit: Block {
    public static let typeName = "ResBottleneckBlock"

    /// The input channels, of which the squeeze-excite has a quarter.
    public var input: Int
    /// The channels of every convolution.
    public var width: Int
    /// The stride of the 3×3.
    public var stride: Int
    /// The channels of a group.
    public var groupWidth: Int
    /// Whether there is a squeeze-excite.
    public var squeezes: Bool

    public init(input: Int, width: Int, stride: Int, groupWidth: Int, squeezes: Bool) {
      self.input = input
      self.width = width
      self.stride = stride
      self.groupWidth = groupWidth
      self.squeezes = squeezes
    }

    public var body: [Layer] {
      Sum {
        if input != width || stride != 1 {
          ConvNorm(width, kernel: 1, stride: stride, activation: nil).named("proj")
        } else {
          Chain {}
        }
        Chain {
          ConvNorm.pointwise(width).named("a")
          ConvNorm(width, kernel: 3, stride: stride, groups: width / max(1, groupWidth)).named("b")
          if squeezes { SqueezeExcite(width, squeeze: quarterOfInput).named("se") }
          ConvNorm.pointwise(width, activation: nil).named("c")
        }.named("f")
      }
      Activation.relu.named("activation")
    }

    /// A quarter of the input channels, rounded to the nearest whole number and halves to the even
    /// one.
    private var quarterOfInput: Int {
      let (quotient, rest) = input.quotientAndRemainder(dividingBy: 4)
      return rest < 2 || (rest == 2 && quotient % 2 == 0) ? quotient : quotient + 1
    }
  }
}

extension ZooEntry {
  static let regNets = RegNet.models.map { model in
    ZooEntry(
      "torchvision/regnet_\(model.name)", family: "RegNet",
      citation: "torchvision/models/regnet.py; Radosavovic et al. 2020", keys: [.classes]
    ) { options in
      RegNet(model, classes: options.classes ?? 1000).body
    }
  }
}
