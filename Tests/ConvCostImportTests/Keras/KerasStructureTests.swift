import ConvCostCore
import Testing

@testable import ConvCostImport

/// The structure of files: calls, nested models, inputs, limits and containers.
struct KerasStructureTests {
  private static func model(_ layers: String, _ more: String) -> String {
    "{'class_name': 'Functional', 'config': {'name': 'small', 'layers': [" + layers + "]" + more
      + "}}"
  }

  private static let input =
    "{'class_name': 'InputLayer', 'name': 'in', 'config': {'batch_shape': [null, 3]}}"

  private static let ends = ", 'input_layers': [['in', 0, 0]], 'output_layers': [['c', 0, 0]]"

  /// A layer `c` whose calls are written as given.
  private static func calls(_ calls: String) -> String {
    let layer = "{'class_name': 'ReLU', 'name': 'c', 'config': {}, 'inbound_nodes': " + calls + "}"
    return model(input + ", " + layer, ends)
  }

  static let reading: [KerasRow] = [
    KerasRow(text: calls("[[['in', 0, 0, {}]]]"), "ReLU → 3"),
    KerasRow(text: calls("[['in', 0, 0]]"), "ReLU → 3"),
    KerasRow(text: calls("[[['_CONSTANT_VALUE', -1, 2], ['in', 0, 0]]]"), "ReLU → 3"),
    KerasRow(
      text: calls("3"),
      fails: #"c: "inbound_nodes": found the number 3, expected a list of calls"#),
    KerasRow(
      text: calls("[3]"),
      fails: #"c: "inbound_nodes": found the number 3, expected a list or an object"#),
    KerasRow(
      text: calls("[[['in', -1, 0, {}]]]"),
      fails: "c: reads result 0 of call -1 of 'in', which does not exist"),
    KerasRow(
      text: calls("[[['in', 0, -1, {}]]]"),
      fails: "c: reads result -1 of call 0 of 'in', which does not exist"),
    KerasRow(
      text: calls("[[['in', 2147483648, 0, {}]]]"),
      fails: "c: reads result 0 of call 2147483648 of 'in', which does not exist"),
    KerasRow(
      text: calls("[[['in', 2, 0, {}]]]"),
      fails: "c: reads result 0 of call 2 of 'in', which does not exist"),
    KerasRow(
      text: calls("[[['in', 0, 1, {}]]]"),
      fails: "c: reads result 1 of call 0 of 'in', which does not exist"),
    KerasRow(
      text: calls(
        """
        [{'args': [{'class_name': '__keras_tensor__', 'config': {'keras_history': 3}}], \
        'kwargs': {}}]
        """),
      fails: """
        c: "keras_history": found the number 3, expected a layer, the number of its call and of \
        its result
        """),
    KerasRow(
      text: model(input, ", 'input_layers': [['in', 0, 0]], 'output_layers': []"),
      fails: #"small: "output_layers" is missing, expected at least one result"#),
    KerasRow(layers: ["in = 3"], fails: "a network without layers"),
    KerasRow(
      text: model(input + ", {'name': 'c'}", ends),
      fails: #"c: "class_name" is missing, expected the class of the layer"#),
    KerasRow(
      text: "{'config': {'class_name': 1}}",
      fails: """
        found an object without a class_name, expected the configuration of a Keras model: a \
        class_name and a config with layers
        """),
    KerasRow(
      layers: ["in InputLayer | 'batch_shape': 3", "c ReLU in"],
      fails: #"in: "batch_shape": found the number 3, expected lengths or null, the batch first"#),
    KerasRow(
      layers: ["in InputLayer | 'batch_shape': [null, 0]", "c ReLU in"],
      fails: #"in: "batch_shape": found an array, expected lengths or null, the batch first"#),
    KerasRow(
      layers: ["in InputLayer | 'batch_shape': ['x', 3]", "c ReLU in"],
      fails: #"in: "batch_shape": found an array, expected lengths or null, the batch first"#),
    KerasRow(
      layers: ["in InputLayer | 'batch_shape': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "c ReLU in"],
      fails: #"in: "batch_shape": found an array, expected lengths or null, the batch first"#),
    KerasRow(layers: ["in InputLayer | 'batch_shape': [7, 3]", "c ReLU in"], "ReLU → 3"),
    KerasRow("ReLU", on: "1, 1, 1, 1, 1, 1, 2, 3", "ReLU → 1×1×1×1×1×1×2×3"),
    KerasRow("ReLU", on: "", "ReLU → 1"),
    KerasRow("ReLU", on: "2147483647", "ReLU → 2147483647"),
    KerasRow(
      "ReLU", on: "2147483647, 2147483647, 2147483647",
      fails: """
        in: InputLayer on 2147483647×2147483647×2147483647, expected at most 8 dimensions whose \
        product fits in 64 bits
        """),
    // Two calls of a layer have its parameters once.
    KerasRow(
      layers: ["a = 4, 3", "b = 5, 3", "c Dense a / b | 'units': 2", "r ReLU c:1"],
      "Linear → 4×2", "Linear → 5×2", "ReLU → 5×2", counts: "8 0 54"),
    KerasRow(layers: ["a = 4, 3", "c ReLU a"], outputs: "c c", "ReLU → 4×3"),
    KerasRow(
      text: calls("[[['in', 1, 0, {}]]]"),
      fails: "c: reads result 0 of call 1 of 'in', which does not exist"),
    KerasRow(
      layers: ["a = 3", "b ReLU", "c Add a b"],
      fails: "c: reads result 0 of call 0 of 'b', which does not exist"),
    KerasRow(
      layers: [
        "a = 3",
        "c SpectralNormalization a / a | 'layer': {'class_name': 'Dense', 'config': {'units': 4}}",
        "r Add c c:1",
      ], "Linear → 4", "SpectralNormalization/View → 4", "Linear → 4",
      "SpectralNormalization/View → 4", "Add → 4", counts: "16 4 24"),
    // Calls that are counted from one.
    KerasRow(
      layers: ["a = 4, 3", "c Dense a | 'units': 2", "r ReLU c:1"], "Linear → 4×2", "ReLU → 4×2",
      counts: "8 0 24"),
    KerasRow(
      layers: ["a = 4, 3", "b = 5, 3", "c Dense a / b | 'units': 2", "r ReLU c:2"],
      "Linear → 4×2", "Linear → 5×2", "ReLU → 5×2", counts: "8 0 54"),
    KerasRow(
      layers: ["a = 4, 3", "b = 1, 3", "c Dense b / a | 'units': 2", "r ReLU c:1", "s ReLU c:2"],
      outputs: "r s", "Linear → 1×2", "Linear → 4×2", "ReLU → 1×2", "ReLU → 4×2",
      counts: "8 0 30"),
    KerasRow(
      layers: ["a = 4, 3", "c Dense a / a | 'units': 2", "r ReLU c:3"],
      fails: "r: reads result 0 of call 3 of 'c', which does not exist"),
    KerasRow(
      layers: ["a = 4, 3", "c Dense a | 'units': 2", "r ReLU c c:1"],
      fails: "r: reads result 0 of call 1 of 'c', which does not exist"),
    KerasRow(
      "Concatenate", "'axis': 2147483648", on: "4, 3",
      fails: #"c: "axis": found the number 2147483648, expected a whole number"#),
    KerasRow(
      "Concatenate", "'axis': -2147483647", on: "4, 3",
      fails: "c: Concatenate on 4×3, which do not fit"),
    KerasRow(
      "Dense", "'units': 2147483648", on: "3",
      fails: #"""
        c: "units": found the number 2147483648, expected a whole number from 1 to 2147483647
        """#),
    KerasRow(
      "Dense", "'units': 0", on: "3",
      fails: #"c: "units": found the number 0, expected a whole number from 1 to 2147483647"#),
    KerasRow(
      "MaxPooling2D", "'pool_size': [2, 0]", on: "4, 4, 3",
      fails: #"c: "pool_size": found an array, expected 2 whole numbers from 1 to 2147483647"#),
    KerasRow(
      "MaxPooling2D", "'pool_size': [2, 2147483648]", on: "4, 4, 3",
      fails: #"c: "pool_size": found an array, expected 2 whole numbers from 1 to 2147483647"#),
    KerasRow(
      "MaxPooling2D", "'pool_size': [2, 'a', 2]", on: "4, 4, 3",
      fails: #"c: "pool_size": found an array, expected 2 whole numbers from 1 to 2147483647"#),
    KerasRow(
      layers: ["a = 4, 3", "c LSTM a / a | 'units': 2", "r Add c c:1"], "LSTM/MatMul → 2",
      "LSTM/MatMul → 2", "Add → 2", counts: "48 0 320"),
    KerasRow(
      layers: ["a = 4, 3", "s LSTM a | 'units': 2, 'return_state': true", "c ReLU s:0:2"],
      "LSTM/MatMul → 2", "LSTM/Movement → 2", "LSTM/Movement → 2", "ReLU → 2",
      counts: "48 0 160"),
  ]

  static let inputs: [KerasRow] = [
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1", on: "null, null, 3", input: [6, 5],
      "Conv2d 1×1 → 2×6×5", counts: "8 0 180"),
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1, 'data_format': 'channels_first'",
      on: "3, null, null", input: [6, 5], "Conv2d 1×1 → 2×6×5", counts: "8 0 180"),
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1", on: "null, null, null", input: [3, 6, 5],
      "Conv2d 1×1 → 2×6×5", counts: "8 0 180"),
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1", on: "4, null, 3",
      fails: "the input 'in' leaves lengths open: 4×?×3"),
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1", on: "null, null, 3", input: [1, 2, 3, 4],
      fails: "found 4 lengths for the input 'in', whose shape is 3×1×1"),
    KerasRow(
      "Conv2D", "'filters': 2, 'kernel_size': 1", on: "null, null, 3", input: [2147483647],
      fails: "in: the elements of the input exceed 64 bits"),
    KerasRow("Dense", "'units': 2", on: "null", input: [5], "Linear → 2", counts: "12 0 10"),
    KerasRow(
      "Dense", "'units': 2", on: "null, 5", input: [7], "Linear → 7×2", counts: "12 0 70"),
    KerasRow(
      "Dense", "'units': 2", on: "4, 5", input: [7, 3], "Linear → 7×2", counts: "8 0 42"),
    KerasRow(
      "Dense", "'units': 2", on: "4, 5", input: [7, 3, 2],
      fails: "found 3 lengths for the input 'in', whose shape is 4×5"),
    KerasRow(
      "Dense", "'units': 2", on: "2, 2, 2, 2, 5", input: [7],
      fails: "found 1 length for the input 'in', whose shape is 2×2×2×2×5"),
    timed(on: "4, null, null, 3", input: [6, 5], "Conv2d 1×1 → 4×2×6×5", counts: "8 0 720"),
    timed(on: "4, null, null, 3", input: [6], "Conv2d 1×1 → 4×2×6×6", counts: "8 0 864"),
    timed(
      on: "null, null, null, 3", input: [7, 3, 6, 5], "Conv2d 1×1 → 7×2×6×5",
      counts: "8 0 1260"),
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Conv2D', 'config': {'filters': 2, 'kernel_size': 1}}",
      on: "4, null, null, 3", input: [1, 2, 3, 4, 5],
      fails: "found 5 lengths for the input 'in', whose shape is 4×3×1×1"),
  ]

  private static func timed(
    on shape: String, input: [Int], _ step: String, counts: String
  ) -> KerasRow {
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Conv2D', 'config': {'filters': 2, 'kernel_size': 1}}",
      on: shape, input: input, step, counts: counts)
  }

  private static func sequence(_ layers: String) -> String {
    "{'class_name': 'Sequential', 'config': {'name': 's', 'layers': [" + layers + "]}}"
  }

  /// A dense layer of two units that reads what a model was built on.
  private static func dense(_ layer: String, _ config: String, _ model: String) -> String {
    "{'class_name': 'Sequential'\(model), 'config': {'name': 's'\(config), 'layers': ["
      + "{'class_name': 'Dense', 'config': {'name': 'd', 'units': 2}\(layer)}]}}"
  }

  /// A result with its shape, as Keras 3 writes it.
  private static func tensor(_ name: String, _ length: Int) -> String {
    "{'class_name': '__keras_tensor__', 'config': {'shape': [null, \(length)], "
      + "'keras_history': ['\(name)', 0, 0]}}"
  }

  private static func layer(
    _ type: String, _ name: String, _ config: String, _ reads: [String] = []
  ) -> String {
    let calls = reads.isEmpty ? "" : "{'args': [\(reads.joined(separator: ", "))], 'kwargs': {}}"
    return "{'class_name': '\(type)', 'name': '\(name)', 'config': {'name': '\(name)'\(config)}, "
      + "'inbound_nodes': [\(calls)]}"
  }

  private static func functional(
    _ layers: [String], inputs: [String], output: String
  ) -> String {
    "'name': 'f', 'layers': [\(layers.joined(separator: ", "))], 'input_layers': ["
      + inputs.map { "['\($0)', 0, 0]" }.joined(separator: ", ")
      + "], 'output_layers': [['\(output)', 0, 0]]"
  }

  /// A layer of unknown work on two inputs, of which the first has the shape of its result.
  private static let pair =
    "{'class_name': 'Functional', 'config': {"
    + functional(
      [
        layer("InputLayer", "a", ", 'batch_shape': [null, 5]"),
        layer("InputLayer", "b", ", 'batch_shape': [null, 7]"),
        layer("Mine", "m", "", [tensor("a", 5), tensor("b", 7)]),
        layer("Dense", "d", ", 'units': 2", [tensor("m", 5)]),
      ], inputs: ["a", "b"], output: "d") + "}}"

  /// A model in another one, with a layer of unknown work whose result has three features. It was
  /// made for inputs of 4 and of some features.
  private static func nested(_ own: String, on length: Int) -> String {
    let inner = functional(
      [
        layer("InputLayer", "a", ", 'batch_shape': [null, 4]"),
        layer("InputLayer", "b", ", 'batch_shape': [null, \(own)]"),
        layer("Mine", "m", "", [tensor("a", 4)]),
        layer("Dense", "d", ", 'units': 2", [tensor("m", 3)]),
      ], inputs: ["a", "b"], output: "d")
    return "{'class_name': 'Functional', 'config': {"
      + functional(
        [
          layer("InputLayer", "x", ", 'batch_shape': [null, 4]"),
          layer("InputLayer", "y", ", 'batch_shape': [null, \(length)]"),
          "{'class_name': 'Functional', 'name': 'net', 'config': {\(inner)}, 'inbound_nodes': "
            + "[[['x', 0, 0, {}], ['y', 0, 0, {}]]]}",
        ], inputs: ["x", "y"], output: "net") + "}}"
  }

  /// A layer of unknown work that was built on a shape, and a dense one that was too.
  private static func built(_ first: String, _ second: String) -> String {
    sequence(
      """
      {'class_name': 'InputLayer', 'config': {'name': 'in', 'batch_shape': [null, 5]}}, \
      {'class_name': 'MyLayer', 'config': {'name': 'm'}, \
      'build_config': {'input_shape': \(first)}}, \
      {'class_name': 'Dense', 'config': {'name': 'd', 'units': 2}, \
      'build_config': {'input_shape': \(second)}}
      """)
  }

  static let sequences: [KerasRow] = [
    KerasRow(
      text: dense("", ", 'build_input_shape': [null, 3]", ""), "Linear → 2", counts: "8 0 6"),
    KerasRow(
      text: dense("", "", ", 'build_config': {'input_shape': [null, 5]}"), "Linear → 2",
      counts: "12 0 10"),
    KerasRow(
      text: dense(
        "", ", 'build_input_shape': [null, 3]",
        ", 'build_config': {'shapes_dict': {'input_shape': [null, 5]}}"), "Linear → 2",
      counts: "12 0 10"),
    KerasRow(
      text: dense(
        ", 'build_config': {'input_shape': [null, 7]}", ", 'build_input_shape': [null, 3]", ""),
      "Linear → 2", counts: "16 0 14"),
    KerasRow(text: pair, "Mine/Unknown → 5", "Linear → 2", counts: "12 0 10"),
    KerasRow(text: pair, input: [6], "Mine/Unknown → 6", "Linear → 2", counts: "14 0 12"),
    KerasRow(text: nested("9", on: 9), "Mine/Unknown → 3", "Linear → 2", counts: "8 0 6"),
    KerasRow(text: nested("null", on: 9), "Mine/Unknown → 3", "Linear → 2", counts: "8 0 6"),
    KerasRow(text: nested("7", on: 9), fails: KerasRow.unknown("Mine", layer: "m")),
    KerasRow(
      text: sequence(
        """
        {'class_name': 'Dense', 'config': {'units': 2}, \
        'build_config': {'input_shape': [null, 3]}}, {'class_name': 'ReLU', 'config': {}}
        """),
      "Linear → 2", "ReLU → 2", counts: "8 0 6"),
    KerasRow(
      text: built("[null, 5]", "[null, 7]"), "MyLayer/Unknown → 7", "Linear → 2",
      counts: "16 0 14"),
    KerasRow(
      text: built("[null, 5]", "[null, 5]"), input: [6], "MyLayer/Unknown → 6", "Linear → 2",
      counts: "14 0 12"),
    KerasRow(
      text: built("[null, 5]", "[null, 7]"), input: [6],
      fails: KerasRow.unknown("MyLayer", layer: "m")),
  ]

  @Test(arguments: reading + inputs)
  func `a file is read as it says`(row: KerasRow) {
    #expect(row.found == row.expected)
  }

  @Test(arguments: sequences)
  func `the shapes that a sequence states hold for its own input`(row: KerasRow) {
    #expect(row.found == row.expected)
  }

  /// Keras 2 states the shape of a sequence's input at its first layer.
  @Test func `the first layer of a sequence may state the input`() throws {
    let text = KerasRow.quoted(
      Self.sequence(
        "{'class_name': 'Dense', 'config': {'batch_input_shape': [null, 4, 3], 'units': 2}}"))
    let file = try KerasWriter.read(text)
    #expect(KerasRow.outline(file) == "Linear → 4×2 | 8 0 24")
  }

  @Test func `notes count what is unknown and what is not trained`() throws {
    func notes(_ layers: [String]) throws -> [String] {
      try KerasWriter.read(KerasRow.model(layers, outputs: nil)).notes.map {
        "\($0.label): \($0.text)"
      }
    }
    #expect(
      try notes(["a = 3", "c Dense a | 'units': 2, 'trainable': false"]) == [
        "Format: Keras functional model small",
        "Frozen: 1 layer is not trained in the file; their parameters are counted as parameters",
      ])
    #expect(
      try notes([
        "a = 3", "b Mine a | 'output_shape': [4]", "c Mine b | 'output_shape': [5]",
        "d Other c | 'output_shape': [6], 'trainable': true",
      ]) == [
        "Format: Keras functional model small",
        "Unknown: 2 Mine, 1 Other, not counted; their shapes are those that the file states",
      ])
  }

  /// A model that is called again has its weights once, and a level with a number.
  @Test func `calls of a model have numbers`() throws {
    let inner = Self.functional(
      [
        Self.layer("InputLayer", "a", ", 'batch_shape': [null, 4]"),
        Self.layer("Dense", "d", ", 'units': 4", [Self.tensor("a", 4)]),
      ], inputs: ["a"], output: "d")
    let text =
      "{'class_name': 'Functional', 'config': {"
      + Self.functional(
        [
          Self.layer("InputLayer", "x", ", 'batch_shape': [null, 4]"),
          "{'class_name': 'Functional', 'name': 'net', 'config': {\(inner)}, 'inbound_nodes': "
            + "[[['x', 0, 0, {}]], [['net', 1, 0, {}]], [['net', 2, 0, {}]]]}",
          Self.layer("ReLU", "r", "", ["['net', 3, 0]"]),
        ], inputs: ["x"], output: "r") + "}}"
    let file = try KerasWriter.read(KerasRow.quoted(text))
    let names = Paths(file.graph).nodes
    #expect(names == ["net.d", "net#2.d", "net#3.d", "r"])
    #expect(file.cost.parameters == 20 && file.cost.macs == 48)
    #expect(file.graph.shared == [1: 0, 2: 0])
  }

  /// Only layers with weights share them.
  @Test func `calls share weights`() throws {
    func shared(_ layer: String) throws -> [Int: Int] {
      let row = KerasRow(layers: ["a = 4, 3", "c \(layer)", "r Add c c:1"])
      return try KerasWriter.read(row.text).graph.shared
    }
    let (dense, relu) = (try shared("Dense a / a | 'units': 2"), try shared("ReLU a / a"))
    #expect(dense == [1: 0])
    #expect(relu.isEmpty)
  }

  @Test func `results with one name get numbers`() throws {
    let row = KerasRow(
      layers: [
        "in = 2, 2, 3", "c Conv2D in | 'filters': 3, 'kernel_size': 1, 'activation': 'relu'",
        "c.act ReLU in",
      ], outputs: "c c.act")
    let names = try KerasWriter.read(row.text).graph.outputNames
    #expect(names.sorted { $0.key < $1.key }.map(\.value) == ["c.act", "c.act#3"])
  }

  @Test func `limits are exact`() {
    func settings(_ count: Int) -> KerasRow {
      // The name and the two of the convolution are settings too.
      let more = (0..<(count - 3)).map { "'s\($0)': 0" }.joined(separator: ", ")
      return KerasRow("Conv2D", "'filters': 1, 'kernel_size': 1, \(more)", on: "2, 2, 1")
    }
    #expect(settings(4096).found == "Conv2d 1×1 → 1×2×2 | 2 0 4")
    #expect(settings(4097).found == "c: more than 4096 settings")

    func axes(_ count: Int) -> KerasRow {
      let axes = (1...count).map { "\($0)" }.joined(separator: ", ")
      return KerasRow("BatchNormalization", "'axis': [\(axes)]", on: "2, 2, 1")
    }
    #expect(
      axes(64).found
        == "c: BatchNormalization on 2×2×1, expected the axis 4 to be one of its dimensions")
    #expect(axes(65).found == #"c: "axis": found an array, expected whole numbers"#)

    func nested(_ depth: Int) -> KerasRow {
      let innermost = "{'class_name': 'Dense', 'config': {'units': 1}}"
      let layer = (1..<depth).reduce(innermost) { inner, _ in
        "{'class_name': 'SpectralNormalization', 'config': {'layer': \(inner)}}"
      }
      return KerasRow("SpectralNormalization", "'layer': \(layer)", on: "4")
    }
    #expect(nested(24).found.hasPrefix("Linear → 1"))
    #expect(nested(25).found == "models and wrappers nested more than 24 deep")

    func models(_ depth: Int) -> String? {
      let layer = "{'class_name': 'ReLU', 'config': {'name': 'r'}}"
      let text = (0..<depth).reduce(layer) { inner, level in
        """
        {'class_name': 'Sequential', 'config': {'name': 'm\(level)', 'layers': [\
        {'class_name': 'InputLayer', 'config': {'batch_shape': [null, 4], 'name': 'i'}}, \
        \(inner)]}}
        """
      }
      return KerasWriter.problem(KerasRow.quoted(text))
    }
    #expect(models(24) == nil)
    #expect(models(25) == "models and wrappers nested more than 24 deep")
  }

  // MARK: Containers

  @Test func `JSON is recognised by its first four thousand bytes`() {
    func isKeras(_ text: String) -> Bool {
      KerasFile.isKeras(ByteSource(Array(KerasRow.quoted(text).utf8)))
    }
    func padded(_ end: Int) -> String {
      "{" + String(repeating: " ", count: end - 13) + "'class_name': 'Sequential'}"
    }
    #expect(isKeras(padded(4096)))
    #expect(!isKeras(padded(4097)))
    #expect(isKeras("\u{FEFF}\n {'class_name': 'Sequential'}"))
    #expect(!isKeras("['class_name']"))
    #expect(!isKeras("{'name': 'Sequential'}"))
    #expect(!isKeras("{'class_name': 'Sequential', 'convcost': 1}"))
  }

  private static let hdf5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func problem(_ text: String, after bytes: [UInt8] = []) -> String? {
    KerasWriter.problem(hdf5 + bytes + Array(KerasRow.quoted(text).utf8) + [0, 0])
  }

  /// Texts that are found in HDF5: with white space, escapes and braces in texts, and with each key
  /// first.
  @Test(arguments: [
    "{'class_name':\t'Sequential',\r\n\t'config': {'name': 'my } model', 'layers': [@]}}",
    "{'class_name': 'Sequential', 'config': {'name': 'a \\' ] b \\\\', 'layers': [@]}}",
    "{'config': {'name': 's', 'layers': [@]}, 'class_name': 'Sequential'}",
    "{'module': 'keras', 'class_name': 'Sequential', 'config': {'name': 's', 'layers': [@]}}",
    "{'backend': 'jax', 'class_name': 'Sequential', 'config': {'name': 's', 'layers': [@]}}",
    "{'keras_version': '2.4.0', 'class_name': 'Sequential', 'config': {'layers': [@]}}",
    "{'class_name': 'Sequential', 'config': [@]}",
    "{'class_name': 'Adam', 'config': {'lr': 1}} {'class_name': 'Sequential', 'config': [@]}",
    "{'class_name': 'Sequential' \u{B} {'class_name': 'Sequential', 'config': [@]}",
    "{'class_name': 'a\u{1F}' {'class_name': 'Sequential', 'config': [@]}",
  ])
  func `a configuration in HDF5 is found`(text: String) {
    let layers =
      "{'class_name': 'InputLayer', 'config': {'name': 'in', 'batch_shape': [null, 3]}}, "
      + "{'class_name': 'Dense', 'config': {'name': 'd', 'units': 2}}"
    #expect(Self.problem(text.replacing("@", with: layers)) == nil)
  }

  /// The bytes are searched in parts of 32 KiB, over whose ends a configuration may lie.
  @Test func `a configuration may begin at every place of HDF5`() {
    let text = KerasRow.quoted(
      "{'keras_version': '2.4.0', 'class_name': 'Sequential', 'config': [{'class_name': 'Dense', "
        + "'config': {'batch_input_shape': [null, 3], 'units': 2}}]}")
    for place in [32_752, 32_753, 32_754, 32_767, 32_768] {
      #expect(Self.problem(text, after: Array(repeating: 0, count: place - 8)) == nil)
    }
  }

  /// An archive that is cut off before its list of files is Keras' by its first file.
  @Test(arguments: [
    ("config.json", 0, true), ("config.json", -1, false), ("metadata.json", 0, true),
    ("weights", 0, false), ("", 0, false),
    ("config.json" + String(repeating: "x", count: 256), 0, false),
  ])
  func `a part of an archive is recognised`(name: String, more: Int, isKeras: Bool) {
    let archive = KerasWriter.archive([(name, [1, 2]), ("model.weights.h5", [3])])
    let part = Array(archive.prefix(30 + name.utf8.count + more))
    #expect(KerasFile.isKeras(ByteSource(part)) == isKeras)
  }

  @Test func `at most sixty-four places are tried in HDF5`() {
    let text = KerasWriter.sequential("[null, 3]", KerasWriter.layer("ReLU", ""))
    for (count, isFound) in [(63, true), (64, false)] {
      let starts = (0..<count).flatMap { (_: Int) -> [UInt8] in Array(#"{"config""#.utf8) + [0] }
      #expect((Self.problem(text, after: starts) == nil) == isFound)
    }
  }

  @Test func `the version is told in every container`() throws {
    let text = KerasRow.quoted(
      """
      {'class_name': 'Sequential', 'keras_version': '2.4.0', 'config': {'name': 's', 'layers': [\
      {'class_name': 'InputLayer', 'config': {'name': 'in', 'batch_shape': [null, 3]}}, \
      {'class_name': 'ReLU', 'config': {'name': 'r'}}]}}
      """)
    let json = Array(text.utf8)
    let archive = KerasWriter.archive([
      ("config.json", json), ("metadata.json", Array(#"{"keras_version": "3.1.0"}"#.utf8)),
    ])
    let alone = KerasWriter.archive([("weights", [1, 2]), ("config.json", json)])
    for (bytes, version) in [
      (json, " 2.4.0"), (Self.hdf5 + json, " 2.4.0"), (archive, " 3.1.0"), (alone, ""),
    ] {
      let file = try ModelFile(bytes: bytes, name: "m")
      #expect(file.notes.map(\.text) == ["Keras\(version) sequential model s"])
    }
    let list = KerasWriter.archive([("config.json", Array("[1]".utf8))])
    #expect(
      KerasWriter.problem(list)
        == "found an array, expected the configuration of a Keras model: a class_name and a config"
        + " with layers")
  }
}
