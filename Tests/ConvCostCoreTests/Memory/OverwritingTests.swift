import Testing

@testable import ConvCostCore

/// Which results take the memory of an input, and what that leaves in memory.
struct OverwritingTests {
  /// The value whose memory each value takes; values are numbered from 0, the input.
  private func overwritten(
    _ rules: Overwriting, @LayerBuilder _ layers: () -> [Layer]
  ) throws -> [Int?] {
    let graph = try Network(input: .map(4, 6), layers: layers).graph()
    return Lifetimes(graph, overwriting: rules).overwritten
  }

  @Test func `ReLUs are fused with some operations`() throws {
    let convolution = Convolution(4, kernel: 1)
    let fusing: [any LayerConvertible] = [
      convolution, TransposedConvolution(4, kernel: 2), Pool.max(2), AdaptivePool(.average, to: 3),
      Sum {
        Chain {}
        Chain {}
      },
    ]
    for layer in fusing {
      for activation in [Activation.relu, .relu6, .sigmoid] {
        let isFused = activation != .sigmoid
        let values = try overwritten(.fused) {
          convolution
          layer.layer
          activation
        }
        #expect(values == [nil, nil, nil, isFused ? 2 : nil], "\(layer) \(activation)")
      }
    }
    let other: [any LayerConvertible] = [
      BatchNorm(), Activation.relu, ChannelShuffle(groups: 2), Upsample(by: 2, mode: .nearest),
    ]
    for layer in other {
      let values = try overwritten(.fused) {
        layer.layer
        Activation.relu
      }
      #expect(values == [nil, nil, nil], "\(layer)")
    }
    let linear = try overwritten(.fused) {
      Flatten()
      Linear(5)
      Activation.relu
    }
    #expect(linear == [nil, nil, nil, 2])
    // The memory of an identity is that of its input.
    let folded = try overwritten(.fused) {
      convolution
      Identity()
      Activation.relu
    }
    #expect(folded == [nil, nil, nil, 1])
  }

