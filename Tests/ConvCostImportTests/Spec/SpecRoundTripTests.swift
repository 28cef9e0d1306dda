import ConvCostCore
import ConvCostImport
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct SpecRoundTripTests {
  /// Networks of every family, and variants whose options change the tree.
  static let references: [String] =
    Zoo.ofEachFamily
    + Zoo.entries.filter { entry in
      Zoo.ofEachFamily.contains(entry.fullName) || entry.keys.contains(.detections)
    }.flatMap { entry in
      variants.filter { variant in
        variant.hasPrefix("width")
          || entry.keys.contains { variant.hasPrefix("\($0.name)=") }
      }.map { "\(entry.fullName):\($0)" }
    }

  /// An option of every key that changes the tree, for the networks that take it.
  static let variants = [
    "aux=true", "batchnorm=true", "stride=1x1", "shortcut=A", "shortcut=C", "width=0.75",
    "growth=12", "stem=separable", "groups=2", "classes=10", "frozen=true", "proposals=0",
    "detections=7",
  ]

  @Test(arguments: variants)
  func `every variant is one of some network`(variant: String) {
    #expect(Self.references.contains { $0.hasSuffix(":\(variant)") })
  }

  @Test(arguments: references)
  func `a network written as a spec is the same when it is read`(reference: String) throws {
    let network = try Zoo.selection(reference).network
    let text = NetworkSpec.text(of: network, about: "a \"test\"\n")
    let read = try NetworkSpec(Array(text.utf8)).network()
    #expect(read == network)
  }

  /// Shapes of every kind, and windows that state their axes or do not.
  @Test(arguments: [
    (Shape.map(1, Extent(length: 64)), #""input": [1, 64]"#),
    (.map(2, Extent(8, 16, 16)), #""input": [2, 8, 16, 16]"#),
    (.map(3, 16), #""input": [3, 16, 16]"#),
    (.vector(64), #""input": [64]"#),
    (.tensor([16, 8]), #""input": { "tensor": [16, 8] }"#),
  ])
  func `shapes are the same when they are read`(input: Shape, text: String) throws {
    let lengths = input.extent?.lengths.map { min($0, 3) }
    let network = Network(input: input) {
      if input.extent != nil {
        Convolution(4, kernel: lengths.flatMap { Extent($0) } ?? 1, padding: 1)
        Pool.max(2)
      }
      Reshape(to: .tensor([input.count / (input.extent == nil ? 1 : 2), 1]))
    }
    let spec = NetworkSpec.text(of: network)
    #expect(spec.contains(text))
    #expect(try NetworkSpec(Array(spec.utf8)).network() == network)
    for name in ["tensor", "map", "x"] {
      var named = network
      named.inputName = Label(name)
      #expect(try NetworkSpec(Array(NetworkSpec.text(of: named).utf8)).network() == named)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `labels, shared weights, results and inputs come back`(seed: UInt64) throws {
    let network = RandomNetworks.labelled(seed: seed)
    let text = NetworkSpec.text(of: network)
    #expect(try NetworkSpec(Array(text.utf8)).network() == network)
  }

  /// Blocks of the literature are also written as blocks if they are dilated.
  @Test(arguments: [
    ("fcn_resnet50", #"{ "bottleneck": 512, "dilation": 4, "repeat": 2 }"#),
    ("lraspp_mobilenet_v3_large", #""stride": 2,\#n          "dilation": 2,"#),
    ("deeplabv3_resnet50", #""to": { "like": "features" }"#),
    (
      "keypointrcnn_resnet50_fpn:detections=7",
      #""regions": "detections",\#n          "count": 7,\#n          "to": 14,"#
    ),
    ("paper/unet", #"[{ "from": "level4" }, { "crop": { "like": "doubled" } }]"#),
    // Blocks whose layers were scaled are written with the numbers that make them so.
    (
      "resnext50_32x4d:width=0.5",
      #"{ "bottleneck": 64, "inner": 128, "groups": 32, "repeat": 3 }"#
    ),
    (
      "paper/cifar_densenet_bc100_k12:width=0.5",
      #"{ "denseBlock": 16, "growth": 8, "bottleneck": 3, "name": "denseblock1" }"#
    ),
    ("densenet121:depth=2", #"{ "denseBlock": 12, "growth": 32, "name": "denseblock1" }"#),
    (
      "regnet_y_400mf:width=0.5",
      #"{ "convNorm": 24, "kernel": 3, "groups": 3, "stride": 2, "name": "b" }"#
    ),
  ])
  func `a segmentation network is written in short form`(name: String, part: String) throws {
    #expect(NetworkSpec.text(of: try Zoo.selection(name).network).contains(part))
  }
}
