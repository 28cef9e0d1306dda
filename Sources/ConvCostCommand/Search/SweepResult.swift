import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// Variants of networks with their totals, a row each.
struct SweepResult: Presentable {
  /// The title of the document.
  var title = ""
  /// The keys of the first columns.
  let keys: [String]
  /// Whether there are several networks, so that each row names its own.
  let namesNetworks: Bool
  /// The measures of memory that have a column.
  let ofMemory: [Measure]
  /// The limits of the search, which a chart shows.
  var limits: [Measure: Int] = [:]
  /// The rows.
  var points: [VariantSpace.Point] = []
  /// The number of all variants that were counted.
  var counted = 0
  /// The variants that cannot be built.
  var impossible: [VariantSpace.Impossible] = []

  /// Adds the outcomes of variants, but only counted variants within a budget.
  mutating func add(_ outcomes: [VariantSpace.Outcome], within budget: BudgetArguments) {
    for outcome in outcomes {
      switch outcome {
      case .counted(let point):
        counted += 1
        if budget.allows(point) { points.append(point) }
      case .impossible(let variant): impossible.append(variant)
      }
    }
  }

  /// The columns.
  var columns: [Table.Column] {
    (namesNetworks ? [Table.Column("Network", key: "network", isNumeric: false)] : [])
      + keys.map { Table.Column($0.prefix(1).uppercased() + $0.dropFirst(), key: $0) }
      + (keys.contains("input")
        ? [] : [Table.Column("Input", key: "input", isNumeric: false)])
      + measures.map { Table.Column($0.title, key: $0.rawValue) }
  }

  private var measures: [Measure] {
    [.parameters, .macs, .flops, .activations] + ofMemory
  }

  /// Returns the row of a variant.
  func row(_ point: VariantSpace.Point) -> Table.Row {
    Table.Row(
      (namesNetworks ? [.text(point.subject.name)] : []) + point.values.map(Table.Cell.text)
        + (keys.contains("input") ? [] : [.text("\(point.input)")])
        + measures.map { .count($0.value(of: point), isLowerBound: $0.isLowerBound(in: point)) })
  }

  /// The variants as a document.
  var document: Document {
    Document(
      title: title, tables: [Table(columns: columns, rows: points.map(row))], facts: facts)
  }

  /// Whether no variant is shown.
  var isEmpty: Bool { points.isEmpty && counted + impossible.count > 0 }

  var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Variants",
        "\(Digits.grouped(counted)) counted"
          + (points.count == counted ? "" : ", \(Digits.grouped(points.count)) shown"))
    ]
    if isEmpty {
      facts.append(
        Document.Fact(
          "Kept", counted > 0 ? "no variant is within the limits" : "no variant can be built"))
    }
    if let first = impossible.first {
      facts.append(
        Document.Fact(
          "Impossible",
          "\(Digits.grouped(impossible.count)), the first: \(first.failure)"))
    }
    return facts
  }

  /// The variants as `convcost.sweep/1`.
  var json: JSONNode { ["schema": "convcost.sweep/1"] + content }

  /// The variants as members of a JSON object.
  var content: JSONNode {
    [
      "counted": .number(counted),
      "points": .list(points.map(\.json)),
      "impossible": .list(
        impossible.map {
          .line(["network": .text($0.reference), "reason": .text("\($0.failure)")])
        }),
    ]
  }

  /// Returns only the variants that no other beats in all measures at once. Smaller is better,
  /// unless the goal of a measure is to be large.
  func pareto(_ goals: [Goal]) -> SweepResult {
    var result = self
    let values = points.map { point in goals.map { $0.cost(of: point) } }
    // In the order of the first measure, only earlier variants can beat later ones.
    let order = values.indices.sorted {
      (values[$0].lexicographic, $0) < (values[$1].lexicographic, $1)
    }
    var front: [Int] = []
    for index in order {
      let isBeaten = front.contains { other in
        zip(values[other], values[index]).allSatisfy { $0 <= $1 } && values[other] != values[index]
      }
      if !isBeaten { front.append(index) }
    }
    result.points = front.sorted().map { points[$0] }
    return result
  }
}

/// A measure to make small, or large if it is written with a plus.
struct Goal: Hashable, Sendable {
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

  func cost(of point: VariantSpace.Point) -> Int {
    isLarge ? -measure.value(of: point) : measure.value(of: point)
  }
}

extension [Int] {
  /// The numbers, which are compared in order.
  fileprivate var lexicographic: Lexicographic { Lexicographic(values: self) }
}

private struct Lexicographic: Comparable {
  var values: [Int]

  static func < (left: Self, right: Self) -> Bool {
    left.values.lexicographicallyPrecedes(right.values)
  }
}

extension VariantSpace.Point {
  fileprivate var json: JSONNode {
    let counts: JSONNode = [
      "parameters": .number(total.parameters), "macs": .number(total.macs),
      "flops": .number(total.flops), "activations": .number(total.activations),
    ]
    let memory = JSONNode.object(
      Measure.ofMemory.compactMap { measure in
        bytes[measure].map { (measure.jsonKey, .number($0)) }
      })
    let bounds: JSONNode =
      lowerBounds.isEmpty
      ? [:]
      : [
        "complete": .flag(false),
        "lowerBounds": .list(
          Figure.allCases.filter(lowerBounds.contains).map { .text($0.rawValue) }),
      ]
    return .line(
      [
        "network": .text(subject.name), "options": subject.optionsJSON,
        "input": .numbers(input.dimensions),
      ] + counts + memory + bounds)
  }
}

extension Measure {
  /// The key of a measure of memory in JSON.
  fileprivate var jsonKey: String {
    switch self {
    case .peak: "peakActivationBytes"
    case .ram: "ramBytes"
    case .flash: "flashBytes"
    case .batchMemory: "batchBytes"
    case .bytes: "modelBytes"
    default: rawValue
    }
  }
}
