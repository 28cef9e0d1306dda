package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// What every counter prints for a network, and why the numbers differ.
package struct Reconciliation: Sendable {
  /// A number that a convention prints.
  package struct Row: Sendable {
    /// The convention that prints the number.
    package var convention: Convention
    /// What is counted.
    package var count: Count
    /// The number with its parts, or why this convention has none for the network.
    package var outcome: Result<Tally, NetworkError>
    /// The number of parameters that the convention prints; nil if it cannot count them.
    package var parameters: Int?
    /// The operations that are left out.
    package var uncounted: [Uncounted]
    /// Whether the tool prints exactly this number; if not, the number assumes how the source code
    /// writes some operations.
    package var isExact: Bool
    /// Whether the number is a lower bound, because the work of some operations is unknown.
    package var isLowerBound: Bool
  }

  /// Which network it is.
  package let subject: Subject
  /// The shape of its first input.
  package let input: Shape
  /// The shapes of all inputs, and their names as a part of the object of the network.
  private let inputs: (text: String, json: JSONNode)
  /// The numbers, beginning with the standard one.
  package let rows: [Row]

  /// Counts a network by conventions, of which the first is the standard one.
  ///
  /// A convention that cannot count a layer has a row that says so.
  ///
  /// - Throws: `NetworkError` if the standard number is too large.
  package init(
    _ subject: Subject, _ graph: Graph, by conventions: [Convention] = Convention.all
  ) throws(NetworkError) {
    let standard = try Tally(Convention.standard.counts[0], of: Analysis(graph))
    var analyses: [Sight: Result<Analysis, NetworkError>] = [:]
    func analysis(_ sight: Sight, of graph: @autoclosure () -> Graph) -> Result<
      Analysis, NetworkError
    > {
      if let known = analyses[sight] { return known }
      let graph = graph()
      let result = Result { () throws(NetworkError) in try Analysis(graph) }
      analyses[sight] = result
      return result
    }
    var rows: [Row] = []
    for convention in conventions {
      let seen = analysis(
        Sight(framework: convention.framework, foldsNorms: convention.foldsNorms),
        of: graph.asSeen(by: convention))
      // Parameters are counted before norms are folded.
      let stored = analysis(
        Sight(framework: convention.framework, foldsNorms: false),
        of: graph.asWritten(for: convention.framework))
      let parameters = stored.tally(convention.parameters)
      for count in convention.counts {
        rows.append(
          Row(
            convention: convention, count: count, outcome: seen.tally(count),
            parameters: (try? parameters.get())?.value,
            uncounted: (try? seen.get())?.uncounted(by: count) ?? [],
            isExact: graph.isExact(count, by: convention),
            isLowerBound: graph.isLowerBound(count.metric, by: convention)))
      }
    }
    self.subject = subject
    self.input = graph.inputs[0]
    inputs = (graph.inputsText, graph.inputsJSON)
    self.standard = standard
    self.rows = rows
  }

  /// What a convention changes in the graph; conventions with the same changes share an analysis.
  private struct Sight: Hashable {
    var framework: Framework
    var foldsNorms: Bool
  }

  /// The number that the others are compared with.
  private let standard: Tally

  /// The causes of the differences, in order.
  private var causes: [Cause] {
    let found = Set(rows.flatMap { $0.tally?.parts.map(\.cause) ?? [] })
    return Cause.allCases.filter { $0 != .macs && found.contains($0) }
  }

  /// The numbers as a document: a row for each, with a column for each cause of a difference.
  package var document: Document {
    let causes = causes
    let hasFailures = rows.contains { $0.failure != nil }
    return Document(
      title: "\(subject.reference) · input \(inputs.text)",
      tables: [
        Table(
          columns: [
            Table.Column("Convention", key: "convention", isNumeric: false),
            Table.Column("Calls it", key: "metric", isNumeric: false),
            Table.Column("*", key: "assumed", isNumeric: false),
            Table.Column("Count", key: "value", need: .answer),
            Table.Column("Ratio", key: "ratio"),
          ]
            + causes.map {
              Table.Column($0.rawValue.capitalizedHead, key: "\($0)", dashesZeros: true)
            }
            + (hasFailures
              ? [
                Table.Column("Cannot count", key: "error", isNumeric: false, wraps: true)
              ] : []),
          rows: rows.map { row in
            Table.Row(
              [
                .text(row.convention.name), .text(row.count.label),
                row.isExact ? .empty : .text("*"),
              ] + cells(row, causes) + (hasFailures ? [.text(row.failure?.description ?? "")] : []))
          })
      ], facts: facts, charts: [.causes(CauseChart(self))])
  }

  /// The number, its ratio to the standard one and its parts; empty cells for a row without a
  /// number.
  private func cells(_ row: Row, _ causes: [Cause]) -> [Table.Cell] {
    guard let tally = row.tally else { return [.empty, .empty] + causes.map { _ in .empty } }
    let ratio = Double(tally.value) / Double(standard.value)
    let hasRatio = standard.value > 0 && !row.isLowerBound
    return [
      .count(tally.value, isLowerBound: row.isLowerBound), hasRatio ? .ratio(ratio) : .empty,
    ]
      + causes.map { .count(tally.value(of: $0)) }
  }

  private var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Count",
        "\(Digits.grouped(standard.value(of: .macs))) MACs plus the columns after the ratio")
    ]
    let usual = rows.lazy.compactMap(\.parameters).first
    var texts: [String] = []
    for row in rows {
      guard let parameters = row.parameters, parameters != usual else { continue }
      let text = "\(row.convention.name) \(Digits.grouped(parameters))"
      if !texts.contains(text) { texts.append(text) }
    }
    if let usual {
      let others = texts.isEmpty ? " in all" : "; \(texts.joined(separator: ", "))"
      facts.append(Document.Fact("Parameters", Digits.grouped(usual) + others))
    }
    if rows.contains(where: { !$0.isExact }) {
      facts.append(
        Document.Fact(
          "*", "assumed: layers are modules of the tool's framework, sums are operators"))
    }
    return facts
  }

  /// The numbers as `convcost.reconcile/1`.
  package var json: JSONNode {
    [
      "schema": "convcost.reconcile/1", "network": subject.json(input: input) + inputs.json,
      "conventions": .list(rows.map(\.json)),
    ]
  }
}

