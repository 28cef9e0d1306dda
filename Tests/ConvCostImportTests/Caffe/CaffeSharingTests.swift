import ConvCostCore
import Testing

@testable import ConvCostImport

struct CaffeSharingTests {
  typealias Net = CaffeNet

  /// Two layers of a type on the same value with the given names of weights.
  static func twins(_ type: String, _ parameters: String, _ one: [String], _ two: [String])
    -> String
  {
    func names(_ list: [String]) -> String {
      list.map { $0.isEmpty ? "param {} " : "param { name: '\($0)' } " }.joined()
    }
    return Net.input([1, 4, 5, 5])
      + Net.layer(type, names(one) + parameters, to: ["x"], name: "one")
      + Net.layer(type, names(two) + parameters, to: ["y"], name: "two")
  }

  static let kernel = "convolution_param { num_output: 4 kernel_size: 1 }"

  @Test(arguments: [
    (["w", "b"], ["w", "b"], 20),
    (["w", "b"], ["v", "c"], 40),
    ([], [], 40),
    // The biases are their own.
    (["w"], ["w"], 24),
    (["w", "b"], ["w", "c"], 24),
  ])
  func `weights with one name are counted once`(
    one: [String], two: [String], parameters: Int
  ) throws {
    let file = try Net.read(Self.twins("Convolution", Self.kernel, one, two))
    #expect(file.cost.parameters == parameters)
    #expect(file.cost.macs == 2 * 16 * 25)
  }

