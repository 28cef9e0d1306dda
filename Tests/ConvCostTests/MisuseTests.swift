import ConvCost
import Testing

/// Numbers that a program computes and no network can have: typed errors or a network, never a
/// crash or a wrong number.
struct MisuseTests {
  private static let small = Network(input: .map(3, 8)) {
    Convolution(4, kernel: 3, padding: 1)
    BatchNorm()
    Activation.relu
  }

  /// The text of the error that is thrown.
  private static func message(_ work: () throws -> Void) -> String {
    do {
      try work()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [0, -1]) func `a batch has a sample or more`(batch: Int) throws {
    let expected = "batch is \(batch), expected 1 to \(Int.max)"
    let graph = try Self.small.graph()
    let analysis = try Self.small.analysis()
    let path = try Self.small.report().operations[0].path
    let works: [() throws -> Void] = [
      { _ = try Self.small.report(on: Deployment(batch: batch)) },
      { _ = try graph.peakBytes(batch: batch) },
      { _ = try MemoryPlan(graph, batch: batch) },
      { _ = try TrainingMemory(analysis, batch: batch) },
      { _ = try CheckpointChain(analysis, batch: batch) },
      { _ = try PatchPlan(graph, rows: 2, columns: 2, until: path, batch: batch) },
    ]
    for work in works { #expect(Self.message(work) == expected) }
  }

  @Test(arguments: [
    (BitWidths(weights: 0), "number of bits of weights is 0, expected 1 to 64"),
    (BitWidths(activations: -8), "number of bits of activations is -8, expected 1 to 64"),
    (
      BitWidths(layers: [BitWidths.Layers(path: "conv", bits: 65)]),
      "number of bits of conv is 65, expected 1 to 64"
    ),
  ])
  func `numbers have one bit or more`(bits: BitWidths, message: String) {
    let found = Self.message { _ = try Self.small.report(on: Deployment(bits: bits)) }
    #expect(found == message)
  }

  @Test(arguments: [-1, 0, 0.009, 101, .infinity, .nan] as [Double])
  func `factors are from a hundredth to a hundred`(factor: Double) throws {
    let prepared = try PreparedNetwork(Self.small)
    for (name, scaling) in [
      ("width", Scaling(width: factor)), ("depth", Scaling(depth: factor)),
    ] {
      let expected = "\(name) is \(factor), expected 0.01 to 100.0"
      #expect(Self.message { _ = try Self.small.scaled(by: scaling) } == expected)
      let message = Self.message {
        var workspace = PreparedNetwork.Workspace()
        _ = try prepared.total(scaledBy: scaling, using: &workspace)
      }
      #expect(message == expected)
    }
  }

  @Test(arguments: [
    (Stated("X", .layer, macs: -1), "MACs"), (Stated("X", .layer, weights: -1), "weights"),
    (Stated("X", .layer, biases: -1), "biases"), (Stated("X", .layer, buffers: -1), "buffers"),
  ])
  func `what is stated is not negative`(layer: Stated, quantity: String) {
    let message = Self.message { _ = try Network(input: .vector(4)) { layer }.cost }
    #expect(message.hasSuffix("number of \(quantity) is -1, expected 0 to \(Cost.largestCount)"))
  }

  /// What memory and training need does not depend on how a tool counts.
  @Test(arguments: [Convention.thop, .fvcore, .keras])
  func `training and memory take counts by any convention`(convention: Convention) throws {
    let network = try Network(zoo: "resnet18")
    let (standard, other) = (try network.analysis(), try network.analysis(by: convention))
    #expect(try Training(other) == Training(standard))
    let chain = try CheckpointChain(other)
    let budget = chain.leastBudget
    #expect(
      try chain.plan(within: budget)?.recomputedMACs
        == CheckpointChain(standard).plan(within: budget)?.recomputedMACs)
    let liveness = try Liveness(standard.graph)
    #expect(
      try Footprint.nodes(of: other, liveness, Deployment())
        == Footprint.nodes(of: standard, liveness, Deployment()))
  }

  /// A device may have no published peak for a format, or no published bandwidth.
  @Test(arguments: [
    (Device(name: "x", peaks: [.fp32: 1e12], bandwidth: 1e9), "peak for int4"),
    (Device(name: "x", peaks: [.int4: 1e12], bandwidth: nil), "bandwidth of its memory"),
  ])
  func `an unknown time is not zero`(device: Device, lack: String) throws {
    let report = try Self.small.report(on: Deployment(dataType: .int4, device: device))
    #expect(report.efficiency.total.seconds == nil)
    #expect(report.rendered(as: .text).contains("unknown on x, which has no known \(lack)"))
    #expect(report.rendered(as: .json).contains("\"secondsAtLeast\": null"))
  }

  /// Blocks of the zoo with numbers that their papers do not have.
  @Test(
    arguments: [
      (ResNet(depths: [2, -1], unit: .basic), nil),
      (ResNet(depths: [1], unit: .basic, outputStride: 0), nil),
      (ResNet(depths: [1], unit: .basic, squeezeReduction: 0), nil),
      (ResNet(depths: [1], unit: .attention(.first1x1, reduction: 0)), nil),
      (ResNet(depths: [1], unit: .bottleneck(.middle3x3), groupWidth: .max), "channels"),
      (CIFARResNet(blocks: -1), nil), (HRNet(blocks: -1, width: 18), nil),
      (RegNet.Unit(input: 3, width: 8, stride: 1, groupWidth: 0, squeezes: true), nil),
      (NASNet(normalCells: -1, penultimate: 1056, stem: 32, skipsReduction: false), nil),
      (VideoBlock(.factorized, from: 0, to: 0), "channels"),
      (RetinaNet(classes: .max), "channels"), (YOLOv3(classes: .max), "channels"),
      (YOLOv3Tiny(classes: .max), "channels"), (SSD300(classes: .max), "channels"),
      (SSDLite(classes: .max), "channels"),
      (CIFARResNeXt(groups: .max, groupWidth: 64), "channels"),
      (EfficientNet(depth: .infinity), "channels"), (EfficientNet(depth: .nan), "channels"),
      (EfficientNetV2(.s, depth: .infinity), "channels"),
    ] as [(any Block, String?)])
  func `impossible blocks are errors`(block: any Block, problem: String?) {
    let message = Self.message { _ = try Network(input: .map(3, 320), block).cost }
    #expect(problem.map(message.contains) ?? (message == "no error"), "\(message)")
  }

  @Test func `an entry of the zoo takes what its name takes`() throws {
    let entry = try Zoo.entry(named: "resnet50")
    var options = NetworkOptions()
    options.width = 0.5
    options.input = InputSize(side: 320)
    let network = try entry.network(options)
    let written = try Network(zoo: "resnet50:width=0.5,input=320")
    #expect(network == written)
    #expect(try network.report().rendered(as: .text) == written.report().rendered(as: .text))
    #expect(entry.network().subject.reference == "torchvision/resnet50")
  }

  @Test func `an entry of the zoo refuses what its name refuses`() throws {
    let entry = try Zoo.entry(named: "resnet18")
    func message(_ change: (inout NetworkOptions) -> Void) -> String {
      var options = NetworkOptions()
      change(&options)
      return Self.message { _ = try entry.network(options) }
    }
    #expect(message { $0.growth = 3 }.contains("growth"))
    #expect(message { $0.depth = .infinity }.contains("a number from 0.01 to 100"))
    #expect(message { $0.width = -1 }.contains("a number from 0.01 to 100"))
    #expect(message { $0.input = InputSize("3x16x112x112") }.contains("3x16x112x112"))
  }
}
