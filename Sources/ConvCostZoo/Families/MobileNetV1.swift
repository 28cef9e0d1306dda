public import ConvCostCore

/// MobileNet: a stack of depthwise separable convolutions whose width a multiplier scales.
///
/// Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
/// Applications", 2017, Table 1. The table prints a stride of 2 for the last depthwise convolution,
/// whose maps of 7×7 it leaves at 7×7: the stride is 1, as in the released model.
public struct MobileNetV1: Block {
  /// The forms that the paper compares in its Tables 4 and 5.
  public enum Form: Hashable, Sendable {
    /// The published network.
    case separable
    /// With full convolutions in place of separable ones.
    case full
    /// Without the five layers at 14×14.
    case shallow
  }

  /// The channels and strides of the separable convolutions.
  private static let rows = [
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1),
    (512, 1), (512, 1), (1024, 2), (1024, 1),
  ]

  /// The width multiplier, α.
  public var width: Double
  /// The form.
  public var form: Form
  /// The number of classes.
  public var classes: Int

  public init(width: Double = 1, form: Form = .separable, classes: Int = 1000) {
    self.width = width
    self.form = form
    self.classes = classes
  }

  public var body: [Layer] {
    ConvNorm(scaled(32), kernel: 3, stride: 2).named("conv1")
    for (index, (channels, stride)) in Self.rows.enumerated()
    where form != .shallow || !(6...10).contains(index) {
      if form == .full {
        ConvNorm(scaled(channels), kernel: 3, stride: stride).named("conv\(index + 2)")
      } else {
        DepthwiseSeparable(scaled(channels), stride: stride).named("conv\(index + 2)")
      }
    }
    AdaptivePool.globalAverage
    Flatten()
    Dropout()
    Linear(classes).named("fc")
  }

  /// MobileNetV1 rounds scaled channels down, but to no fewer than eight.
  private func scaled(_ channels: Int) -> Int {
    max(8, truncatedChannels(Double(channels) * width))
  }
}

extension ZooEntry {
  static let mobileNetV1s = [
    mobileNetV1(
      "paper/mobilenet_v1", .separable,
      citation: "Howard et al. 2017, Table 1; tensorflow/models "
        + "research/slim/nets/mobilenet_v1.py"),
    mobileNetV1("keras/mobilenet", .separable, citation: "keras/src/applications/mobilenet.py"),
    mobileNetV1(
      "paper/mobilenet_v1_full", .full, citation: "Howard et al. 2017, Table 4, Conv MobileNet"),
    mobileNetV1(
      "paper/mobilenet_v1_shallow", .shallow,
      citation: "Howard et al. 2017, Table 5, Shallow MobileNet"),
  ]

  private static func mobileNetV1(
    _ name: String, _ form: MobileNetV1.Form, citation: String
  ) -> ZooEntry {
    ZooEntry(name, family: "MobileNetV1", citation: citation, keys: [.classes, .width]) { options in
      MobileNetV1(width: options.width ?? 1, form: form, classes: options.classes ?? 1000).body
    }
  }
}
