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
@Suite struct SafetensorsTests {
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

  @Test(arguments: [
    ("{", 0, nil, "header: line 1, column 2: expected a key or '}', found the end of the text"),
    ("{}", 0, nil, "a safetensors file without parameters"),
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
    ("{\"a\":{\"shape\":[2]}}", 8, nil, "the tensor 'a': dtype: expected a type as a text"),
    ("{\"a\":{\"dtype\":\"F32\"}}", 8, nil, "the tensor 'a': shape: expected a list of lengths"),
    (
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, nil,
      "the tensor 'a': data_offsets: expected two places"
    ),
  ])
  func `what is wrong is said`(header: String, data: Int, length: UInt64?, message: String) {
    let bytes = SafetensorsWriter.file(header, data: data, length: length)
    #expect(OtherFormatTests.problem(bytes) == message)
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
