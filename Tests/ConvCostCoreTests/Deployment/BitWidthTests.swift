import Testing

@testable import ConvCostCore

struct BitWidthTests {
  /// 2·4·1·1 = 8 weights and 4 biases on 4×4 maps; then 4·3 + 3 of the linear layer.
  private static func network() throws -> Graph {
    try Network(input: .map(2, 4)) {
      Convolution(4, kernel: 1).named("conv")
      Activation.relu.layer.named("relu")
      AdaptivePool.globalAverage
      Flatten()
      Linear(3).named("head")
    }.graph()
  }

  private func run(_ bits: BitWidths?, _ type: DataType = .int8) throws -> Efficiency {
    try Efficiency(Self.network(), Deployment(dataType: type, bits: bits))
  }

  /// 12 and 15 parameters.
  @Test(
    arguments: [
      (BitWidths(weights: 4), 14), (BitWidths(weights: 8), 27), (BitWidths(weights: 1), 4),
      (BitWidths(weights: 4, layers: [.init(path: "head", bits: 8)]), 6 + 15),
      (BitWidths(weights: 4, layers: [.init(path: "*", bits: 2)]), 3 + 4),
      (BitWidths(activations: 4), 27),
    ] as [(BitWidths, Int)])
  func `parameters have the bits of their layer`(bits: BitWidths, bytes: Int) throws {
    #expect(try run(bits).modelBytes == bytes)
  }

  /// 32 MACs a position on 16 positions, and 12 of the head.
  @Test func `bit operations are MACs times the bits of both factors`() throws {
    #expect(try run(nil).total.bitOperations == Double((128 + 12) * 64))
    #expect(try run(BitWidths(weights: 4)).total.bitOperations == Double((128 + 12) * 32))
    // The head reads what `flatten` gives, which keeps 8 bits.
    let head = BitWidths(weights: 4, layers: [.init(path: "head", bits: 2)])
    #expect(try run(head).total.bitOperations == Double(128 * 32 + 12 * 16))
  }

  /// While the first layer runs, 32 and 64 numbers live.
  @Test(arguments: [(8, 96 + 32), (4, 48 + 16), (2, 24 + 8)])
  func `activations have the bits of the operation that computes them`(
    bits: Int, bytes: Int
  ) throws {
    // At the activation 64 + 64 numbers live.
    #expect(try run(BitWidths(activations: bits)).total.peakBytes == bytes)
  }

  @Test func `paths that no layer has are found`() throws {
    let bits = BitWidths(layers: [.init(path: "head", bits: 8), .init(path: "tail*", bits: 8)])
    #expect(try bits.unmatched(in: Self.network()) == ["tail*"])
  }

  /// Sums of bytes for every format: the same as the format's own bytes.
  @Test(arguments: DataType.allCases)
  func `bits of a format give the format's bytes`(type: DataType) throws {
    let plain = try run(nil, type)
    let bits = try run(BitWidths(weights: type.bits, activations: type.bits), type)
    #expect(plain.modelBytes == bits.modelBytes)
    #expect(plain.total.bytes == bits.total.bytes)
    #expect(plain.total.bitOperations == bits.total.bitOperations)
  }

  @Test(arguments: [
    (DataType.int4, 1, 1), (.int4, 2, 1), (.int4, 3, 2), (.int2, 4, 1), (.int2, 5, 2),
    (.int8, 7, 7), (.fp8, 7, 7), (.bf16, 3, 6), (.tf32, 3, 12), (.fp32, 0, 0),
  ])
  func `the last byte of packed numbers may not be full`(type: DataType, count: Int, bytes: Int) {
    #expect(type.bytes(of: count) == bytes)
    #expect((type.bytes(of: Int.max) == nil) == (type.bits > 8))
  }

  /// A convolution, a norm, a ReLU and a sum with the block's input: only the sum is written, and
  /// the block's input is read twice.
  @Test func `fused operations do not move what is between them`() throws {
    let graph = try Network(input: .map(4, 8)) {
      Convolution(4, kernel: 1, bias: false)
      Residual {
        Convolution(4, kernel: 1, bias: false)
        BatchNorm()
        Activation.relu
      }
      Pool.max(2)
    }.graph()
    // 256 elements a map: the values of the second convolution and of the norm are fused, and so is
    // the ReLU's, for the sum reads it alone. The first map is read twice.
    #expect(graph.fusedValues == [2, 3, 4])
    let run = try Efficiency(graph, Deployment(dataType: .int8))
    let maps = 256 * (2 + 1 + 2 + 1) + 64
    #expect(run.total.fusedBytes == maps + 16 + 16 + 16)
    #expect(run.compulsoryBytes == 256 + 64 + 16 + 16 + 16)
    #expect(run.total.bytes > run.total.fusedBytes)
    #expect(run.total.fusedBytes >= run.compulsoryBytes)
  }

  /// A change from 32 to 16 bits is fused with what makes the value, and the change back with what
  /// reads it; a result that is read without a change keeps its bits.
  @Test(arguments: [(false, [1: 16, 2: 16, 3: 16, 4: 32]), (true, [1: 32, 2: 16, 3: 16, 4: 32])])
  func `changes of the number format are fused`(isResult: Bool, bits: [Int: Int]) throws {
    var builder = try GraphBuilder(inputs: [.vector(8)])
    let operations: [Operation] = [
      .activation(.relu), .foreign(.view), .foreign(.view), .activation(.tanh),
    ]
    var value = 0
    for (operation, bits) in zip(operations, [32, 16, 32, 32]) {
      value = try builder.append(
        operation, label: nil, in: [], named: nil, reading: [value], output: .vector(8),
        stored: .none)
      builder.setElementBits(bits, ofValue: value)
    }
    let graph = try builder.graph(outputs: isResult ? [1, value] : [value])
    #expect(graph.elementBits == bits)
  }
}
