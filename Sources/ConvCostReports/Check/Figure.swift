package import ConvCostCore

/// A number of a whole network that can be guarded and compared: its counts, its memory and traffic
/// for a single sample in 32 bits, and its memory by the rules of a runtime.
package enum Figure: String, Equatable, Sendable, CaseIterable {
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
  /// The bytes that they read and write if norms, activations and sums are fused with what is
  /// before them.
  case fusedBytes
  /// The bytes that no execution can avoid to move.
  case compulsoryBytes
  /// The bytes of activations by the rules of a runtime.
  case ram
  /// The bytes of parameters and buffers by the rules of a runtime.
  case flash

  /// The same count of an analysis; nil for memory and traffic.
  package var metric: Metric? { Metric(rawValue: rawValue) }

  /// Returns the figure of a network; nil for memory by a runtime's rules if that is not known.
  package func value(of report: Report, _ memory: MemoryNeed? = nil) -> Int? {
    switch self {
    case .parameters, .buffers, .macs, .flops, .activations: metric?.value(of: report.total)
    case .modelBytes: report.efficiency.modelBytes
    case .totalActivations: report.efficiency.activations.withInput
    case .peakActivationBytes: report.efficiency.total.peakBytes
    case .trafficBytes: report.efficiency.total.bytes
    case .fusedBytes: report.efficiency.total.fusedBytes
    case .compulsoryBytes: report.efficiency.compulsoryBytes
    case .ram: memory?.activations
    case .flash: memory?.stored
    }
  }

  /// Whether the figure is a number of bytes.
  package var isBytes: Bool {
    switch self {
    case .parameters, .buffers, .macs, .flops, .activations, .totalActivations: false
    case .modelBytes, .peakActivationBytes, .trafficBytes, .fusedBytes, .compulsoryBytes, .ram,
      .flash:
      true
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
    case .fusedBytes: "fused traffic bytes"
    case .compulsoryBytes: "compulsory traffic bytes"
    case .ram: "RAM bytes"
    case .flash: "flash bytes"
    }
  }
}
