import ConvCostCore
import Testing

@testable import ConvCostImport

/// The result of one layer.
struct KerasLayerFact: Sendable, CustomTestStringConvertible {
  var type: String
  var config: String
  var shape: String
  var output: [Int]
  var parameters = 0
  var buffers = 0
  var macs = 0

  init(
    _ type: String, _ config: String, on shape: String, gives output: [Int], _ parameters: Int = 0,
    buffers: Int = 0, macs: Int = 0
  ) {
    self.type = type
    self.config = config
    self.shape = shape
    self.output = output
    self.parameters = parameters
    self.buffers = buffers
    self.macs = macs
  }

  var testDescription: String { "\(type) \(config)" }
}

struct KerasLayerTests {
  /// Shapes and parameters: Keras 3.15.1, `compute_output_shape` and `count_params`; its rules are
  /// in keras/src/layers and keras/src/ops/operation_utils.py.
  static let facts: [KerasLayerFact] = [
    // A causal window sees 2·(3 − 1) samples before the first.
    KerasLayerFact(
      "Conv1D", #""filters": 4, "kernel_size": [3], "padding": "causal", "dilation_rate": [2]"#,
      on: "[null, 10, 2]", gives: [4, 10], 28, macs: 240),
    KerasLayerFact(
      "Conv2D", #""filters": 4.0, "kernel_size": 3, "strides": 2, "groups": 2, "use_bias": false"#,
      on: "[null, 9, 9, 2]", gives: [4, 4, 4], 36, macs: 576),
    // With `same`, the result is the input times the stride; without, a gap is added.
    KerasLayerFact(
      "Conv2DTranspose",
      #""filters": 2, "kernel_size": [3, 3], "strides": [2, 2], "padding": "same""#,
      on: "[null, 5, 5, 1]", gives: [2, 10, 10], 20, macs: 450),
    KerasLayerFact(
      "Conv2DTranspose", #""filters": 2, "kernel_size": [2, 2], "strides": [3, 3]"#,
      on: "[null, 5, 5, 1]", gives: [2, 15, 15], 10, macs: 200),
    // (5 − 1)·2 + 3 − 2·1 + 1.
    KerasLayerFact(
      "Conv2DTranspose",
      #""filters": 2, "kernel_size": 3, "strides": 2, "padding": "same", "output_padding": [1, 1]"#,
      on: "[null, 5, 5, 1]", gives: [2, 10, 10], 20, macs: 450),
    // One bias after both convolutions.
    KerasLayerFact(
      "SeparableConv2D", #""filters": 5, "kernel_size": [3, 3], "depth_multiplier": 2"#,
      on: "[null, 4, 4, 3]", gives: [5, 2, 2], 54 + 30 + 5, macs: 54 * 4 + 30 * 4),
    KerasLayerFact(
      "LocallyConnected2D", #""filters": 2, "kernel_size": [3, 3]"#, on: "[null, 4, 4, 1]",
      gives: [2, 2, 2], 4 * 9 * 2 + 8, macs: 72),
    KerasLayerFact("Dense", #""units": 3"#, on: "[null, 4, 5]", gives: [4, 3], 18, macs: 60),
    KerasLayerFact(
      "Dense", #""units": 3, "lora_rank": 2"#, on: "[null, 5]", gives: [3], 15 + 16 + 3,
      macs: 15 + 16),
    KerasLayerFact(
      "Embedding", #""input_dim": 10, "output_dim": 4"#, on: "[null, 6]", gives: [6, 4], 40),
    KerasLayerFact(
      "BatchNormalization", #""axis": [3], "scale": false"#, on: "[null, 2, 2, 3]",
      gives: [3, 2, 2], 3, buffers: 6),
    KerasLayerFact(
      "BatchNormalization", #""axis": 1"#, on: "[null, 4, 2, 3]", gives: [3, 4, 2], 8, buffers: 8),
    KerasLayerFact(
      "LayerNormalization", #""axis": [1, 2, 3], "center": false"#, on: "[null, 2, 2, 3]",
      gives: [3, 2, 2], 12),
    // Mean, variance, and the number of samples seen.
    KerasLayerFact(
      "Normalization", #""axis": [-1], "mean": null"#, on: "[null, 2, 2, 3]", gives: [3, 2, 2],
      buffers: 7),
    KerasLayerFact(
      "Normalization", #""axis": null"#, on: "[null, 2, 2, 3]", gives: [3, 2, 2], buffers: 3),
    KerasLayerFact(
      "Normalization", #""axis": -1, "mean": [[0.5]]"#, on: "[null, 2, 2, 3]", gives: [3, 2, 2]),
    KerasLayerFact(
      "PReLU", #""shared_axes": [1, 2]"#, on: "[null, 2, 2, 3]", gives: [3, 2, 2], 3),
    KerasLayerFact("PReLU", "", on: "[null, 2, 2, 3]", gives: [3, 2, 2], 12),
    KerasLayerFact(
      "MaxPooling2D", #""pool_size": [2, 2], "strides": null, "padding": "same""#,
      on: "[null, 5, 5, 3]", gives: [3, 3, 3]),
    KerasLayerFact(
      "GlobalAveragePooling2D", #""keepdims": true"#, on: "[null, 5, 5, 3]", gives: [3, 1, 1]),
    KerasLayerFact("GlobalMaxPooling1D", "", on: "[null, 5, 3]", gives: [3]),
    KerasLayerFact(
      "ZeroPadding2D", #""padding": [[1, 2], [0, 3]]"#, on: "[null, 4, 4, 1]", gives: [1, 7, 7]),
    KerasLayerFact(
      "ZeroPadding2D", #""padding": [1, 2]"#, on: "[null, 4, 4, 1]", gives: [1, 6, 8]),
    KerasLayerFact("Cropping1D", #""cropping": [1, 2]"#, on: "[null, 6, 2]", gives: [2, 3]),
    KerasLayerFact("UpSampling1D", #""size": 3"#, on: "[null, 4, 2]", gives: [2, 12]),
    KerasLayerFact(
      "Resizing", #""height": 3, "width": 9"#, on: "[null, 4, 4, 2]", gives: [2, 3, 9]),
    KerasLayerFact("Reshape", #""target_shape": [2, -1]"#, on: "[null, 4, 3]", gives: [2, 6]),
    KerasLayerFact("Permute", #""dims": [2, 1]"#, on: "[null, 4, 3]", gives: [3, 4]),
    KerasLayerFact("RepeatVector", #""n": 4"#, on: "[null, 3]", gives: [4, 3]),
    // A GRU that resets after its product has two biases.
    KerasLayerFact(
      "GRU", #""units": 2, "reset_after": true"#, on: "[null, 5, 3]", gives: [2],
      3 * (6 + 4) + 12, macs: 150),
    KerasLayerFact(
      "GRU", #""units": 2"#, on: "[null, 5, 3]", gives: [2], 3 * (6 + 4) + 6, macs: 150),
    KerasLayerFact(
      "CuDNNLSTM", #""units": 2"#, on: "[null, 5, 3]", gives: [2], 4 * (6 + 4) + 16, macs: 200),
    KerasLayerFact(
      "SimpleRNN", #""units": 2, "return_sequences": true"#, on: "[null, 5, 3]", gives: [5, 2],
      12, macs: 50),
    KerasLayerFact(
      "Bidirectional",
      #""merge_mode": "ave", "layer": {"class_name": "LSTM", "config": {"units": 2}}"#,
      on: "[null, 5, 3]", gives: [2], 2 * (4 * (6 + 4) + 8), macs: 400),
    KerasLayerFact(
      "TimeDistributed",
      #""layer": {"class_name": "Conv2D", "config": {"filters": 2, "kernel_size": 3}}"#,
      on: "[null, 3, 5, 5, 1]", gives: [3, 2, 3, 3], 20, macs: 3 * 18 * 9),
    KerasLayerFact(
      "ConvLSTM2D", #""filters": 2, "kernel_size": [3, 3], "padding": "same""#,
      on: "[null, 3, 5, 5, 1]", gives: [2, 5, 5], 4 * 2 * 9 * 3 + 8, macs: 3 * 25 * 216),
    KerasLayerFact(
      "SpectralNormalization", #""layer": {"class_name": "Dense", "config": {"units": 4}}"#,
      on: "[null, 3]", gives: [4], 16, buffers: 4, macs: 12),
    // TensorFlow writes tuples as objects.
    KerasLayerFact(
      "Conv2D", #""filters": 1, "kernel_size": {"class_name": "__tuple__", "items": [3, 1]}"#,
      on: #"{"class_name": "TensorShape", "items": [null, 4, 4, 1]}"#, gives: [1, 2, 4], 4, macs: 24
    ),
    // Python's numbers that are not finite.
    KerasLayerFact("Masking", #""mask_value": NaN"#, on: "[null, 4, 3]", gives: [4, 3]),
    KerasLayerFact("ReLU", #""max_value": Infinity"#, on: "[null, 3]", gives: [3]),
    KerasLayerFact("Lambda", #""output_shape": [2]"#, on: "[null, 3]", gives: [2]),
  ]

  @Test(arguments: facts)
  func `a layer has Keras' shape and numbers`(fact: KerasLayerFact) throws {
    let layer = KerasWriter.layer(fact.type, fact.config)
    let file = try KerasWriter.read(KerasWriter.sequential(fact.shape, layer))
    let output = try #require(file.graph.outputs.first)
    #expect(file.graph.shape(ofValue: output).dimensions == fact.output)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.buffers == fact.buffers)
    #expect(file.cost.macs == fact.macs)
    #expect(file.isComplete == (fact.type != "Lambda"))
  }

  @Test func `a fused activation is beside its layer, and none if it is linear`() throws {
    let config = #""filters": 2, "kernel_size": 1, "activation": "#
    func paths(_ activation: String) throws -> [String] {
      let layer = KerasWriter.layer("Conv2D", config + activation, name: "conv")
      let file = try KerasWriter.read(KerasWriter.sequential("[null, 2, 2, 1]", layer))
      return zip(Paths(file.graph).nodes, file.graph.nodes.indices).map {
        "\($0) \(file.graph.operationName($1))"
      }
    }
    #expect(try paths(#""linear""#) == ["conv Conv2d"])
    #expect(try paths("null") == ["conv Conv2d"])
    #expect(try paths(#""swish""#) == ["conv Conv2d", "conv.act SiLU"])
    #expect(
      try paths(#"{"class_name": "ReLU", "config": {"max_value": 6.0}}"#)
        == ["conv Conv2d", "conv.act ReLU6"])
    #expect(
      try paths(#"{"class_name": "function", "config": "relu", "module": "builtins"}"#)
        == ["conv Conv2d", "conv.act ReLU"])
  }

  @Test func `a shared layer has its parameters once and its work each time`() throws {
    let text = KerasWriter.functional(
      [
        KerasWriter.input,
        ("Conv2D", "c", #""filters": 3, "kernel_size": 1"#, #"[["in", 0, 0, {}]], [["r", 0, 0]]"#),
        ("ReLU", "r", "", #"[["c", 0, 0, {}]]"#),
        ("Add", "sum", "", #"[["c", 0, 0, {}], ["c", 1, 0, {}]]"#),
      ], outputs: #"[["sum", 0, 0]]"#)
    let file = try KerasWriter.read(text)
    #expect(file.cost.parameters == 12)
    #expect(file.cost.macs == 2 * 9 * 64)
    #expect(Paths(file.graph).nodes == ["c", "r", "c_1", "sum.add"])
  }

  @Test func `a nested model of Keras 2 counts its calls from one`() throws {
    let inner = KerasWriter.functional(
      [KerasWriter.input, ("Dense", "d", #""units": 2"#, #"[["in", 0, 0, {}]]"#)],
      outputs: #"[["d", 0, 0]]"#)
    let start = try #require(inner.firstRange(of: #""config": "#)).upperBound
    let config = inner[start...].dropLast()
    for call in [0, 1] {
      let text = KerasWriter.functional(
        [
          KerasWriter.input,
          ("Functional", "net", String(config.dropFirst().dropLast()), #"[["in", 0, 0, {}]]"#),
          ("ReLU", "r", "", #"[["net", \#(call), 0, {}]]"#),
        ], outputs: #"[["r", 0, 0]]"#)
      let file = try KerasWriter.read(text)
      #expect(file.cost.parameters == 8)
      #expect(Paths(file.graph).nodes.contains("net.d"))
    }
  }

  @Test func `operators of Keras 2 have their arguments beside their inputs`() throws {
    func node(_ name: String, _ arguments: String) -> String {
      #"["\#(name)", 0, 0, {\#(arguments)}]"#
    }
    let slice = #"{"start": null, "stop": null, "step": null}"#
    let text = KerasWriter.functional(
      [
        KerasWriter.input,
        (
          "TFOpLambda", "plus", #""function": "__operators__.add""#,
          node("in", #""y": 3.0, "name": null"#)
        ),
        ("ReLU", "relu6", #""max_value": 6.0"#, #"[["plus", 0, 0, {}]]"#),
        ("TFOpLambda", "times", #""function": "math.multiply""#, node("relu6", #""y": 0.16"#)),
        (
          "TFOpLambda", "gate", #""function": "math.multiply""#,
          node("in", #""y": ["times", 0, 0]"#)
        ),
        (
          "SlicingOpLambda", "first", #""function": "__operators__.getitem""#,
          node(
            "gate",
            #""slice_spec": [\#(slice), \#(slice), \#(slice), {"start": 0, "stop": 2}]"#
          )
        ),
        (
          "TFOpLambda", "mean", #""function": "math.reduce_mean""#,
          node("first", #""axis": [1, 2], "keepdims": false"#)
        ),
        ("Dense", "d", #""units": 5"#, #"[["mean", 0, 0, {}]]"#),
      ], outputs: #"[["d", 0, 0]]"#)
    let file = try KerasWriter.read(text)
    #expect(file.isComplete)
    #expect(file.cost.parameters == 15)
    #expect(
      file.graph.nodes.indices.map { file.graph.operationName($0) } == [
        "Scaling", "ReLU6", "Scaling", "Multiply", "ChannelSlice", "AdaptiveAvgPool2d", "Flatten",
        "Linear",
      ])
  }

  @Test func `a file states several results, also those that other layers read`() throws {
    let text = KerasWriter.functional(
      [
        KerasWriter.input,
        ("ReLU", "a", "", #"[["in", 0, 0, {}]]"#), ("ReLU", "b", "", #"[["a", 0, 0, {}]]"#),
      ], outputs: #"[["a", 0, 0], ["b", 0, 0]]"#)
    let file = try KerasWriter.read(text)
    #expect(file.graph.outputNames.sorted { $0.key < $1.key }.map(\.value) == ["a", "b"])
  }

  @Test func `inputs are set by their names`() throws {
    let text = KerasWriter.functional(
      [
        KerasWriter.input,
        ("InputLayer", "other", #""batch_shape": [null, null, null, 3]"#, ""),
        ("Conv2D", "c", #""filters": 2, "kernel_size": 1"#, #"[["in", 0, 0]], [["other", 0, 0]]"#),
        ("Concatenate", "j", #""axis": -1"#, #"[["c", 0, 0], ["c", 1, 0]]"#),
      ], inputs: #"[["in", 0, 0], ["other", 0, 0]]"#, outputs: #"[["j", 0, 0]]"#)
    #expect(
      KerasWriter.problem(text) == "the input 'other' leaves lengths open: ?×?×3")
    let file = try KerasWriter.read(text, inputs: ["other": [8]])
    #expect(file.cost.macs == 2 * 6 * 64)
    #expect(file.cost.parameters == 8)
  }
}
