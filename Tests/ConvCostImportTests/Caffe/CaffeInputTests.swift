import ConvCostCore
import Testing

@testable import ConvCostImport

struct CaffeInputTests {
  typealias Net = CaffeNet

  static let convolution = Net.convolution(2, 1)

  static func data(_ parameters: String, type: String = "Data") -> String {
    "layer { name: 'd' type: '\(type)' top: 'data' top: 'label' \(parameters) }\n"
  }

  static let declarations: [(String, [Int])] = [
    ("input: 'data' input_dim: 1 input_dim: 3 input_dim: 5 input_dim: 6", [3, 5, 6]),
    ("input: 'data' input_shape { dim: [1, 3, 5, 6] }", [3, 5, 6]),
    (
      "layer { type: 'Input' top: 'data' input_param { shape { dim: [7, 3, 4, 4] } } }",
      [3, 4, 4]
    ),
    (
      data(
        "memory_data_param { batch_size: 1 channels: 3 height: 4 width: 5 }", type: "MemoryData"),
      [3, 4, 5]
    ),
    (
      data("dummy_data_param { shape { dim: 1 dim: 3 dim: 4 dim: 4 } }", type: "DummyData"),
      [3, 4, 4]
    ),
    (
      data("dummy_data_param { num: 1 channels: 3 height: 2 width: 2 }", type: "DummyData"),
      [3, 2, 2]
    ),
    (
      data("transform_param { crop_size: 24 mean_value: 1 mean_value: 2 mean_value: 3 }"),
      [3, 24, 24]
    ),
    (data("transform_param { crop_size: 24 force_color: true }"), [3, 24, 24]),
    (data("transform_param { crop_size: 24 force_gray: true }"), [1, 24, 24]),
    (data("transform_param { crop_size: 1 force_gray: true }"), [1, 1, 1]),
    (data("transform_param { crop_size: 24 mean_value: 1 mean_value: 2 }"), [2, 24, 24]),
    // The first values are those of the first result.
    (
      data(
        "dummy_data_param { num: [1, 2] channels: [3, 9] height: [5, 8] width: [7, 6] }",
        type: "DummyData"), [3, 5, 7]
    ),
  ]

  @Test(arguments: declarations)
  func `inputs are declared in many ways`(input: String, shape: [Int]) throws {
    let file = try Net.read(input + "\n" + Self.convolution)
    #expect(file.graph.inputs.map(\.dimensions) == [shape])
  }

