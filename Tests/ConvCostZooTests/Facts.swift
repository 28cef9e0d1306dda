import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport

/// Tables of the output of other programs, which are in the folder `Facts` of these tests.
enum Facts {
  /// torchvision's own modules, layer by layer.
  static let perLayer = read("torchvision-per-layer.json")
  /// timm's own modules, layer by layer.
  static let timmPerLayer = read("timm-per-layer.json")
  /// Keras' own layers.
  static let kerasPerLayer = read("keras-per-layer.json")
  /// torchvision's one-stage detectors, layer by layer.
  static let detection = read("torchvision-detection.json")
  /// torchvision's two-stage detectors, layer by layer.
  static let twoStageDetection = read("torchvision-rcnn.json")
  /// What public counters printed.
  static let counters = read("counters.json")
  /// How torchvision writes its operations.
  static let sourceForms = read("source-forms.json")
  /// What PyTorch's autograd keeps for the backward pass.
  static let training = read("training.json")
  /// The accuracies of torchvision's weights.
  static let accuracies = read("accuracies.json")

  private static func read(_ file: String) -> JSONValue {
    do {
      return try JSONReader.read(Fixtures.bytes("Tests/ConvCostZooTests/Facts/\(file)"))
    } catch {
      fatalError("\(file): \(error)")
    }
  }
}

extension JSONValue {
  /// The names of a table's networks.
  var networkNames: [String] { self["networks"]?.members?.map(\.key) ?? [] }
}
