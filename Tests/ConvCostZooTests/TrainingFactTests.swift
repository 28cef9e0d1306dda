import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostZoo
import Testing

/// What a training step keeps and computes, against PyTorch's own measurements.
struct TrainingFactTests {
  /// The table contains all of torchvision's CNN classifiers, segmentation and video networks, and
  /// no others.
  @Test func `the table has every network`() throws {
    let names = try Zoo.entries.filter { entry in
      // The results of detectors have names.
      try entry.source == "torchvision" && entry.network().graph().outputNames.isEmpty
    }.map(\.name)
    #expect(Set(Facts.training.networkNames) == Set(names))
    #expect(Facts.training.networkNames.count == 68 + 6 + 4)
  }

  @Test(arguments: Facts.training.networkNames)
  func `bytes kept for the backward pass, kind by kind`(name: String) throws {
    let fact = try #require(Facts.training["networks"]?[name])
    let training = try step(of: name, fact)
    let batch = try number("batch", fact)
    let saved = try #require(training.saved.bytes(batch: batch, .fp32))
    #expect(saved.activations == (try number("activations", fact)))
    #expect(saved.positions == (try number("positions", fact)))
    #expect(saved.masks == (try number("masks", fact)))
    #expect(saved.statistics == (try number("statistics", fact)))
    #expect(saved.total == (try number("bytes", fact)))
  }

  @Test(arguments: Facts.training.networkNames)
  func `FLOPs of both passes`(name: String) throws {
    let fact = try #require(Facts.training["networks"]?[name])
    let training = try step(of: name, fact)
    let batch = try number("batch", fact)
    let backward = try number("backward_flops", fact)
    #expect(batch * training.forwardFLOPs == (try number("forward_flops", fact)))
    if fact["grouped"]?.bool == false {
      #expect(batch * training.backwardFLOPs == backward)
    } else {
      #expect(batch * training.backwardFLOPs < backward)
    }
    // PyTorch's formula counts the gradient of the weights of a convolution in g groups as g times
    // its cost: it multiplies all input channels by all output channels.
    let analysis = try analysis(of: name, fact)
    let excess = zip(analysis.graph.nodes, analysis.costs).reduce(0) { sum, pair in
      guard case .convolution(let convolution) = pair.0.operation else { return sum }
      let input = analysis.graph.inputShapes(of: pair.0)[0].channels
      return sum + 2 * (convolution.groups(on: input) - 1) * pair.1.macs
    }
    #expect(batch * (training.backwardFLOPs + excess) == backward)
  }

  /// What depends on the batch grows with it; the statistics of batch norms do not. Measured as the
  /// table was: MobileNetV2 at a batch of 1 and of 3.
  @Test(arguments: [(1, 78_209_536), (3, 234_628_608)])
  func `statistics are kept once for a batch`(batch: Int, activations: Int) throws {
    let training = try Training(Zoo.selection("mobilenet_v2").network.analysis())
    let saved = try #require(training.saved.bytes(batch: batch, .fp32))
    #expect(saved.activations == activations)
    #expect(saved.statistics == 136_448)
  }

  /// Measured as the table was, with the whole network in bfloat16 and in float16, at a batch of 2.
  @Test(arguments: [DataType.bf16, .fp16])
  func `positions have 64 bits in every number format`(type: DataType) throws {
    let training = try Training(Zoo.selection("resnet18").network.analysis())
    let saved = try #require(training.saved.bytes(batch: 2, type))
    #expect(saved.activations == 20_574_208)
    #expect(saved.positions == 3_211_264)
    #expect(saved.statistics == 19_200)
  }

  private func analysis(of name: String, _ fact: JSONValue) throws -> Analysis {
    let side = try number("input", fact)
    return try Zoo.selection("torchvision/\(name):input=\(side)").network.analysis()
  }

  private func step(of name: String, _ fact: JSONValue) throws -> Training {
    try Training(analysis(of: name, fact))
  }

  private func number(_ key: String, _ fact: JSONValue) throws -> Int {
    try #require(fact[key]?.integer)
  }
}
