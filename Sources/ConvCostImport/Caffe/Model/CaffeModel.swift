/// A file of Caffe, a text or binary: the layers of all phases with their fields.
struct CaffeModel: Sendable {
  /// An input that the network itself declares.
  struct Input: Sendable {
    /// The name.
    var name: String
    /// All lengths, the batch first; nil if the file leaves them open.
    var lengths: [RawInteger]?
  }

  /// The network's own name; empty without one.
  var name: String
  /// The inputs that are not layers.
  var inputs: [Input]
  /// The layers, in order.
  var layers: [CaffeLayer]
  /// Whether the file is binary.
  var isBinary = false

  /// Reads a file.
  init(_ bytes: ByteSource) throws(CaffeError) {
    let isBinary = CaffeBinary.recognizes(bytes)
    try self.init(isBinary ? try CaffeBinary.read(bytes) : try CaffeText.read(bytes))
    self.isBinary = isBinary
  }

  /// Reads a network's message.
  private init(_ net: ProtobufMessage) throws(CaffeError) {
    name = net.last("name")?.string ?? ""
    inputs = try Self.inputs(net)
    layers = []
    for field in net.fields where field.name == "layer" || field.name == "layers" {
      guard layers.count < BlobNetwork.mostLayers else {
        throw .tooManyLayers(limit: BlobNetwork.mostLayers)
      }
      layers.append(try CaffeLayer(field, number: layers.count))
    }
    guard !layers.isEmpty else { throw .noLayers }
  }

  /// Returns the inputs that the network declares: a shape for each, or four numbers for each.
  private static func inputs(_ net: ProtobufMessage) throws(CaffeError) -> [Input] {
    let names = net.all("input")
    let shapes = net.all("input_shape")
    let numbers = try net.integers("input_dim")
    var inputs: [Input] = []
    for (index, field) in names.enumerated() {
      guard let name = field.string else {
        throw .badValue(place: "\(field.place)", field: "input", expected: "a name")
      }
      var lengths: [RawInteger]?
      if index < shapes.count {
        lengths = try shapes[index].message?.integers("dim")
      } else if shapes.isEmpty, numbers.count >= 4 * (index + 1) {
        lengths = Array(numbers[4 * index..<4 * index + 4])
      }
      inputs.append(Input(name: name, lengths: lengths))
    }
    return inputs
  }
}

extension ProtobufMessage {
  /// Returns the integers of a repeated field.
  ///
  /// - Throws: `CaffeError.badValue` with the place of a value that is not an integer.
  func integers(_ name: String) throws(CaffeError) -> [RawInteger] {
    var result: [RawInteger] = []
    for field in fields where field.name == name {
      guard let integer = field.integer else {
        throw .badValue(place: "\(field.place)", field: name, expected: "an integer")
      }
      result.append(integer)
    }
    return result
  }
}
