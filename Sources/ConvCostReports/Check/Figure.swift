package import ConvCostCore

/// A number of a whole network that can be guarded and compared: its counts, and its memory and
/// traffic for a single sample in 32 bits.
package enum Figure: String, Hashable, Sendable, CaseIterable {
  /// Trainable numbers.
  case parameters
  /// Running statistics.
  case buffers
  /// Multiply-accumulates.
  case macs
  /// Floating-point operations.
  case flops
  /// Output elements of convolutions and linear layers.
  case activations
  /// The bytes of the stored parameters.
  case modelBytes
  /// The elements of the input and of the outputs of convolutions, pools and linear layers.
  case totalActivations
  /// The bytes of activations in memory at the peak.
  case peakActivationBytes
  /// The bytes that all operations read and write.
  case trafficBytes

  /// The same count of an analysis; nil for memory and traffic.
  package var metric: Metric? { Metric(rawValue: rawValue) }

  /// Returns the figure of a network.
  package func value(of report: Report) -> Int {
    if let metric { return metric.value(of: report.total) }
    return switch self {
    case .modelBytes: report.efficiency.modelBytes
    case .totalActivations: report.efficiency.activations.withInput
    case .peakActivationBytes: report.efficiency.total.peakBytes
    default: report.efficiency.total.bytes
    }
  }

  /// The figure's name in sentences.
  package var name: String {
    switch self {
    case .parameters, .buffers, .macs, .flops, .activations: metric?.name ?? rawValue
    case .modelBytes: "model bytes"
    case .totalActivations: "total activations"
    case .peakActivationBytes: "peak activation bytes"
    case .trafficBytes: "traffic bytes"
    }
  }
}
