/// A Core ML file: the outer message of the network in it, which may be a part of a pipeline.
struct CoreMLFile {
  /// The network or the program.
  let model: CoreMLModel
  /// How many other models the pipeline has around it; nil without a pipeline.
  let pipeline: Pipeline?

  /// The pipeline around a network.
  struct Pipeline {
    /// The network's name in it; empty if it has none.
    var name: String
    /// The kinds of the other models.
    var others: [CoreMLKind]
  }

  /// The most models of a pipeline.
  private static let mostModels = 1_024

  /// Reads the outer message.
  ///
  /// - Throws: `CoreMLError` for a file without a network, or with several.
  init(_ bytes: ByteSource) throws(CoreMLError) {
    let outer: CoreMLModel?
    let models: [(name: String, model: CoreMLModel)]
    do throws(WireError) {
      outer = try CoreMLModel(WireMessage(bytes))
      models =
        try outer.map { (model) throws(WireError) in
          try Self.models(of: ("", model))
        } ?? []
    } catch {
      throw .wire(error)
    }
    guard let outer else { throw .notAModel }
    let networks = models.filter { $0.model.kind.isNetwork || $0.model.kind == .mlProgram }
    guard let (name, network) = networks.first else {
      throw outer.kind.isPipeline
        ? .noNetwork(inside: models.map(\.model.kind.text)) : .otherKind(outer.kind.text)
    }
    guard networks.count == 1 else {
      throw .severalNetworks(
        networks.enumerated().map { $1.name.isEmpty ? "model \($0)" : "'\($1.name)'" })
    }
    var model = network
    guard outer.kind.isPipeline else {
      self.model = model
      pipeline = nil
      return
    }
    // The input of a network in a pipeline may be described outside only.
    model.inputs = model.inputs.map { input in
      guard input.shape.isEmpty, let same = outer.inputs.first(where: { $0.name == input.name })
      else { return input }
      return same
    }
    if model.about.isEmpty { model.about = outer.about }
    if model.writer.isEmpty { model.writer = outer.writer }
    self.model = model
    pipeline = Pipeline(
      name: name,
      others: models.map(\.model.kind).filter { $0 != model.kind })
  }

  /// Returns the models that a model consists of: itself, or those of a pipeline.
  private static func models(
    of model: (name: String, model: CoreMLModel)
  ) throws(WireError) -> [(name: String, model: CoreMLModel)] {
    guard model.model.kind.isPipeline else { return [model] }
    var content = model.model.content
    if model.model.kind != .pipeline {
      var inner: WireMessage?
      try content.forEachField { (field) throws(WireError) in
        if field.number == 1 { inner = try field.message() }
      }
      guard let inner else { return [] }
      content = inner
    }
    var parts: [CoreMLModel] = []
    var names: [String] = []
    try content.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1 where parts.count < mostModels:
        if let part = try CoreMLModel(try field.message()) { parts.append(part) }
      case 2: names.append(try field.text())
      default: break
      }
    }
    var models: [(name: String, model: CoreMLModel)] = []
    for (index, part) in parts.enumerated() {
      models += try Self.models(of: (index < names.count ? names[index] : "", part))
    }
    return models
  }

  /// Returns the kind of model that a file states, also if the file is cut off; nil for a file of
  /// another format.
  ///
  /// ONNX files are protobuf too, but no field of theirs has so high a number.
  static func kind(of bytes: ByteSource) -> CoreMLKind? {
    var reader = WireReader(bytes)
    var hasVersion = false
    while !reader.isAtEnd {
      var key = reader
      guard let number = (try? key.varint()).flatMap({ Int(exactly: $0 >> 3) }) else { return nil }
      if hasVersion, let kind = CoreMLKind(rawValue: number) { return kind }
      guard let field = try? reader.next() else { return nil }
      if number == 1, case .varint = field.value { hasVersion = true }
    }
    return nil
  }
}
