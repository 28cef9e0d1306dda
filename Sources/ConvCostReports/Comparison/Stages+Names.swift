import ConvCostCore

extension Stages.Kind {
  /// The stage's name: `1/4`, `head`, `auxiliary`.
  var name: String {
    switch self {
    case .downsampled(0): "1/1"
    case .downsampled(let power): "1/\(1 << power)"
    case .head: "head"
    case .auxiliary: "auxiliary"
    }
  }
}
