import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

@testable import ConvCostImport

/// The expected counts of a real file, for its whole batch.
struct CaffeFact: Sendable, CustomTestStringConvertible {
  var file: String
  var batch: Int
  var macs: Int
  /// Everything that Caffe stores: parameters, statistics, and a factor for each batch norm.
  var numbers: Int
  var batchNorms: Int
  var output: [Int]

  var testDescription: String { file }
}

struct CaffeModelTests {
  static let folder = "Tests/ConvCostImportTests/Models/caffe"

  static func file(_ name: String, input: [Int]? = nil) throws -> ModelFile {
    try ModelFile(bytes: try Fixtures.bytes("\(folder)/\(name)"), name: name, input: input)
  }

  /// The shapes of OpenCV's Caffe importer (4.14), which refuses blobs that do not fit them.
  static let facts: [CaffeFact] = [
    CaffeFact(
      file: "ResNet-50-deploy.prototxt", batch: 1, macs: 3_857_973_248, numbers: 25_610_269,
      batchNorms: 53, output: [1, 1000]),
    CaffeFact(
      file: "bvlc_alexnet_deploy.prototxt", batch: 10, macs: 7_244_068_160, numbers: 60_965_224,
      batchNorms: 0, output: [10, 1000]),
    CaffeFact(
      file: "bvlc_caffenet_full_conv.prototxt", batch: 1, macs: 6_561_635_360,
      numbers: 60_965_224, batchNorms: 0, output: [1, 1000, 8, 8]),
    CaffeFact(
      file: "bvlc_googlenet_deploy.prototxt", batch: 10, macs: 15_826_718_720,
      numbers: 6_998_552, batchNorms: 0, output: [10, 1000]),
    CaffeFact(
      file: "lenet.prototxt", batch: 64, macs: 146_752_000, numbers: 431_080,
      batchNorms: 0, output: [64, 10]),
    CaffeFact(
      file: "mobilenet_v1_deploy.prototxt", batch: 1, macs: 568_740_352, numbers: 4_253_891,
      batchNorms: 27, output: [1, 1000, 1, 1]),
    CaffeFact(
      file: "mobilenet_v2_deploy.prototxt", batch: 1, macs: 429_111_936, numbers: 3_540_189,
      batchNorms: 53, output: [1, 1000, 1, 1]),
    CaffeFact(
      file: "soeaver_densenet121.prototxt", batch: 1, macs: 2_834_161_664, numbers: 8_062_625,
      batchNorms: 121, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_dpn92.prototxt", batch: 1, macs: 6_501_684_224, numbers: 37_793_704,
      batchNorms: 96, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_inception-resnet-v2.prototxt", batch: 1, macs: 13_155_794_016,
      numbers: 55_904_212, batchNorms: 204, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_inception-v3.prototxt", batch: 1, macs: 5_713_216_096, numbers: 23_869_094,
      batchNorms: 94, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_resnext50-32x4d.prototxt", batch: 1, macs: 4_230_479_872,
      numbers: 25_097_181, batchNorms: 53, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_vgg16-pytorch.prototxt", batch: 1, macs: 15_470_264_320,
      numbers: 138_357_544, batchNorms: 0, output: [1, 1000]),
    CaffeFact(
      file: "soeaver_xception.prototxt", batch: 1, macs: 8_357_403_496, numbers: 22_910_520,
      batchNorms: 40, output: [1, 1000]),
    CaffeFact(
      file: "squeezenet_v1.0_deploy.prototxt", batch: 10, macs: 8_613_399_360,
      numbers: 1_248_424, batchNorms: 0, output: [10, 1000, 1, 1]),
    CaffeFact(
      file: "squeezenet_v1.1_deploy.prototxt", batch: 10, macs: 3_877_475_200,
      numbers: 1_235_496, batchNorms: 0, output: [10, 1000, 1, 1]),
  ]

  @Test(arguments: facts)
  func `counts and shapes are those of the file's framework`(fact: CaffeFact) throws {
    let file = try Self.file(fact.file)
    #expect(file.subject.source == "caffe")
    #expect(file.cost.macs * fact.batch == fact.macs)
    #expect(file.cost.parameters + file.cost.buffers + fact.batchNorms == fact.numbers)
    #expect(file.isComplete)
    let last = try #require(file.graph.nodes.last)
    #expect([fact.batch] + last.output.dimensions == fact.output)
    // Each use of a label has a value, so that the tree can be lowered again.
    let network = try #require(file.network)
    #expect(try network.cost == file.cost)
  }