extension Tally {
  /// Returns the part that a cause explains; zero without such a part.
  package func value(of cause: Cause) -> Int {
    parts.first { $0.cause == cause }?.value ?? 0
  }
}

extension Result<Analysis, NetworkError> {
  /// Returns a number of the network, or the error.
  fileprivate func tally(_ count: Count) -> Result<Tally, NetworkError> {
    Result<Tally, NetworkError> { () throws(NetworkError) in try Tally(count, of: get()) }
  }
}

extension Reconciliation.Row {
  /// The number with its parts; nil if the convention cannot count the network.
  package var tally: Tally? { try? outcome.get() }

  /// The error, if there is no number.
  package var failure: NetworkError? {
    if case .failure(let error) = outcome { error } else { nil }
  }

  fileprivate var json: JSONNode {
    let number: JSONNode = [
      "convention": .text(convention.name), "metric": .text(count.label),
      "value": (tally?.value).map(JSONNode.number) ?? .null, "exact": .flag(isExact),
      "because": .list(
        (tally?.parts ?? []).map { part in
          .line(["term": .text(part.cause.rawValue), "value": .number(part.value)])
        }),
      "parameters": parameters.map(JSONNode.number) ?? .null,
      "uncounted": .list(uncounted.map(\.json)), "complete": .flag(!isLowerBound),
    ]
    return number
      + .object(failure.map { [("error", .text($0.description))] } ?? [])
  }
}
