import ConvCostCore

/// The inputs of a network: what the file declares, and what its data layers give.
struct CaffeInputs {
  /// An input with what the file states of it.
  struct Input {
    /// The name.
    var name: String
    /// All lengths, the batch first; nil if the file leaves them open.
    var lengths: [RawInteger]?
    /// The lengths of one sample that follow from how data is prepared; nil if they are open.
    var prepared: Shape?
    /// Where the data come from, for messages.
    var source = "it is declared without one"
    /// What is known of the shape, for messages.
    var known = ""
    /// Whether it is an image, which cannot have fewer than three lengths.
    var isImage = false
    /// Whether it may be a label, which inference has not.
    var mayBeLabel = false
    /// Whether it is a blob of weights, which layers read in place of data.
    var isParameter = false
    /// Where it is declared.
    var place = ""
  }

  /// The inputs that layers read, in the order of the file.
  private(set) var inputs: [Input] = []
  private let selection: CaffeSelection

  /// Finds the inputs of a file.
  init(_ model: CaffeModel, _ selection: CaffeSelection) {
    self.selection = selection
    var offered: [String: Input] = [:]
    var order: [String] = []
    func offer(_ input: Input) {
      guard offered[input.name] == nil else { return }
      offered[input.name] = input
      order.append(input.name)
    }
    for input in model.inputs { offer(Input(name: input.name, lengths: input.lengths)) }
    for layer in selection.sources {
      for input in Self.inputs(of: layer) { offer(input) }
    }
    var given: Set<String> = []
    var read: Set<String> = []
    for layer in selection.layers {
      for name in layer.bottoms where !given.contains(name) && offered[name] != nil {
        read.insert(name)
      }
      given.formUnion(layer.tops)
    }
    inputs = order.filter(read.contains).compactMap { offered[$0] }
  }

  /// The names of the inputs, without those that are labels.
  var names: [String] { inputs.filter { !$0.mayBeLabel }.map(\.name) }

  /// Returns what a layer without inputs gives.
  private static func inputs(of layer: CaffeLayer) -> [Input] {
    let lengths = layer.declaredLengths
    let (prepared, known) = layer.preparedShape
    return layer.tops.enumerated().map { index, name in
      var input = Input(name: name, place: layer.place)
      input.lengths =
        lengths.count > index ? lengths[index] : lengths.count == 1 ? lengths[0] : nil
      guard layer.type != "Input" else { return input }
      input.source = "a layer of the type \(layer.type) gives it"
      if index == 0 {
        input.prepared = prepared
        input.known = known
        input.isImage = layer.givesImages
      }
      input.isParameter = layer.type == "Parameter"
      input.mayBeLabel = index > 0 && input.lengths == nil
      return input
    }
  }

  /// Returns the inputs with their shapes.
  ///
  /// - Throws: `CaffeError` if a shape is open or an option does not fit.
  func bound(_ options: ModelOptions) throws(CaffeError) -> BoundInputs {
    var bound = BoundInputs()
    for name in options.inputs.keys.sorted() where !inputs.contains(where: { $0.name == name }) {
      throw .option(.unknownInput(name, known: names))
    }
    let needed = needed(options)
    bound.labels = Set(inputs.map(\.name)).subtracting(needed.map(\.name))
    for input in needed {
      guard !input.isParameter else {
        throw .layer(
          input.name, type: "Parameter", place: input.place,
          .other("weights that another layer reads as data, which is not supported"))
      }
      var given = options.inputs[input.name]
      if bound.inputs.isEmpty, given == nil { given = options.input }
      try bound.add(input, given)
    }
    guard !bound.inputs.isEmpty else {
      guard let first = selection.layers.first else {
        let count = selection.trainingCount
        throw count > 0 ? .noTestLayers(count: count) : .blobs(.noLayers)
      }
      throw .blobs(.unknownBlob(first.bottoms.first ?? "", layer: first.name))
    }
    return bound
  }

  /// Returns the inputs without the labels: those whose lengths are neither in the file nor given,
  /// and that no layer with weights works on.
  private func needed(_ options: ModelOptions) -> [Input] {
    var roots: [String: String] = [:]
    for input in inputs where input.mayBeLabel && options.inputs[input.name] == nil {
      roots[input.name] = input.name
    }
    let labels = Set(roots.keys)
    guard !labels.isEmpty else { return inputs }
    var needed: Set<String> = []
    for layer in selection.layers {
      let root = layer.bottoms.lazy.compactMap { roots[$0] }.first
      if let root, layer.hasWeights { needed.insert(root) }
      for top in layer.tops { roots[top] = root }
    }
    return inputs.filter { !labels.contains($0.name) || needed.contains($0.name) }
  }
}

extension CaffeLayer {
  /// The lengths that a layer without inputs states for its results; empty if it states none.
  fileprivate var declaredLengths: [[RawInteger]] {
    func integers(_ message: ProtobufMessage, _ name: String) -> [RawInteger] {
      message.all(name).compactMap(\.integer)
    }
    switch type {
    case "Input", "DummyData":
      let message = fields.last(type == "Input" ? "input_param" : "dummy_data_param")?.message
      guard let message else { return [] }
      let shapes = message.all("shape").compactMap(\.message).map { integers($0, "dim") }
      guard shapes.isEmpty else { return shapes }
      let lengths = ["num", "channels", "height", "width"].map { integers(message, $0) }
      guard let first = lengths[0].first else { return [] }
      let rest = lengths.dropFirst().compactMap(\.first)
      return rest.count == 3 ? [[first] + rest] : []
    case "MemoryData":
      guard let message = fields.last("memory_data_param")?.message else { return [] }
      let lengths = ["batch_size", "channels", "height", "width"].compactMap {
        message.last($0)?.integer
      }
      return lengths.count == 4 ? [lengths, [lengths[0]]] : []
    default: return []
    }
  }

  /// Whether the first result of the layer is an image.
  fileprivate var givesImages: Bool {
    ["Data", "ImageData", "WindowData", "AnnotatedData"].contains(type)
  }

  /// The image that is cut out of each sample, if its lengths are stated, and what to say of it
  /// otherwise: several mean values are one for each channel.
  fileprivate var preparedShape: (shape: Shape?, known: String) {
    guard let transformation = fields.last("transform_param")?.message,
      let side = transformation.last("crop_size")?.integer, side > 0,
      side <= RawInteger(RawInteger.longest)
    else { return (nil, "") }
    let length = side.clamped(to: 1...RawInteger.longest)
    let means = transformation.all("mean_value").count
    var channels: Int?
    if means > 1 { channels = means }
    if transformation.last("force_color")?.flag == true { channels = 3 }
    if transformation.last("force_gray")?.flag == true { channels = 1 }
    guard let channels, elementCount([channels, length, length]) != nil else {
      return (nil, "; it is cut to \(length)×\(length)")
    }
    return (.map(channels, Extent(length, length)), "")
  }
}