  /// Files for training, which read images from a database. Convolutions and products by hand from
  /// the layers; GoogLeNet's two heads of training take part in its test phase:
  /// 1,582,671,872 + 4,169,728 + 4,202,496.
  @Test(arguments: [
    ("bvlc_alexnet_train_val.prototxt", [3, 227, 227], 724_406_816, 60_965_224),
    ("bvlc_googlenet_train_val.prototxt", nil, 1_591_044_096, 13_378_280),
    ("cifar10_full_train_test.prototxt", [3, 32, 32], 12_298_240, 89_578),
    ("lenet_train_test.prototxt", [1, 28, 28], 2_293_000, 431_080),
    ("mnist_autoencoder.prototxt", [1, 28, 28], 2_833_000, 2_837_314),
    // Both halves have the weights of LeNet without its last layer's outputs, and 22 more numbers.
    ("mnist_siamese_train_test.prototxt", [2, 28, 28], 4_586_040, 431_102),
  ])
  func `files for training have the network of the test phase`(
    name: String, input: [Int]?, macs: Int, parameters: Int
  ) throws {
    let file = try Self.file(name, input: input)
    #expect(file.cost.macs == macs)
    #expect(file.cost.parameters == parameters)
    #expect(file.isComplete)
  }

  /// The zoo's definitions of the same networks.
  @Test(arguments: [
    ("bvlc_alexnet_deploy.prototxt", "paper/alexnet"),
    ("bvlc_googlenet_deploy.prototxt", "paper/googlenet"),
    ("lenet.prototxt", "caffe/lenet"),
    ("mobilenet_v1_deploy.prototxt", "paper/mobilenet_v1"),
    ("soeaver_densenet121.prototxt", "torchvision/densenet121"),
    ("soeaver_inception-v3.prototxt", "torchvision/inception_v3"),
    ("soeaver_resnext50-32x4d.prototxt", "torchvision/resnext50_32x4d"),
    ("soeaver_vgg16-pytorch.prototxt", "torchvision/vgg16"),
    ("soeaver_xception.prototxt", "paper/xception"),
    ("squeezenet_v1.0_deploy.prototxt", "caffe/squeezenet1_0"),
    ("squeezenet_v1.1_deploy.prototxt", "caffe/squeezenet1_1"),
  ])
  func `networks of the zoo have the same counts`(name: String, zoo: String) throws {
    let file = try Self.file(name)
    let network = try Zoo.selection(zoo).network
    #expect(file.cost.parameters == (try network.cost.parameters))
    #expect(file.cost.macs == (try network.cost.macs))
  }

  /// The file's first convolution has a bias of 64 numbers, which a batch norm follows.
  @Test func `ResNet-50 is the paper's with a bias`() throws {
    let file = try Self.file("ResNet-50-deploy.prototxt")
    let network = try Zoo.selection("paper/resnet50").network
    #expect(file.cost.parameters == (try network.cost.parameters) + 64)
    #expect(file.cost.macs == (try network.cost.macs))
  }

  @Test func `names with slashes are levels`() throws {
    let file = try Self.file("bvlc_googlenet_deploy.prototxt")
    let paths = Paths(file.graph).nodes
    #expect(paths.contains("inception_3a.1x1"))
    #expect(paths.contains("inception_5b.output.concat"))
    #expect(paths.contains("loss3.classifier"))
    #expect(!paths.contains { $0.contains("/") })
  }

  typealias Net = CaffeNet

