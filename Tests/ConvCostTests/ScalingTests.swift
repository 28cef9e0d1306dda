import ConvCost
import Testing

struct ScalingTests {
  /// What `make_divisible` of tensorflow/models research/slim/nets/mobilenet gives, worked out by
  /// its three lines.
  @Test(arguments: [
    (24.0, 8, 24), (105.6, 8, 104), (5.6, 4, 8), (11.2, 8, 16), (19.2, 8, 24), (3, 8, 8),
    (1792, 8, 1792),
  ])
  func `channels are those of MobileNet's rule`(channels: Double, divisor: Int, rounded: Int) {
    #expect(Scaling.channels(channels, divisor: divisor) == rounded)
  }

  /// EfficientNet's `round_repeats`: math.ceil(multiplier * repeats).
  @Test(arguments: [(2, 1.1, 3), (3, 1.0, 3), (4, 2.2, 9), (1, 0.5, 1)])
  func `repeats are rounded up`(count: Int, factor: Double, repeats: Int) {
    #expect(Scaling.repeats(count, by: factor) == repeats)
  }

  @Test func `every network of the list is there`() throws {
    #expect(Zoo.names.count == Zoo.entries.count)
    #expect(Zoo.names.contains("torchvision/resnet50"))
    let error = #expect(throws: ZooError.self) { try Network(zoo: "resnet5O") }
    #expect(error == .unknownNetwork("resnet5O"))
  }
}
