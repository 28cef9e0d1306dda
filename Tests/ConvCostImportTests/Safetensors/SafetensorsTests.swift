import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Writes a file of weights, all zeros.
struct SafetensorsWriter {
  private var tensors: [String] = []
  private var offset = 0

  /// Adds a tensor of a type with a number of bits.
  mutating func add(_ name: String, _ shape: [Int], _ type: String = "F32", bits: Int = 32) {
    let bytes = (shape.reduce(1, *) * bits + 7) / 8
    tensors.append(
      "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(offset),"
        + "\(offset + bytes)]}")
    offset += bytes
  }

  var bytes: [UInt8] {
    Self.file(
      "{\"__metadata__\":{\"format\":\"pt\"},\(tensors.joined(separator: ","))}", data: offset)
  }

  /// Returns a file with a header.
  static func file(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let header = Array(header.utf8)
    let length = length ?? UInt64(header.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header
      + [UInt8](repeating: 0, count: data)
  }
}

/// Files of weights.
struct SafetensorsTests {
  static func network() -> SafetensorsWriter {
    var writer = SafetensorsWriter()
    for block in [10, 2] {
      writer.add("layer1.\(block).bn.weight", [8])
      writer.add("layer1.\(block).bn.bias", [8])
      writer.add("layer1.\(block).bn.running_mean", [8])
      writer.add("layer1.\(block).bn.running_var", [8])
      writer.add("layer1.\(block).bn.num_batches_tracked", [], "I64", bits: 64)
      writer.add("layer1.\(block).conv.weight", [8, 3, 3, 3], "F16", bits: 16)
    }
    writer.add("fc.bias", [5], "BF16", bits: 16)
    writer.add("fc.weight", [5, 8], "I8", bits: 8)
    writer.add("position_ids", [1, 7], "I64", bits: 64)
    writer.add("token", [1, 9], "F4", bits: 4)
    return writer
  }

  @Test func `parameters by module`() throws {
    let file = try ModelFile(bytes: Self.network().bytes)
    #expect(file.subject.source == "safetensors")
    #expect(file.cost.weights == 2 * 216 + 40 + 9)
    #expect(file.cost.biases == 5)
    #expect(file.cost.normalization == 32)
    #expect(file.cost.buffers == 32)
    #expect(file.cost.macs == 0)
    #expect(
      Paths(file.graph).nodes == [
        "weights", "fc", "layer1.2.bn", "layer1.2.conv", "layer1.10.bn", "layer1.10.conv",
      ])
  }

