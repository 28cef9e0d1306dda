import ConvCostCore
import Testing

/// Values that are read later, results besides the main one, and weights that are used twice.
struct LabelTests {
  /// A block of the classical U-Net on any number of levels, with labels or with nesting.
  private struct Double: Block {
    var width: Int

    var body: [Layer] {
      Convolution(width, kernel: 3, padding: 1)
      Activation.relu
      Convolution(width, kernel: 3, padding: 1)
      Activation.relu
    }
  }

  private static let widths = [8, 16, 32]

  private static let labelled = Network(input: .map(1, 32)) {
    for (level, width) in widths.enumerated() {
      Double(width: width)
      Keep(Label("skip\(level)"))
      Pool.max(2)
    }
    Double(width: 64)
    for (level, width) in widths.enumerated().reversed() {
      Concat {
        From(Label("skip\(level)"))
        TransposedConvolution(width, kernel: 2, stride: 2)
      }
      Double(width: width)
    }
    Convolution(2, kernel: 1)
  }

  /// The same network with each level nested in the one above.
  private static func nested(_ level: Int) -> [Layer] {
    guard level < widths.count else { return Network(input: .map(1, 1), Double(width: 64)).layers }
    return Network(input: .map(1, 1)) {
      Double(width: widths[level])
      Concat {
        Chain {}
        Chain {
          Pool.max(2)
          level + 1 < widths.count ? Chain { nested(level + 1) } : Chain { Double(width: 64) }
          TransposedConvolution(widths[level], kernel: 2, stride: 2)
        }
      }
      Double(width: widths[level])
    }.layers
  }

  @Test func `labels and nesting give equal graphs`() throws {
    let network = Network(input: .map(1, 32)) {
      Self.nested(0)
      Convolution(2, kernel: 1)
    }
    let (labelled, nested) = (try Self.labelled.graph(), try network.graph())
    #expect(labelled.nodes.map(\.operation) == nested.nodes.map(\.operation))
    #expect(labelled.nodes.map(\.output) == nested.nodes.map(\.output))
    #expect(labelled.nodes.map(labelled.inputShapes) == nested.nodes.map(nested.inputShapes))
    #expect(try Analysis(labelled).total == Analysis(nested).total)
    #expect(try Liveness(labelled).peak == Liveness(nested).peak)
  }

