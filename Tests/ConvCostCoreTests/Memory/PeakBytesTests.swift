import ConvCostCore
import Testing

struct PeakBytesTests {
  /// 8·16·16 = 2048 elements each; at the third operation the block's input, the operation's input
  /// and its result live, and only two of them if activations overwrite their inputs.
  private static func residual() throws -> Graph {
    try Network(input: .map(8, 16)) {
      Convolution(8, kernel: 1)
      Residual {
        Convolution(8, kernel: 1)
        Activation.relu
      }
      Activation.relu
    }.graph()
  }

  @Test(arguments: [
    (DataType.fp32, 1, 3 * 2048 * 4), (.fp16, 1, 3 * 2048 * 2), (.bf16, 1, 3 * 2048 * 2),
    (.int8, 1, 3 * 2048), (.int8, 5, 5 * 3 * 2048),
  ])
  func `the peak has the bytes of its elements, for each sample`(
    type: DataType, batch: Int, bytes: Int
  ) throws {
    #expect(try Self.residual().peakBytes(in: type, batch: batch) == bytes)
  }

  /// Three and one numbers of 4 bits take two bytes and one.
  @Test(arguments: [(DataType.int4, 1, 3), (.int4, 3, 7), (.int2, 1, 2), (.int8, 1, 4)])
  func `each value takes whole bytes`(type: DataType, batch: Int, bytes: Int) throws {
    let graph = try Network(input: .vector(3)) { Linear(1, bias: false) }.graph()
    #expect(try graph.peakBytes(in: type, batch: batch) == bytes)
    let deployment = Deployment(dataType: type, batch: batch)
    #expect(try Efficiency(graph, deployment).total.peakBytes == bytes)
  }

  @Test func `the default peak is for one sample in 32 bits`() throws {
    #expect(try Self.residual().peakBytes() == 3 * 2048 * 4)
  }

  @Test func `activations in place make the peak smaller`() throws {
    let graph = try Network(input: .map(2, 10)) {
      Convolution(4, kernel: 1)
      Activation.relu
    }.graph()
    // 400 elements before the activation and 400 after it, or 200 of the input and 400 of the
    // convolution.
    #expect(try graph.peakBytes(in: .int8) == 800)
    #expect(try graph.peakBytes(in: .int8, inPlace: true) == 600)
  }

  @Test func `bytes that do not fit are an error with the peak's place`() throws {
    let graph = try Self.residual()
    let error = #expect(throws: NetworkError.self) {
      try graph.peakBytes(batch: Int.max / 4096)
    }
    #expect(error?.path == Paths(graph).nodes[2])
    #expect(error?.problem == .totalOverflow(quantity: "bytes"))
  }
}
