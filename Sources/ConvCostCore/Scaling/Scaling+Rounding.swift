extension Scaling {
  /// Returns a scaled number of channels, rounded as MobileNetV2 and EfficientNet do
  /// (`make_divisible`): to the nearest multiple of a divisor, half up, but to the next one where
  /// that is more than a tenth too small.
  ///
  ///     Scaling.channels(0.75 * 32)                // 24
  ///     Scaling.channels(1.1 * 96)                 // 104
  ///     Scaling.channels(0.35 * 16, divisor: 4)    // 8: four would be more than a tenth too small
  ///
  /// A number beyond `Int32.max` becomes one more than that, which no shape accepts.
  ///
  /// - Precondition: the divisor is at least one.
  public static func channels(_ channels: Double, divisor: Int = 8) -> Int {
    precondition(divisor >= 1, "a divisor is at least one")
    return roundedChannels(channels, divisor: divisor)
  }

  /// Returns a scaled number of repeats, rounded up: EfficientNet's rule for depth.
  ///
  ///     Scaling.repeats(2, by: 1.1)                // 3
  public static func repeats(_ count: Int, by factor: Double) -> Int {
    ConvCostCore.repeats(count, scaledBy: factor)
  }

  /// Returns the channels and the repeats of a stage at a depth. If no network can have the depth,
  /// they are channels that no shape accepts.
  package static func stage(
    channels: Int, repeats count: Int, by depth: Double
  ) -> (channels: Int, repeats: Int) {
    factors.contains(depth) ? (channels, repeats(count, by: depth)) : (.max, 1)
  }
}
