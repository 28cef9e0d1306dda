import ConvCostCore
import Testing

/// Operations whose size follows from another value.
struct FittingTests {
  private static func network(_ input: Shape, _ fit: Layer) -> Network {
    Network(input: input) {
      Keep("image")
      Convolution(4, kernel: 3, stride: 2)
      Keep("small")
      From("image")
      Sequential {
        Keep("again")
        fit
        Identity()
      }.named("head")
    }
  }

  @Test func `a crop has the size of another value, and cuts off the same on both sides`() throws {
    let same = try Self.network(.map(3, Extent(16, 12)), Crop.like("image")).graph()
    #expect(same.nodes[1].operation == Crop(Extent(0, 0)).operation)
    for side in 3...40 {
      let network = Self.network(.map(3, Extent(side)), Crop.like("small"))
      let least = (side - 1) / 2
      if (side - least) % 2 == 0 {
        let graph = try network.graph()
        let margin = (side - least) / 2
        #expect(graph.nodes[1].operation == Crop(Extent(margin, margin)).operation)
        #expect(graph.nodes[1].output == .map(3, Extent(least)))
      } else {
        let error = #expect(throws: NetworkError.self) { try network.graph() }
        #expect(
          error?.description
            == "head.crop: height \(side) cannot be cropped to \(least): the cut must be equal on "
            + "both sides")
      }
    }
  }

  @Test func `an interpolation has the size of another value`() throws {
    let network = Network(input: .map(3, Extent(17, 23))) {
      Keep("image")
      Convolution(4, kernel: 3, stride: 2)
      Upsample.like("image", mode: .bilinear).written(as: .function).named("up")
    }
    let graph = try network.graph()
    #expect(graph.nodes[1].operation == Upsample(to: Extent(17, 23), mode: .bilinear).operation)
    #expect(graph.nodes[1].form == .function)
    #expect(Paths(graph).nodes[1] == "up")
  }

  @Test func `errors in fitting say why`() {
    let larger = Network(input: .map(3, 8)) {
      Keep("image")
      Pool.max(2)
      Crop.like("image")
    }
    let vector = Network(input: .map(3, 8)) {
      Keep("image")
      Flatten()
      Upsample.like("image")
    }
    let unknown = Network(input: .map(3, 8)) { Upsample.like("image") }
    for (network, message) in [
      (larger, "crop: height 4 cannot be cropped to 8: the cut must be equal on both sides"),
      (vector, "upsample: expected a map C×H×W"),
      (unknown, "unknown label 'image'"),
    ] {
      let error = #expect(throws: NetworkError.self) { try network.graph() }
      #expect(error?.description == message)
    }
  }

  /// PyTorch's `Sequential` has no labels, so labels do not take a position.
  @Test func `labels are not counted in the positions of layers`() throws {
    let graph = try Network(input: .map(3, 8)) {
      Sequential {
        Convolution(4, kernel: 1)
        Keep("a")
        Keep("b")
        Activation.relu
      }.named("features")
    }.graph()
    #expect(Paths(graph).nodes == ["features.0", "features.1"])
  }

  /// Operations that only the graph has are not counted in the numbers of replaced operations.
  @Test func `fitted operations do not shift the numbers of replaced ones`() throws {
    let network = Network(input: .map(8, Extent(12, 20))) {
      Keep("image")
      Pool.max(2)
      Upsample.like("image")
      Convolution(8, kernel: 5, padding: 2).named("first")
      Convolution(16, kernel: 5, padding: 2).named("second")
    }
    let rewritten = try network.applying(.asymmetric) { path, _ in path == "second" }
    #expect(rewritten.replaced == ["second"])
    // 1×5 and 5×1 of 8 and of 16 channels.
    #expect(try Analysis(rewritten.graph).total.weights == 25 * 64 + 5 * 8 * 16 + 5 * 16 * 16)
  }

  @Test func `a prepared network fits to other inputs and widths`() throws {
    let network = Network(input: .map(3, 22)) {
      Keep("image")
      Convolution(16, kernel: 3)
      Activation.relu
      Keep("skip")
      Pool.max(2)
      Convolution(24, kernel: 3, padding: 1)
      TransposedConvolution(16, kernel: 2, stride: 2)
      Convolution(16, kernel: 3)
      Keep("up")
      Concat {
        Chain {
          From("skip")
          Crop.like("up")
        }
        From("up")
      }
      Convolution(5, kernel: 1)
      Upsample.like("image", mode: .bilinear)
    }
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    for side in 5...40 {
      for width in [0.5, 1, 1.5] {
        var other = network
        other.input = .map(3, Extent(side, side + 2))
        let expected = try? other.scaled(by: Scaling(width: width)).analysis().total
        #expect(
          (try? prepared.total(
            on: other.input, scaledBy: Scaling(width: width), using: &workspace)) == expected)
        #expect((expected != nil) == (side % 2 == 0 && side >= 6))
      }
    }
  }
}
