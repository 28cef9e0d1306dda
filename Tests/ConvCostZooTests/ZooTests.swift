import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct ZooTests {
  @Test func `names are unique and every entry says where it comes from`() {
    #expect(Set(Zoo.entries.map(\.fullName)).count == Zoo.entries.count)
    for entry in Zoo.entries {
      #expect(!entry.citation.isEmpty)
      #expect(!entry.family.isEmpty)
      #expect(
        ["torchvision", "paper", "keras", "caffe", "slim", "tpu", "course", "timm", "darknet"]
          .contains(entry.source))
      #expect(entry.name == entry.name.lowercased())
      #expect(entry.keys.first == .input)
    }
  }

  @Test func `a bare name means torchvision's network if there is one`() throws {
    #expect(try Zoo.entry(named: "resnet50").fullName == "torchvision/resnet50")
    #expect(try Zoo.entry(named: "AlexNet").fullName == "torchvision/alexnet")
    #expect(try Zoo.entry(named: "densenet264").fullName == "paper/densenet264")
    #expect(try Zoo.entry(named: "paper/resnet50").fullName == "paper/resnet50")
  }

  @Test func `a name means the same, whichever family is looked at first`() throws {
    for entry in Zoo.entries {
      #expect(try Zoo.entry(named: entry.fullName).fullName == entry.fullName)
      let others = Zoo.entries.filter { $0.name == entry.name }
      let meant = others.first { $0.source == "torchvision" } ?? others.first
      #expect(try Zoo.entry(named: entry.name).fullName == meant?.fullName)
    }
  }

  /// Checks the sums of a network's layers and of its outermost blocks against its total.
  private func checkSums(of analysis: Analysis) {
    #expect(analysis.costs.reduce(Cost.zero, +) == analysis.total)
    let topScopes = analysis.graph.scopes.dropFirst().filter { $0.parent == 0 }
    let loose = analysis.graph.nodes.indices.filter { analysis.graph.nodes[$0].scope == 0 }
    let folded = topScopes.map { analysis.cost(of: $0.nodes) } + loose.map { analysis.costs[$0] }
    #expect(folded.reduce(.zero, +) == analysis.total)
  }

  /// The families that classify every pixel, not the image.
  private static let perPixel: Set = ["FCN", "DeepLabV3", "LR-ASPP", "U-Net"]

  @Test(arguments: Zoo.entries.map(\.fullName))
  func `every network counts at several inputs, class counts and widths`(name: String) throws {
    let entry = try Zoo.entry(named: name)
    var variants = [""]
    if !Zoo.ofEachFamily.contains(name) {
      // Others of the family differ in numbers of layers and channels.
    } else if entry.family == "U-Net" {
      // Every pool must meet an even length.
      variants += [":input=332", ":input=188x300"]
    } else if entry.input.rank == 1 {
      variants += [":input=16000", ":input=1x8192"]
    } else if entry.input.extent != nil {
      variants.append(":input=320")
      // In Caffe pools round up and convolutions down, and HRNet doubles maps that convolutions
      // have halved, so branches fit only at some sizes; Darknet's detectors take multiples of 32.
      if !["caffe", "darknet"].contains(entry.source), entry.family != "HRNet" {
        variants.append(":input=331x299")
      }
      if entry.input.rank == 3 { variants.append(":input=3x19x331x299") }
    }
    if entry.keys.contains(.classes) { variants.append(":classes=7") }
    if entry.keys.contains(.width), Zoo.ofEachFamily.contains(name) {
      variants += [":width=0.3", ":width=1.7"]
    }
    if entry.keys.contains(.depth) { variants.append(":depth=1.3") }
    if entry.keys.contains(.growth) { variants.append(":growth=7") }
    if entry.keys.contains(.aux) { variants.append(":aux=true") }
    if entry.keys.contains(.frozen) { variants.append(":frozen=true") }
    for variant in variants {
      let analysis = try Zoo.selection(name + variant).network.analysis()
      checkSums(of: analysis)
      // The results of detectors are maps.
      guard analysis.graph.outputNames.isEmpty else { continue }
      let output = analysis.graph.shape(ofValue: analysis.graph.outputs[0])
      #expect((output.extent != nil) == Self.perPixel.contains(entry.family), "\(name + variant)")
      if variant == ":classes=7" { #expect(output.channels == 7) }
    }
  }

  /// The first network of every family, and the one that a depth of 100 makes the deepest.
  static let deepened = Set(
    Dictionary(grouping: Zoo.entries, by: \.family).values.compactMap { $0.first?.fullName }
      + ["keras/nasnet_large"])

  @Test(arguments: Zoo.ofEachFamily)
  func `an impossible network is a typed error or a network, never a crash`(name: String) throws {
    for options in [
      "input=1", "input=7x2147483647", "input=2147483647", "input=1x224x224", "classes=2147483647",
      "width=100", "growth=2147483647", "groups=2147483647",
    ] + (Self.deepened.contains(name) ? ["depth=100"] : []) {
      do throws(ZooError) {
        let network = try Zoo.selection("\(name):\(options)").network
        do throws(NetworkError) {
          let total = try network.analysis().total
          #expect(total.parameters > 0)
        } catch {
          #expect(!error.description.isEmpty)
        }
      } catch {
        // A key that the network does not take, or an input of another kind.
        continue
      }
    }
  }

  @Test func `parameters do not depend on the input of a network with a global pool`() throws {
    for name in ["resnet18", "densenet121", "mobilenet_v2", "efficientnet_b0", "googlenet"] {
      let small = try Zoo.selection("\(name):input=160").network.analysis().total
      let large = try Zoo.selection("\(name):input=320").network.analysis().total
      #expect(small.parameters == large.parameters)
      #expect(small.macs < large.macs)
    }
  }

  /// The least inputs are `min_size` of torchvision's weights, 0.29.2: squeezenet1_0 21,
  /// squeezenet1_1 17.
  @Test(arguments: [("squeezenet1_0", 21), ("squeezenet1_1", 17), ("googlenet", 15)])
  func `pools that round up take small images`(name: String, least: Int) throws {
    let parameters = try Zoo.selection(name).network.analysis().total.parameters
    for side in least...32 {
      let small = try Zoo.selection("\(name):input=\(side)").network.analysis().total
      #expect(small.parameters == parameters)
    }
    if name.hasPrefix("squeezenet") {
      let smaller = try Zoo.selection("\(name):input=\(least - 1)").network
      #expect(throws: NetworkError.self) { _ = try smaller.graph() }
    }
  }

  /// Whether there is a shortcut anywhere in a tree.
  private func hasShortcut(_ layers: [Layer]) -> Bool {
    layers.contains { layer in
      if case .residual = layer { true } else { hasShortcut(layer.children) }
    }
  }

  /// Layers after a flattened map of several positions depend on the input; no layer before it
  /// does.
  @Test(arguments: Zoo.ofEachFamily)
  func `shortcuts do not depend on the size of the image`(name: String) throws {
    let entry = try Zoo.entry(named: name)
    let narrow = entry.keys.contains(.width) ? [":width=0.3"] : []
    for variant in [""] + narrow {
      var network = try Zoo.selection(name + variant).network
      guard network.input.extent != nil, hasShortcut(network.layers) else { continue }
      let usual = try parts(of: network)
      network.input = try #require(
        (1...80).lazy.compactMap { side in
          Extent(side).along(network.input.rank ?? 2).map { .map(network.input.channels, $0) }
        }.first { input in
          (try? Network(input: input, layers: { network.layers }).graph()) != nil
        })
      let least = try parts(of: network)
      #expect(least.operations == usual.operations, "\(name + variant) on \(network.input)")
      #expect(least.parameters == usual.parameters, "\(name + variant) on \(network.input)")
    }
  }

  /// The operations up to the first flattened map, and their parameters. An interpolation to the
  /// size of the image depends on it, and counts as the same operation at every size.
  private func parts(of network: Network) throws -> (operations: [Operation], parameters: Int) {
    let analysis = try network.analysis()
    let operations = analysis.graph.nodes.map(\.operation).prefix { $0 != .flatten }.map {
      if case .upsample(let upsample) = $0 {
        Upsample(by: 1, mode: upsample.mode).operation
      } else {
        $0
      }
    }
    let costs = analysis.costs.prefix(operations.count)
    return (Array(operations), costs.reduce(Cost.zero, +).parameters)
  }

  /// The part with the convolutions: the literature quotes it alone for VGG-16 (15.3 G).
  @Test(arguments: [
    ("paper/vgg_a", 7_485_456_384), ("paper/vgg_b", 11_184_832_512),
    ("paper/vgg_c", 11_647_254_528), ("paper/vgg_d", 15_346_630_656),
    ("paper/vgg_e", 19_508_428_800),
  ])
  func `the convolutions of VGG alone`(name: String, macs: Int) throws {
    let analysis = try Zoo.selection(name).network.analysis()
    let linear = analysis.graph.nodes.indices.filter {
      if case .linear = analysis.graph.nodes[$0].operation { true } else { false }
    }.map { analysis.costs[$0] }.reduce(Cost.zero, +)
    #expect(analysis.total.macs - linear.macs == macs)
    // The same three linear layers in every column.
    #expect(linear.macs == 123_633_664)
    #expect(linear.parameters == 123_642_856)
    // Simonyan and Zisserman 2014: the convolutional part of columns D and E.
    let parts = ["paper/vgg_d": 14_714_688, "paper/vgg_e": 20_024_384]
    if let part = parts[name] { #expect(analysis.total.parameters - linear.parameters == part) }
  }

  /// torchvision 0.29.2, vgg11_bn and others: convolutions with normalisations keep their biases.
  @Test(arguments: [("vgg11", 5_504), ("vgg13", 5_888), ("vgg16", 8_448), ("vgg19", 11_008)])
  func `batchnorm=true is the bn variant`(name: String, added: Int) throws {
    let plain = try Zoo.selection(name).network.analysis().total
    let option = try Zoo.selection("\(name):batchnorm=true").network.analysis().total
    let named = try Zoo.selection("\(name)_bn").network.analysis().total
    #expect(option == named)
    #expect(named.parameters - plain.parameters == added)
    #expect(named.biases == plain.biases)
    let without = try Zoo.selection("\(name)_bn:batchnorm=false").network.analysis().total
    #expect(without == plain)
  }

  /// MIT 6.5940, lecture 2: AlexNet at 224 with a padding of 2 has the same maps and counts.
  @Test func `AlexNet at 224 with padding is AlexNet at 227`() throws {
    let padded = Network(input: .map(3, 224), AlexNet(firstPadding: 2))
    let published = Network(input: .map(3, 227), AlexNet())
    #expect(try padded.analysis().total == published.analysis().total)
  }

  /// keras.io/api/applications, whose totals are parameters and running statistics together.
  @Test(arguments: [
    ("densenet121", 8_062_504), ("densenet169", 14_307_880), ("densenet201", 20_242_984),
    ("mobilenet_v2", 3_538_984), ("mobilenet_v2:width=1.4", 6_156_712),
    ("mobilenet_v2:width=0.35", 1_691_208), ("mobilenet_v2:width=1.3", 5_431_048),
    ("mobilenet_v2:width=0.75", 2_663_064), ("mobilenet_v2:width=0.5", 1_987_224),
    ("keras/resnet50", 25_636_712), ("keras/resnet101_v2", 44_675_560),
    ("keras/mobilenet:width=0.5", 1_342_536), ("keras/mobilenet:width=0.25", 475_544),
    ("keras/mobilenet:width=0.75", 2_601_976),
  ])
  func `parameters and buffers are what Keras prints`(name: String, total: Int) throws {
    let cost = try Zoo.selection(name).network.analysis().total
    #expect(cost.parameters + cost.buffers == total)
  }

  /// tensorflow/models research/slim/nets/mobilenet_v1.py, whose docstring totals the weights and
  /// multiply-adds of two configurations without the classifier.
  @Test(arguments: [
    ("width=1.0,input=224", 3_185_088, 567_716_352, 1024),
    ("width=0.75,input=128", 1_800_144, 106_002_432, 768),
  ])
  func `MobileNetV1 without its classifier`(
    options: String, weights: Int, macs: Int, features: Int
  ) throws {
    let total = try Zoo.selection("paper/mobilenet_v1:\(options)").network.analysis().total
    #expect(total.weights - 1000 * features == weights)
    #expect(total.macs - 1000 * features == macs)
  }

  /// Howard et al. 2017, Table 3: one layer of 14×14×512, its rows cumulative.
  @Test(arguments: [
    (false, 512, 14, 2_359_296, 462_422_016), (true, 512, 14, 266_752, 52_283_392),
    (true, 384, 14, 150_912, 29_578_752), (true, 384, 10, 150_912, 15_091_200),
  ])
  func `a layer of MobileNet`(
    isSeparable: Bool, channels: Int, side: Int, weights: Int, macs: Int
  ) throws {
    let input = Shape.map(channels, Extent(side))
    let network =
      isSeparable
      ? Network(input: input) { DepthwiseSeparable(channels) }
      : Network(input: input) { ConvNorm(channels, kernel: 3) }
    let total = try network.analysis().total
    #expect(total.weights == weights)
    #expect(total.macs == macs)
  }

  /// Woo et al. 2018, Table 4: ResNet-50 has 25,557,032 parameters, and every perceptron counts
  /// once but is used twice.
  @Test func `CBAM adds a perceptron and a convolution to each block`() throws {
    let plain = try Zoo.selection("paper/resnet50").network.analysis().total
    let network = try Zoo.selection("paper/cbam_resnet50").network
    let total = try network.analysis().total
    var (parameters, macs) = (0, 0)
    for (stage, depth) in [3, 4, 6, 3].enumerated() {
      let (channels, side) = (256 << stage, 56 >> stage)
      let weights = 2 * channels * channels / 16
      parameters += depth * (weights + channels / 16 + channels + 98 + 2)
      macs += depth * (2 * weights + 98 * side * side)
    }
    #expect(total.parameters - plain.parameters == parameters)
    #expect(total.macs - plain.macs == macs)
    #expect(try network.graph().shared.count == 16 * 3)
  }

  /// Zoph et al. 2017: NASNet-A (N @ penultimate channels).
  @Test(arguments: [
    ("keras/nasnet_mobile", 4, 1056), ("keras/nasnet_large", 6, 4032),
  ])
  func `a NASNet scales by its cells and its last channels`(
    name: String, cells: Int, penultimate: Int
  ) throws {
    for width in [0.25, 0.5, 1.0, 1.5] {
      let graph = try Zoo.selection("\(name):width=\(width)").network.graph()
      let linear = try #require(graph.nodes.last { $0.operation.kind == .linear })
      #expect(
        graph.inputShapes(of: linear)
          == [.vector(roundedChannels(Double(penultimate) * width, divisor: 96))])
    }
    for depth in [0.1, 0.5, 1.0, 2.0] {
      let graph = try Zoo.selection("\(name):depth=\(depth)").network.graph()
      let normal = graph.scopes.count { $0.type == "NormalCell" }
      #expect(normal == 3 * repeats(cells, scaledBy: depth))
      #expect(graph.scopes.count { $0.type == "ReductionCell" } == 4)
    }
  }

  /// nn.Upsample doubles exactly, so at other sizes timm's HRNets would add maps of different
  /// extents.
  @Test func `HRNet takes images whose quarter is a multiple of eight`() throws {
    for side in [29, 32, 160, 221, 224, 256] {
      #expect((try? Zoo.selection("hrnet_w18:input=\(side)").network.graph()) != nil)
    }
    for side in [28, 33, 220, 240] {
      let network = try Zoo.selection("hrnet_w18:input=\(side)").network
      #expect(throws: NetworkError.self) { try network.graph() }
    }
  }

  /// tensorflow/models research/slim/nets/mobilenet/README.md, which leaves normalisations out.
  @Test(arguments: [
    ("1.4", 6_060_840), ("1.3", 5_342_536), ("1.0", 3_470_760), ("0.75", 2_609_784),
    ("0.5", 1_950_136), ("0.35", 1_663_048),
  ])
  func `weights and biases of MobileNetV2`(width: String, count: Int) throws {
    let cost = try Zoo.selection("mobilenet_v2:width=\(width)").network.analysis().total
    #expect(cost.weights + cost.biases == count)
  }

  /// keras.io/api/applications: EfficientNet adds seven numbers for a normalisation of the input.
  @Test(arguments: [
    (0, 5_330_571), (1, 7_856_239), (2, 9_177_569), (3, 12_320_535), (4, 19_466_823),
    (5, 30_562_527), (6, 43_265_143), (7, 66_658_687),
  ])
  func `EfficientNet has the totals that Keras prints`(number: Int, total: Int) throws {
    let cost = try Zoo.selection("paper/efficientnet_b\(number)").network.analysis().total
    #expect(cost.parameters + cost.buffers + 7 == total)
  }

  /// LeCun et al. 1998, §II.B, which counts a connection for every weight and bias of every unit,
  /// including those of the fixed output units: the layers' numbers are the paper's.
  @Test func `LeNet-5 has the connections of its paper`() throws {
    let analysis = try Zoo.selection("paper/lenet5").network.analysis()
    let paths = Paths(analysis.graph).nodes
    func connections(_ prefix: String) -> Int {
      analysis.graph.nodes.indices.filter { paths[$0].hasPrefix(prefix) }.reduce(0) { sum, index in
        let node = analysis.graph.nodes[index]
        let cost = analysis.costs[index]
        return switch node.operation {
        case .convolution, .linear: sum + cost.macs + node.output.count
        case .pool(let pool): sum + pool.window.area(on: 2) * node.output.count
        case .channelScale: sum + node.output.count
        case .radialBasis: sum + cost.buffers
        default: sum
        }
      }
    }
    #expect(connections("C1") == 122_304)
    #expect(connections("C3") == 151_600)
    #expect(connections("C5") == 48_120)
    #expect(connections("F6") == 10_164)
    #expect(connections("output") == 840)
    // The subsampling layers S2 and S4: four inputs and a bias for each unit.
    let sum: Int = 122_304 + 5_880 + 151_600 + 2_000 + 48_120 + 10_164 + 840
    #expect(connections("") == sum)
    #expect(connections("") == 340_908)
    func parameters(_ prefix: String) -> Int {
      paths.indices.filter { paths[$0].hasPrefix(prefix) }
        .reduce(0) { $0 + analysis.costs[$1].parameters }
    }
    #expect(parameters("C1") == 156)
    #expect(parameters("S2") == 12)
    #expect(parameters("C3") == 1_516)
    #expect(parameters("S4") == 32)
    #expect(parameters("C5") == 48_120)
    #expect(parameters("F6") == 10_164)
    #expect(LeNet5.connections.reduce(0) { $0 + $1.count } == 60)
    #expect(analysis.total.macs == 325_680)
  }

  @Test func `scaled EfficientNets are the released ones`() throws {
    for release in EfficientNet.releases {
      let scaled = try Zoo.selection(
        "efficientnet:width=\(release.width),depth=\(release.depth),input=\(release.resolution)")
      let released = try Zoo.selection("paper/efficientnet_\(release.name)")
      #expect(scaled.network == released.network)
    }
  }

  @Test func `an option given twice has its last value`() throws {
    let selection = try Zoo.selection("resnet18:classes=5,input=64,classes=10,classes=20")
    #expect(selection.options.classes == 20)
    #expect(try selection.options.settings == [.init(.input, "64"), .init(.classes, "20")])
  }

  @Test(arguments: [
    ("224", Shape.map(3, 224)), ("300x260", .map(3, Extent(300, 260))),
    ("1x28x30", .map(1, Extent(28, 30))), ("1×28×30", .map(1, Extent(28, 30))),
  ])
  func `an input may be a side, an extent or a shape`(text: String, shape: Shape) throws {
    #expect(try Zoo.selection("resnet18:input=\(text)").network.input == shape)
  }
}

