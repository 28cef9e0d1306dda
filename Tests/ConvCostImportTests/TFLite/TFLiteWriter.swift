@testable import ConvCostImport

/// A small TensorFlow Lite model for tests. Tensors are numbered in the order in which they are
/// added.
struct TFLiteWriter: Sendable {
  /// A subgraph.
  struct Graph: Sendable {
    var tensors: [FlatTable] = []
    var nodes: [FlatTable] = []
    var inputs: [Int] = []
    var outputs: [Int] = []
  }

  var graphs = [Graph()]
  var buffers = [FlatTable()]
  var kinds: [FlatTable] = []
  var signatures: [FlatTable] = []
  var description = "Test."

  /// Adds a tensor and returns its number.
  mutating func tensor(
    _ name: String, _ shape: [Int], type: Int = 0, open: [Int]? = nil, isScaled: Bool = false,
    isVariable: Bool = false, buffer: Int = 0, in graph: Int = 0
  ) -> Int {
    var fields: [Int: FlatValue] = [
      0: .integers(shape), 1: .int8(type), 2: .int32(buffer), 3: .text(name),
    ]
    if let open { fields[7] = .integers(open) }
    if isScaled { fields[4] = .table(FlatTable([2: .integers([0])])) }
    if isVariable { fields[5] = .int8(1) }
    graphs[graph].tensors.append(FlatTable(fields))
    return graphs[graph].tensors.count - 1
  }

  /// Adds a tensor whose numbers the file stores, some bytes for each element.
  mutating func stored(
    _ name: String, _ shape: [Int], type: Int = 0, bytes: Int = 4, isScaled: Bool = false,
    in graph: Int = 0
  ) -> Int {
    buffers.append(
      FlatTable([0: .bytes(Array(repeating: 1, count: shape.reduce(1, *) * bytes))]))
    return tensor(
      name, shape, type: type, isScaled: isScaled, buffer: buffers.count - 1, in: graph)
  }

  /// Adds a list of integers.
  mutating func integers(_ numbers: [Int], shape: [Int]? = nil) -> Int {
    buffers.append(
      FlatTable([
        0: .bytes(
          numbers.flatMap { number in
            withUnsafeBytes(of: Int32(number).littleEndian) { Array($0) }
          })
      ]))
    return tensor("numbers", shape ?? [numbers.count], type: 2, buffer: buffers.count - 1)
  }

  /// Adds an operator.
  mutating func node(
    _ type: TFLiteOperator, _ inputs: [Int], _ outputs: [Int], _ options: [Int: FlatValue]? = nil,
    custom: String = "", in graph: Int = 0
  ) {
    let number = TFLiteOperator.allCases.firstIndex(of: type) ?? 0
    var kind: [Int: FlatValue] = [0: .int8(min(number, 127)), 3: .int32(number)]
    if !custom.isEmpty { kind[1] = .text(custom) }
    kinds.append(FlatTable(kind))
    var fields: [Int: FlatValue] = [
      0: .int32(kinds.count - 1), 1: .integers(inputs), 2: .integers(outputs),
    ]
    let isNew = type == .stablehloComposite
    if let options { fields[isNew ? 12 : 4] = .table(FlatTable(options)) }
    graphs[graph].nodes.append(FlatTable(fields))
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    FlatBufferWriter.file(
      FlatTable([
        0: .int32(3), 1: .tables(kinds),
        2: .tables(
          graphs.map { graph in
            FlatTable([
              0: .tables(graph.tensors), 1: .integers(graph.inputs),
              2: .integers(graph.outputs), 3: .tables(graph.nodes),
            ])
          }),
        3: .text(description), 4: .tables(buffers), 7: .tables(signatures),
      ]))
  }

  /// Reads the model.
  func read(_ options: ModelOptions = ModelOptions()) throws -> ImportedNetwork {
    try TFLiteFile.read(ByteSource(bytes), options)
  }

  /// Returns why the model cannot be read.
  func problem(_ options: ModelOptions = ModelOptions()) -> String {
    Self.problem(bytes, options)
  }

  /// Returns why bytes cannot be read as a model.
  static func problem(_ bytes: [UInt8], _ options: ModelOptions = ModelOptions()) -> String {
    bytes.withUnsafeBytes { bytes in
      do throws(TFLiteError) {
        _ = try TFLiteFile.read(ByteSource(bytes), options)
        return "read"
      } catch {
        return "\(error)"
      }
    }
  }

  /// A model of one operator on an image of 3×8×8.
  ///
  /// - Parameter stored: the shapes of the stored tensors that it reads after the image.
  static func single(
    _ type: TFLiteOperator, _ shape: [Int] = [1, 8, 8, 3], stored: [[Int]] = [],
    numbers: [[Int]] = [], to output: [Int], _ options: [Int: FlatValue]? = nil
  ) -> TFLiteWriter {
    var model = TFLiteWriter()
    let input = model.tensor("x", shape)
    let weights = stored.map { model.stored("w", $0) }
    let integers = numbers.map { model.integers($0) }
    let result = model.tensor("net/layer/y", output)
    model.node(type, [input] + weights + integers, [result], options)
    model.graphs[0].inputs = [input]
    model.graphs[0].outputs = [result]
    return model
  }
}
