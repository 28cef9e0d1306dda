import ConvCostCore
import Testing

struct RoundedChannelsTests {
  /// `make_divisible` of tensorflow/models, research/slim/nets/mobilenet/mobilenet.py:
  /// max(divisor, int(v + divisor/2) // divisor · divisor), and a divisor more if that is less than
  /// 0.9 · v.
  @Test(arguments: [
    (0.5, 8, 8), (11.9, 8, 16), (12.0, 8, 16), (17.7, 8, 16), (17.78, 8, 24), (20, 8, 24),
    (19.9, 8, 24), (35.5, 8, 32), (36, 8, 40), (100, 8, 104), (1, 1, 1), (2.5, 1, 3), (2.4, 1, 3),
    (2.2, 1, 2),
    (89.25, 8, 88), (1e3, 256, 1024),
  ])
  func `channels are rounded to multiples`(channels: Double, divisor: Int, rounded: Int) {
    #expect(roundedChannels(channels, divisor: divisor) == rounded)
  }

  /// No shape has more than `Int32.max` channels.
  @Test(arguments: [0x1p31, 1e12, .infinity])
  func `channels beyond the limit stay beyond it`(channels: Double) {
    let rounded = roundedChannels(channels)
    let network = Network(input: .map(rounded, 1)) { Convolution(1, kernel: 1) }
    #expect(throws: NetworkError.self) { try network.graph() }
  }

  /// EfficientNet's rule, ⌈factor · n⌉: `round_repeats` of tensorflow/tpu.
  @Test(arguments: [
    (3, 1.0, 3), (3, 1.1, 4), (4, 0.5, 2), (5, 0.5, 3), (1, 0.1, 1), (3, 1e12, Int(Int32.max)),
  ])
  func `repeats are rounded up`(count: Int, factor: Double, scaled: Int) {
    #expect(repeats(count, scaledBy: factor) == scaled)
  }
}