  static let openInputs: [(String, String)] = [
    (
      data("transform_param { crop_size: 24 mean_value: 1 }"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it; it is cut to 24×24
      """
    ),
    (
      data(""),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it
      """
    ),
    (
      "input: 'data'",
      "net: the shape of the input 'data' is not in the file, because it is declared without one"
    ),
    (
      data("transform_param { crop_size: 0 mean_value: 1 mean_value: 2 mean_value: 3 }"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it
      """
    ),
    (
      data("transform_param { crop_size: 2147483648 mean_value: 1 }"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it
      """
    ),
    (
      data("transform_param { crop_size: 2147483647 mean_value: 1 }"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it; it is cut to 2147483647×2147483647
      """
    ),
    // More elements than can be counted.
    (
      data("transform_param { crop_size: 2147483647 force_color: true }"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type Data \
      gives it; it is cut to 2147483647×2147483647
      """
    ),
    (
      data("memory_data_param { batch_size: 1 channels: 3 height: 4 }", type: "MemoryData"),
      """
      net: the shape of the input 'data' is not in the file, because a layer of the type \
      MemoryData gives it
      """
    ),
  ]

  @Test(arguments: openInputs)
  func `an open input is asked for`(input: String, text: String) throws {
    #expect(Net.problem(input + "\n" + Self.convolution) == text)
    #expect(Net.problem(input + "\n" + Self.convolution, input: [3, 8, 8]) == "read 2×8×8")
    do throws(ModelFileError) {
      _ = try ModelFile(bytes: Array((input + "\n" + Self.convolution).utf8))
    } catch {
      #expect(error.kind == .options)
    }
  }

  private static let dims = "input_dim: [1, 3, 11, 13, 1, 3, 5, 7]"

  private static let crop = Net.layer("Crop", from: ["data", "more"])

  private static func dummy(_ shapes: String) -> String {
    "layer { name: 'd' type: 'DummyData' top: 'data' top: 'more' dummy_data_param { \(shapes) } }\n"
  }

  private static let shape = "shape { dim: [2, 6, 5, 7] } "

  /// Which inputs a network has, and what it is read as.
  static let networks: [(String, [Int]?, String)] = [
    ("input: 'data' input: 'more' \(dims)" + crop, nil, "Crop 0,6,0,6 → 3×5×7"),
    (
      "input: 'data' input: 'more' input_dim: [1, 3, 11, 13, 1, 3, 5]" + crop, nil,
      "f: the shape of the input 'more' is not in the file, because it is declared without one"
    ),
    (
      "input: 'data' input: 'more' input_shape { dim: [1, 3, 5, 7] } \(dims)" + crop, nil,
      "f: the shape of the input 'more' is not in the file, because it is declared without one"
    ),
    (
      "input: 'data' input: 'more' input_shape { dim: [1, 3, 9, 8] }"
        + " input_shape { dim: [1, 3, 5, 7] }" + crop, nil, "Crop 0,4,0,1 → 3×5×7"
    ),
    (
      dummy("shape { dim: [1, 3, 9, 8] } shape { dim: [1, 3, 5, 7] }") + crop, nil,
      "Crop 0,4,0,1 → 3×5×7"
    ),
    // A single shape is that of every result.
    (dummy(shape) + Net.layer("Eltwise", from: ["data", "more"]), nil, "Add → 6×5×7"),
    (data("") + Net.layer("ReLU"), [3, 8, 9], "ReLU → 3×8×9"),
    ("input: 'data'" + Net.layer("ReLU"), [7], "ReLU → 7"),
    ("input: 'data'" + Net.layer("ReLU"), [7, 9], "ReLU → 7×9"),
    (
      "input: 'data' input_shape {}"
        + Net.layer("Embed", "embed_param { num_output: 11 input_dim: 9 }"), nil,
      "Embed (function) → 11; 110 parameters"
    ),
    (
      Net.input([1, 0, 4, 4]) + Net.layer("ReLU"), nil,
      "f: the input: data: expected lengths from 1 to 2147483647"
    ),
    (
      "layer { name: 'w' type: 'Parameter' top: 'w' parameter_param { shape { dim: 6 } } }"
        + Net.input([1, 6, 5, 7]) + Net.layer("Scale", from: ["data", "w"]), nil,
      "f: 1:7: Parameter 'w': weights that another layer reads as data, which is not supported"
    ),
    (
      Net.layer("Eltwise", from: ["p", "q"]) + Net.layer("ReLU", from: ["y"], name: "r"), nil,
      "f: it: reads 'p', which no earlier layer gives"
    ),
    // The first of two labels on which weights work.
    (
      "layer { name: 'd' type: 'Data' top: 'data' top: 'one' top: 'two' } "
        + Net.layer("ReLU") + Net.layer("Scale", from: ["one", "two"], name: "s"), [6],
      "f: found 1 length for the input 'data', whose channels the file does not state either,"
        + " expected channels, height and width"
    ),
    (
      "layer { name: 'd' type: 'HDF5Data' top: 'data' top: 'one' top: 'two' } "
        + Net.layer("ReLU") + Net.layer("Scale", from: ["one", "two"], name: "s"), [6],
      "f: the shape of the input 'one' is not in the file, because a layer of the type HDF5Data"
        + " gives it"
    ),
  ]

  @Test(arguments: networks)
  func `what a network reads`(text: String, input: [Int]?, result: String) {
    #expect(ImportTrace.text(Array(text.utf8), input: input) == result)
  }

  @Test func `a label that is given is an input`() throws {
    let net = Self.data("") + Net.layer("Eltwise", from: ["data", "label"])
    let file = try ModelFile(
      bytes: Array(net.utf8), name: "net", input: [3, 8, 9], inputs: ["label": [3, 8, 9]])
    #expect(file.graph.inputs == [.map(3, Extent(8, 9)), .map(3, Extent(8, 9))])
    #expect(file.graph.inputNames == [0: "data", 1: "label"])
    do throws(ModelFileError) {
      _ = try ModelFile(bytes: Array(net.utf8), name: "net", inputs: ["other": [6]])
      Issue.record("read")
    } catch {
      #expect(error.description == "net: no input is called 'other', expected 'data'")
    }
  }

  @Test func `an image needs its channels`() {
    #expect(
      Net.problem(Self.data("") + Self.convolution, input: [8, 8]) == """
        net: found 2 lengths for the input 'data', whose channels the file does not state either, \
        expected channels, height and width
        """)
  }

  @Test func `a stated input can be resized`() throws {
    let net = Net.input([4, 3, 8, 8]) + Self.convolution
    #expect(Net.problem(net, input: [16]) == "read 2×16×16")
    #expect(Net.problem(net, input: [5, 6, 7]) == "read 2×6×7")
    #expect(
      Net.problem(net, input: [1, 2, 3, 4])
        == "net: found 4 lengths for the input 'data', whose shape is 3×8×8")
  }

  @Test func `further inputs have names`() throws {
    let net =
      Net.input([1, 3, 8, 8]) + Net.input([1, 3, 8, 8], name: "more")
      + Net.layer("Eltwise", from: ["data", "more"])
    let file = try ModelFile(
      bytes: Array(net.utf8), name: "net", input: [6], inputs: ["more": [6]])
    #expect(file.graph.inputs.map(\.description) == ["3×6×6", "3×6×6"])
    do throws(ModelFileError) {
      _ = try ModelFile(bytes: Array(net.utf8), name: "net", inputs: ["other": [6]])
      Issue.record("read")
    } catch {
      #expect(error.description == "net: no input is called 'other', expected 'data', 'more'")
    }
  }

  @Test func `labels and what reads them are left out`() throws {
    let file = try Net.read(
      Self.data("") + Net.convolution(2, 1, to: "c")
        + Net.layer("Flatten", from: ["label"], to: ["flat"], name: "flat")
        + Net.layer("Accuracy", from: ["c", "label"], to: ["a"], name: "a")
        + Net.layer("SigmoidCrossEntropyLoss", from: ["c", "flat"], to: ["l"], name: "l"),
      input: [3, 8, 8])
    #expect(file.graph.nodes.count == 1)
    #expect(file.graph.inputs.count == 1)
    #expect(
      file.notes.last?.text == """
        the network of the test phase, without 1 Accuracy, 1 Flatten, 1 SigmoidCrossEntropyLoss, \
        for which inference has no labels or no use
        """)
  }

