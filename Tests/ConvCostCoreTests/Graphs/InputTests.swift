import ConvCostCore
import Testing

/// Networks with several inputs.
struct InputTests {
  /// An image and its depth at half the size, joined.
  private static let network = Network(
    input: .map(3, 32), named: "image", sideInputs: [Input("depth", .map(1, 16))]
  ) {
    Convolution(8, kernel: 3, stride: 2, padding: 1)
    Keep("features")
    From("depth")
    Convolution(8, kernel: 5, padding: 2)
    Sum {
      Chain {}
      From("features")
    }
    Convolution(4, kernel: 1)
  }

  @Test func `inputs are labels bound before the first layer`() throws {
    let graph = try Self.network.graph()
    #expect(graph.inputs == [.map(3, 32), .map(1, 16)])
    #expect(graph.inputNames == [0: "image", 1: "depth"])
    #expect(graph.nodes.map { Array(graph.inputs(of: $0)) } == [[0], [1], [3, 2], [4]])
    // 27·8·16² + 25·8·16² + 8·4·16², and the weights with 8, 8 and 4 biases.
    let total = try Analysis(graph).total
    #expect(total.macs == (27 * 8 + 25 * 8 + 8 * 4) * 256)
    #expect(total.parameters == 27 * 8 + 25 * 8 + 8 * 4 + 20)
    // Both inputs live at first: 3·32² + 16² and the first result of 8·16².
    #expect(try Liveness(graph).live[0] == 3 * 1024 + 256 + 8 * 256)
    #expect(try ActivationTotals(graph).everyValue == 3 * 1024 + 256 + (3 * 8 + 4) * 256)
  }

  @Test func `a block may use an input's name for itself`() throws {
    let graph = try Network(input: .map(3, 8), sideInputs: [Input("x", .map(1, 8))]) {
      Sequential {
        Convolution(5, kernel: 1)
        Keep("x")
        From("x")
      }
      Concat {
        Chain {}
        From("x")
      }
    }.graph()
    #expect(graph.shape(ofValue: graph.outputs[0]) == .map(5 + 1, 8))
  }

  @Test func `impossible inputs are named`() {
    let conv = Convolution(4, kernel: 1)
    let depth = Input("depth", .map(1, 8))
    for (network, message) in [
      (
        Network(input: .map(3, 8), sideInputs: [depth]) { conv },
        "input 'depth': no layer reads it"
      ),
      (
        Network(input: .map(3, 8), sideInputs: [depth]) {
          From("depth")
          conv
        }, "input: no layer reads it"
      ),
      (
        Network(input: .map(3, 8), named: "image", sideInputs: [depth]) {
          From("depth")
          conv
        }, "input 'image': no layer reads it"
      ),
      (
        Network(input: .map(3, 8), sideInputs: [depth, depth]) { From("depth") },
        "input 'depth': an earlier input has the same name"
      ),
      (
        Network(input: .map(3, 8), named: "depth", sideInputs: [depth]) { From("depth") },
        "input 'depth': an earlier input has the same name"
      ),
      (
        Network(input: .map(3, 8), sideInputs: [Input("depth", .map(0, 8))]) { conv },
        "input 'depth': channels is 0, expected 1 to 2147483647"
      ),
      (
        Network(input: .map(3, 0), named: "image") { conv },
        "input 'image': height is 0, expected 1 to 2147483647"
      ),
      (
        Network(input: .map(3, 8), sideInputs: [depth]) { From("dept") },
        "unknown label 'dept', expected 'depth'"
      ),
    ] {
      let error = #expect(throws: NetworkError.self) { try network.graph() }
      #expect(error?.description == message)
    }
  }

  /// Whether a shortcut is taken depends on the size, and must not decide whether a network is
  /// valid.
  @Test func `an input may be read by a shortcut that is not taken`() throws {
    for channels in [3, 4] {
      let graph = try Network(input: .map(3, 8), sideInputs: [Input("side", .map(4, 8))]) {
        Residual(.identityOr(From("side").layer)) { Convolution(channels, kernel: 1) }
      }.graph()
      #expect(graph.shape(ofValue: graph.outputs[0]).channels == channels)
    }
  }

  @Test func `an input may give no more than a size`() throws {
    let graph = try Network(input: .map(3, 8), sideInputs: [Input("size", .map(1, 20))]) {
      Upsample.like("size")
    }.graph()
    #expect(graph.nodes[0].output == .map(3, 20))
  }

