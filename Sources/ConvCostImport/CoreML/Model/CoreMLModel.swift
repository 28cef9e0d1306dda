/// The outer message of every Core ML file: what kind of model it is, and what it takes.
///
/// Field numbers are those of Model.proto and FeatureTypes.proto of coremltools 9.0.
struct CoreMLModel {
  /// The version of the format.
  var version = 0
  /// The inputs.
  var inputs: [CoreMLFeature] = []
  /// The inputs of each function of a program that has several, by the function's name.
  var functions: [String: [CoreMLFeature]] = [:]
  /// The function that runs if the caller names none.
  var defaultFunction = ""
  /// What a person wrote about the model.
  var about = ""
  /// The program that wrote the file, with its version.
  var writer = ""
  /// The kind of the model.
  var kind: CoreMLKind
  /// The model's own message.
  var content: WireMessage

  /// Reads the outer message; nil for a message without a kind.
  init?(_ message: WireMessage) throws(WireError) {
    var version = 0
    var description: WireMessage?
    var model: (kind: CoreMLKind, content: WireMessage)?
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: version = try field.integer()
      case 2: description = try field.message()
      default:
        guard let kind = CoreMLKind(rawValue: field.number) else { return }
        model = (kind, try field.message())
      }
    }
    guard let model else { return nil }
    kind = model.kind
    content = model.content
    self.version = version
    if let description { try read(description) }
  }

  private mutating func read(_ description: WireMessage) throws(WireError) {
    try description.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: inputs.append(try CoreMLFeature(try field.message()))
      case 20: try readFunction(try field.message())
      case 21: defaultFunction = try field.text()
      case 100: try readMetadata(try field.message())
      default: break
      }
    }
  }

  private mutating func readFunction(_ message: WireMessage) throws(WireError) {
    var name = ""
    var inputs: [CoreMLFeature] = []
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: name = try field.text()
      case 2: inputs.append(try CoreMLFeature(try field.message()))
      default: break
      }
    }
    functions[name] = inputs
  }

  private mutating func readMetadata(_ message: WireMessage) throws(WireError) {
    var versions: [String: String] = [:]
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: about = try field.text()
      case 100:
        let (key, value) = try Self.entry(try field.message())
        versions[key] = value
      default: break
      }
    }
    if let version = versions["com.github.apple.coremltools.version"] {
      writer = "coremltools \(version)"
    }
  }

  /// Returns an entry of a map from texts to texts.
  private static func entry(_ message: WireMessage) throws(WireError) -> (String, String) {
    var (key, value) = ("", "")
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: key = try field.text()
      case 2: value = try field.text()
      default: break
      }
    }
    return (key, value)
  }
}
