import ConvCostJSON

/// Reads a model's configuration: `{"class_name": "Functional", "config": {"layers": [ … ]}}`.
///
/// The limits hold for the file as a whole.
struct KerasModelReader {
  /// The most layers of a file, those of nested models among them.
  static let mostLayers = BlobNetwork.mostLayers
  /// The most models that are nested in each other.
  static let deepestNesting = 24

  /// The number of layers so far.
  private var layers = 0
  private var depth = 0

  /// Reads a file's model.
  ///
  /// - Throws: `KerasError` for JSON that is not a model, and for layers without what each must
  ///   have.
  static func read(_ value: JSONValue) throws(KerasError) -> KerasModel {
    guard value.members != nil else { throw .notAModel(found: value.kind) }
    var reader = KerasModelReader()
    guard let type = value["class_name"]?.string else {
      throw .notAModel(found: "an object without a class_name")
    }
    guard let model = try reader.model(value, name: type) else {
      throw isLayerOfKeras(value)
        ? .notAModel(found: "the layer \(type) alone") : .ownClass(type)
    }
    return model
  }

  private static func isLayerOfKeras(_ value: JSONValue) -> Bool {
    value["class_name"]?.string.map { KerasKind.all[$0] != nil } ?? false
  }

  /// Reads a model; nil for an object that has no layers of its own.
  ///
  /// The config of a sequential model of the first versions is the list of its layers. A class of
  /// the author's own that has outputs is a functional model too.
  private mutating func model(
    _ value: JSONValue, name: String
  ) throws(KerasError) -> KerasModel? {
    guard let config = value["config"],
      value["class_name"]?.string == "Sequential" || config["output_layers"] != nil,
      let elements = config["layers"]?.list ?? config.list
    else { return nil }
    guard depth < Self.deepestNesting else {
      throw .nestedTooDeep(limit: Self.deepestNesting)
    }
    depth += 1
    defer { depth -= 1 }
    let name = config["name"]?.string ?? name
    guard !elements.isEmpty else { throw .noLayers(name) }
    layers += elements.count
    guard layers <= Self.mostLayers else { throw .tooManyLayers(limit: Self.mostLayers) }
    var model = KerasModel(
      name: name, layers: [], inputs: [], outputs: [], shapes: [:],
      isSequential: config["output_layers"] == nil)
    var numbers: [String: Int] = [:]
    for (index, element) in elements.enumerated() {
      let layer = try layer(element, number: index)
      guard numbers.updateValue(index, forKey: layer.name) == nil else {
        throw .duplicateLayer(layer.name)
      }
      model.layers.append(layer)
    }
    if model.isSequential {
      model.bindSequence(builtOn: Self.built(value) ?? config["build_input_shape"]?.kerasShape)
    } else {
      var binder = KerasCallReader(layers: model.layers, numbers: numbers)
      try binder.bind(elements, config)
      model.layers = binder.layers
      model.inputs = binder.inputs
      model.outputs = binder.outputs
      model.shapes = binder.shapes
    }
    try model.orderCalls()
    return model
  }

  private mutating func layer(_ value: JSONValue, number: Int) throws(KerasError) -> KerasLayer {
    let place = "layer \(number + 1)"
    guard value.members != nil else {
      throw .setting(layer: place, key: "layers", found: value.kind, expected: "an object")
    }
    let config = value["config"]
    let name = value["name"]?.string ?? config?["name"]?.string ?? place
    guard let type = value["class_name"]?.string else {
      throw .missing(layer: name, key: "class_name", expected: "the class of the layer")
    }
    var layer = KerasLayer(
      name: name, type: type, module: value["module"]?.string ?? "",
      config: try KerasConfig(layer: name, config), builtOn: Self.built(value),
      calls: [])
    if let model = try wrapped(value) { layer.model = [model] }
    return layer
  }

  /// Returns the model that a layer is, or that it wraps, as `TimeDistributed` does.
  private mutating func wrapped(_ value: JSONValue) throws(KerasError) -> KerasModel? {
    if let model = try model(value, name: value["class_name"]?.string ?? "") { return model }
    guard value["class_name"]?.string == "TimeDistributed", let inner = value["config"]?["layer"]
    else { return nil }
    return try model(inner, name: inner["class_name"]?.string ?? "")
  }

  /// The shape that a layer or a model was built on.
  private static func built(_ value: JSONValue) -> [Int?]? {
    let build = value["build_config"]
    return (build?["input_shape"] ?? build?["shapes_dict"]?["input_shape"])?.kerasShape
  }
}

extension KerasModel {
  /// Lets every layer read the result of the one before it.
  fileprivate mutating func bindSequence(builtOn: [Int?]?) {
    let first = layers[0]
    var start = 0
    if first.isInput {
      inputs = [KerasResult(layer: 0)]
      start = 1
    }
    for index in layers.indices where index >= start {
      // A sequence without an input layer reads its input at the first layer.
      layers[index].calls = [KerasCall(reads: index > 0 ? [KerasResult(layer: index - 1)] : [])]
      if index > 0, let shape = layers[index].builtOn {
        shapes[KerasResult(layer: index - 1)] = shape
      }
    }
    if start == 0, layers[0].builtOn == nil { layers[0].builtOn = builtOn }
    outputs = [KerasResult(layer: layers.count - 1)]
  }
}
