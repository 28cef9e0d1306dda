extension TFLiteModel {
  /// The most operators of a network, after subgraphs are expanded.
  static let mostNodes = 100_000
  /// The most tensors of a network, likewise.
  static let mostTensors = 1_000_000
  /// The most lengths of a shape.
  static let mostDimensions = 64
  /// The most items of the other lists.
  private static let mostItems = 10_000

  /// Reads a file's tables. Slots are those of the schema's version 3c.
  init(_ buffer: FlatBuffer) throws(FlatBufferError) {
    let root = try buffer.root()
    version = try root.integer(0, UInt32.self)
    description = try root.text(3)
    var reader = try SubgraphReader(
      buffers: try root.tables(4), kinds: try root.tables(1, upTo: Self.mostItems))
    let subgraphs = try root.tables(2, upTo: Self.mostItems)
    for index in 0..<subgraphs.count {
      self.subgraphs.append(try reader.subgraph(try subgraphs.table(at: index)))
    }
    let signatures = try root.tables(7, upTo: Self.mostItems)
    for index in 0..<signatures.count {
      let table = try signatures.table(at: index)
      self.signatures.append((try table.text(2), try table.integer(4, UInt32.self)))
    }
  }
}

/// Reads the subgraphs of a file, which refer to lists that all of them share.
private struct SubgraphReader {
  /// A kind of operator: its type, and its name.
  private struct Kind {
    var type: TFLiteOperator?
    var label: String
  }

  private let buffers: FlatBufferTables
  private var kinds: [Kind] = []
  /// The buffers that were read, by their numbers; nil for an empty one.
  private var known: [Int: TFLiteBuffer?] = [:]
  private var tensorCount = 0
  private var nodeCount = 0

  init(buffers: FlatBufferTables, kinds: FlatBufferTables) throws(FlatBufferError) {
    self.buffers = buffers
    for index in 0..<kinds.count {
      self.kinds.append(try Self.kind(try kinds.table(at: index)))
    }
  }

  private static func kind(_ table: FlatBufferTable) throws(FlatBufferError) -> Kind {
    // Numbers above 126 are only in the newer of the two fields, which old files do not have.
    let number = max(try table.integer(0, Int8.self), try table.integer(3, Int32.self))
    let type = TFLiteOperator(number)
    guard type == .custom else {
      return Kind(type: type, label: type?.rawValue ?? "operator \(number)")
    }
    let name = try table.text(1)
    return Kind(type: type, label: name.isEmpty ? "CUSTOM" : name)
  }

  /// Reads a subgraph.
  mutating func subgraph(_ table: FlatBufferTable) throws(FlatBufferError) -> TFLiteSubgraph {
    var graph = TFLiteSubgraph()
    graph.inputs = try table.integers(1, Int32.self) ?? []
    graph.outputs = try table.integers(2, Int32.self) ?? []
    let tensors = try table.tables(0, upTo: TFLiteModel.mostTensors - tensorCount)
    let nodes = try table.tables(3, upTo: TFLiteModel.mostNodes - nodeCount)
    for list in [graph.inputs, graph.outputs] where list.count > tensors.count {
      throw FlatBufferError(
        offset: table.place, problem: .tooMany(list.count, limit: tensors.count))
    }
    tensorCount += tensors.count
    nodeCount += nodes.count
    graph.tensors.reserveCapacity(tensors.count)
    var numbers: [Int] = []
    for index in 0..<tensors.count {
      let table = try tensors.table(at: index)
      graph.tensors.append(try tensor(table))
      numbers.append(try table.integer(2, UInt32.self))
    }
    // The buffers lie among the weights, far from the other tables, and mostly in order.
    for number in Set(numbers).sorted() { try readBuffer(number) }
    for (index, number) in numbers.enumerated() {
      graph.tensors[index].buffer = known[number] ?? nil
    }
    graph.nodes.reserveCapacity(nodes.count)
    for index in 0..<nodes.count { graph.nodes.append(try node(try nodes.table(at: index))) }
    return graph
  }

  private func tensor(_ table: FlatBufferTable) throws(FlatBufferError) -> TFLiteTensor {
    var tensor = TFLiteTensor()
    tensor.name = try table.text(3)
    tensor.shape = try table.integers(0, Int32.self) ?? []
    let signature = try table.integers(7, Int32.self) ?? []
    tensor.isOpen = tensor.shape.indices.map { axis in
      (signature.count == tensor.shape.count ? signature : tensor.shape)[axis] == -1
    }
    // Some writers put -1 into the shape itself.
    for axis in tensor.shape.indices where tensor.shape[axis] == -1 { tensor.shape[axis] = 1 }
    let type = try table.integer(1, Int8.self)
    tensor.type = TFLiteType(type)
    tensor.typeName = tensor.type?.rawValue ?? "type \(type)"
    tensor.isVariable = try table.flag(5)
    if let quantization = try table.table(4), let scales = try quantization.list(2, itemBytes: 4) {
      tensor.isScaled = !scales.isEmpty
    }
    return tensor
  }

  /// Reads where the numbers of a buffer lie. That of tensors which operators compute is empty.
  private mutating func readBuffer(_ number: Int) throws(FlatBufferError) {
    // The first buffer is always empty, and may be missing.
    guard known[number] == nil, number > 0 || buffers.count > 0 else { return }
    let table = try buffers.table(at: number)
    var bytes = try table.list(0, itemBytes: 1) ?? 0..<0
    let place = try table.integer(1, UInt64.self)
    if bytes.isEmpty, place > 1 {
      // A file of more than 2 GiB has its numbers after the tables.
      bytes = try table.buffer.range(at: place, count: try table.integer(2, UInt64.self))
    }
    known[number] = .some(bytes.isEmpty ? nil : TFLiteBuffer(number: number, bytes: bytes))
  }

  private func node(_ table: FlatBufferTable) throws(FlatBufferError) -> TFLiteNode {
    let number = try table.integer(0, UInt32.self)
    guard number < kinds.count else {
      throw FlatBufferError(
        offset: table.place, problem: .noItem(number, count: kinds.count))
    }
    var node = TFLiteNode(type: kinds[number].type, label: kinds[number].label)
    node.inputs = try table.integers(1, Int32.self) ?? []
    node.outputs = try table.integers(2, Int32.self) ?? []
    // The options of newer operators are in a union of their own.
    let slot = node.type == .stablehloComposite ? 12 : 4
    if let type = node.type, let options = try table.table(slot) {
      node.options = try TFLiteOptions(type, options)
    }
    return node
  }
}