  /// The paths of nodes, how many results there are, and what the last layer reads.
  static let trees: [(String, [String], results: Int, reads: [Int])] = [
    (
      Net.layer("ReLU", to: ["r"], name: "a/b/x") + Net.layer("TanH", from: ["r"], name: "a/c/z"),
      ["a.b.x", "a.c.z"], 1, [1]
    ),
    (
      Net.layer("InnerProduct", "inner_product_param { num_output: 4 }", name: "a/b/fc"),
      ["a.b.flatten", "a.b.fc"], 1, [1]
    ),
    (
      Net.layer("ReLU", name: (1...34).map { "a\($0)" }.joined(separator: "/")),
      [(1...24).map { "a\($0)" }.joined(separator: ".") + ".a34"], 1, [0]
    ),
    // A value that gives a shape alone is not a result.
    (
      Net.layer("Pooling", "pooling_param { kernel_size: 2 }", to: ["p"], name: "p")
        + Net.layer("Crop", from: ["data", "p"], name: "c"),
      ["p", "c"], 1, [0]
    ),
    (Net.layer("ReLU", to: ["r"], name: "r") + Net.layer("TanH", name: "t"), ["r", "t"], 2, [0]),
    (
      Net.layer("ReLU", to: ["r"], name: "r") + Net.layer("TanH", to: ["t"], name: "t")
        + Net.layer("Split", from: ["t"], name: "s"),
      ["r", "t"], 2, [0]
    ),
    (
      Net.layer("Pooling", "pooling_param { global_pooling: true }", to: ["p"], name: "p")
        + Net.layer("ReLU", to: ["r"], name: "r") + Net.layer("TanH", to: ["t"], name: "t")
        + Net.layer("Axpy", from: ["p", "r", "t"], name: "s"),
      ["p", "r", "t", "s"], 1, [2, 3, 1]
    ),
    (
      Net.layer("ReLU", to: ["r"], name: "r") + Net.layer("TanH", to: ["t"], name: "t")
        + Net.layer("Eltwise", "eltwise_param { operation: MAX }", from: ["t", "r"], name: "s"),
      ["r", "t", "s"], 1, [2, 1]
    ),
    // Two values of one name, of which the earlier one has another name too.
    (
      Net.layer("ReLU", to: ["x"], name: "a")
        + Net.layer("Split", from: ["x"], to: ["z"], name: "s")
        + Net.layer("TanH", from: ["x"], to: ["x"], name: "b")
        + Net.layer("Sigmoid", from: ["x"], to: ["q"], name: "c")
        + Net.layer("Eltwise", from: ["z", "x", "q"], name: "d"),
      ["a", "b", "c", "d.add"], 1, [1, 2, 3]
    ),
  ]

  @Test(arguments: trees.indices)
  func `the tree of a network`(index: Int) throws {
    let (layers, paths, results, reads) = Self.trees[index]
    let graph = try Net.read(Net.input([1, 6, 5, 7]) + layers).graph
    #expect(Paths(graph).nodes == paths)
    #expect(graph.outputs.count == results)
    #expect(Array(graph.inputs(of: try #require(graph.nodes.last))) == reads)
  }

  @Test func `inputs have names where they are read by them`() throws {
    let plain = Net.input([1, 6, 5, 7]) + Net.layer("ReLU", to: ["r"], name: "r")
    #expect(try Net.read(plain).graph.inputNames.isEmpty)
    let late = plain + Net.layer("TanH", name: "t")
    #expect(try Net.read(late).graph.inputNames == [0: "data"])
    let more = Net.input([1, 6, 5, 7], name: "more")
    let both = plain + more + Net.layer("Eltwise", from: ["r", "more"])
    #expect(try Net.read(both).graph.inputNames == [0: "data", 1: "more"])
  }

  @Test func `layers without names have numbers`() {
    let layers = Net.layer("ReLU", to: ["r"], name: "") + Net.layer("Convolution", name: "")
    #expect(
      Net.problem(Net.input([1, 6, 5, 7]) + layers)
        == "net: 3:7: Convolution 'layer 1': attribute 'num_output': expected a length from 1")
  }

  @Test func `a scaled network is built from the layers`() throws {
    let network = try #require(try Self.file("mobilenet_v1_deploy.prototxt").network)
    let half = try network.scaled(by: Scaling(width: 0.5, depth: 1))
    // Howard et al. 2017, Table 6: 0.5 MobileNet-224 has 149 million multiply-adds and 1.3 million
    // parameters.
    #expect(try half.cost.macs == 149_497_088)
    #expect(try half.cost.parameters == 1_331_592)
  }

  @Test func `notes say what the reader of a report must know`() throws {
    let resnet = try Self.file("ResNet-50-deploy.prototxt")
    #expect(
      resnet.notes == [
        .init("Format", "prototxt"),
        .init(
          "BatchNorm",
          "53 layers also store a factor of their statistics, one number each, which is not counted"
        ),
      ])
    let training = try Self.file("bvlc_googlenet_train_val.prototxt")
    #expect(
      training.notes.map(\.label) == ["Format", "Input", "Phase"])
    #expect(
      training.notes.last?.text == """
        the network of the test phase, without 6 Accuracy, for which inference has no labels or no \
        use; of 3 SoftmaxWithLoss the softmax is counted
        """)
    let batch = try Self.file("lenet.prototxt").notes.first { $0.label == "Batch" }
    #expect(batch?.text == "the file has a batch of 64; counts are per sample")
  }
}