  @Test func `each rule has its operations`() throws {
    func layers() -> [Layer] {
      [
        Convolution(4, kernel: 1).layer, Activation.sigmoid.layer,
        Layer.merge(.add, [.chain([]), .chain([Convolution(1, kernel: 1).layer])]),
        Layer.merge(.multiply, [.chain([Convolution(4, kernel: 1).layer]), .chain([])]),
        Layer.merge(.concat, [.chain([]), .chain([])]), Convolution.depthwise(kernel: 1).layer,
      ]
    }
    // 1 convolution, 2 sigmoid, 3 narrow convolution, 4 sum, 5 convolution, 6 product, 7
    // concatenation, 8 depthwise convolution. Of two inputs that are free the first is taken.
    #expect(try overwritten([], layers) == Array(repeating: nil, count: 9))
    #expect(
      try overwritten(.activations, layers) == [nil, nil, 1, nil, nil, nil, nil, nil, nil])
    #expect(try overwritten(.sums, layers) == [nil, nil, nil, nil, 2, nil, 5, nil, nil])
    #expect(try overwritten(.depthwise, layers) == [nil, nil, nil, nil, nil, nil, nil, nil, 7])
    #expect(try overwritten(.fused, layers) == Array(repeating: nil, count: 9))
  }

  /// One filter for each channel, and a result that is not larger.
  @Test(arguments: [
    (Convolution.depthwise(kernel: 3), true), (.depthwise(kernel: 3, padding: .half), true),
    (.depthwise(kernel: 3, padding: 2), false), (.depthwise(kernel: 3, multiplier: 2), false),
    (Convolution(4, kernel: 3, groups: 4), true), (Convolution(4, kernel: 3, groups: 2), false),
    (Convolution(8, kernel: 3, groups: 4), false), (Convolution(2, kernel: 3, groups: 2), false),
  ])
  func `depthwise convolutions that overwrite their input`(
    convolution: Convolution, overwrites: Bool
  ) throws {
    let values = try overwritten(.depthwise) {
      Convolution(4, kernel: 1)
      convolution
    }
    #expect(values == [nil, nil, overwrites ? 1 : nil])
  }

  /// A channel of the result is computed in a buffer of its own. Of two values in the same memory
  /// the larger one is at the peak.
  @Test(arguments: [(1, 400 + 100, 2, 100), (2, 400 + 25, 1, 25)])
  func `a depthwise convolution in place`(
    stride: Int, live: Int, peak: Int, workspace: Int
  ) throws {
    let graph = try Network(input: .map(1, 10)) {
      Convolution(4, kernel: 1)
      Convolution.depthwise(kernel: 3, stride: stride, padding: .half)
    }.graph()
    let plan = try MemoryPlan(graph, as: .tinyEngine, looksForOrder: false)
    #expect(plan.liveness.live == [400, live])
    #expect(plan.liveness.peakNode == 1)
    #expect(plan.liveness.peakValues == [peak])
    #expect(plan.workspaceBytes == workspace)
    #expect(plan.bestOrder == nil)
  }

  /// 200 numbers, then a module that is called with them: 300, 100 and 100; then 100.
  @Test func `what keeps values in memory`() throws {
    let graph = try Network(input: .map(1, 10)) {
      Convolution(2, kernel: 1)
      Sequential {
        Convolution(3, kernel: 1)
        Sequential {
          Convolution(1, kernel: 1)
          Convolution(1, kernel: 1)
        }
        Convolution(1, kernel: 1)
      }
      Convolution(1, kernel: 1)
    }.graph()
    func live(_ holding: Lifetimes.Holding, _ holdsInputs: Bool) throws -> [Int] {
      try Liveness(graph, Lifetimes(graph, holding: holding, holdsInputs: holdsInputs)).live
    }
    #expect(try live(.readers, true) == [300, 500, 400, 200, 200, 200])
    #expect(try live(.readers, false) == [200, 500, 400, 200, 200, 200])
    // The outer module's 200 stay until it returns, and the inner one's 300.
    #expect(try live(.callers, false) == [200, 500, 600, 700, 400, 200])
    #expect(try live(.operands, true) == [300, 500, 400, 200, 200, 200])
  }

  /// A value that is read later is not in memory while other operations run.
  @Test func `operands alone`() throws {
    let graph = try Network(input: .map(1, 10)) {
      Convolution(2, kernel: 1)
      Residual {
        Convolution(3, kernel: 1)
        Convolution(2, kernel: 1)
      }
      Flatten()
      Linear(7)
    }.graph()
    let lifetimes = Lifetimes(graph, holding: .operands, holdsInputs: false)
    let liveness = try Liveness(graph, lifetimes)
    #expect(liveness.live == [200, 500, 500, 600, 200, 207])
    #expect(liveness.peakNode == 3)
    #expect(liveness.peakValues == [1, 3, 4])
    let copies = Lifetimes(graph, copiesViews: true)
    #expect(try Liveness(graph, copies).live == [300, 500, 700, 600, 400, 207])
  }

  /// The convolution and what follows it, up to the sum with an earlier value; a value with two
  /// readers is in memory, and so is one that a sum reads twice.
  @Test func `values between fused operations`() throws {
    let graph = try Network(input: .map(4, 6)) {
      BatchNorm()  // 1, reads the input
      Convolution(4, kernel: 1)  // 2
      BatchNorm()  // 3
      Activation.relu  // 4, read twice
      Residual {
        TransposedConvolution(4, kernel: 1)  // 5
        ChannelScale()  // 6
      }  // 7
      GroupNorm(groups: 2)  // 8
      LayerNorm()  // 9
      Pool.max(2)  // 10
      Activation.relu  // 11
      Convolution(3, kernel: 1)  // 12
      Sum {
        Chain {}
        Chain {}
      }  // 13
    }.graph()
    #expect(graph.fusedValues == [2, 3, 5, 6, 7, 8])
  }
}
