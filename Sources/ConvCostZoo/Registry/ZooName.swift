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
struct ZooName: Hashable {
  /// The source before the slash; nil without one.
  let source: String?
  /// The letters and digits of the name.
  let letters: String

  /// Other names of networks, as letters and digits.
  private static let synonyms = [
    "inceptionv1": "googlenet", "googlenetv1": "googlenet", "inceptionv2": "bninception",
    "lenet": "lenet5", "mobilenet": "mobilenetv1", "networkinnetwork": "nin",
  ]

  /// Modules of Python before a network's name, with the source that they mean.
  private static let modules = [
    ("torchvision.models.", "torchvision"), ("keras.applications.", "keras"),
    ("tf.keras.applications.", "keras"), ("tensorflow.keras.applications.", "keras"),
  ]

  init(_ text: String) {
    var text = text.lowercased()
    var source: String?
    if let module = Self.modules.first(where: { text.hasPrefix($0.0) }) {
      source = module.1
      // torchvision keeps segmentation, detection and video networks in modules of their own.
      text = String(text.dropFirst(module.0.count).split(separator: ".").last ?? "")
    } else if let slash = text.firstIndex(of: "/") {
      source = String(text[..<slash])
      text = String(text[text.index(after: slash)...])
    }
    self.source = source
    let letters = Self.letters(of: text)
    self.letters = Self.synonyms[letters] ?? letters
  }

  /// The letters and digits of a text, in lower case.
  static func letters(of text: String) -> String {
    String(text.lowercased().filter { !"-_. ".contains($0) })
  }
}
