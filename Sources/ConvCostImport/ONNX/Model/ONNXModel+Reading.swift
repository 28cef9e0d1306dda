extension ONNXModel {
  /// The most levels of nested graphs.
  static let deepestNesting = 32

  /// Reads a file.
  ///
  /// - Throws: `ONNXError` for bytes that are not a model, or for a model that breaks the format's
  ///   limits.
  init(_ file: ByteSource) throws(ONNXError) {
    do throws(ModelError) {
      try self.init(reading: file)
    } catch {
      switch error {
      case .wire where OtherFormat.isText(file): throw .otherFormat(.text)
      case .wire(let problem): throw .wire(problem)
      case .tensor(let name, let problem): throw .tensor(name, problem)
      case .tooManyNodes: throw .tooManyNodes(limit: ShapeInference.mostNodes)
      case .tooLarge: throw .tooLarge(limit: MessageReader.mostBytes)
      case .nestedTooDeep: throw .nestedTooDeep(limit: Self.deepestNesting)
      }
    }
    guard !opsets.isEmpty || !graph.nodes.isEmpty else { throw .notAModel }
  }

  private init(reading file: ByteSource) throws(ModelError) {
    let reader = MessageReader(file: file)
    try reader.forEachField(in: 0..<file.count) { (field, offset) throws(ModelError) in
      switch field.number {
      case 2: producer = try reader.text(field, offset)
      case 7: graph = try reader.graph(reader.range(field, offset), depth: 0)
      case 8:
        let (domain, version) = try reader.opset(reader.range(field, offset))
        opsets[domain] = version
      case 25:
        let function = try reader.function(reader.range(field, offset))
        functions["\(function.domain)::\(function.name)"] = function
      default: break
      }
    }
  }
}
