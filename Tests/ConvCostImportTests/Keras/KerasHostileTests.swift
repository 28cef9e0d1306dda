import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

struct KerasHostileTests {
  static func conv(_ config: String) -> String {
    KerasWriter.sequential("[null, 8, 8, 3]", KerasWriter.layer("Conv2D", config, name: "c"))
  }

  static let messages: [(text: String, message: String)] = [
    (
      conv(#""filters": 1e30, "kernel_size": 3"#),
      #"c: "filters": found the number 1e30, expected a whole number from 1 to 2147483647"#
    ),
    (
      conv(#""filters": -1, "kernel_size": 3"#),
      #"c: "filters": found the number -1, expected a whole number from 1 to 2147483647"#
    ),
    (
      conv(#""filters": NaN, "kernel_size": 3"#),
      #"c: "filters": found the number NaN, expected a whole number from 1 to 2147483647"#
    ),
    (
      conv(#""filters": "8", "kernel_size": 3"#),
      #"c: "filters": found the string "8", expected a whole number from 1 to 2147483647"#
    ),
    (
      conv(#""kernel_size": 3"#),
      #"c: "filters" is missing, expected a whole number from 1 to 2147483647"#
    ),
    (
      conv(#""filters": 1, "kernel_size": [3, 3, 3]"#),
      #"c: "kernel_size": found an array, expected 2 whole numbers from 1 to 2147483647"#
    ),
    (
      conv(#""filters": 1, "kernel_size": 3, "padding": "full""#),
      #"c: "padding": found the string "full", expected "valid", "same" or "causal""#
    ),
    (
      conv(#""filters": 1, "kernel_size": 3, "use_bias": 1"#),
      #"c: "use_bias": found the number 1, expected true or false"#
    ),
    (
      conv(#""filters": 1, "kernel_size": 9"#),
      "c: Conv2D on 3×8×8: the window does not fit, output height (8 + 0 + 0 − 1·(9 − 1) − 1)/1 + 1"
        + " is less than 1"
    ),
    (
      conv(#""filters": 2147483647, "kernel_size": 2147483647, "padding": "same""#),
      "c: Conv2d 2147483647×2147483647 same on 3×8×8: weights"
        + " 4611686014132420609·3·2147483647 exceed 9223372036854775807"
    ),
    (
      KerasWriter.sequential("[null, 8]", KerasWriter.layer("MaxPooling2D", "", name: "c")),
      "c: MaxPooling2D on 8, expected 3 dimensions"
    ),
    (
      KerasWriter.sequential("[null, 8, 8, 3]", KerasWriter.layer("MyLayer", "", name: "mine")),
      "mine: the shape of the result of MyLayer is unknown: it is not a layer of Keras' own, and"
        + " the file does not state the shape for this input"
    ),
    (
      KerasWriter.functional(
        [
          KerasWriter.input, ("ReLU", "a", "", #"[["b", 0, 0, {}]]"#),
          ("ReLU", "b", "", #"[["a", 0, 0, {}]]"#),
        ], outputs: #"[["b", 0, 0]]"#), "a: its input depends on its own result"
    ),
    (
      KerasWriter.functional(
        [KerasWriter.input, ("ReLU", "a", "", #"[["a", 0, 0, {}]]"#)],
        outputs: #"[["a", 0, 0]]"#), "a: its input depends on its own result"
    ),
    (
      KerasWriter.functional(
        [KerasWriter.input, ("ReLU", "relu", "", #"[["inn", 0, 0, {}]]"#)],
        outputs: #"[["relu", 0, 0]]"#),
      "relu: reads 'inn', which is not a layer of the model; did you mean in?"
    ),
    (
      KerasWriter.functional(
        [KerasWriter.input, ("ReLU", "a", "", #"[["in", 3, 0, {}]]"#)],
        outputs: #"[["a", 0, 0]]"#),
      "a: reads result 0 of call 3 of 'in', which does not exist"
    ),
    (
      KerasWriter.functional(
        [KerasWriter.input, ("ReLU", "a", "", #"[["in", 0, 0, {}]]"#)],
        outputs: #"[["a", 0, 2]]"#),
      "small: reads result 2 of call 0 of 'a', which does not exist"
    ),
    (
      KerasWriter.functional(
        [
          KerasWriter.input, ("ReLU", "a", "", #"[["in", 0, 0, {}]]"#),
          ("Conv2D", "c", #""filters": 1, "kernel_size": 3, "strides": 2"#, #"[["in", 0, 0, {}]]"#),
          ("Add", "sum", "", #"[["a", 0, 0, {}], ["c", 0, 0, {}]]"#),
        ], outputs: #"[["sum", 0, 0]]"#), "sum: Add on 8×8×3 and 3×3×1, which do not fit"
    ),
    (
      KerasWriter.functional(
        [KerasWriter.input, KerasWriter.input], outputs: #"[["in", 0, 0]]"#),
      "two layers are called 'in', expected names of their own"
    ),
    (
      #"{"class_name": "Sequential", "config": {"name": "empty", "layers": []}}"#,
      "the model 'empty' has no layers"
    ),
    (
      #"{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "ELU"}]}}"#,
      "the model 's' does not state the shape of its input"
    ),
    (
      #"{"class_name": "Sequential", "config": {"layers": [3]}}"#,
      #"layer 1: "layers": found the number 3, expected an object"#
    ),
    (
      #"{"class_name": "MyModel", "config": {}}"#,
      "a model of the class 'MyModel', whose layers are not in the file; expected a Sequential or a"
        + " Functional model"
    ),
    (
      #"{"class_name": "Dense", "config": {"units": 3}}"#,
      "found the layer Dense alone, expected the configuration of a Keras model: a class_name and a"
        + " config with layers"
    ),
    (
      #"{"class_name": "Sequential""#,
      "the configuration is not JSON: line 1, column 28: expected ',' or '}', found the end of the"
        + " text"
    ),
  ]

  @Test(arguments: messages)
  func `a message names the layer, what was found and what was expected`(
    text: String, message: String
  ) {
    #expect(KerasWriter.problem(text) == message)
  }

  @Test func `a file that is cut off is refused at every length`() throws {
    let json = Array(Self.conv(#""filters": 2, "kernel_size": 3"#).utf8)
    for count in 1..<json.count {
      #expect(KerasWriter.problem(Array(json.prefix(count))) != nil)
    }
    let archive = KerasWriter.archive([("metadata.json", Array("{}".utf8)), ("config.json", json)])
    #expect(KerasWriter.problem(archive) == nil)
    for count in 0..<archive.count {
      #expect(KerasWriter.problem(Array(archive.prefix(count))) != nil)
    }
  }

  @Test func `an archive or HDF5 without a configuration is named`() {
    let archive = KerasWriter.archive([("metadata.json", Array("{}".utf8))])
    #expect(
      KerasWriter.problem(archive)
        == "found an archive without config.json, expected the configuration of a Keras model: a"
        + " class_name and a config with layers")
    let hdf5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(
      KerasWriter.problem(hdf5 + Array(repeating: 0, count: 100))
        == "an HDF5 file without the configuration of a model; it may hold weights only, expected a"
        + " file that model.save wrote")
    // A start that no object follows, across the end of a window, then the configuration.
    let json = Array(Self.conv(#""filters": 2, "kernel_size": 3"#).utf8)
    for padding in [0, 32_750, 32_760, 32_768] {
      let bytes = hdf5 + Array(#"{"class_name" "#.utf8) + [0] + Array(repeating: 7, count: padding)
      #expect(KerasWriter.problem(bytes + json + [0, 1, 2]) == nil)
    }
    // Many starts without an end.
    let starts = Array(String(repeating: #"{"config": "#, count: 2000).utf8)
    #expect(KerasWriter.problem(hdf5 + starts) != nil)
  }

  @Test func `random changes of a file do not stop the program`() throws {
    let original = try Fixtures.bytes("\(KerasFileTests.folder)/layers/shared.json")
    var random = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<4 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0x20...0x7E, using: &random)
      }
      _ = try? ModelFile(bytes: bytes)
    }
  }

  @Test func `deep nesting is refused`() {
    func nested(_ depth: Int) -> String {
      let layer = KerasWriter.layer("ReLU", "")
      let input =
        #"{"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "i"}}"#
      return (0..<depth).reduce(layer) { inner, level in
        #"{"class_name": "Sequential", "config": {"name": "m\#(level)", "layers": ["#
          + #"\#(input), \#(inner)]}}"#
      }
    }
    #expect(KerasWriter.problem(nested(20)) == nil)
    #expect(KerasWriter.problem(nested(30)) == "models and wrappers nested more than 24 deep")
    let wrappers = (0..<30).reduce(#"{"class_name": "Dense", "config": {"units": 1}}"#) {
      inner, _ in
      #"{"class_name": "SpectralNormalization", "config": {"layer": \#(inner)}}"#
    }
    #expect(
      KerasWriter.problem(KerasWriter.sequential("[null, 4]", wrappers))
        == "models and wrappers nested more than 24 deep")
    let lists = String(repeating: "[", count: 10_000)
    #expect(
      KerasWriter.problem(#"{"class_name": "Sequential", "config": \#(lists)"#)?.hasSuffix(
        "nested more than 100 deep") == true)
  }

  @Test func `models that double at every level are refused`() {
    // Each calls the next one twice: 2²⁰ calls.
    let text = (0..<20).reduce("") { inner, level in
      let input = (
        type: "InputLayer", name: "in", config: #""batch_shape": [null, 4]"#, nodes: ""
      )
      // The innermost one does nothing.
      let text =
        inner.isEmpty
        ? KerasWriter.functional([input], outputs: #"[["in", 0, 0]]"#)
        : KerasWriter.functional(
          [input, ("Functional", "n", inner, #"[["in", 0, 0]], [["n", 0, 0]]"#)],
          outputs: #"[["n", 1, 0]]"#)
      guard level < 19, let start = text.firstRange(of: #""config": {"#) else { return text }
      return String(text[start.upperBound...].dropLast(2))
    }
    #expect(KerasWriter.problem(text) == "more than 100000 layers")
  }

  @Test func `more layers than the limit are refused`() {
    let layers = String(repeating: "3,", count: 100_000)
    #expect(
      KerasWriter.problem(
        #"{"class_name": "Sequential", "config": {"layers": [\#(layers) 3]}}"#)
        == "more than 100000 layers")
  }

  @Test func `many settings and long names are refused`() {
    let settings = (0..<5000).map { #""s\#($0)": 0"# }.joined(separator: ", ")
    #expect(KerasWriter.problem(Self.conv(settings)) == "c: more than 4096 settings")
    let name = String(repeating: "n", count: 20_000)
    let layers = (0..<1000).map { KerasWriter.layer("ReLU", "", name: "\($0)") }
    let inner =
      #"{"class_name": "Sequential", "config": {"name": "\#(name)", "layers": ["#
      + layers.joined(separator: ",") + "]}}"
    #expect(
      KerasWriter.problem(KerasWriter.sequential("[null, 4]", inner))
        == "names of layers of more than 16 MiB")
  }

  @Test(arguments: [
    #""Reshape", "config": {"name": "c", "target_shape": [-1, -1]}"#,
    #""Reshape", "config": {"name": "c", "target_shape": [0]}"#,
    #""Permute", "config": {"name": "c", "dims": [9, 9, 9]}"#,
    #""Cropping2D", "config": {"name": "c", "cropping": 99}"#,
    #""ZeroPadding2D", "config": {"name": "c", "padding": [[2147483647, 2147483647], [0, 0]]}"#,
    #""UpSampling2D", "config": {"name": "c", "size": [2147483647, 2147483647]}"#,
    #""DepthwiseConv2D", "config": {"name": "c", "kernel_size": 1, "depth_multiplier": 1e9}"#,
    #""BatchNormalization", "config": {"name": "c", "axis": 9}"#,
    #""GroupNormalization", "config": {"name": "c", "groups": 0}"#,
    #""PReLU", "config": {"name": "c", "shared_axes": [0]}"#,
    #""Concatenate", "config": {"name": "c", "axis": -9}"#,
    #""LSTM", "config": {"name": "c", "units": 3}"#,
    #""Bidirectional", "config": {"name": "c", "layer": 3}"#,
    #""TimeDistributed", "config": {"name": "c"}"#,
    #""MultiHeadAttention", "config": {"name": "c", "num_heads": 1, "key_dim": 1}"#,
    #""EinsumDense", "config": {"name": "c", "equation": "a->b", "output_shape": [1]}"#,
    #""EinsumDense", "config": {"name": "c", "equation": "....,->", "output_shape": [1]}"#,
    #""Dot", "config": {"name": "c", "axes": [1, 1]}"#,
    #""AdaptiveAveragePooling2D", "config": {"name": "c", "output_size": [0, 1]}"#,
    #""Activation", "config": {"name": "c", "activation": 3}"#,
  ])
  func `impossible settings name the layer`(layer: String) throws {
    let text = KerasWriter.sequential("[null, 8, 8, 3]", #"{"class_name": \#(layer)}"#)
    let problem = try #require(KerasWriter.problem(text))
    #expect(problem.hasPrefix("c: "))
  }
}

/// Random numbers that are the same in every run: a linear congruence.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
