/// Returns the multiple of `divisor` that is nearest to a scaled number of channels, half up, or
/// the next larger one if that is more than a tenth too small.
///
/// The rule of MobileNetV2 and EfficientNet: tensorflow/models research/slim/nets/mobilenet
/// (`make_divisible`), torchvision/models/_utils.py, tensorflow/tpu efficientnet (`round_filters`).
/// Channels beyond `Int32.max` are given as one more than that, which no shape accepts.
package func roundedChannels(_ channels: Double, divisor: Int = 8) -> Int {
  guard abs(channels) < Double(Int32.max) else { return Int(Int32.max) + 1 }
  let rounded = max(divisor, Int(channels + Double(divisor) / 2) / divisor * divisor)
  return Double(rounded) < 0.9 * channels ? rounded + divisor : rounded
}

/// Returns a scaled number of channels without its fraction; one that no shape accepts if it does
/// not fit in 32 bits.
package func truncatedChannels(_ channels: Double) -> Int {
  abs(channels) < Double(Int32.max) ? Int(channels) : Int(Int32.max) + 1
}

/// Returns a scaled number of repeats, rounded up: EfficientNet's rule for depth.
package func repeats(_ count: Int, scaledBy factor: Double) -> Int {
  let scaled = Double(count) * factor
  guard abs(scaled) < Double(Int32.max) else { return scaled < 0 ? 0 : Int(Int32.max) }
  let whole = Int(scaled)
  return Double(whole) < scaled ? whole + 1 : whole
}
