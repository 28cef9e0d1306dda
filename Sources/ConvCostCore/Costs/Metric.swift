import ConvCostText

/// A total that can be compared and guarded.
public enum Metric: String, Hashable, Sendable, CaseIterable {
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

  /// Returns the metric's value in a cost.
  public func value(of cost: Cost) -> Int {
    switch self {
    case .parameters: cost.parameters
    case .buffers: cost.buffers
    case .macs: cost.macs
    case .flops: cost.flops
    case .activations: cost.activations
    }
  }

  /// The metric's name in sentences.
  public var name: String {
    switch self {
    case .macs: "MACs"
    case .flops: "FLOPs"
    default: rawValue
    }
  }

  /// The metric's name in a table.
  public var heading: String { name.capitalizedHead }
}