  /// The image's 3×3 of stride 2, and the depth's 5×5.
  @Test func `a field is a part of the requested input`() throws {
    let graph = try Self.network.graph()
    let image = ReceptiveFields(graph)
    #expect(image.inputs == [0, 1, 0, 1, 0, 0])
    #expect(image.values[4][.width] == ReceptiveField.Span(size: 3, jump: 2, offset: -1))
    #expect(image.misaligned.isEmpty)
    let depth = ReceptiveFields(graph, of: 1)
    #expect(depth.inputs == [0, 1, 0, 1, 1, 1])
    #expect(depth.values[5][.width] == ReceptiveField.Span(size: 5, jump: 1, offset: -2))
  }

  @Test func `inputs keep their channels, and so do values that are added to them`() throws {
    let network = Network(input: .map(16, 8), sideInputs: [Input("side", .map(24, 8))]) {
      Sum {
        Chain {}
        Convolution(16, kernel: 1)
      }
      Convolution(24, kernel: 1)
      Activation.relu
      Product {
        Chain {}
        Chain {
          From("side")
          Activation.sigmoid
        }
      }
      Convolution(32, kernel: 1)
      Convolution(5, kernel: 1)
    }
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    for (width, channels) in [(0.5, 16), (2.0, 64)] {
      let graph = try network.scaled(by: Scaling(width: width)).graph()
      #expect(graph.nodes.map(\.output.channels) == [16, 16, 24, 24, 24, 24, channels, 5])
      #expect(
        try prepared.total(scaledBy: Scaling(width: width), using: &workspace)
          == Analysis(graph).total)
    }
  }

  /// A result keeps its channels, and so do layers that use the same weights.
  @Test func `shared weights keep their channels together`() throws {
    let network = Network(input: .map(3, 8)) {
      Convolution(16, kernel: 1)
      Output("first") { Convolution(16, kernel: 3, padding: 1).sharing("w") }
      Convolution(16, kernel: 3, padding: 1).sharing("w")
      Convolution(8, kernel: 1)
      Output("second") { Convolution(2, kernel: 1) }
    }
    let graph = try network.scaled(by: Scaling(width: 0.5)).graph()
    #expect(graph.nodes.map(\.output.channels) == [8, 16, 16, 8, 2])
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    #expect(
      try prepared.total(scaledBy: Scaling(width: 0.5), using: &workspace)
        == Analysis(graph).total)
  }

  @Test func `a prepared network takes a shape for each input`() throws {
    let prepared = try PreparedNetwork(Self.network)
    var workspace = PreparedNetwork.Workspace()
    for side in [8, 20, 64] {
      var other = Self.network
      other.input = .map(3, Extent(2 * side))
      other.sideInputs[0].shape = .map(1, Extent(side))
      #expect(
        try prepared.total(
          on: other.input, sideInputs: [.map(1, Extent(side))], using: &workspace)
          == other.analysis().total)
    }
    #expect(throws: NetworkError.self) {
      try prepared.total(on: .map(3, 64), using: &workspace)
    }
    // Without shapes, the network's own are used again.
    #expect(try prepared.total(using: &workspace) == Self.network.analysis().total)
  }

  @Test func `depth and substitutions work on networks with several inputs`() throws {
    let network = Network(input: .map(3, 16), sideInputs: [Input("depth", .map(1, 16))]) {
      From("depth")
      Convolution(8, kernel: 3, padding: 1)
      Keep("depth features")
      From("image")
    }
    #expect(throws: NetworkError.self) { try network.graph() }
    let stacked = Network(
      input: .map(3, 16), named: "image", sideInputs: [Input("depth", .map(1, 16))]
    ) {
      From("depth")
      Convolution(8, kernel: 5, padding: 2).named("depth")
      Keep("features")
      From("image")
      Convolution(8, kernel: 1)
      for _ in 0..<2 {
        Chain {
          Sequential {
            Convolution(8, kernel: 3, padding: 1)
            Activation.relu
          }
        }
      }
      Sum {
        Chain {}
        From("features")
      }
    }
    let rewritten = try stacked.applying(.stacked3x3)
    #expect(rewritten.replaced == ["depth"])
    #expect(rewritten.graph.inputs.count == 2)
    let deeper = try stacked.scaled(by: Scaling(depth: 2)).graph()
    #expect(deeper.inputs.count == 2)
  }
}
