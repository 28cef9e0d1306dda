import ConvCostCore
import ConvCostZoo
import Testing

/// Published receptive fields, and the layers at which they are measured.
///
/// Araujo et al., "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019,
/// Table 1: AlexNet 195, VGG-16 212, ResNet-50 483, MobileNetV1 315, Inception-v3 1311.
/// torchvision's ResNet-50 has the stride in the 3×3, which gives 427.
struct ReceptiveFieldFactTests {
  @Test(arguments: [
    ("paper/alexnet", "pool5", 195, 32), ("vgg16", "features.30", 212, 32),
    ("paper/resnet50", "layer4.2.relu_2", 483, 32), ("resnet50", "layer4.2.relu_2", 427, 32),
    ("paper/mobilenet_v1", "conv14.pointwise.2", 315, 32),
    ("inception_v3", "Mixed_7c.concat_2", 1311, 32),
  ])
  func `field and effective stride of the last map`(
    name: String, path: String, size: Double, jump: Double
  ) throws {
    let graph = try Zoo.selection(name).network.graph()
    let paths = Paths(graph).nodes
    let index = try #require(paths.firstIndex(of: path), "\(paths.suffix(12))")
    let field = ReceptiveFields(graph).values[graph.inputs.count + index]
    #expect(field[.height] == field[.width])
    #expect(field[.height]?.size == size)
    #expect(field[.height]?.jump == jump)
    #expect(!field.isBound)
  }

  /// Only feature pyramids join different positions: a convolution with a stride of two has its
  /// centre on the first of two samples, and the nearest enlargement repeats it for both. ResNet's
  /// pyramids have a sum for each stage but the coarsest: Faster R-CNN's use four, RetinaNet's
  /// three. MobileNet's maps are of one size.
  @Test func `networks of torchvision join different positions only in feature pyramids`() throws {
    for entry in Zoo.entries where entry.source == "torchvision" {
      let graph = try entry.network().graph()
      let nodes = Paths(graph).nodes
      let misaligned = ReceptiveFields(graph).misaligned.map { nodes[$0] }
      let isPyramid = entry.name.contains("_fpn") && !entry.name.contains("mobilenet")
      let sums = isPyramid ? (entry.name.contains("rcnn") ? 3 : 2) : 0
      let paths = ["backbone.fpn.add", "backbone.fpn.add_1", "backbone.fpn.add_2"]
      #expect(misaligned == Array(paths.prefix(sums)), "\(entry.fullName)")
    }
  }
}