  @Test func `a label that weights work on is an input`() throws {
    let net =
      Self.data("", type: "HDF5Data")
      + Net.layer(
        "InnerProduct", "inner_product_param { num_output: 4 }", from: ["label"], to: ["e"])
      + Net.layer(
        "InnerProduct", "inner_product_param { num_output: 4 }", from: ["data"], name: "i")
    #expect(
      Net.problem(net, input: [5]) == """
        net: the shape of the input 'label' is not in the file, because a layer of the type \
        HDF5Data gives it
        """)
    let file = try ModelFile(
      bytes: Array(net.utf8), name: "net", input: [5], inputs: ["label": [3]])
    #expect(file.cost.parameters == 4 * 5 + 4 + 4 * 3 + 4)
  }

  /// A layer with rules between an input and a result.
  static func ruled(_ rules: String) -> String {
    Net.input([1, 3, 8, 8]) + Net.layer("ReLU", to: ["r"], name: "r")
      + Net.layer("ReLU", rules, from: ["r"])
  }

  @Test(arguments: [
    ("", true), ("include { phase: TEST }", true), ("include { phase: TRAIN }", false),
    ("exclude { phase: TEST }", false), ("exclude { phase: TRAIN }", true),
    ("include { phase: TRAIN } include { phase: TEST }", true),
    ("include { stage: 'deploy' }", false), ("include { not_stage: 'deploy' }", true),
    ("include { min_level: 1 }", false), ("include { min_level: 0 max_level: 0 }", true),
    ("include { max_level: -1 }", false), ("include {}", true), ("exclude {}", false),
    ("include { phase: 1 }", true), ("include { phase: 0 }", false), ("include: 7", false),
    ("exclude: 7", true),
  ])
  func `rules choose the layers of the test phase`(rules: String, isIncluded: Bool) throws {
    #expect(try Net.read(Self.ruled(rules)).graph.nodes.count == (isIncluded ? 2 : 1))
  }

  @Test func `data of another phase is an input too`() throws {
    let data = Self.data(
      "include { phase: TRAIN } transform_param { crop_size: 9 force_gray: true }")
    #expect(try Net.read(data + Self.convolution).graph.inputs == [.map(1, 9)])
  }
}
