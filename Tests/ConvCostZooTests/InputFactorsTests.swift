import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

/// Counts as products of what channels give and what the input gives.
struct InputFactorsTests {
  /// Networks with what makes factors difficult: inputs that are too small for some layers,
  /// shortcuts, shared weights, sizes that follow from other maps, groups, several inputs of one
  /// layer and stacks of regions.
  static let names = [
    "mobilenet_v2", "resnet18", "googlenet", "efficientnet_b0", "shufflenet_v2_x1_0",
    "squeezenet1_0", "vgg11_bn", "convnext_tiny", "hrnet_w18_small", "cbam_resnet50", "r3d_18",
    "m5", "fasterrcnn_resnet50_fpn", "unet",
  ]

  /// Returns the shape with another extent.
  static func resized(_ shape: Shape, to side: Int) -> Shape {
    guard case .map(let channels, let extent) = shape else { return shape }
    let lengths = extent.lengths.map { $0 == extent.width ? side : $0 }
    return .map(channels: channels, extent: Extent(lengths) ?? extent)
  }

  @Test(arguments: names)
  func `a product is what a pass over the network counts`(name: String) throws {
    let entry = try Zoo.entry(named: name)
    let network = entry.network()
    let own = try #require(entry.input.extent?.width)
    let sides = [own, 8, own / 2 + 7, 97, 2 * own, own - 1, own + 32]
    let inputs = sides.map { [Self.resized(entry.input, to: $0)] }
    // The factors of one width hold for the others.
    let prepared = try PreparedNetwork(network.scaled(by: Scaling(width: 0.5)))
    let form = try #require(InputFactors(prepared, on: inputs, own: 0))
    var compared = 0
    for width in [0.05, 0.5, 0.8, 1.3] {
      let scaled = try network.scaled(by: Scaling(width: width))
      guard let channels = form.channels(of: try scaled.graph()) else { continue }
      for (index, input) in inputs.enumerated() {
        var other = scaled
        other.input = input[0]
        let total = try? other.analysis().total
        // Without factors it is counted by itself.
        guard let product = form.total(of: channels, on: index) else { continue }
        #expect(product == total, "\(width) on \(input)")
        compared += 1
      }
    }
    #expect(compared >= 8, "\(name): \(compared)")
  }

  /// LeNet-5's first linear layer reads all positions of a map, so its weights depend on the input.
  @Test func `a network that reads all positions has no factors`() throws {
    let network = try Network(zoo: "lenet5")
    let prepared = try PreparedNetwork(network)
    let sides = [32, 36, 40].map { [Shape.map(1, $0)] }
    #expect(InputFactors(prepared, on: sides, own: 0) == nil)
    #expect(InputFactors(prepared, on: [[.map(1, 32)], [.map(1, 32)]], own: 0) != nil)
    // Nor has one whose inputs differ in channels, or that is not given on its own input.
    #expect(InputFactors(prepared, on: [[.map(1, 32)], [.map(3, 32)]], own: 0) == nil)
    #expect(InputFactors(prepared, on: sides, own: 1) == nil)
    let other = try Network(zoo: "resnet18").graph()
    let form = try #require(InputFactors(prepared, on: [[.map(1, 32)]], own: 0))
    #expect(form.channels(of: other) == nil)
  }

  /// A width whose MACs would not fit in 64 bits on some input is counted by itself.
  @Test func `near the largest count a network has no factors`() throws {
    let network = Network(input: .map(3, 8)) { Convolution(64, kernel: 3, padding: 1) }
    let sides = [8, 1 << 20].map { [Shape.map(3, $0)] }
    let form = try #require(
      InputFactors(try PreparedNetwork(network), on: sides, own: 0))
    let small = try #require(form.channels(of: network.graph()))
    #expect(form.total(of: small, on: 1)?.macs == 64 * 27 << 40)
    let large = Network(input: .map(3, 8)) { Convolution(1 << 20, kernel: 3, padding: 1) }
    #expect(form.channels(of: try large.graph()) == nil)
  }
}
