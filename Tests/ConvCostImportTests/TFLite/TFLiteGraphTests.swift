import ConvCostCore
import Testing

@testable import ConvCostImport

/// Whole models: the operators of the graph, what they read and hold, and their names.
struct TFLiteGraphTests {
  /// A model with its options, and the lines of what is read.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var options = ModelOptions()
    var lines: [String]
    var model: TFLiteWriter

    init(
      _ name: String, _ lines: [String], options: ModelOptions = ModelOptions(),
      _ change: (inout TFLiteWriter) -> Void
    ) {
      testDescription = name
      self.options = options
      self.lines = lines
      var model = TFLiteWriter()
      change(&model)
      self.model = model
    }
  }

  /// Returns one text for the batch and the inputs, and one for each operator: its name, the values
  /// that it reads, its operation and shape, and what it holds. Maps have crosses, tensors commas.
  static func lines(_ model: TFLiteWriter, _ options: ModelOptions) -> [String] {
    guard let network = try? model.read(options), let analysis = try? Analysis(network.graph) else {
      return [model.problem(options)]
    }
    let graph = network.graph
    var lines = ["\(network.origin.batch): " + graph.inputs.map(text).joined(separator: " ")]
    for (index, node) in graph.nodes.enumerated() {
      let reads = graph.inputs(of: node).map(String.init).joined(separator: ",")
      let shape = graph.shape(ofValue: graph.inputs(of: node)[graph.inputs(of: node).startIndex])
      let operation = node.operation.words(rank: (shape.rank ?? 2) + 2)
      var line = (graph.labels[index].map { "\($0): " } ?? "") + operation
      line += "(\(reads)) \(text(node.output))"
      if analysis.costs[index].macs > 0 { line += " \(analysis.costs[index].macs)" }
      if let stored = graph.stored?[index], stored != .none {
        line += " w\(stored.weights) b\(stored.biases) n\(stored.normalization)"
      }
      if let bits = graph.storedBits[index], bits.parameters > 0 { line += " \(bits.parameters)" }
      lines.append(line)
    }
    return lines + [network.warning].compactMap { $0 }
  }

  private static func text(_ shape: Shape) -> String {
    if case .tensor(let lengths) = shape {
      return lengths.map(String.init).joined(separator: ",")
    }
    return "\(shape)"
  }

  /// Adds a list of integers of 64 bits.
  private static func wide(_ model: inout TFLiteWriter, _ numbers: [Int], bytes: Int = 8) -> Int {
    model.buffers.append(
      FlatTable([
        0: .bytes(
          numbers.flatMap { number in
            withUnsafeBytes(of: Int64(number).littleEndian) { Array($0) }.prefix(bytes)
          })
      ]))
    return model.tensor("wide", [numbers.count], type: 4, buffer: model.buffers.count - 1)
  }

  /// Adds an operator on stored tensors after the last one, and returns its result.
  private static func next(
    _ model: inout TFLiteWriter, _ type: TFLiteOperator, _ inputs: [Int], _ shape: [Int],
    _ options: [Int: FlatValue]? = nil, name: String = "net/y", custom: String = "",
    open: [Int]? = nil
  ) -> Int {
    let result = model.tensor(name, shape, open: open)
    model.node(type, inputs, [result], options, custom: custom)
    model.graphs[0].outputs = [result]
    return result
  }

  private static func input(
    _ model: inout TFLiteWriter, _ shape: [Int], name: String = "x", open: [Int]? = nil
  ) -> Int {
    let input = model.tensor(name, shape, open: open)
    model.graphs[0].inputs.append(input)
    return input
  }

  private static let same: [Int: FlatValue] = [1: .int32(1), 2: .int32(1)]

  static let layers: [Row] = [
    Row(
      "features of a map, with and without a bias",
      [
        "1: 5×2×3", "Flatten(0) 30", "Linear 7 bias(1) 7 210 w210 b7 n0 6944", "Flatten(0) 30",
        "Linear 7(3) 7 210", "Flatten(0) 30", "Linear 7(5) 7 210",
      ]
    ) { model in
      let x = input(&model, [1, 2, 3, 5])
      let (w, b) = (model.stored("w", [7, 30]), model.stored("b", [7]))
      _ = next(&model, .fullyConnected, [x, w, b], [1, 7])
      _ = next(&model, .fullyConnected, [x, w], [1, 7])
      _ = next(&model, .fullyConnected, [x, w, -1], [1, 7])
    },
    Row(
      "features of positions",
      [
        "1: 2,3,5", "Linear 7(0) 6,7 210 w35 b0 n0 1120", "Linear 7(0) 2,3,7 210 w35 b0 n0 1120",
        "Flatten(0) 3,10", "Linear 7(3) 3,7 210 w70 b0 n0 2240",
      ]
    ) { model in
      let x = input(&model, [1, 2, 3, 5])
      _ = next(&model, .fullyConnected, [x, model.stored("w", [7, 5])], [6, 7])
      _ = next(
        &model, .fullyConnected, [x, model.stored("w", [7, 5])], [1, 2, 3, 7], [2: .int8(1)])
      _ = next(&model, .fullyConnected, [x, model.stored("w", [7, 10])], [3, 7])
    },
    Row(
      "a single number of arithmetic, and one of a layer",
      [
        "1: 5×2×3", "MUL constant: Function(0) 5×2×3", "PRELU: Function(1) 5×2×3 w1 b0 n0 32",
        "CONCATENATION constant: Movement(2) 10×2×3 w30 b0 n0 960",
      ]
    ) { model in
      let x = input(&model, [1, 2, 3, 5])
      let y = next(&model, .mul, [x, model.stored("s", [1])], [1, 2, 3, 5])
      let z = next(&model, .prelu, [y, model.stored("p", [1])], [1, 2, 3, 5])
      _ = next(&model, .concatenation, [z, model.stored("c", [1, 2, 3, 5])], [1, 2, 3, 10])
    },
    Row(
      "numbers by their types",
      [
        "1: 7", "ADD constant: Function(0) 7", "ADD constant: Function(0) 7 w0 b7 n0 224",
        "ADD constant: Function(0) 7 w0 b7 n0 56", "ADD constant: Function(0) 7",
        "ADD constant: Function(0) 7 w0 b7 n0 112",
      ]
    ) { model in
      let x = input(&model, [1, 7])
      let shape = model.stored("i", [7], type: 2)
      let scaled = model.stored("s", [7], type: 2, isScaled: true)
      let bytes = model.stored("b", [7], type: 9, bytes: 1)
      let text = model.stored("t", [7], type: 5, bytes: 3)
      let half = model.stored("h", [7], type: 1, bytes: 2)
      for stored in [shape, scaled, bytes, text, half] {
        _ = next(&model, .add, [x, stored], [1, 7])
      }
    },
    Row(
      "the first layer decides on the samples",
      [
        "1: 3×6×4×5", "RESHAPE: View(0) 3×24×5", "Conv2d 1×1 same(1) 7×24×5 2520 w21 b0 n0 672",
        "AVERAGE_POOL_2D: Function(0) 3×6×4×5",
      ]
    ) { model in
      let x = input(&model, [6, 4, 5, 3])
      let y = next(&model, .reshape, [x], [1, 24, 5, 3])
      let z = next(
        &model, .conv2D, [y, model.stored("w", [7, 1, 1, 3])], [1, 24, 5, 7], same)
      _ = next(
        &model, .averagePool2D, [x], [6, 4, 5, 3],
        same.merging([3: .int32(1), 4: .int32(1)]) { $1 })
      model.graphs[0].outputs.append(z)
    },
    Row(
      "a gate that is left out",
      ["1: 7,8", "UNIDIRECTIONAL_SEQUENCE_LSTM: MatMul 1008 layer(0) 7,4 1008 w144 b12 n0 4992"]
    ) { model in
      let x = input(&model, [1, 7, 8])
      let weights = (0..<3).map { _ in model.stored("w", [4, 8]) }
      let inner = (0..<3).map { _ in model.stored("v", [4, 4]) }
      let (h, c) = (
        model.tensor("h", [1, 4], isVariable: true), model.tensor("c", [1, 4], isVariable: true)
      )
      let inputs = [x, -1] + weights + [-1] + inner + [-1, -1, -1, -1]
      let biases = (0..<3).map { _ in model.stored("b", [4]) }
      _ = next(
        &model, .unidirectionalSequenceLstm, inputs + biases + [-1, -1, h, c], [1, 7, 4])
    },
    Row(
      "an input of each number of axes",
      [
        "1: 1 2 2,3 4×2×3 5×2×3×4 2,3,4,5,6", "ReLU(0) 1", "ReLU(1) 2", "ReLU(2) 2,3",
        "ReLU(3) 4×2×3", "ReLU(4) 5×2×3×4", "ReLU(5) 2,3,4,5,6",
      ]
    ) { model in
      let x = (1...6).map { input(&model, [1] + Array(2...($0 + 1)).dropLast(), name: "x\($0)") }
      for input in x {
        let shape = [1] + Array(2...(input + 2)).dropLast()
        _ = next(&model, .relu, [input], shape)
      }
    },
    Row("integers of 64 bits give a shape", ["1: 2,6", "RESHAPE: View(0) 3,4", "ReLU(1) 3,4"]) {
      model in
      let x = input(&model, [1, 2, 6], open: [-1, 2, 6])
      let y = next(
        &model, .reshape, [x, wide(&model, [1, 3, 4])], [1, 3, 4], open: [-1, 3, 4])
      _ = next(&model, .relu, [y], [1, 3, 4], open: [-1, 3, 4])
    },
    Row(
      "a list of other lengths gives none",
      ["no operation has a known shape; the first of unknown shape is RESHAPE"]
    ) { model in
      let x = input(&model, [1, 2, 6], open: [-1, 2, 6])
      _ = next(
        &model, .reshape, [x, wide(&model, [1, 3, 4], bytes: 7)], [1, 3, 4], open: [-1, 3, 4])
    },
    Row(
      "an unknown operator on an open number of samples",
      [
        "1: 2,6", "Mystery: Unknown(0) 5,6",
        "totals are lower bounds: the work of 2 Mystery is unknown",
      ]
    ) { model in
      let x = input(&model, [1, 2, 6], open: [-1, 2, 6])
      _ = next(&model, .custom, [x], [1, 5, 6], custom: "Mystery", open: [-1, 5, 6])
      _ = next(&model, .custom, [x], [1, 5, 6], custom: "Mystery", open: [1, -1, 6])
    },
    Row(
      "a known operator without a rule on an open number of samples",
      ["no operation has a known shape; the first of unknown shape is ONE_HOT"]
    ) { model in
      let x = input(&model, [1, 2, 6], open: [-1, 2, 6])
      _ = next(&model, .oneHot, [x], [1, 5, 6], open: [-1, 5, 6])
    },
    Row(
      "several operators without a name",
      ["1: 2", "ReLU(0) 2", "totals are lower bounds: the work of 1 CUSTOM is unknown"]
    ) { model in
      let x = input(&model, [1, 2])
      let y = next(&model, .relu, [x], [1, 2])
      model.node(.custom, [y], [])
    },
    Row(
      "a shape that numbers follow from",
      [
        "1: 2,6", "RESHAPE: View(0) 2,6", "FILL: Movement(1) 2,6", "Add(1,1) 2,6",
        "memory and traffic are lower bounds: the work of 1 RANDOM_UNIFORM is unknown",
      ]
    ) { model in
      let x = input(&model, [1, 2, 6], open: [-1, -1, 6])
      let s = model.tensor("s", [3], type: 2)
      model.node(.shape, [x], [s])
      let y = next(&model, .reshape, [x, s], [1, 1, 6], open: [-1, -1, 6])
      _ = next(&model, .fill, [s, y], [1, 1, 6], open: [-1, -1, 6])
      let r = model.tensor("r", [1, 2, 6])
      model.node(.randomUniform, [s], [r])
      _ = next(&model, .add, [y, r], [1, 2, 6])
    },
  ]

  @Test(arguments: layers)
  func `which operators there are`(row: Row) {
    let lines = Self.lines(row.model, row.options)
    #expect(lines == row.lines)
  }

  /// A model of an input with a shape and the lengths that are open, and what the user gives.
  @Test(
    arguments: [
      ([1, 7], nil, [5], "1: 5"), ([1, 7], nil, [3, 5], "error"), ([7], nil, [5], "1: 5"),
      ([1, 9, 3], nil, [5], "1: 5,3"), ([1, 9, 3], nil, [4, 5], "1: 5,4"),
      ([1, 9, 8, 3], nil, [5], "1: 3×5×5"), ([1, 9, 8, 3], nil, [5, 6], "1: 3×5×6"),
      ([1, 9, 8, 3], nil, [4, 5, 6], "1: 4×5×6"), ([1, 9, 8, 3], nil, [2, 4, 5, 6], "error"),
      ([1, 9, 8, 3], nil, [-5], "error"),
      ([1, 9, 8, 3], [-1, 9, 8, 3], nil, "1: 3×9×8"),
      ([1, 9, 8, 3], [-1, -1, -1, 3], nil, "1: 3×9×8"),
      ([1, 1, 8, 3], [-1, -1, 8, 3], nil, "error"), ([1, 9, 8, 1], [-1, 9, 8, -1], nil, "error"),
      ([1, 1, 8, 3], [1, 1, 8, 3], nil, "1: 3×1×8"), ([1, -1, 8, 3], nil, nil, "error"),
      ([1, -1, 8, 3], nil, [5], "1: 3×5×5"), ([1, 1, 8, 3], [-1, -1, 8], nil, "1: 3×1×8"),
      ([2, 9, 8, 3], nil, nil, "2: 3×9×8"),
    ] as [([Int], [Int]?, [Int]?, String)])
  func `an input takes lengths`(shape: [Int], open: [Int]?, given: [Int]?, expected: String) {
    var model = TFLiteWriter()
    let x = Self.input(&model, shape, open: open)
    _ = Self.next(&model, .relu, [x], shape, open: open)
    let line = Self.lines(model, ModelOptions(input: given))
    #expect((line.count > 1 ? line[0] : "error") == expected)
  }

  /// Lengths without a name are those of the first input with three or more axes.
  @Test(
    arguments: [
      ([[1, 7], [1, 8, 9, 3], [1, 5, 3]], "1: 7 3×6×6 5,3"),
      ([[1, 7], [1, 8, 3], [1, 8, 9, 3]], "1: 7 6,3 3×8×9"), ([[1, 7], [1, 4]], "1: 6 4"),
    ] as [([[Int]], String)])
  func `the image takes the size`(shapes: [[Int]], expected: String) {
    var model = TFLiteWriter()
    for (index, shape) in shapes.enumerated() {
      let x = Self.input(&model, shape, name: "x\(index)")
      _ = Self.next(&model, .relu, [x], shape)
    }
    let line = Self.lines(model, ModelOptions(input: [6])).first
    #expect(line == expected)
  }

  /// Whether an input has its channels first: they are moved to the end at once, and are fewer than
  /// the columns.
  @Test(
    arguments: [
      ([1, 3, 8, 9], [1, 8, 9, 3], "3×8×9"), ([1, 8, 3, 9], [1, 3, 9, 8], "8×3×9"),
      ([1, 9, 8, 3], [1, 8, 3, 9], "3×9×8"), ([1, 5, 8, 5], [1, 8, 5, 5], "5×5×8"),
      ([1, 3, 8, 9], [1, 9, 3, 8], "9×3×8"),
    ] as [([Int], [Int], String)])
  func `channels may be first`(from: [Int], to: [Int], expected: String) throws {
    var model = TFLiteWriter()
    let x = Self.input(&model, from)
    let order = model.integers([0, 2, 3, 1])
    let y = Self.next(&model, .transpose, [x, order], to)
    #expect(try model.read().graph.inputs.map(\.description) == [expected])
    // Another reader needs them as they are.
    _ = Self.next(&model, .relu, [x], from)
    #expect(
      try model.read().graph.inputs.map(\.description) == ["\(from[3])×\(from[1])×\(from[2])"])
    _ = y
  }

  /// The costlier branch of two, the first if they cost the same.
  @Test(arguments: [([7, 5], 7, true), ([5, 7], 7, false), ([5, 5], 5, true)])
  func `the costlier branch is counted`(filters: [Int], most: Int, isFirst: Bool) throws {
    var model = TFLiteWriter()
    let x = Self.input(&model, [1, 2, 3, 4])
    for (index, count) in filters.enumerated() {
      model.graphs.append(TFLiteWriter.Graph())
      let a = model.tensor("a", [1, 2, 3, 4], in: index + 1)
      let w = model.stored("w", [count, 1, 1, 4], in: index + 1)
      let b = model.tensor("b", [1, 2, 3, count], in: index + 1)
      model.node(.conv2D, [a, w], [b], Self.same, in: index + 1)
      model.graphs[index + 1].inputs = [a]
      model.graphs[index + 1].outputs = [b]
    }
    let result = Self.next(&model, .if, [x, x], [1, 2, 3, 7], [0: .int32(1), 1: .int32(2)])
    _ = Self.next(&model, .relu, [result], [1, 2, 3, 7])
    let network = try model.read()
    #expect(try Analysis(network.graph).total.macs == 24 * most)
    #expect(network.origin.branches.map(\.isFirst) == [isFirst])
  }

  /// Operators of unknown work in branches cost nothing; the first branch is taken.
  @Test func `branches may have unknown operators`() throws {
    var model = TFLiteWriter()
    let x = Self.input(&model, [1, 2])
    for index in 1...2 {
      model.graphs.append(TFLiteWriter.Graph())
      let (a, b) = (model.tensor("a", [1, 2], in: index), model.tensor("b", [1, 2], in: index))
      model.node(.custom, [a], [b], custom: "Mystery", in: index)
      model.graphs[index].inputs = [a]
      model.graphs[index].outputs = [b]
    }
    let result = Self.next(&model, .if, [x, x], [1, 2], [0: .int32(1), 1: .int32(2)])
    _ = Self.next(&model, .relu, [result], [1, 2])
    let network = try model.read()
    #expect(network.origin.branches.map(\.isFirst) == [true])
    #expect(network.origin.unknown.map(\.name) == ["Mystery"])
  }

  /// Calls in each other: the network itself is the first of at most sixteen.
  @Test(arguments: [
    (14, "read"), (15, "read"), (16, "subgraphs that call each other more than 16 deep"),
  ])
  func `calls are followed`(count: Int, problem: String) {
    var model = TFLiteWriter()
    let x = Self.input(&model, [1, 2])
    _ = Self.next(&model, .call, [x], [1, 2], [0: .int32(1)])
    for level in 1...count {
      model.graphs.append(TFLiteWriter.Graph())
      let (a, b) = (model.tensor("a", [1, 2], in: level), model.tensor("b", [1, 2], in: level))
      if level < count {
        model.node(.call, [a], [b], [0: .int32(level + 1)], in: level)
      } else {
        model.node(.relu, [a], [b], in: level)
      }
      model.graphs[level].inputs = [a]
      model.graphs[level].outputs = [b]
    }
    #expect(model.problem() == problem)
  }

  /// The place of an operator, by the names of its result and its weights.
  @Test(
    arguments: [
      ("model/block_1/Relu6", nil, "model.block_1 Relu6"), ("Relu6", nil, " Relu6 none"),
      ("net/act/Relu;net/conv/BiasAdd;net/conv/Conv2D", "w", "net.conv BiasAdd"),
      ("net/act/Relu;net/conv/BiasAdd;net/conv/Conv2D", nil, "net.act Relu"),
      ("net/act/Relu", "net/fc/MatMul/ReadVariableOp", "net.fc MatMul"),
      ("Conv2D;a/b/MatMul", "w", "a.b MatMul"), ("a/Relu", "w/kernel", "a Relu"),
      ("a/b/Relu;a/c/MatMul_09", "w", "a.c MatMul_09"), ("a/Relu;a/c/MatMul9", "w", "a.c MatMul9"),
      ("a/Relu;a/c/conv2d_transpose_0", "w", "a.c conv2d_transpose_0"),
      ("a/Relu;a/c/MatMulx", "w", "a Relu"), ("StatefulPartitionedCall:0", nil, "none"),
      ("a/Identity_1", nil, "none"), ("PartitionedCall", nil, "none"), ("", nil, "none"),
      ("net/Identity;net/conv/Conv2D", "w", "net.conv Conv2D"),
    ] as [(String, String?, String)])
  func `names have modules`(result: String, weight: String?, expected: String) {
    #expect(Self.place(result, weight) == expected)
  }

  private static func place(_ result: String, _ weight: String?) -> String {
    let path = ModulePath(result: result, weight: weight)
    let name = path.name.map { " \($0)" } ?? ""
    return path.blocks.map { $0.name.description }.joined(separator: ".") + name
      + (path.hasPlace ? "" : name.isEmpty ? "none" : " none")
  }

  @Test func `long names are cut off`() {
    // Of names of 149 bytes, the last one may be cut off.
    for (count, expected) in [(148, "c MatMul"), (149, "a Relu"), (150, "a Relu")] {
      let text = "a/Relu;" + String(repeating: "b", count: count - 16) + ";c/MatMul"
      #expect(text.utf8.count == count)
      #expect(Self.place(text, "w") == expected)
    }
    let single = String(repeating: "b", count: 160)
    #expect(Self.place("a/\(single)", nil) == "a \(single)")
    let deep = (0..<40).map { "p\($0)" }
    #expect(
      Self.place(deep.joined(separator: "/"), nil)
        == deep.prefix(32).joined(separator: ".") + " p32")
    for (count, expected) in [(63, "c MatMul"), (64, "a Relu")] {
      let names = ["a/Relu"] + Array(repeating: "b", count: count - 1) + ["c/MatMul", "d"]
      #expect(
        Self.place(names.joined(separator: ";") + String(repeating: "e", count: 40), "w")
          == expected)
    }
  }

  /// Modules around all operators are left out, whatever the names of the results are.
  @Test func `the network itself is no module`() throws {
    func nodes(_ names: [String]) throws -> String {
      var model = TFLiteWriter()
      var last = Self.input(&model, [1, 2])
      for name in names { last = Self.next(&model, .relu, [last], [1, 2], name: name) }
      return Paths(try model.read().graph).nodes.joined(separator: " ")
    }
    let (deep, one, none) = (
      try nodes(["n/m/a/r", "n/m/a/s", "n/m/b/t", "n/m/b/u", "Identity"]),
      try nodes(["n/a/r", "Identity"]), try nodes(["n/a/r", "o/a/r"])
    )
    #expect(deep == "a.r a.s b.t b.u relu")
    #expect(one == "n.a relu")
    #expect(none == "n.a o.a")
  }

  /// The schema's types: a float, a short integer that stands for fractions, any integer; bits.
  static let types: [(Int, String)] = [
    (0, "float32 f32"), (1, "float16 f16"), (2, "int32 i32"), (3, "uint8 qi8"), (4, "int64 i64"),
    (5, "string "), (6, "bool 8"), (7, "int16 qi16"), (8, "complex64 64"), (9, "int8 qi8"),
    (10, "float64 f64"), (11, "complex128 128"), (12, "uint64 i64"), (13, "resource "),
    (14, "variant "), (15, "uint32 i32"), (16, "uint16 qi16"), (17, "int4 qi4"),
    (18, "bfloat16 f16"), (19, "int2 qi2"), (20, "uint4 qi4"), (21, "float8e4m3fn f8"),
    (22, "float8e5m2 f8"),
  ]

  @Test(arguments: types)
  func `types are the schema's`(number: Int, expected: String) throws {
    let type = try #require(TFLiteType(number))
    #expect(
      "\(type) \(type.isFloat ? "f" : "")\(type.isQuantized ? "q" : "")\(type.isInteger ? "i" : "")"
        + (type.bits.map { "\($0)" } ?? "") == expected)
    #expect(TFLiteType(-1) == nil && TFLiteType(23) == nil)
  }

  @Test func `notes name the writer and other networks`() throws {
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    for (text, note) in [("", ""), ("me", ", me"), ("MLIR Converted.", ", MLIR Converted")] {
      model.description = text
      #expect(try model.read().notes.first?.text == "TensorFlow Lite schema 3" + note)
    }
    model.signatures = (0..<15).map {
      FlatTable([2: .text("s\($0)"), 4: .int32($0 % 15 == 0 ? 0 : 1)])
    }
    let names = (1...12).map { "'s\($0)'" }.joined(separator: ", ")
    #expect(
      try model.read().notes.map(\.text).contains(
        "only the first network is counted, not that of " + names))
  }

  @Test func `tables of older files are read`() throws {
    // Without the newer field of the operator's kind, and without buffers.
    var model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    model.kinds[0].fields[3] = nil
    model.buffers = []
    #expect(try model.read().graph.operationName(0) == "ReLU")
    model.kinds[0] = FlatTable([0: .int8(127), 3: .int32(150)])
    #expect(try model.read().graph.nodes.count == 1)
    // An operator of the author's own without a name, and one of an unknown number.
    model.kinds[0] = FlatTable([0: .int8(32), 3: .int32(32)])
    #expect(model.problem() == "read")
    #expect(try model.read().origin.unknown.map(\.name) == ["CUSTOM"])
    model.kinds[0] = FlatTable([0: .int8(127), 3: .int32(10_000)])
    #expect(try model.read().origin.unknown.map(\.name) == ["operator 10000"])
    model.kinds = []
    #expect(model.problem().contains("item 0 of a list of 0"))
    // More inputs than tensors.
    model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    model.graphs[0].inputs = [0, 0, 0]
    #expect(model.problem().contains("a list of 3 items, expected at most 2"))
    model.graphs[0].inputs = [0]
    model.graphs[0].outputs = [1, 1]
    #expect(model.problem() == "read")
    // Numbers outside of the tables begin after the first byte.
    model = TFLiteWriter.single(.fullyConnected, [1, 8], stored: [[4, 8]], to: [1, 4])
    model.buffers[1] = FlatTable([1: .uint64(1), 2: .uint64(128)])
    #expect(model.problem().contains("reads 'w', which no earlier operator computes"))
    // An input that is left out is -1.
    model = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])
    model.node(.relu, [-2], [1])
    #expect(
      model.problem() == "operator 1, which computes 'net/layer/y': tensor -2 of 2 does not exist")
    #expect(
      TFLiteWriter.single(.relu, Array(repeating: 1, count: 64), to: [1]).problem() == "read")
  }
}
