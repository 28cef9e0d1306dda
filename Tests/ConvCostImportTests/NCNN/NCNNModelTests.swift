import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Testing

/// A file of ncnn's benchmark, and what it costs.
struct NCNNFact: Sendable, CustomTestStringConvertible {
  var name: String
  var parameters: Int
  var macs: Int
  /// Parameters that the sums of sizes in the file's convolutions and inner products lack: stored
  /// blobs and attention have sizes of their own.
  var others = 0

  var testDescription: String { name }
}

/// Descriptions that the authors of ncnn run.
struct NCNNModelTests {
  /// The parameters are the sums of `weight_data_size` and biases that a script read out of the
  /// files. Nothing is a buffer: the norms are folded into convolutions.
  ///
  /// MACs: of alexnet, googlenet and resnet50 OpenCV's importer gives as many for the Caffe files
  /// they were converted from. mnasnet, shufflenet_v2, regnety_400m, efficientnet_b0, vgg16 and
  /// mobilenet have those of the zoo's networks (see below); resnet18 has a projection of
  /// 64·64·56² more, Caffe's, and mobilenet_v2 an expansion of 32·32·112² that expands nothing.
  static let facts = [
    NCNNFact(name: "alexnet", parameters: 60_965_224, macs: 724_406_816),
    NCNNFact(name: "blazeface", parameters: 88_470, macs: 29_368_320),
    NCNNFact(name: "efficientnet_b0", parameters: 5_267_540, macs: 385_814_752),
    // 15 stored vectors of 192, 112, 96, 48 and 32 numbers are added to convolutions.
    NCNNFact(
      name: "efficientnetv2_b0", parameters: 7_109_400, macs: 718_086_176, others: 2_064),
    NCNNFact(name: "googlenet", parameters: 6_998_552, macs: 1_582_671_872),
    NCNNFact(name: "mnasnet", parameters: 4_364_352, macs: 314_415_872),
    NCNNFact(name: "mobilenet", parameters: 4_221_032, macs: 568_740_352),
    NCNNFact(name: "mobilenet_ssd", parameters: 5_783_417, macs: 1_148_479_168),
    NCNNFact(
      name: "mobilenet_v2", parameters: 3_488_872, macs: 300_774_272 + 32 * 32 * 112 * 112),
    NCNNFact(name: "mobilenet_v3", parameters: 5_133_694, macs: 245_564_768),
    NCNNFact(name: "nanodet_m", parameters: 941_818, macs: 342_223_200),
    NCNNFact(name: "proxylessnasnet", parameters: 4_064_560, macs: 336_483_904),
    NCNNFact(name: "regnety_400m", parameters: 4_330_568, macs: 401_842_848),
    NCNNFact(
      name: "resnet18", parameters: 11_688_872, macs: 1_814_073_344 + 64 * 64 * 56 * 56),
    NCNNFact(name: "resnet50", parameters: 25_530_472, macs: 3_857_973_248),
    NCNNFact(name: "shufflenet", parameters: 1_802_866, macs: 127_061_304),
    NCNNFact(name: "shufflenet_v2", parameters: 2_270_514, macs: 144_907_992),
    NCNNFact(name: "squeezenet", parameters: 1_235_496, macs: 418_467_520),
    NCNNFact(name: "vgg16", parameters: 138_357_544, macs: 15_470_264_320),
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    try Fixtures.bytes("Tests/ConvCostImportTests/Models/ncnn/\(name).param")
  }

  @Test(arguments: facts)
  func `a file's totals`(fact: NCNNFact) throws {
    let file = try ModelFile(bytes: try Self.bytes(fact.name), name: fact.name)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.macs == fact.macs)
    #expect(file.cost.buffers == 0)
    #expect(file.isComplete)
    #expect(try Self.statedWeights(fact.name) == fact.parameters - fact.others)
  }

  /// The vision transformer is torchvision's `vit_b_32` at 384×384: 88,224,232 parameters, and 95
  /// positions of 768 numbers more, 12² + 1 in place of 7² + 1. The file leaves the size open.
  @Test func `a vision transformer`() throws {
    let bytes = try Self.bytes("vision_transformer")
    #expect(throws: ModelFileError.self) { _ = try ModelFile(bytes: bytes) }
    let file = try ModelFile(bytes: bytes, input: [384])
    #expect(file.cost.parameters == 88_224_232 + 95 * 768)
    // The patches; in each of 12 blocks 4 products of weights, 2 of tokens, and the two of the
    // perceptron; the classifier.
    let block = 145 * (4 * 768 * 768 + 2 * 768 * 3072) + 2 * 145 * 145 * 768
    #expect(file.cost.macs == 144 * 2_359_296 + 12 * block + 768 * 1000)
    #expect(file.isComplete)
    #expect(file.graph.inputs == [.map(3, 384)])
  }

  @Test(arguments: facts)
  func `shapes are those that the file states`(fact: NCNNFact) throws {
    let file = try ModelFile(bytes: try Self.bytes(fact.name))
    let paths = Paths(file.graph).nodes
    var shapes: [String: [Int]] = [:]
    for (path, node) in zip(paths, file.graph.nodes) { shapes[path] = node.output.dimensions }
    var compared = 0
    for line in try Self.lines(fact.name) {
      guard let hint = line.first(where: { $0.hasPrefix("-23330=") }) else { continue }
      let numbers = hint.dropFirst(7).split(separator: ",").compactMap { Int($0) }
      let stated = Array(numbers[2..<(2 + numbers[1])].reversed())
      // A global pool is followed by a step that makes features of the map.
      let path =
        line[0] == "Pooling" && shapes["\(line[1])_flatten"] != nil
        ? "\(line[1])_flatten" : line[1]
      guard let found = shapes[path] else { continue }
      #expect(found == stated, "\(line[1])")
      compared += 1
    }
    #expect(compared > 0 || fact.name == "blazeface")
  }

  private static func lines(_ name: String) throws -> [[String]] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").dropFirst(2)
      .map { $0.split(separator: " ").map(String.init) }
  }

  /// The sums of the sizes that the lines state.
  private static func statedWeights(_ name: String) throws -> Int {
    try lines(name).reduce(0) { sum, line in
      func value(_ key: Int) -> Int {
        line.first { $0.hasPrefix("\(key)=") }.flatMap { Int($0.dropFirst("\(key)=".count)) } ?? 0
      }
      switch line[0] {
      case "Convolution", "ConvolutionDepthWise": return sum + value(6) + value(5) * value(0)
      case "InnerProduct": return sum + value(2) + value(1) * value(0)
      default: return sum
      }
    }
  }
}
