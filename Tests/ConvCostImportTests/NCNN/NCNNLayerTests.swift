import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// A layer on one input, what it gives and what it stores.
struct NCNNLayerFact: Sendable, CustomTestStringConvertible {
  /// The layer's type and its values.
  var layer: String
  var input: [Int]
  var output: [Int]
  var parameters: Int
  var macs: Int
  var buffers: Int

  init(
    _ layer: String, _ input: [Int], _ output: [Int], parameters: Int = 0, macs: Int = 0,
    buffers: Int = 0
  ) {
    self.layer = layer
    self.input = input
    self.output = output
    self.parameters = parameters
    self.macs = macs
    self.buffers = buffers
  }

  var testDescription: String { layer }
}

/// Layers with keys of every kind. The rules are those of Tencent/ncnn:
/// docs/developer-guide/operators.md and src/layer.
struct NCNNLayerTests {
  /// Returns a file of lines.
  static func file(_ lines: String...) -> [UInt8] {
    Array(("7767517\n\(lines.count) \(lines.count)\n" + lines.joined(separator: "\n")).utf8)
  }

  /// Returns the line of an input with lengths, the outermost first.
  static func input(_ lengths: [Int], named name: String = "in") -> String {
    let keys = [[0], [0, 1], [0, 1, 2], [0, 1, 11, 2]][lengths.count - 1]
    let values = zip(keys, lengths.reversed()).map { "\($0)=\($1)" }.joined(separator: " ")
    return "Input \(name) 0 1 \(name) \(values)"
  }

  /// Returns the file of a layer on an input.
  static func file(_ layer: String, on lengths: [Int], outputs: Int = 1) -> [UInt8] {
    let words = layer.split(separator: " ", maxSplits: 1)
    let names = (0..<outputs).map { "out\($0)" }.joined(separator: " ")
    return file(
      input(lengths), "\(words[0]) a 1 \(outputs) in \(names) \(words.count > 1 ? words[1] : "")")
  }

