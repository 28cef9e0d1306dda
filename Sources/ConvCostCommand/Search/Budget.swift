import ConvCostJSON

/// Limits of measures, of which each may have one.
struct Budget: Equatable, Sendable {
  private struct Limit: Equatable {
    var measure: Measure
    var most: Int
  }

  private var limits: [Limit] = []

  /// The limit of a measure; nil if it has none.
  subscript(measure: Measure) -> Int? {
    get { limits.first { $0.measure == measure }?.most }
    set { table[measure] = newValue }
  }

  /// The limit of each measure that has one.
  var table: [Measure: Int] {
    get { Dictionary(uniqueKeysWithValues: limits.map { ($0.measure, $0.most) }) }
    set {
      limits = Measure.limited.compactMap { measure in
        newValue[measure].map { Limit(measure: measure, most: $0) }
      }
    }
  }

  /// The limits as JSON, by the names of the measures.
  static var form: JSONForm<[Measure: Int]> {
    .table(Measure.limited, named: \.rawValue, .count())
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