  @Test func `an unknown label names those that are known`() {
    let network = Network(input: .map(1, 8)) {
      Keep("b")
      Keep("a")
      Sequential { From("c") }.named("head")
    }
    #expect(
      throws: NetworkError(
        path: "head", operation: nil, inputs: [],
        problem: .unknownLabel("c", known: ["a", "b"]))
    ) { try network.graph() }
    #expect(
      "\(ShapeError.unknownLabel("c", known: ["a", "b"]))"
        == "unknown label 'c', expected 'a', 'b'")
  }

  /// A block that reuses a label from outside leaves its outer value as it was; its own labels
  /// stay.
  @Test func `a block never changes what a label means around it`() throws {
    let graph = try Network(input: .map(1, 8)) {
      Keep("x")
      Sequential {
        Convolution(4, kernel: 1)
        Keep("x")
        Keep("inner")
        From("x")
        Convolution(3, kernel: 1)
      }
      Concat {
        From("x")
        From("inner")
      }
    }.graph()
    #expect(graph.shape(ofValue: graph.outputs[0]) == .map(5, 8))
  }

  /// A block's own labels keep the block's last value, at any depth.
  @Test func `a label is restored by the block that changed it, and by no other`() throws {
    let graph = try Network(input: .map(1, 8)) {
      Sequential {
        Convolution(2, kernel: 1)
        Keep("new")
        Sequential {
          Convolution(3, kernel: 1)
          Keep("new")
          Keep("newest")
        }
        Concat {
          From("new")
          From("newest")
        }
        Keep("newest")
      }
      Concat {
        From("new")
        From("newest")
      }
    }.graph()
    #expect(graph.shape(ofValue: graph.outputs[0]) == .map(2 + 2 + 3, 8))
  }

  /// If each block looked at every label, this would take 800 million steps, and minutes.
  @Test func `many labels do not slow down many blocks`() throws {
    let network = Network(input: .map(1, 1)) {
      for index in 0..<40_000 {
        Keep(Label("\(index)"))
        Sequential { Activation.relu }
      }
    }
    let graph = try network.graph()
    #expect(graph.nodes.count == 40_000)
  }

  @Test func `results have names, and the last value is one only if there is no other`() throws {
    let two = try Network(input: .map(3, 8)) {
      Convolution(4, kernel: 3, padding: 1)
      Output("boxes") { Convolution(8, kernel: 1) }
      Output("scores") { Convolution(2, kernel: 1) }
    }.graph()
    #expect(two.outputs == [2, 3])
    #expect(two.outputNames == [0: "boxes", 1: "scores"])
    #expect(two.nodes.allSatisfy { !$0.isAuxiliary })
    let auxiliary = try Network(input: .map(3, 8)) {
      Convolution(4, kernel: 3, padding: 1)
      Auxiliary { Convolution(8, kernel: 1) }
      Activation.relu
    }.graph()
    #expect(auxiliary.outputs == [3, 2])
    #expect(auxiliary.outputNames.isEmpty)
  }

  /// A head on three maps: 3·3·16·16 + 16 and 16·4 + 4 numbers once, and products on 64, 16 and 4
  /// positions.
  @Test func `shared weights count once and work each time`() throws {
    let network = Network(input: .map(16, 8)) {
      for level in 0..<3 {
        Output("level\(level)") {
          Chain {
            Convolution(16, kernel: 3, padding: 1)
            Activation.relu
            Convolution(4, kernel: 1)
          }.sharing("head")
        }
        Pool.max(2)
      }
    }
    let analysis = try network.analysis()
    #expect(analysis.total.parameters == 9 * 256 + 16 + 64 + 4)
    #expect(analysis.total.macs == (9 * 256 + 64) * (64 + 16 + 4))
    let graph = analysis.graph
    #expect(graph.shared.count == 6)
    for (node, owner) in graph.shared {
      #expect(graph.nodes[node].operation == graph.nodes[owner].operation)
    }
    // Tools that count a bias for each element count it at each use.
    let biased = try Analysis(graph, by: .ptflopsATen)
    #expect(biased.total.macs == analysis.total.macs + (16 + 4) * (64 + 16 + 4))
  }

  /// A kernel of 3 has 3 weights for a pair of channels on a signal, and 9 on an image.
  @Test func `weights are shared on maps with as many axes, in all notations of a window`() throws {
    func network(_ other: Convolution, on shape: Shape) -> Network {
      Network(input: .map(8, Extent(length: 20))) {
        Convolution(8, kernel: 3, padding: 1).sharing("weights")
        Reshape(to: shape)
        other.sharing("weights")
      }
    }
    let plain = Convolution(8, kernel: 3, padding: 1)
    for shape in [Shape.map(8, Extent(4, 5)), .map(8, Extent(1, 4, 5))] {
      #expect(throws: NetworkError.self) { try network(plain, on: shape).graph() }
    }
    let signal = Shape.map(8, Extent(length: 20))
    let named = Convolution(
      8, kernel: Extent(length: 3), padding: .symmetric(Extent(length: 1)))
    for other in [plain, named] {
      #expect(try network(other, on: signal).analysis().total.parameters == 3 * 8 * 8 + 8)
    }
    let longer = Convolution(8, kernel: Extent(length: 5), padding: 2)
    #expect(throws: NetworkError.self) { try network(longer, on: signal).graph() }
  }

  /// The branches of Li et al., "Scale-Aware Trident Networks for Object Detection", 2019, §3.2,
  /// have the same weights with other distances.
  @Test func `weights do not know the steps, padding and distances of a window`() throws {
    let total = try Network(input: .map(4, 8)) {
      Concat {
        Convolution(4, kernel: 3, padding: 1).sharing("w")
        Convolution(4, kernel: 3, padding: 2, dilation: 2).sharing("w")
      }
      ChannelSlice.part(0, of: 2)
      Convolution(4, kernel: 3, stride: 2).sharing("w")
      Chain {
        TransposedConvolution(4, kernel: 2, stride: 2)
        Pool(.max, window: Window(kernel: 2, stride: 2))
      }.sharing("up")
      Chain {
        TransposedConvolution(4, kernel: 2, stride: 3, outputPadding: 1)
        Pool(.max, window: Window(kernel: 3))
      }.sharing("up")
    }.analysis().total
    #expect(total.parameters == 216)  // 9·16 + 4 and 4·16 + 4
    #expect(total.macs == 20880)  // 9·16·(64 + 64 + 9) + 4·16·(9 + 9)
  }

  @Test func `shared layers that differ are refused`() {
    func network(_ second: Layer) -> Network {
      Network(input: .map(4, 8)) {
        Convolution(4, kernel: 1).sharing("w")
        second
      }
    }
    for second in [
      Convolution(5, kernel: 1).sharing("w"), Chain {}.sharing("w"),
      Chain {
        Convolution(4, kernel: 1)
        Convolution(4, kernel: 1)
      }.sharing("w"),
      Chain {
        ChannelPad(to: 8)
      }.sharing("w"),
    ] {
      #expect(throws: NetworkError.self) { try network(second).graph() }
    }
    // The same layer on other channels has other weights.
    #expect(throws: NetworkError.self) {
      try Network(input: .map(4, 8)) {
        Convolution(4, kernel: 1).sharing("w")
        ChannelPad(to: 8)
        Convolution(4, kernel: 1).sharing("w")
      }.graph()
    }
  }

  /// Whether a value keeps its channels depends on what reads it later; both ways of scaling must
  /// agree.
  @Test(arguments: [0.25, 0.5, 1.5, 2.0])
  func `a prepared network equals the rebuilt one, with labels too`(width: Swift.Double) throws {
    let networks = [
      Self.labelled,
      Network(input: .map(3, 16)) {
        Convolution(16, kernel: 3, padding: 1)
        Keep("features")
        Convolution(24, kernel: 1)
        Output("first") { Convolution(5, kernel: 1) }
        Concat {
          From("features")
          Convolution(8, kernel: 1)
        }
        Output("second") { From("features") }
      },
      Network(input: .map(3, 16)) {
        Keep("image")
        Convolution(12, kernel: 1)
        Keep("late")
        Convolution(20, kernel: 1)
        Activation.relu
        Sum {
          Chain { Convolution(12, kernel: 1) }
          From("late")
        }
      },
    ]
    for network in networks {
      let prepared = try PreparedNetwork(network)
      var workspace = PreparedNetwork.Workspace()
      let scaling = Scaling(width: width)
      let total = try prepared.total(scaledBy: scaling, using: &workspace)
      #expect(try total == network.scaled(by: scaling).analysis().total)
      let (before, after) = (try network.graph(), try network.scaled(by: scaling).graph())
      #expect(
        before.outputs.map { before.shape(ofValue: $0).channels }
          == after.outputs.map { after.shape(ofValue: $0).channels })
    }
  }

  /// Woo et al., "CBAM", 2018: a gate of one channel over a map.
  @Test func `sums and products stretch lengths of one`() throws {
    let shapes: [(Shape, Shape, Shape)] = [
      (.map(8, Extent(4, 6)), .map(8, 1), .map(8, Extent(4, 6))),
      (.map(8, Extent(4, 6)), .map(1, Extent(4, 6)), .map(8, Extent(4, 6))),
      (.map(1, 1), .map(8, Extent(4, 6)), .map(8, Extent(4, 6))),
      (.map(8, Extent(4, 1)), .map(8, Extent(1, 6)), .map(8, Extent(4, 6))),
    ]
    for (first, second, result) in shapes {
      #expect(try Merge.add.output(of: first, second) == result)
      #expect(try Merge.multiply.output(of: second, first) == result)
    }
    #expect(throws: ShapeError.self) { try Merge.add.output(of: .map(8, 4), .map(4, 4)) }
    #expect(throws: ShapeError.self) { try Merge.concat.output(of: .map(8, 4), .map(8, 1)) }
  }

  @Test func `borders are added and cut off, and fields move with them`() throws {
    let graph = try Network(input: .map(3, Extent(10, 12))) {
      ZeroPad(before: Extent(1, 2), after: Extent(3, 4))
      Crop(before: Extent(4, 0), after: Extent(0, 5))
      ChannelPool(.max)
    }.graph()
    #expect(
      graph.nodes.map(\.output) == [
        .map(3, Extent(14, 18)), .map(3, Extent(10, 13)), .map(1, Extent(10, 13)),
      ])
    let field = ReceptiveFields(graph).values[3]
    #expect(field[.height] == ReceptiveField.Span(size: 1, jump: 1, offset: 3))
    #expect(field[.width] == ReceptiveField.Span(size: 1, jump: 1, offset: -2))
    #expect(throws: NetworkError.self) {
      try Network(input: .map(3, 4)) { Crop(2) }.graph()
    }
  }
}