struct RoundingTests {
  /// tensorflow/models research/slim/nets/mobilenet/mobilenet_v2.py at several multipliers.
  @Test(arguments: [
    (32, 0.35, 16), (16, 0.35, 8), (24, 0.35, 8), (32, 0.75, 24), (24, 0.75, 24),
    (64, 1.3, 80), (96, 1.4, 136), (320, 1.4, 448), (1280, 1.4, 1792), (3, 1.0, 8),
  ])
  func `channels are rounded to eight as MobileNetV2 does`(
    channels: Double, width: Double, expected: Int
  ) {
    #expect(roundedChannels(channels * width) == expected)
  }

  @Test func `rounding never loses more than a tenth, and is a multiple of the divisor`() {
    for channels in stride(from: 1.0, through: 2000, by: 0.7) {
      for divisor in [1, 4, 8, 16] {
        let rounded = roundedChannels(channels, divisor: divisor)
        #expect(rounded % divisor == 0)
        #expect(Double(rounded) >= 0.9 * channels)
        #expect(rounded >= divisor)
      }
    }
  }

  @Test func `repeats are rounded up`() {
    #expect(repeats(2, scaledBy: 1.1) == 3)
    #expect(repeats(4, scaledBy: 3.1) == 13)
    #expect(repeats(3, scaledBy: 1.0) == 3)
    #expect(repeats(1, scaledBy: 0.01) == 1)
  }
}
