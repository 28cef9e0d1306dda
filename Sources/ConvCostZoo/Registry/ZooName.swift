/// A name of a network as people write it.
///
/// Case, `-`, `_`, `.` and spaces do not matter, and neither does the way in which Python names the
/// same network:
///
/// | written | means |
/// |---|---|
/// | `ResNet-50`, `resnet_50` | `resnet50` |
/// | `torchvision.models.resnet50` | `torchvision/resnet50` |
/// | `keras.applications.ResNet50` | `keras/resnet50` |
/// | `inceptionv1`, `mobilenetv1` | `googlenet`, `mobilenet_v1` |
struct ZooName: Equatable {
  /// The source before the slash; nil without one.
  let source: String?
  /// The letters and digits of the name.
  let letters: String

  /// The same with another name of the network replaced by the zoo's; nil for no other name.
  var synonym: String? { Self.synonyms[letters] }

  /// Other names of networks, as letters and digits.
  private static let synonyms = [
    "inceptionv1": "googlenet", "googlenetv1": "googlenet", "inceptionv2": "bninception",
    "lenet": "lenet5", "mobilenet": "mobilenetv1", "networkinnetwork": "nin",
    "tinyyolov3": "yolov3tiny", "3dunet": "unet3d", "resnetv250": "resnet50v2",
    "mobilenetv2100": "mobilenetv2",
    "mobilenetv3large100": "mobilenetv3large", "mobilenetv3small100": "mobilenetv3small",
  ]

  /// Modules of Python before a network's name, with the source that they mean.
  private static let modules = [
    ("torchvision.models.", "torchvision"), ("models.", "torchvision"),
    ("keras.applications.", "keras"),
    ("tf.keras.applications.", "keras"), ("tensorflow.keras.applications.", "keras"),
  ]

  /// Other names of sources.
  private static let sources = ["torch": "torchvision", "pytorch": "torchvision"]

  /// Whether timm's network of this name is the same as torchvision's, layer by layer in shapes and
  /// counts.
  private static func isSame(inTimm letters: String) -> Bool {
    ["resnet", "resnext", "wideresnet", "densenet", "efficientnetb", "mobilenetv2", "mobilenetv3"]
      .contains { letters.hasPrefix($0) } && !letters.contains("v2s")
  }

  /// Whether the name may mean a network of a source.
  func mayMean(_ source: String) -> Bool {
    guard let own = self.source else { return true }
    return own == source || own == "timm" && source == "torchvision" && Self.isSame(inTimm: letters)
  }

  init(_ text: String) {
    var text = text.lowercased()
    // A call of Python.
    if text.hasSuffix("()") { text.removeLast(2) }
    var source: String?
    if let module = Self.modules.first(where: { text.hasPrefix($0.0) }) {
      source = module.1
      // torchvision keeps segmentation, detection and video networks in modules of their own.
      text = String(text.dropFirst(module.0.count).split(separator: ".").last ?? "")
    } else if let slash = text.firstIndex(of: "/") {
      source = String(text[..<slash])
      text = String(text[text.index(after: slash)...])
    }
    self.source = source.map { Self.sources[$0] ?? $0 }
    letters = Self.letters(of: text)
  }

  /// The letters and digits of a text, in lower case.
  static func letters(of text: String) -> String {
    String(text.lowercased().filter { !"-_. ".contains($0) })
  }
}
