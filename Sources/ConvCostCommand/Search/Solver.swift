import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// Keeps the largest variants within a budget, and the nearest variant if none is within it.
struct Solver {
  private let space: VariantSpace
  private let goal: Measure
  private let budget: Budget
  /// The measures that must be known of a variant, and those by which variants are compared.
  private let known: [Measure]
  private let compared: [Measure]
  private var best: [VariantCounts] = []
  private var nearest: VariantCounts?
  /// The number of variants that were counted.
  private(set) var counted = 0
  private var impossible: [ImpossibleVariant] = []
  /// Some of the variants, for a chart: all of few, a tenth of many, and so on.
  private var sample: [VariantCounts] = []
  private let step: Int

  /// The most variants of a chart.
  private static let mostSampled = 400

  /// The number of variants that are shown.
  private static let shown = 6

  /// Creates a solver for the variants of a space.
  init(goal: Measure, budget: Budget, in space: VariantSpace) {
    self.space = space
    self.goal = goal
    self.budget = budget
    known = budget.measures + [goal]
    compared = [goal] + [.macs, .parameters, .activations, .input].filter { $0 != goal }
    step = space.count / Self.mostSampled + 1
  }

  /// Adds the outcome of a variant.
  ///
  /// - Throws: `Failure` for a variant that cannot be described.
  mutating func add(_ outcome: VariantOutcome) throws(Failure) {
    switch outcome {
    case .impossible(let variant): impossible.append(variant)
    case .counted(let variant): try add(variant)
    }
  }

  private mutating func add(_ variant: VariantCounts) throws(Failure) {
    counted += 1
    // Multiples of a number would be variants of one input.
    if ((counted &* 0x9E37_79B1) >> 16) % step == 0 { sample.append(variant) }
    // It is unknown whether a lower bound is within a budget.
    guard !known.contains(where: { $0.isLowerBound(in: variant) }) else {
      let subject = try space.details(of: variant).subject
      impossible.append(
        ImpossibleVariant(
          reference: subject.reference,
          reason: Failure.incomplete(subject.reference, reason: subject.warning ?? "").description))
      return
    }
    guard budget.allows(variant) else {
      if best.isEmpty, nearest.map({ budget.excess(of: variant) < budget.excess(of: $0) }) ?? true {
        nearest = variant
      }
      return
    }
    // Of equal variants the first stays first.
    let place = best.lastIndex { !isLarger(variant, than: $0) }.map { $0 + 1 } ?? 0
    guard place < Self.shown else { return }
    best.insert(variant, at: place)
    if best.count > Self.shown { best.removeLast() }
  }

  private func isLarger(_ variant: VariantCounts, than other: VariantCounts) -> Bool {
    for measure in compared {
      let (a, b) = (measure.value(of: variant), measure.value(of: other))
      if a != b { return a > b }
    }
    return false
  }

  /// Returns the answer.
  ///
  /// - Throws: `Failure` for a variant that cannot be described.
  func solution(_ question: MemoryQuestion) throws(Failure) -> Solution {
    var points: [SweepPoint] = []
    for variant in best.isEmpty ? [nearest].compactMap({ $0 }) : best {
      points.append(try space.point(variant))
    }
    var sampled: [SweepPoint] = []
    for variant in sample { sampled.append(try space.point(variant)) }
    var head = SweepHead(space.ranges)
    head.networks = [space.operand]
    head.budget = budget
    head.memory = question.measures
    head.run = question.run
    return Solution(
      result: SweepResult(head, points: points, counted: counted, impossible: impossible),
      sample: sampled, isFound: !best.isEmpty, goal: goal)
  }
}

/// The largest variants within a budget.
struct Solution: Presentable {
  let result: SweepResult
  /// Some of the variants that were counted.
  let sample: [SweepPoint]
  /// Whether any variant is within the budget.
  let isFound: Bool
  let goal: Measure

  private var budget: Budget { result.head.budget }

  /// The answer as a document: the largest variants, with the remainder of each limit.
  var document: Document {
    let limits = budget.measures.map { measure in
      "\(measure.title) ≤ \(Digits.grouped(budget[measure] ?? 0))"
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
      tables: [Table(columns: result.columns(goal: goal), rows: result.points.map(result.row))],
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
      let left = (budget[measure] ?? 0) - measure.value(of: point.counts)
      return Document.Fact(
        left < 0 ? "Over" : "Left", "\(Digits.grouped(abs(left))) \(measure.title)")
    }
  }

  /// The answer as `convcost.solve/1`.
  var json: JSONNode {
    [
      "schema": "convcost.solve/1", "found": .flag(isFound),
      "limits": .line(Budget.form.write(budget.table)),
    ] + result.content
  }
}
