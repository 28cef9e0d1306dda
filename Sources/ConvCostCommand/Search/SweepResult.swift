import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// Variants of networks with their totals, a row each.
struct SweepResult: Presentable {
  /// The title of the document.
  var title = ""
  /// What was asked for.
  let head: SweepHead
  /// The rows.
  var points: [SweepPoint] = []
  /// The variants that cannot be built.
  private(set) var impossible: [ImpossibleVariant] = []
  /// The numbers of all variants, also of those that were removed.
  private(set) var end = SweepEnd()
  /// The variants that no other beats, if only they become rows.
  private var front: Front<SweepPoint>?

  /// Creates a result without variants.
  init(_ head: SweepHead) {
    self.head = head
    front = head.goals.isEmpty ? nil : Front(head.goals)
  }

  /// Creates the result of a search.
  init(
    _ head: SweepHead, points: [SweepPoint], counted: Int, impossible: [ImpossibleVariant]
  ) {
    self.init(head)
    self.points = points
    self.impossible = impossible
    end = SweepEnd(counted: counted, impossible: impossible.count, rows: points.count)
  }

  /// The limit of variants whose rows are in memory.
  static let mostVariants = 1_000_000

  /// The limit of variants whose rows are written while they are counted.
  static let mostStreamed = 1_000_000_000

  /// Adds the outcome of a variant, unless it exceeds the budget.
  ///
  /// - Throws: `Failure` for a variant that cannot be described.
  mutating func add(_ outcome: VariantOutcome, of space: VariantSpace) throws(Failure) {
    switch outcome {
    case .impossible(let variant): add(variant)
    case .counted(let variant):
      count(1)
      guard head.budget.allows(variant) else { return }
      try add(variant) { () throws(Failure) in try space.point(variant) }
    }
  }

  /// Adds a variant, which becomes a row unless another beats it.
  mutating func add(
    _ variant: VariantCounts, _ point: () throws(Failure) -> SweepPoint
  ) throws(Failure) {
    if front == nil {
      points.append(try point())
      end.rows += 1
    } else {
      try front?.add(variant, point)
    }
  }

  /// Adds a variant that cannot be built.
  mutating func add(_ variant: ImpossibleVariant) {
    impossible.append(variant)
    impossible[impossible.count - 1].place = points.count
    end.impossible += 1
  }

  /// Adds variants that were counted, whether they become rows or not.
  mutating func count(_ variants: Int) { end.counted += variants }

  /// Makes rows of the variants that no other beats.
  mutating func finish() {
    guard let front else { return }
    points = front.elements
    end.rows = points.count
    self.front = nil
  }

  /// Removes the rows and the variants that cannot be built, after they were written.
  mutating func removeRows() {
    points = []
    impossible = []
  }

  /// Whether each row names its network.
  private var namesNetworks: Bool { head.networks.count > 1 }

  /// Returns the columns. Narrow terminals keep those that distinguish variants, the measures that
  /// were asked for, and a goal.
  func columns(goal: Measure? = nil) -> [Table.Column] {
    let asked = head.budget.measures + head.goals.map(\.measure) + head.memory
    return
      (namesNetworks
      ? [Table.Column("Network", key: "network", isNumeric: false, need: .answer)] : [])
      + head.keys.map { key in
        Table.Column(key.prefix(1).uppercased() + key.dropFirst(), key: key, need: .answer)
      }
      + (head.keys.contains("input")
        ? [] : [Table.Column("Input", key: "input", isNumeric: false)])
      + measures.map { measure in
        Table.Column(
          measure.title, key: measure.rawValue,
          need: asked.contains(measure) || measure == goal ? .answer : .other)
      }
  }

  private var measures: [Measure] {
    [.parameters, .macs, .flops, .activations] + head.memory
  }

  /// Returns the row of a variant.
  func row(_ point: SweepPoint) -> Table.Row {
    Table.Row(
      (namesNetworks ? [.text(point.subject.name)] : []) + point.values.map(Table.Cell.text)
        + (head.keys.contains("input") ? [] : [.text(point.inputText)])
        + measures.map {
          .count($0.value(of: point.counts), isLowerBound: $0.isLowerBound(in: point.counts))
        })
  }

  /// The variants as a document.
  var document: Document {
    Document(
      title: title, tables: [Table(columns: columns(), rows: points.map(row))], facts: facts)
  }

  /// Whether no variant is shown, although there are some.
  var isEmpty: Bool { end.rows == 0 && end.counted + end.impossible > 0 }

  var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Variants",
        "\(Digits.grouped(end.counted)) counted"
          + (end.rows == end.counted ? "" : ", \(Digits.grouped(end.rows)) shown"))
    ]
    if !head.run.isEmpty { facts.append(Document.Fact("Memory", head.run)) }
    if isEmpty {
      facts.append(
        Document.Fact(
          "Kept",
          end.counted > 0 ? "no variant is within the limits" : "no variant can be built"))
    }
    if let first = impossible.first {
      facts.append(
        Document.Fact(
          "Impossible", "\(Digits.grouped(end.impossible)), the first: \(first.reason)"))
    }
    return facts
  }

  /// The variants as `convcost.sweep/1`.
  var json: JSONNode { ["schema": "convcost.sweep/1"] + content }

  /// The variants as members of a JSON object.
  var content: JSONNode {
    (head.run.isEmpty ? [:] : ["run": .text(head.run)]) + [
      "counted": .number(end.counted),
      "points": .list(points.map(\.json)),
      "impossible": .list(impossible.map(\.json)),
    ]
  }
}

extension ImpossibleVariant {
  /// The network, and why it cannot be built.
  var json: JSONNode { .line(["network": .text(reference), "reason": .text(reason)]) }
}