  /// Returns what the library says of bytes.
  static func problem(_ bytes: [UInt8], input: [Int]? = nil) -> String {
    do throws(ModelFileError) {
      _ = try ModelFile(bytes: bytes, name: "f", input: input)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  static let facts = [
    NCNNLayerFact(
      "Convolution 0=8 1=3 5=1 6=216", [3, 9, 9], [8, 7, 7], parameters: 224, macs: 216 * 49),
    NCNNLayerFact(
      "Convolution 0=8 1=3 3=2 4=-233 6=216", [3, 9, 9], [8, 5, 5], parameters: 216,
      macs: 216 * 25),
    NCNNLayerFact(
      "Convolution 0=8 1=3 3=2 4=-234 6=216", [3, 8, 8], [8, 4, 4], parameters: 216,
      macs: 216 * 16),
    NCNNLayerFact(
      "Convolution 0=8 1=3 11=1 4=1 14=0 6=72", [3, 8, 9], [8, 8, 9], parameters: 72,
      macs: 72 * 72),
    NCNNLayerFact(
      "Convolution 0=8 1=3 4=1 15=0 14=2 16=3 6=216", [3, 8, 8], [8, 11, 7], parameters: 216,
      macs: 216 * 77),
    NCNNLayerFact("Convolution 0=5 1=1 5=1 6=35", [7], [5], parameters: 40, macs: 35),
    NCNNLayerFact(
      "ConvolutionDepthWise 0=6 1=3 4=1 6=54 7=3 9=6", [3, 4, 4], [6, 4, 4], parameters: 54,
      macs: 54 * 16),
    NCNNLayerFact(
      "Convolution1D 0=4 1=3 4=1 6=72 9=2 -23310=1,0.1", [6, 10], [4, 10], parameters: 72,
      macs: 720),
    NCNNLayerFact(
      "Convolution3D 0=4 1=3 4=1 6=324", [3, 4, 5, 6], [4, 4, 5, 6], parameters: 324,
      macs: 324 * 120),
    NCNNLayerFact(
      "Deconvolution 0=4 1=2 3=2 5=1 6=48", [3, 5, 5], [4, 10, 10], parameters: 52, macs: 48 * 25),
    NCNNLayerFact(
      "DeconvolutionDepthWise 0=4 1=4 3=2 4=1 6=64 7=4", [4, 5, 5], [4, 10, 10], parameters: 64,
      macs: 64 * 25),
    NCNNLayerFact(
      "Deconvolution 0=4 1=3 3=2 4=1 18=1 6=108", [3, 5, 5], [4, 10, 10], parameters: 108,
      macs: 108 * 25),
    NCNNLayerFact("InnerProduct 0=10 1=1 2=480", [3, 4, 4], [10], parameters: 490, macs: 480),
    NCNNLayerFact("InnerProduct 0=10 1=1 2=40", [7, 4], [7, 10], parameters: 50, macs: 280),
    NCNNLayerFact(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=4", [7, 4], [7, 10], parameters: 50, macs: 280),
    NCNNLayerFact(
      "Gemm 4=1 7=10 9=7", [7, 4], [10, 4], parameters: 70, macs: 280),
    NCNNLayerFact(
      "Gemm 3=1 5=1 8=10 9=4 14=1", [7, 4], [10, 7], parameters: 40, macs: 280),
    NCNNLayerFact(
      "LSTM 0=5 1=160 2=0", [7, 8], [7, 5], parameters: 4 * 5 * (8 + 5) + 20,
      macs: 7 * 4 * 5 * (8 + 5)),
    NCNNLayerFact(
      "LSTM 0=5 1=320 2=2", [7, 8], [7, 10], parameters: 2 * (4 * 5 * (8 + 5) + 20),
      macs: 2 * 7 * 4 * 5 * (8 + 5)),
    // A projection from the hidden size to the output.
    NCNNLayerFact(
      "LSTM 0=3 1=160 3=5", [7, 8], [7, 3], parameters: 4 * 5 * (8 + 3) + 5 * 3 + 20,
      macs: 7 * (4 * 5 * (8 + 3) + 5 * 3)),
    NCNNLayerFact(
      "GRU 0=5 1=120", [7, 8], [7, 5], parameters: 3 * 5 * (8 + 5) + 20, macs: 7 * 3 * 5 * 13),
    NCNNLayerFact(
      "RNN 0=5 1=40", [7, 8], [7, 5], parameters: 5 * (8 + 5) + 5, macs: 7 * 5 * 13),
    NCNNLayerFact("Embed 0=6 1=100 2=1 3=600", [7], [7, 6], parameters: 606),
    // Queries, keys, values and the result; scores and sums of 7·7 pairs.
    NCNNLayerFact(
      "MultiHeadAttention 0=6 1=2 2=36", [7, 6], [7, 6], parameters: 4 * 36 + 24,
      macs: 4 * 7 * 36 + 2 * 49 * 6),

    NCNNLayerFact("Pooling 0=0 1=3 2=2", [4, 8, 8], [4, 4, 4]),
    NCNNLayerFact("Pooling 0=0 1=3 2=2 5=1", [4, 8, 8], [4, 3, 3]),
    NCNNLayerFact("Pooling 0=1 1=2 2=2 5=2", [4, 7, 7], [4, 4, 4]),
    // A last window in the padding alone, which other frameworks leave out.
    NCNNLayerFact("Pooling 0=0 1=1 2=2", [4, 8, 8], [4, 5, 5]),
    NCNNLayerFact("Pooling 0=1 4=1", [4, 8, 8], [4]),
    NCNNLayerFact("Pooling 0=1 7=1 8=-233 18=3", [4, 8, 8], [4, 3, 8]),
    NCNNLayerFact("Pooling1D 0=0 1=2 2=2", [4, 8], [4, 4]),
    NCNNLayerFact("Pooling3D 0=0 1=2 2=2", [4, 8, 8, 8], [4, 4, 4, 4]),
    NCNNLayerFact("Reduction 0=3 1=0 -23303=2,1,2 4=1 5=1", [4, 8, 8], [4, 1, 1]),
    NCNNLayerFact("Reduction 0=3 1=0 -23303=1,-1 5=1", [4, 8, 6], [4, 8]),
    NCNNLayerFact("Reduction 0=0", [4, 8, 6], [1]),
    NCNNLayerFact("Interp 0=2 1=2 2=2", [4, 8, 6], [4, 16, 12]),
    NCNNLayerFact("Interp 0=1 1=0.5 2=1.5", [4, 8, 6], [4, 4, 9]),
    NCNNLayerFact("Interp 0=1 3=7 4=9", [4], [4, 7, 9]),
    NCNNLayerFact("PriorBox -23300=1,30 -23301=1,60 -23302=1,2 9=300 10=300", [4, 2, 3], [2, 96]),

    NCNNLayerFact("BatchNorm 0=4", [4, 8, 8], [4, 8, 8], parameters: 8, buffers: 8),
    NCNNLayerFact("BatchNorm 0=4", [4, 8], [4, 8], parameters: 8, buffers: 8),
    NCNNLayerFact("Scale 0=4 1=1", [4, 8, 8], [4, 8, 8], parameters: 8),
    NCNNLayerFact("Bias 0=4", [4, 8, 8], [4, 8, 8], parameters: 4),
    NCNNLayerFact("PReLU 0=4", [4, 8, 8], [4, 8, 8], parameters: 4),
    NCNNLayerFact("Normalize 3=4 4=1", [4, 8, 8], [4, 8, 8], parameters: 4),
    NCNNLayerFact("InstanceNorm 0=4", [4, 8, 8], [4, 8, 8], parameters: 8),
    NCNNLayerFact("InstanceNorm 2=0", [4, 8, 8], [4, 8, 8]),
    NCNNLayerFact("GroupNorm 0=2 1=4", [4, 8, 8], [4, 8, 8], parameters: 8),
    NCNNLayerFact("LayerNorm 0=8", [4, 8], [4, 8], parameters: 16),
    NCNNLayerFact("LayerNorm 0=64", [4, 8, 8], [4, 8, 8], parameters: 128),
    NCNNLayerFact("RMSNorm 0=8", [4, 8], [4, 8], parameters: 8),
    NCNNLayerFact("LRN 1=5", [4, 8, 8], [4, 8, 8]),

    NCNNLayerFact("BinaryOp 0=2 1=1 2=0.5", [4, 8, 8], [4, 8, 8]),
    NCNNLayerFact("GLU 0=0", [4, 8, 8], [2, 8, 8]),
    NCNNLayerFact("ArgMax 0=1 1=5", [100], [2, 5]),
    NCNNLayerFact("Flatten", [4, 8, 6], [192]),
    NCNNLayerFact("Reshape 0=-1 1=4", [4, 8, 6], [4, 48]),
    NCNNLayerFact("Reshape 0=0 1=-1", [4, 8, 6], [32, 6]),
    NCNNLayerFact("Reshape 0=6 1=4 11=2 2=-1", [4, 8, 6], [4, 2, 4, 6]),
    NCNNLayerFact("Squeeze 1=1", [4, 1, 6], [4, 6]),
    NCNNLayerFact("Squeeze -23303=1,-2", [4, 1, 6], [4, 6]),
    NCNNLayerFact("ExpandDims -23303=1,0", [4, 6], [1, 4, 6]),
    NCNNLayerFact("Permute 0=1", [4, 8, 6], [4, 6, 8]),
    NCNNLayerFact("Permute 0=3", [4, 8, 6], [8, 6, 4]),
    NCNNLayerFact("Permute 0=5", [4, 8, 6], [6, 8, 4]),
    NCNNLayerFact("Permute 0=1", [4, 6], [6, 4]),
    NCNNLayerFact("ShuffleChannel 0=2", [4, 8, 8], [4, 8, 8]),
    NCNNLayerFact("PixelShuffle 0=2", [8, 4, 4], [2, 8, 8]),
    NCNNLayerFact("Reorg 0=2", [4, 8, 8], [16, 4, 4]),
    NCNNLayerFact("Padding 0=1 1=2 2=3 3=4", [4, 8, 8], [4, 11, 15]),
    NCNNLayerFact("Padding 8=4", [4, 8, 8], [8, 8, 8]),
    NCNNLayerFact("Padding 0=1 8=4", [4, 8, 8], [8, 9, 8]),
    NCNNLayerFact("Padding 6=4 0=1", [4, 8, 8], [4, 9, 8], buffers: 4),
    NCNNLayerFact("Crop 0=1 1=2 3=5 4=-233 5=-233", [4, 8, 8], [4, 6, 5]),
    NCNNLayerFact("Crop -23309=1,1 -23310=1,3 -23311=1,0", [4, 8, 8], [2, 8, 8]),
    NCNNLayerFact("Crop -23309=1,-2 -23310=1,-233 -23311=1,1", [4, 8, 8], [4, 2, 8]),
    NCNNLayerFact("Tile 0=0 1=3", [4, 8], [12, 8]),
    NCNNLayerFact("ReLU 0=0.1", [4, 8, 8], [4, 8, 8]),
    NCNNLayerFact("Softmax 0=0 1=1", [4, 8], [4, 8]),
    NCNNLayerFact("Dropout", [4], [4]),
  ]

  @Test(arguments: facts)
  func `a layer on one input`(fact: NCNNLayerFact) throws {
    let file = try ModelFile(bytes: Self.file(fact.layer, on: fact.input))
    #expect(file.graph.nodes.last?.output.dimensions == fact.output)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.macs == fact.macs)
    #expect(file.cost.buffers == fact.buffers)
    #expect(file.isComplete)
  }

  @Test(arguments: [
    ("Slice -23300=2,1,-233", [4, 8, 8], [[1, 8, 8], [3, 8, 8]]),
    ("Slice -23300=2,-233,-233 1=-1", [4, 8, 6], [[4, 8, 3], [4, 8, 3]]),
    ("Slice -23302=1,3", [4, 8, 8], [[3, 8, 8], [1, 8, 8]]),
    ("Split", [4], [[4], [4]]),
  ])
  func `a layer with two results`(layer: String, input: [Int], outputs: [[Int]]) throws {
    let file = try ModelFile(
      bytes: Self.file(
        Self.input(input),
        "\(layer.split(separator: " ")[0]) a 1 2 in x y "
          + layer.split(separator: " ").dropFirst().joined(separator: " "),
        "ReLU b 1 1 x p", "ReLU c 1 1 y q"))
    let results = file.graph.outputs.map { file.graph.shape(ofValue: $0).dimensions }
    #expect(results == outputs)
  }

  @Test(
    arguments: [
      ("BinaryOp a 2 1 x y z 0=0", [4, 8, 8], [4, 8, 8], [4, 8, 8], 0),
      // Features are channels if there are as many, otherwise the last dimension.
      ("BinaryOp a 2 1 x y z 0=2", [4, 8, 6], [4], [4, 8, 6], 0),
      ("BinaryOp a 2 1 x y z 0=2", [4, 8, 6], [6], [4, 8, 6], 0),
      ("BinaryOp a 2 1 x y z 0=1", [4, 8, 6], [4, 8], [4, 8, 6], 0),
      ("BinaryOp a 2 1 x y z 0=0", [4, 1, 6], [4, 8, 1], [4, 8, 6], 0),
      ("Eltwise a 2 1 x y z 0=2", [4, 8], [4, 8], [4, 8], 0),
      ("Concat a 2 1 x y z", [4, 8, 6], [2, 8, 6], [6, 8, 6], 0),
      ("Concat a 2 1 x y z 0=-1", [4, 8, 6], [4, 8, 2], [4, 8, 8], 0),
      ("Concat a 2 1 x y z 0=0", [4, 8], [1, 8], [5, 8], 0),
      ("Crop a 2 1 x y z 0=1 1=1", [4, 8, 8], [9, 6, 6], [9, 6, 6], -1),
      ("Crop a 2 1 x y z 0=1 1=1", [4, 8, 8], [4, 6, 6], [4, 6, 6], 0),
      ("Interp a 2 1 x y z 0=2 5=1", [4, 8, 8], [9, 16, 12], [4, 16, 12], 0),
      ("MatMul a 2 1 x y z", [4, 8, 6], [4, 6, 5], [4, 8, 5], 4 * 8 * 6 * 5),
      ("MatMul a 2 1 x y z 0=1", [8, 6], [5, 6], [8, 5], 8 * 6 * 5),
      ("Gemm a 2 1 x y z 3=1", [8, 6], [5, 6], [8, 5], 8 * 6 * 5),
      (
        "MultiHeadAttention a 2 1 x y z 0=6 1=2 2=36 3=5 4=5", [7, 6], [9, 5], [7, 6],
        2 * 7 * 36 + 2 * 9 * 30 + 2 * 63 * 6
      ),
      ("Scale a 2 1 x y z 0=-233", [4, 8, 6], [4], [4, 8, 6], 0),
      (
        "Convolution a 2 1 x y z 0=5 1=3 6=108 19=1", [4, 8, 8], [5, 4, 3, 3], [5, 6, 6], 180 * 36
      ),
    ] as [(String, [Int], [Int], [Int], Int)])
  func `a layer on two inputs`(
    layer: String, one: [Int], other: [Int], output: [Int], macs: Int
  ) throws {
    let bytes = Self.file(
      Self.input(one, named: "x"), Self.input(other, named: "y"), layer)
    guard macs >= 0 else {
      #expect(Self.problem(bytes).contains("are not a part of"))
      return
    }
    let file = try ModelFile(bytes: bytes)
    #expect(file.graph.nodes.last?.output.dimensions == output)
    #expect(file.cost.macs == macs)
  }

  @Test func `stored numbers count where they are first read`() throws {
    let file = try ModelFile(
      bytes: Self.file(
        Self.input([4, 8, 8]), "MemoryData m 0 1 m 0=4", "Split s 1 2 m m0 m1",
        "BinaryOp a 2 1 in m0 x 0=2", "BinaryOp b 2 1 x m1 y 0=0"))
    #expect(file.cost.parameters == 4)
    #expect(file.graph.nodes.count == 2)
  }

  @Test func `a name may be given again`() throws {
    let file = try ModelFile(
      bytes: Self.file(
        Self.input([4, 8, 8]), "ReLU a 1 1 in in", "Convolution b 1 1 in in 0=2 1=1 6=8",
        "Pooling c 1 1 in in 4=1"))
    #expect(file.graph.nodes.map(\.output.dimensions) == [[4, 8, 8], [2, 8, 8], [2, 1, 1], [2]])
  }

  @Test func `an unknown layer makes every total a bound`() throws {
    let file = try ModelFile(
      bytes: Self.file(
        Self.input([4, 8, 8]), "MyLayer a 1 1 in x -23330=4,3,4,4,9 0=3",
        "Convolution b 1 1 x y 0=2 1=1 6=18"))
    #expect(!file.isComplete)
    #expect(file.cost.macs == 18 * 16)
    let analysis = try file.analysis()
    #expect(analysis.isLowerBound(.macs) && analysis.isLowerBound(.parameters))
    #expect(
      file.warning == "totals are lower bounds: the work of 1 MyLayer is unknown")
    #expect(file.notes.map(\.text) == ["ncnn param", "1 MyLayer, not counted"])
  }

  @Test func `layers with weights of 8 bits are said`() throws {
    let file = try ModelFile(bytes: Self.file("Convolution 0=8 1=3 6=216 8=2", on: [3, 9, 9]))
    #expect(
      file.notes.last?.text == "weights of 8 bits in 1 layers; their scales are not counted")
    #expect(file.cost.parameters == 216)
  }

  @Test func `other sizes`() throws {
    let bytes = Self.file("Convolution 0=8 1=3 4=1 6=216", on: [3, 9, 9])
    #expect(try ModelFile(bytes: bytes, input: [12]).cost.macs == 216 * 144)
    #expect(try ModelFile(bytes: bytes, inputs: ["in": [10, 12]]).cost.macs == 216 * 120)
    #expect(
      Self.problem(bytes, input: [4, 9, 9])
        == "f: 4: a (Convolution): key 6 (weight_data_size): found 216, expected 288 weights:"
        + " 4/1 channels · 3 · 8 filters")
  }

  @Test func `an open size takes the channels of the first convolution`() throws {
    let bytes = Self.file(
      "Input in 0 1 in", "Split s 1 2 in x y", "Convolution a 1 1 x z 0=8 1=3 4=1 6=216")
    #expect(Self.problem(bytes) == "f: the shape of the input 'in' is open")
    #expect(try ModelFile(bytes: bytes, input: [12]).graph.inputs == [.map(3, 12)])
    #expect(try ModelFile(bytes: bytes, input: [3, 4, 6]).graph.inputs == [.map(3, Extent(4, 6))])
  }
}
