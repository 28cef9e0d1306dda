/// A layer of a file, with its fields.
struct CaffeLayer: Sendable {
  /// The name; `layer 7` for the eighth if it has none.
  var name: String
  /// The type, by its name in newer files.
  var type: String
  /// The names of what it reads.
  var bottoms: [String]
  /// The names of its results.
  var tops: [String]
  /// The names of its weights, in order; an empty one for weights of its own.
  var parameterNames: [String]
  /// Whether the layer takes part in the test phase.
  var isTested: Bool
  /// The stored numbers; nil if the file does not store the layer's weights.
  var stored: Int?
  /// Every field.
  var fields: ProtobufMessage
  /// Where the layer begins.
  var place: String

  /// Reads a layer.
  init(_ field: ProtobufMessage.Field, number: Int) throws(CaffeError) {
    place = "\(field.place)"
    guard let message = field.message else {
      throw .badValue(place: place, field: field.name, expected: "a message")
    }
    fields = message
    if message.last("layer")?.message != nil { throw .oldForm(place: place) }
    name = message.last("name")?.string ?? ""
    if name.isEmpty { name = "layer \(number)" }
    guard let type = message.last("type")?.string, !type.isEmpty else {
      throw .badValue(place: place, field: "type", expected: "the layer's type")
    }
    self.type = CaffeLayer.newName(of: type)
    bottoms = message.all("bottom").compactMap(\.string)
    tops = message.all("top").compactMap(\.string)
    parameterNames = message.all("param").map {
      $0.message.map { $0.last("name")?.string ?? "" } ?? $0.string ?? ""
    }
    isTested = Self.isTested(message)
    stored = Self.stored(message.all("blobs"))
  }

  /// Returns whether the rules of a layer include it in the test phase without stages.
  private static func isTested(_ layer: ProtobufMessage) -> Bool {
    let include = layer.all("include")
    return include.isEmpty
      ? !layer.all("exclude").contains { $0.message.map(isMet) ?? false }
      : include.contains { $0.message.map(isMet) ?? false }
  }

  /// Returns whether the test phase at level 0 without stages meets a rule.
  private static func isMet(_ rule: ProtobufMessage) -> Bool {
    if let phase = rule.last("phase")?.string, phase != "TEST", phase != "1" { return false }
    if let least = rule.last("min_level")?.integer, least > 0 { return false }
    if let most = rule.last("max_level")?.integer, most < 0 { return false }
    return !rule.has("stage")
  }

  /// Returns how many numbers the blobs have together; nil without blobs or if that is unknown.
  private static func stored(_ blobs: [ProtobufMessage.Field]) -> Int? {
    guard !blobs.isEmpty else { return nil }
    var sum = 0
    for blob in blobs {
      guard let message = blob.message, let count = count(message) else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(count)
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }

  private static func count(_ blob: ProtobufMessage) -> Int? {
    var lengths: [RawInteger?]
    if let shape = blob.last("shape")?.message {
      lengths = shape.all("dim").map(\.integer)
    } else {
      lengths = ["num", "channels", "height", "width"].map { blob.last($0)?.integer }
    }
    var known: [Int] = []
    for length in lengths {
      guard let length, length >= 0, length <= RawInteger(RawInteger.longest) else { return nil }
      known.append(length.clamped(to: 0...RawInteger.longest))
    }
    return elementCount(known)
  }
}

extension CaffeLayer {
  /// Returns the name in newer files of a type in files until 2014, which are enum names; others
  /// stay.
  static func newName(of type: String) -> String { newNames[type] ?? type }

  private static let newNames = [
    "ABSVAL": "AbsVal", "ACCURACY": "Accuracy", "ARGMAX": "ArgMax", "CONCAT": "Concat",
    "CONTRASTIVE_LOSS": "ContrastiveLoss", "CONVOLUTION": "Convolution", "DATA": "Data",
    "DECONVOLUTION": "Deconvolution", "DROPOUT": "Dropout", "DUMMY_DATA": "DummyData",
    "ELTWISE": "Eltwise", "EUCLIDEAN_LOSS": "EuclideanLoss", "EXP": "Exp", "FLATTEN": "Flatten",
    "HDF5_DATA": "HDF5Data", "HDF5_OUTPUT": "HDF5Output", "HINGE_LOSS": "HingeLoss",
    "IM2COL": "Im2col", "IMAGE_DATA": "ImageData", "INFOGAIN_LOSS": "InfogainLoss",
    "INNER_PRODUCT": "InnerProduct", "MEMORY_DATA": "MemoryData",
    "MULTINOMIAL_LOGISTIC_LOSS": "MultinomialLogisticLoss", "POOLING": "Pooling",
    "POWER": "Power", "RELU": "ReLU", "SIGMOID": "Sigmoid",
    "SIGMOID_CROSS_ENTROPY_LOSS": "SigmoidCrossEntropyLoss", "SILENCE": "Silence",
    "SLICE": "Slice", "SOFTMAX": "Softmax", "SOFTMAX_LOSS": "SoftmaxWithLoss",
    "SPLIT": "Split", "TANH": "TanH", "THRESHOLD": "Threshold", "WINDOW_DATA": "WindowData",
  ]
}
