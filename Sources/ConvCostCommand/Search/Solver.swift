import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// Keeps the largest variants within a budget, and the nearest variant if none is within it.
struct Solver {
  let goal: Measure
  let budget: BudgetArguments
  private var best: [VariantSpace.Point] = []
  private var nearest: VariantSpace.Point?
  /// The number of variants that were counted.
  private(set) var counted = 0
  private var impossible: [VariantSpace.Impossible] = []
  /// Some of the variants, for a chart: all of few, a tenth of many, and so on.
  private var sample: [VariantSpace.Point] = []
  private let step: Int

  /// The most variants of a chart.
  private static let mostSampled = 400

  /// The number of variants that are shown.
  private static let shown = 6

  /// Creates a solver for a number of variants.
  init(goal: Measure, budget: BudgetArguments, of count: Int = 0) {
    self.goal = goal
    self.budget = budget
    step = count / Self.mostSampled + 1
  }

  /// Adds the outcomes of variants.
  mutating func add(_ outcomes: [VariantSpace.Outcome]) {
    for outcome in outcomes {
      switch outcome {
      case .impossible(let variant): impossible.append(variant)
      case .counted(let point):
        counted += 1
        // Multiples of a number would be variants of one input.
        if ((counted &* 0x9E37_79B1) >> 16) % step == 0 { sample.append(point) }
        // It is unknown whether a lower bound is within a budget.
        guard !(budget.measures + [goal]).contains(where: { $0.isLowerBound(in: point) }) else {
          impossible.append(
            VariantSpace.Impossible(
              reference: point.subject.reference,
              failure: .incomplete(point.subject.reference, reason: point.subject.warning ?? "")))
          continue
        }
        guard budget.allows(point) else {
          if nearest.map({ budget.excess(of: point) < budget.excess(of: $0) }) ?? true {
            nearest = point
          }
          continue
        }
        // Of equal variants the first stays first.
        let place = best.firstIndex { isLarger(point, than: $0) } ?? best.count
        guard place < Self.shown else { continue }
        best.insert(point, at: place)
        if best.count > Self.shown { best.removeLast() }
      }
    }
  }

  private func isLarger(_ point: VariantSpace.Point, than other: VariantSpace.Point) -> Bool {
    let measures = [goal] + [.macs, .parameters, .activations, .input].filter { $0 != goal }
    for measure in measures {
      let (a, b) = (measure.value(of: point), measure.value(of: other))
      if a != b { return a > b }
    }
    return false
  }

  /// Returns the answer.
  func solution(keys: [String], ofMemory: [Measure]) -> Solution {
    var result = SweepResult(keys: keys, namesNetworks: false, ofMemory: ofMemory)
    result.points = best.isEmpty ? [nearest].compactMap { $0 } : best
    result.counted = counted
    result.impossible = impossible
    result.limits = budget.limits
    return Solution(
      result: result, sample: sample, isFound: !best.isEmpty, goal: goal, budget: budget)
  }
}

/// The largest variants within a budget.
struct Solution: Presentable {
  let result: SweepResult
  /// Some of the variants that were counted.
  let sample: [VariantSpace.Point]
  /// Whether any variant is within the budget.
  let isFound: Bool
  let goal: Measure
  let budget: BudgetArguments

  /// The answer as a document: the largest variants, with the remainder of each limit.
  var document: Document {
    let limits = budget.measures.map { measure in
      "\(measure.title) ≤ \(Digits.grouped(budget.limits[measure] ?? 0))"
    }
    let title =
      isFound
      ? "\(result.points[0].subject.reference) is the largest with "
        + limits.joined(separator: ", ")
      : "No variant fits \(limits.joined(separator: ", "))"
        + (result.points.isEmpty
          ? "" : "; \(result.points[0].subject.reference) is the nearest")
    return Document(
      title: title,
      tables: [Table(columns: result.columns, rows: result.points.map(result.row))],
      facts: [Document.Fact("Largest", "by \(goal.title), then by the other measures")] + slack
        + result.facts)
  }

  /// The variants as a chart with the limits as lines and the answer marked.
  var chart: ScatterChart {
    var all = result
    all.points = Array(result.points.prefix(1)) + sample
    return all.chart(answer: isFound ? 0 : nil)
  }

  private var slack: [Document.Fact] {
    guard let point = result.points.first else { return [] }
    return budget.measures.map { measure in
      let left = (budget.limits[measure] ?? 0) - measure.value(of: point)
      return Document.Fact(
        left < 0 ? "Over" : "Left", "\(Digits.grouped(abs(left))) \(measure.title)")
    }
  }

  /// The answer as `convcost.solve/1`.
  var json: JSONNode {
    [
      "schema": "convcost.solve/1", "found": .flag(isFound),
      "limits": .line(
        .object(
          budget.measures.map {
            ($0.rawValue, .number(budget.limits[$0] ?? 0))
          })),
    ] + result.content
  }
}