  @Test func `what cannot be counted is a bound, parameters are exact`() throws {
    let file = try ModelFile(bytes: Self.network().bytes)
    let analysis = try file.analysis()
    #expect(analysis.isLowerBound(.macs) && analysis.isLowerBound(.activations))
    #expect(!analysis.isLowerBound(.parameters) && !analysis.isLowerBound(.buffers))
    #expect(
      file.warning
        == "a file of weights only: the parameters are exact, but there is no graph to count")
    let notes = Dictionary(uniqueKeysWithValues: file.notes.map { ($0.label, $0.text) })
    #expect(notes["Format"] == "safetensors (pt)")
    #expect(
      notes["Fixed"] == "treated as fixed, not counted as parameters: 7 numbers, position_ids")
    #expect(
      notes["Types"]
        == "5 as BF16, 432 as F16, 64 as F32, 9 as F4, 40 as I8; 1,175 bytes as stored")
  }

  /// The length of a header may be the code of a brace, with which specs begin.
  @Test func `a header of 123 bytes is not a spec`() throws {
    let tensor = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
    let header = tensor + String(repeating: " ", count: 123 - tensor.utf8.count)
    #expect(try ModelFile(bytes: SafetensorsWriter.file(header, data: 4)).cost.parameters == 1)
  }

  static let tensor = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]"

  @Test(
    arguments: [
      ("{", 0, nil, "header: line 1, column 2: expected a key or '}', found the end of the text"),
      ("{}", 0, nil, "a safetensors file without parameters"),
      (
        "{}", 0, 100_000_000,
        "the file ends in its header of 100000000 bytes, of which it has 2"
      ),
      ("{}", 0, 3, "the file ends in its header of 3 bytes, of which it has 2"),
      (
        "{}", 0, (1 << 40) - 1, "a header of 1099511627775 bytes, expected at most 100000000"
      ),
      ("{}", 0, 99, "the file ends in its header of 99 bytes, of which it has 2"),
      (
        "{}", 0, 100_000_001, "a header of 100000001 bytes, expected at most 100000000"
      ),
      (
        "{\"a\":{\(tensor)}}", 7, nil,
        "the tensor 'a': its bytes 0 to 8 do not lie within the data of 7 bytes"
      ),
      ("{\"a\":{\(tensor)}}", 9, nil, "9 bytes of data, but the tensors have 8"),
      (
        "{\"a\":{\(tensor)},\"b\":{\(tensor)}}", 8, nil,
        "the tensor 'b' overlaps the one before it by 8 bytes"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}", 9, nil,
        "the tensor 'a' begins 1 bytes after the end of the one before it"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, nil,
        "the tensor 'a': 8 bytes, but its shape and its type need 12"
      ),
      (
        "{\"a\":{\"dtype\":\"F33\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, nil,
        "the tensor 'a': the element type 'F33' is unknown; did you mean F32?"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, nil,
        "the tensor 'a': the shape [-2] has no countable elements"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}", 8,
        nil,
        "the tensor 'a': the shape [4611686018427387904, 4] has no countable elements"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-1,8]}}", 8, nil,
        "the tensor 'a': its bytes -1 to 8 do not lie within the data of 8 bytes"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, nil,
        "the tensor 'a': its bytes 8 to 0 do not lie within the data of 8 bytes"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}", 8, nil,
        "the tensor 'a': its bytes 0 to 9 do not lie within the data of 8 bytes"
      ),
      (
        "{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,1]}}", 1, nil,
        "the tensor 'a': 1 bytes, but its shape and its type need 2"
      ),
      ("{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}", 2, nil, "read"),
      ("{\"a\":{\"dtype\":\"F4\",\"shape\":[4],\"data_offsets\":[0,2]}}", 2, nil, "read"),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,8]}}", 8, nil,
        "the tensor 'a': 8 bytes, but its shape and its type need 4"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,8]}}", 8,
        nil,
        "the tensor 'a': the shape [1152921504606846976] has no countable elements"
      ),
      // Tensors without elements at the place of another one.
      (
        "{\"b\":{\(tensor)},\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]},"
          + "\"c\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[8,8]}}", 8, nil, "read"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}", 0, nil,
        "a safetensors file without parameters"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", 8, nil,
        "the tensor 'a': data_offsets: expected two places"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,\"x\"],\"data_offsets\":[0,8]}}", 8, nil,
        "the tensor 'a': shape: expected a list of lengths"
      ),
      ("{\"a\":{\"shape\":[2]}}", 8, nil, "the tensor 'a': dtype: expected a type as a text"),
      ("{\"a\":{\"dtype\":\"F32\"}}", 8, nil, "the tensor 'a': shape: expected a list of lengths"),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, nil,
        "the tensor 'a': data_offsets: expected two places"
      ),
    ] as [(String, Int, UInt64?, String)])
  func `what is wrong is said`(header: String, data: Int, length: UInt64?, message: String) {
    let bytes = SafetensorsWriter.file(header, data: data, length: length)
    #expect(OtherFormatTests.problem(bytes) == message)
  }

  @Test(
    arguments: [
      ("{", nil, true), ("[", nil, false), ("", nil, false), ("{}", (1 << 40) - 1, true),
      ("{}", 1 << 40, false), ("{}", 0, true),
    ] as [(String, UInt64?, Bool)])
  func `a file begins with a length and an object`(
    header: String, length: UInt64?, isKnown: Bool
  ) {
    let bytes = SafetensorsWriter.file(header, length: length)
    #expect(SafetensorsFile.recognizes(ByteSource(bytes)) == isKnown)
  }

  /// The bits of each type, and whether nine elements of it are parameters as a `weight` and by
  /// another name.
  @Test(
    arguments: [
      ("BOOL", 8, 0, 0), ("U8", 8, 9, 0), ("I8", 8, 9, 0), ("F8_E5M2", 8, 9, 9),
      ("F8_E4M3", 8, 9, 9), ("F8_E8M0", 8, 0, 0), ("F4", 4, 9, 9), ("F6_E2M3", 6, 9, 9),
      ("F6_E3M2", 6, 9, 9), ("I16", 16, 0, 0), ("U16", 16, 0, 0), ("F16", 16, 9, 9),
      ("BF16", 16, 9, 9), ("I32", 32, 0, 0), ("U32", 32, 0, 0), ("F32", 32, 9, 9),
      ("C64", 64, 9, 9), ("F64", 64, 9, 9), ("I64", 64, 0, 0), ("U64", 64, 0, 0),
    ] as [(String, Int, Int, Int)])
  func `types have their bits`(type: String, bits: Int, weights: Int, others: Int) throws {
    var writer = SafetensorsWriter()
    writer.add("a.weight", [9, 1], type, bits: bits)
    writer.add("a.other", [9, 1], type, bits: bits)
    writer.add("b.kernel", [2, 1])
    let file = try ModelFile(bytes: writer.bytes)
    #expect(file.cost.parameters == weights + others + 2)
    let notes = file.notes.filter { $0.label == "Fixed" }.map(\.text)
    let fixed = 18 - weights - others
    #expect(
      notes
        == (fixed > 0
          ? [
            "treated as fixed, not counted as parameters: \(fixed) numbers, "
              + (weights == 0 ? "a.weight, a.other" : "a.other")
          ] : []))
  }

  /// A module's numbers by the names of its tensors: weights, biases, those of norms, buffers.
  @Test(
    arguments: [
      (["weight 5 3", "bias 5"], [15, 5, 0, 0]), (["weight 5", "bias 5"], [0, 0, 10, 0]),
      (["weight 5 3", "bias 5", "running_mean 5"], [0, 0, 20, 5]),
      (["kernel 5", "bias 5"], [5, 5, 0, 0]), (["bias 5"], [0, 5, 0, 0]),
      (["gamma 5", "beta 3", "moving_mean 2", "moving_variance 7"], [0, 0, 8, 9]),
      (["running_var 5"], [0, 0, 0, 5]), (["weight_g 5", "weight_v 5 3"], [20, 0, 0, 0]),
      (["in_proj_weight 5 3", "in_proj_bias 5"], [20, 0, 0, 0]),
    ])
  func `names say what tensors are`(tensors: [String], expected: [Int]) throws {
    var writer = SafetensorsWriter()
    for tensor in tensors {
      let words = tensor.split(separator: " ")
      writer.add("m.\(words[0])", words.dropFirst().compactMap { Int($0) })
    }
    writer.add("other.kernel", [1])
    let cost = try ModelFile(bytes: writer.bytes).cost
    #expect(
      [cost.weights - 1, cost.biases, cost.normalization, cost.buffers] == expected)
  }

  @Test func `modules are in the order of their numbers`() throws {
    var writer = SafetensorsWriter()
    for name in [
      "layer10.w", "layer2.w", "layer.w", "lay2.w", "layer02.w", "layer2.a.w", "1.w", "b.2c.w",
      "b.10.w", "b.9.w", "w", "layer9999999999999999999.w",
    ] { writer.add(name, [1]) }
    let paths = Paths(try ModelFile(bytes: writer.bytes).graph).nodes
    #expect(
      paths == [
        "weights", "1", "b.9", "b.10", "b.2c", "lay2", "layer", "layer9999999999999999999",
        "layer02", "layer2_1", "layer2.a", "layer10",
      ])
  }

  /// Weights and biases come first, and four tensors are named.
  @Test(
    arguments: [
      (["b", "bias", "a", "weight"], "weight, bias, a, b"),
      (["b", "bias", "a", "weight", "c"], "weight, bias, a, b, …"),
      (["b", "weight"], "weight, b"),
      (["b", "bias"], "bias, b"), (["c", "a", "b"], "a, b, c"),
    ])
  func `a module is called by its tensors`(names: [String], expected: String) throws {
    var writer = SafetensorsWriter()
    for name in names { writer.add("m.\(name)", [1]) }
    #expect(try ModelFile(bytes: writer.bytes).graph.labels == [0: expected])
  }

  /// The names after 32 modules are one.
  @Test(arguments: [(32, 31), (33, 32), (34, 32), (40, 32)])
  func `modules are up to 32 deep`(count: Int, blocks: Int) throws {
    var writer = SafetensorsWriter()
    writer.add((0..<count).map { "m\($0)." }.joined() + "weight", [1])
    let graph = try ModelFile(bytes: writer.bytes).graph
    #expect(graph.scopes.count - 1 == blocks)
    #expect(Paths(graph).nodes == [(0..<count).map { "m\($0)" }.joined(separator: ".")])
  }

  @Test func `nothing is said of types of 32 bits`() throws {
    var writer = SafetensorsWriter()
    writer.add("m.weight", [7, 3])
    writer.add("m.num_batches_tracked", [], "I64", bits: 64)
    let notes = try ModelFile(bytes: writer.bytes).notes
    #expect(notes.map(\.label) == ["Format"])
    writer.add("m.scale", [7], "I8", bits: 8)
    writer.add("q.weight", [7, 3], "I8", bits: 8)
    let more = try ModelFile(bytes: writer.bytes).notes.map(\.text)
    #expect(
      more == [
        "safetensors (pt)", "21 floating-point numbers; 21 parameters are whole numbers",
        "treated as fixed, not counted as parameters: 7 numbers, m.scale",
        "21 as F32, 21 as I8; 105 bytes as stored",
      ])
  }

  @Test(
    arguments: [
      ([3, 224], [:], [:], "an input of 3×224"),
      (nil, ["b": [1], "c": [1]], ["d": 1], "lengths for 'b'"),
      (nil, ["b": [1]], ["a": 1], "lengths for 'a'"),
    ] as [([Int]?, [String: [Int]], [String: Int], String)])
  func `a file of weights takes no lengths`(
    input: [Int]?, inputs: [String: [Int]], dimensions: [String: Int], expected: String
  ) {
    let error = #expect(throws: ModelFileError.self) {
      try ModelFile(
        bytes: Self.network().bytes, input: input, inputs: inputs, dimensions: dimensions)
    }
    #expect(error?.description.contains("found \(expected), but a file of weights only") == true)
  }

  @Test func `lengths have no meaning`() {
    #expect(
      NCNNLayerTests.problem(Self.network().bytes, input: [224])
        == "f: found an input of 224, but a file of weights only has neither inputs nor parameters"
        + " to set")
  }

  @Test func `no beginning of a file crashes, and no change of a byte`() {
    let bytes = Self.network().bytes
    for count in stride(from: 0, to: 1200, by: 3) {
      _ = OtherFormatTests.problem(Array(bytes.prefix(count)))
      var changed = bytes
      changed[count % bytes.count] ^= UInt8(1 << (count % 8))
      _ = OtherFormatTests.problem(changed)
    }
  }

  @Test func `a thousand names of a thousand parts`() {
    var writer = SafetensorsWriter()
    for index in 0..<300 {
      writer.add(String(repeating: "a.", count: 400) + "\(index).weight", [1])
    }
    #expect(OtherFormatTests.problem(writer.bytes) == "read")
  }
}
