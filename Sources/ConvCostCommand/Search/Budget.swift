/// Limits of measures, of which each may have one.
struct Budget: Hashable, Sendable {
  private struct Limit: Hashable {
    var measure: Measure
    var most: Int
  }

  private var limits: [Limit] = []

  /// The limit of a measure; nil if it has none.
  subscript(measure: Measure) -> Int? {
    get { limits.first { $0.measure == measure }?.most }
    set {
      limits = Measure.limited.compactMap { other in
        (other == measure ? newValue : self[other]).map { Limit(measure: other, most: $0) }
      }
    }
  }

  /// The measures that have a limit, in order.
  var measures: [Measure] { limits.map(\.measure) }

  /// The measures of memory that have a limit.
  var ofMemory: [Measure] { measures.filter(Measure.ofMemory.contains) }

  /// Returns whether a variant is within all limits.
  func allows(_ variant: VariantCounts) -> Bool {
    limits.allSatisfy { $0.measure.value(of: variant) <= $0.most }
  }

  /// Returns how far a variant exceeds its limits: the largest quotient of a measure and its limit,
  /// at most one if it is within all.
  func excess(of variant: VariantCounts) -> Double {
    limits.map { Double($0.measure.value(of: variant)) / Double(max(1, $0.most)) }.max() ?? 0
  }
}
