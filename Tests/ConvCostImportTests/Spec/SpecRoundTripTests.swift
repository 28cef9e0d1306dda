import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

@Suite struct SpecRoundTripTests {
  /// Every network of the zoo, and variants whose options change the tree.
  static let references: [String] =
    Zoo.entries.map(\.fullName)
    + Zoo.entries.flatMap { entry in
      [
        "aux=true", "batchnorm=true", "stride=1x1", "shortcut=A", "shortcut=C", "width=0.75",
        "growth=12", "stem=low-resolution", "input=331", "classes=10",
        "frozen=true", "proposals=0", "detections=7",
      ].map { "\(entry.fullName):\($0)" }.filter { (try? Zoo.selection($0)) != nil }
    }

  @Test(arguments: references)
  func `a network written as a spec is the same when it is read`(reference: String) throws {
    let network = try Zoo.selection(reference).network
    let text = NetworkSpec.text(of: network, about: "a \"test\"\n")
    let read = try NetworkSpec(Array(text.utf8)).network()
    #expect(read == network)
  }

  /// Blocks of the literature are written as such when they are dilated too.
  @Test(arguments: [
    ("fcn_resnet50", #"{ "bottleneck": 512, "dilation": 4, "repeat": 2 }"#),
    ("lraspp_mobilenet_v3_large", #""stride": 2,\#n          "dilation": 2,"#),
    ("deeplabv3_resnet50", #""to": { "like": "features" }"#),
    (
      "keypointrcnn_resnet50_fpn:detections=7",
      #""regions": "detections",\#n          "count": 7,\#n          "to": 14,"#
    ),
    ("paper/unet", #"[{ "from": "level4" }, { "crop": { "like": "doubled" } }]"#),
  ])
  func `what a segmentation network needs is written in short`(name: String, part: String) throws {
    #expect(NetworkSpec.text(of: try Zoo.selection(name).network).contains(part))
  }
}
