/// A measure to make small, or large if it is written with a plus.
struct Goal: Equatable, Sendable {
  var measure: Measure
  var isLarge: Bool

  /// Reads `macs,parameters` or `+input,macs`; nil for another text.
  static func list(_ text: String) -> [Goal]? {
    var goals: [Goal] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let isLarge = part.hasPrefix("+")
      guard let measure = Measure(rawValue: String(isLarge ? part.dropFirst() : part)) else {
        return nil
      }
      goals.append(Goal(measure: measure, isLarge: isLarge))
    }
    return goals.isEmpty ? nil : goals
  }

  /// What is expected of a list.
  static let expected =
    "measures among \(Measure.allCases.map(\.rawValue).joined(separator: ", ")), with + for larger"
    + " is better"

  /// The goal as it is written.
  var text: String { (isLarge ? "+" : "") + measure.rawValue }

  func cost(of variant: VariantCounts) -> Int {
    isLarge ? -measure.value(of: variant) : measure.value(of: variant)
  }
}

/// Keeps the variants that no other beats in all measures at once; smaller is better, unless the
/// goal of a measure is to be large. Equal variants are kept.
struct Front<Element> {
  private let goals: [Goal]
  private var kept: [(costs: [Int], order: Int, element: Element)] = []
  private var count = 0

  init(_ goals: [Goal]) {
    self.goals = goals
  }

  /// Adds a variant, which is made only if it is not beaten.
  mutating func add<Failure: Error>(
    _ variant: VariantCounts, _ element: () throws(Failure) -> Element
  ) throws(Failure) {
    count += 1
    let costs = goals.map { $0.cost(of: variant) }
    if let better = kept.firstIndex(where: { Self.beats($0.costs, costs) }) {
      // It will soon beat another one.
      kept.swapAt(0, better)
      return
    }
    kept.removeAll { Self.beats(costs, $0.costs) }
    kept.append((costs, count, try element()))
  }

  /// The variants that are kept, in the order in which they were added.
  var elements: [Element] { kept.sorted { $0.order < $1.order }.map(\.element) }

  private static func beats(_ one: [Int], _ other: [Int]) -> Bool {
    one != other && zip(one, other).allSatisfy { $0 <= $1 }
  }
}
