import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Files that are not what they say. Every one must soon end in an error or a count.
struct HostileNCNNTests {
  @Test(arguments: [
    ("7767517", "found 0 layers, the second line says 0"),
    ("7767517\nx", "2: found 'x', expected how many layers and blobs there are"),
    ("7767517\n3 3\nInput in 0 1 in 0=2", "found 1 layer, the second line says 3"),
    (
      "7767517\n1 1\nInput in 0",
      "3: expected a type, a name, how many inputs and outputs there are, and their names"
    ),
    ("7767517\n1 1\nInput in 0 -1 x", "3: found '-1', expected how many names follow"),
    ("7767517\n1 1\nInput in 0 2 x", "3: the line says 2 names, but has fewer"),
    (
      "7767517\n1 1\nInput in 0 1 x a=1", "3: found 'a=1', expected a key and a value, as in 0=64"
    ),
    (
      "7767517\n1 1\nInput in 0 1 x -23300=9,1",
      "3: found '-23300=9,1', expected a key and a value, as in 0=64"
    ),
    ("7767517\n1 1\nReLU a 1 1 x y", "no layer is an Input"),
    ("7767517\n1 1\nInput in 0 1 in 0=4", "a network without layers"),
    (
      "7767517\n2 2\nInput in 0 1 in 0=4\nReLU a 1 1 q y",
      "4: a: reads 'q', which no earlier layer gives"
    ),
    ("7767517\n2 2\nInput in 0 1 in 0=4\nReLU a 0 1 y", "4: a: reads nothing, expected an input"),
    (
      "7767517\n2 2\npnnx.Input in 0 1 in #in=(1,3,4,4)f32\nx x 0 0",
      "a file of pnnx, expected ncnn's; pnnx writes that beside it, with the ending .ncnn.param"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=4\nInnerProduct a 1 1 in y 0=3 2=11",
      "4: a (InnerProduct): key 2 (weight_data_size): found 11, expected a multiple of 3"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=4\nInnerProduct a 1 1 in y 0=3 2=15",
      "4: a (InnerProduct): key 2 (weight_data_size): found 15, expected 4·3 weights for an input"
        + " of 4"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=4\nInnerProduct a 1 1 in y 0=-3 2=15",
      "4: a (InnerProduct): key 0 (num_output): found -3, expected 1 to 2147483647"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nConvolution a 1 1 in y 0=3 1=9 6=972",
      "4: a: Convolution on 4×8×8: the window does not fit, output height (8 + 0 + 0 − 1·(9 − 1) −"
        + " 1)/1 + 1 is less than 1"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nReshape a 1 1 in y 0=7 1=-1",
      "4: a (Reshape): [4, 8, 8] cannot be reshaped to [1, 7]: the numbers of elements differ"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nReLU a 1 1 in y 0=\"x\"",
      "4: a (ReLU): key 0 (slope): expected a number"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nReshape a 1 1 in y 0=7.5",
      "4: a (Reshape): key 0 (w): expected a whole number"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nSlice a 1 2 in y z -23300=1,4",
      "4: a (Slice): key 0 (slices): found 1 lengths, expected 2"
    ),
    (
      "7767517\n2 2\nInput in 0 1 in 0=8 1=8 2=4\nConvolution a 1 1 in y 0=3 1=1 6=12 9=77",
      "4: a (Convolution): key 9 (activation_type): found 77, expected 0 to 6"
    ),
  ])
  func `what is wrong is said with its line`(text: String, message: String) {
    let problem = NCNNLayerTests.problem(Array(text.utf8))
    #expect(problem == "f: \(message)")
  }

  @Test func `no beginning of a file crashes`() throws {
    let bytes = try NCNNModelTests.bytes("squeezenet")
    for count in stride(from: 0, through: bytes.count, by: 41) {
      _ = NCNNLayerTests.problem(Array(bytes.prefix(count)))
    }
  }

  @Test(arguments: ["nanodet_m", "vision_transformer", "mobilenet_ssd"])
  func `random changes of bytes`(name: String) throws {
    let bytes = try NCNNModelTests.bytes(name)
    var random = UInt64(7)
    func next(_ count: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % count
    }
    for _ in 0..<12 {
      var changed = bytes
      for _ in 0..<3 { changed[next(bytes.count)] = UInt8(ascii: "-") + UInt8(next(13)) }
      _ = NCNNLayerTests.problem(changed, input: [3, 384, 384])
    }
  }

  @Test(arguments: [
    "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808", "1e300", "-1e300",
    "0", "-233", "99999999999999999999",
  ])
  func `extreme numbers`(number: String) {
    for fact in NCNNLayerTests.facts {
      let words = fact.layer.split(separator: " ").map(String.init)
      for index in words.indices.dropFirst() {
        guard let sign = words[index].firstIndex(of: "=") else { continue }
        var changed = words
        if words[index].hasPrefix("-233") {
          changed[index] = "\(words[index][..<sign])=1,\(number)"
        } else {
          changed[index] = "\(words[index][..<sign])=\(number)"
        }
        _ = NCNNLayerTests.problem(
          NCNNLayerTests.file(changed.joined(separator: " "), on: fact.input))
      }
      _ = NCNNLayerTests.problem(
        NCNNLayerTests.file(fact.layer, on: fact.input.map { _ in Int(Int32.max) }))
    }
  }

  /// Each layer reads the blob of the layer before twice, and the last one all of the numbers once.
  @Test func `stored blobs that are read again and again count once`() throws {
    let lines = (1...60).map { "Foo f\($0) 2 1 s\($0 - 1) s\($0 - 1) s\($0)" }
    let text = """
      7767517
      63 63
      Input in 0 1 x 0=8
      MemoryData s 0 1 s0 0=8
      \(lines.joined(separator: "\n"))
      BinaryOp g 2 1 x s60 y
      """
    let graph = try ModelFile(bytes: Array(text.utf8)).graph
    #expect(try Analysis(graph).total.parameters == 8)
  }

  @Test func `a hundred thousand layers`() {
    var text = "7767517\n100001 1\n\(NCNNLayerTests.input([4, 8, 8]))\n"
    for index in 0..<100_000 { text += "Kind\(index) a 1 1 in x\(index)\n" }
    #expect(NCNNLayerTests.problem(Array(text.utf8)) == "f: 100003: more than 100000 layers")
    let fewer = text.split(separator: "\n").prefix(10_003).joined(separator: "\n")
      .replacing("100001 1", with: "10001 1")
    _ = NCNNLayerTests.problem(Array(fewer.utf8))
  }
}
