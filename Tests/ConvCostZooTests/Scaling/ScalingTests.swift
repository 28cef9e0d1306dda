import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct ScalingTests {
  @Test(arguments: Zoo.ofEachFamily)
  func `a prepared network costs what the scaled network costs`(name: String) throws {
    let network = try Zoo.selection(name).network
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    #expect(try prepared.total(using: &workspace) == network.analysis().total)
    for width in [0.35, 0.5, 1.3] {
      let scaling = Scaling(width: width)
      let expected = try? network.scaled(by: scaling).analysis().total
      #expect((try? prepared.total(scaledBy: scaling, using: &workspace)) == expected, "\(width)")
    }
    if let rank = network.input.rank {
      for side in [64, 97, 256] {
        var other = network
        let lengths = try #require(Extent(Array(repeating: side, count: rank)))
        other.input = .map(network.input.channels, lengths)
        let total = try? prepared.total(on: other.input, using: &workspace)
        #expect(total == (try? other.analysis().total), "\(side)")
      }
    }
  }

  /// A network whose family has the same rule for its width: the generic one gives the same.
  /// (MobileNetV2's widens after rounding and never narrows its last convolution.)
  @Test(arguments: [0.25, 0.5, 0.75])
  func `the generic width equals the family's own if the rules agree`(width: Double) throws {
    let own = try Zoo.selection("mobilenet_v1:width=\(width)").network.analysis()
    let generic = try Zoo.selection("mobilenet_v1").network.scaled(by: Scaling(width: width))
    #expect(try generic.analysis().total == own.total)
  }

  @Test(arguments: [
    ("resnet18", 2.0, [4, 4, 4, 4]), ("resnet50", 2, [6, 8, 12, 6]),
    ("resnet50", 0.5, [2, 2, 3, 2]), ("resnet34", 1.1, [4, 5, 7, 4]),
  ])
  func `the generic depth scales the repeats of residual stages`(
    name: String, depth: Double, counts: [Int]
  ) throws {
    let graph = try Zoo.selection(name).network.scaled(by: Scaling(depth: depth)).graph()
    let paths = Paths(graph).scopes
    for (stage, count) in counts.enumerated() {
      let blocks = paths.filter {
        $0.hasPrefix("layer\(stage + 1).") && $0.split(separator: ".").count == 2
      }
      #expect(blocks.count == count, "layer\(stage + 1)")
    }
  }

  @Test func `EfficientNet's depth is the generic depth except for single blocks`() throws {
    let base = try Zoo.selection("efficientnet_b0").network
    let scaled = try base.scaled(by: Scaling(depth: 1.1)).graph()
    let own = try Zoo.selection("efficientnet:depth=1.1").network.graph()
    func blocks(_ graph: Graph) -> Int {
      graph.scopes.count { $0.type == "InvertedResidual" && !$0.nodes.isEmpty }
    }
    // Two stages have a single block. The family's rule makes two of it; the generic one cannot
    // know what a second block would be.
    #expect(blocks(scaled) == blocks(own) - 2)
  }

  @Test func `dense blocks grow by their layers`() throws {
    let scaled = try Zoo.selection("densenet121").network.scaled(by: Scaling(depth: 2))
    let graph = try scaled.graph()
    #expect(graph.scopes.count { $0.type == "DenseLayer" } == 2 * (6 + 12 + 24 + 16))
    #expect(Paths(graph).scopes.contains("features.denseblock1.denselayer12"))
  }

  @Test func `a width of one and a depth of one change nothing`() throws {
    for entry in Zoo.entries {
      #expect(try entry.network().scaled(by: Scaling()) == entry.network())
    }
  }

  @Test func `groups divide the scaled channels`() throws {
    for name in ["resnext50_32x4d", "regnet_y_400mf", "regnet_x_32gf", "shufflenet_v2_x1_0"] {
      for width in [0.3, 0.6, 1.1, 1.5] {
        _ = try Zoo.selection(name).network.scaled(by: Scaling(width: width)).graph()
      }
    }
  }

  /// Sums and products of values from several places fit at every width.
  @Test(arguments: ["cbam_resnet50", "hrnet_w18", "nasnet_mobile"], [0.25, 0.5, 0.9, 1.3, 2.0])
  func `networks with several values at once scale by width and depth`(
    name: String, factor: Double
  ) throws {
    let entry = try Zoo.entry(named: name)
    var workspace = PreparedNetwork.Workspace()
    let own = try Zoo.selection(name).network.analysis().total
    for key in ["width", "depth"] {
      let network = try Zoo.selection("\(name):\(key)=\(factor)").network
      let total = try network.analysis().total
      #expect((total.macs > own.macs) == (factor > 1), "\(key)")
      // At another input, both prepared and built.
      let prepared = try PreparedNetwork(network)
      var other = network
      other.input = .map(3, 160)
      let small = try other.analysis().total
      #expect(try prepared.total(on: other.input, using: &workspace) == small)
      #expect(small.parameters == total.parameters)
    }
    // Scaled as a plain tree, also if the family has a rule of its own.
    let network = try Zoo.selection(name).network
    let scaled = try network.scaled(by: Scaling(width: factor)).analysis().total
    #expect((scaled.macs > own.macs) == (factor > 1))
    let prepared = try PreparedNetwork(network)
    #expect(try prepared.total(scaledBy: Scaling(width: factor), using: &workspace) == scaled)
    guard !entry.keys.contains(.width) else { return }
    #expect(try Zoo.selection("\(name):width=\(factor)").network.analysis().total == scaled)
  }

  /// ⌊22 · 1.3/4 + ½⌋ · 4 = 28 is half of 44 · 1.3 rounded to a multiple of 8, 56; rounded alone it
  /// would be 32.
  @Test func `equal parts of a summand are scaled as their sum`() throws {
    let network = Network(input: .map(3, 8)) {
      Convolution(44, kernel: 1)
      Residual {
        Concat {
          Convolution(22, kernel: 1)
          Convolution(22, kernel: 1)
        }
        BatchNorm()
      }
      Concat {
        Convolution(22, kernel: 1)
        Convolution(22, kernel: 1)
      }
      Convolution(10, kernel: 1)
    }
    let graph = try network.scaled(by: Scaling(width: 1.3)).graph()
    #expect(graph.nodes.map(\.output.channels) == [56, 28, 28, 56, 56, 56, 32, 32, 64, 10])
  }

  @Test func `classes stay as they are`() throws {
    for entry in Zoo.entries where Zoo.ofEachFamily.contains(entry.fullName) {
      let graph = try? entry.network().scaled(by: Scaling(width: 0.5)).graph()
      guard let graph else { continue }
      let own = try entry.network().graph()
      #expect(
        graph.shape(ofValue: graph.outputs[0]).channels
          == own.shape(ofValue: own.outputs[0]).channels,
        "\(entry.fullName)")
    }
  }
}