  @Test func `layers of every kind share`() throws {
    #expect(try Net.read(Self.twins("PReLU", "", ["s"], ["s"])).cost.parameters == 4)
    #expect(try Net.read(Self.twins("Scale", "", ["s"], ["s"])).cost.parameters == 4)
    #expect(
      try Net.read(
        Self.twins("InnerProduct", "inner_product_param { num_output: 2 }", ["w"], ["w"])
      ).cost.parameters == 204)
    #expect(
      try Net.read(
        Self.twins("Deconvolution", Self.kernel, ["w"], ["w"])
      ).cost.parameters == 24)
  }

  /// How many numbers two layers have together, or what is wrong.
  static let shared: [(type: String, parameters: String, one: [String], two: [String], String)] = [
    ("PReLU", "", ["s", "a"], ["s", "b"], "4"), ("PReLU", "", ["s"], ["t"], "8"),
    ("Normalize", "norm_param { channel_shared: false }", ["s"], ["s"], "4"),
    ("Bias", "", ["b"], ["b"], "4"), ("Scale", "", ["s"], ["s"], "4"),
    ("Scale", "scale_param { bias_term: true }", ["s", "b"], ["s", "b"], "8"),
    (
      "Scale", "scale_param { bias_term: true }", ["s", "b"], ["s", "c"], "some of its weights, s"
    ),
    ("Scale", "scale_param { axis: 2 bias_term: true }", ["s", "b"], ["s", "b"], "10"),
    (
      "Scale", "scale_param { axis: 2 bias_term: true }", ["s", "b"], ["s", "c"],
      "some of its weights, s"
    ),
    ("Scale", "scale_param { axis: 2 }", ["s"], ["s"], "5"),
    ("BatchNorm", "", ["a", "b", "c"], ["a", "b", "c"], "8"),
    ("BatchNorm", "", ["a", "b", "c"], ["a", "b", "d"], "some of its weights, a+b"),
    ("InnerProduct", "inner_product_param { num_output: 2 }", ["w", "b"], ["w", "b"], "202"),
    (
      "InnerProduct", "inner_product_param { num_output: 2 bias_term: false }", ["w"], ["w"], "200"
    ),
    ("Embed", "embed_param { num_output: 3 input_dim: 7 }", ["w", "b"], ["w", "b"], "24"),
    ("Embed", "embed_param { num_output: 3 input_dim: 7 bias_term: false }", ["w"], ["w"], "21"),
    ("Embed", "embed_param { num_output: 3 input_dim: 7 }", ["w"], ["w"], "some of its weights, w"),
    ("LSTM", "recurrent_param { num_output: 3 }", ["a", "b", "c"], ["a", "b", "c"], "348"),
    (
      "LSTM", "recurrent_param { num_output: 3 }", ["a", "b", "c"], ["a", "b", "d"],
      "some of its weights, a+b"
    ),
    (
      "Convolution", "convolution_param { num_output: 4 kernel_size: 1 bias_term: false }", ["w"],
      ["w"], "16"
    ),
    ("DepthwiseConv", "convolution_param { kernel_size: 1 }", ["w", "b"], ["w", "b"], "8"),
    (
      "DepthwiseConv", "convolution_param { kernel_size: 1 bias_term: false }", ["w"], ["w"], "4"
    ),
    (
      "DepthwiseConv", "convolution_param { kernel_size: 1 }", ["w"], ["w"],
      "some of its weights, w"
    ),
    ("Deconvolution", kernel, ["w", "b"], ["w", "b"], "20"),
    (
      "Deconvolution", "convolution_param { num_output: 4 kernel_size: 1 bias_term: false }", ["w"],
      ["w"], "16"
    ),
  ]

  @Test(arguments: shared.indices)
  func `numbers of two layers`(index: Int) {
    let (type, parameters, one, two, result) = Self.shared[index]
    let net = Self.twins(type, parameters, one, two)
    let found = (try? Net.read(net)).map { "\($0.cost.parameters + $0.cost.buffers)" }
    #expect((found ?? Net.problem(net)).hasSuffix(result), "\(type) \(one) \(two)")
  }

  /// Names that mean nothing for weights: those of layers, and those of layers without weights.
  @Test(arguments: [
    (
      Net.convolution(4, 1, to: "x", name: "c") + Net.convolution(4, 1, name: "c"),
      "Conv2d 1×1 → 4×5×7, Conv2d 1×1 → 4×5×7; 56 parameters; 1680 MACs"
    ),
    (
      Net.layer("ReLU", "param { name: 's' }", to: ["x"], name: "r")
        + Net.layer("TanH", "param { name: 's' }"), "ReLU → 6×5×7, Tanh → 6×5×7"
    ),
    (
      Net.layer("Split", "param { name: 's' }", to: ["x"], name: "r")
        + Net.layer("TanH", "param { name: 's' }"), "Tanh → 6×5×7"
    ),
    (
      Net.input([1, 4, 5, 7], name: "more")
        + Net.layer(
          "DepthwiseConv",
          "convolution_param { kernel_size: 1 } blobs { shape { dim: 12 } }",
          from: ["data", "more"]), "Conv2d 1×1 dw → 6×5×7; 12 parameters; 210 MACs"
    ),
  ])
  func `what is not shared`(layers: String, text: String) {
    #expect(ImportTrace.text(Array((Net.input([1, 6, 5, 7]) + layers).utf8)) == text)
  }

  @Test func `a name that occurs once is not shared`() {
    let text = ImportTrace.text(
      Array(Self.twins("Convolution", Self.kernel, ["w"], ["v"]).utf8))
    #expect(text == "Conv2d 1×1 → 4×5×5, Conv2d 1×1 → 4×5×5; 40 parameters; 800 MACs")
  }

  @Test func `biases cannot be shared without weights`() {
    #expect(
      Net.problem(Self.twins("Convolution", Self.kernel, ["", "b"], ["", "b"]))
        == "net: 2:7: Convolution 'one': shares only some of its weights, b")
    let mixed =
      Self.twins("Convolution", Self.kernel, ["w", "b"], ["w", "c"])
      + Net.layer(
        "Convolution", "param { name: 'w' } param { name: 'b' } \(Self.kernel)", to: ["z"])
    #expect(
      Net.problem(mixed) == """
        net: 3:7: Convolution 'two': shares 'w' with a layer of which it does not share the other \
        weights
        """)
  }

  @Test func `shared weights must fit`() {
    let net =
      Net.input([1, 4, 5, 5])
      + Net.layer("Convolution", "param { name: 'w' } \(Self.kernel)", to: ["x"], name: "one")
      + Net.layer(
        "Convolution", "param { name: 'w' } convolution_param { num_output: 4 kernel_size: 3 }",
        from: ["x"], name: "two")
    #expect(Net.problem(net).contains("w"))
    #expect(!Net.problem(net).hasPrefix("read"))
  }
}
