import ConvCostCore
import ConvCostZoo
import Testing

/// `tf.compat.v1.profiler` on the frozen inference graph of `keras.applications` (Keras 3.15.1,
/// TensorFlow 2.21.0), and the total of Keras' own summary.
private let facts: [(network: String, flops: Int, parameters: Int)] = [
  ("vgg16", 30_960_211_824, 138_357_544),
  ("resnet50", 7_755_299_312, 25_636_712),
  ("mobilenet", 1_147_687_920, 4_253_864),
  ("mobilenet_v2", 615_292_208, 3_538_984),
  ("inception_v3", 11_468_989_680, 23_851_784),
  ("densenet121", 5_702_474_160, 8_062_504),
  ("efficientnet_b0", 803_050_119, 5_330_571),
  ("xception", 16_773_724_144, 22_910_480),
  ("resnet50_v2", 6_992_475_632, 25_613_800),
  ("mobilenet_v3_large", 448_572_872, 5_507_432),
  ("efficientnet_v2_b0", 1_457_881_507, 7_200_312),
  ("convnext_tiny", 8_780_086_883, 28_589_128),
  ("inception_resnet_v2", 26_382_263_600, 55_873_736),
  ("vgg19", 39_285_112_688, 143_667_240),
]

struct KerasTests {
  @Test(arguments: facts)
  func `float operations of TensorFlow's profiler`(
    fact: (network: String, flops: Int, parameters: Int)
  ) throws {
    let graph = try Zoo.selection("keras/\(fact.network)").network.graph()
    let flops = try Analysis(graph, by: .keras).total.flops
    #expect(flops == fact.flops, "off by \(flops - fact.flops)")
    let parameters = try Tally(Convention.keras.parameters, of: Analysis(graph))
    #expect(parameters.value == fact.parameters)
  }
}
