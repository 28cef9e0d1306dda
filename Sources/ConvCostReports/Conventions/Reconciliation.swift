public import ConvCostCore

/// What every counter prints for a network, and why the numbers differ.
public struct Reconciliation: Sendable {
  /// A number that a convention prints.
  public struct Row: Sendable {
    /// Whose number it is.
    public var convention: Convention
    /// The number with its parts.
    public var tally: Tally
    /// What the convention prints as the number of parameters.
    public var parameters: Int
    /// What is left out.
    public var uncounted: [Uncounted]
    /// Whether it is the number that the tool prints; otherwise it rests on how the source is assumed to
    /// write some operations.
    public var isExact: Bool
  }

  /// Which network it is.
  public let subject: Subject
  /// The shape of its input.
  public let input: Shape
  /// The numbers, the standard one first.
  public let rows: [Row]

  /// Counts a network by conventions.
  ///
  /// - Throws: `NetworkError` where a number does not fit.
  public init(
    _ subject: Subject, _ graph: Graph, by conventions: [Convention] = Convention.all
  ) throws(NetworkError) {
    var analyses: [Sight: Analysis] = [:]
    var rows: [Row] = []
    for convention in conventions {
      let sight = Sight(framework: convention.framework, foldsNorms: convention.foldsNorms)
      var known = analyses[sight]
      if known == nil { known = try Analysis(graph.asSeen(by: convention)) }
      guard let analysis = known else { continue }
      analyses[sight] = analysis
      // What is stored is counted before norms are folded.
      let stored = try Analysis(graph.asWritten(for: convention.framework))
      let parameters = try Tally(convention.parameters, of: stored).value
      for count in convention.counts {
        rows.append(
          Row(
            convention: convention, tally: try Tally(count, of: analysis), parameters: parameters,
            uncounted: analysis.uncounted(by: count),
            isExact: graph.isExact(count, by: convention)))
      }
    }
    self.subject = subject
    self.input = graph.inputs[0]
    self.rows = rows
  }

  /// How a graph is seen: conventions that see it alike share an analysis.
  private struct Sight: Hashable {
    var framework: Framework
    var foldsNorms: Bool
  }

  /// The number that the others are compared with.
  private var standard: Int { rows[0].tally.value }

  /// The causes of differences that there are, in order.
  private var causes: [Cause] {
    let found = Set(rows.flatMap { $0.tally.parts.map(\.cause) })
    return Cause.allCases.filter { $0 != .macs && found.contains($0) }
  }

  /// The numbers as a document: one a row, with a column for each cause of a difference.
  public var document: Document {
    let causes = causes
    return Document(
      title: "\(subject.reference) · input \(input)",
      tables: [
        Table(
          columns: [
            Table.Column("Convention", key: "convention", isNumeric: false),
            Table.Column("Calls it", key: "metric", isNumeric: false),
            Table.Column("*", key: "assumed", isNumeric: false),
            Table.Column("Count", key: "value"), Table.Column("Ratio", key: "ratio"),
          ]
            + causes.map {
              Table.Column($0.rawValue.capitalizedHead, key: "\($0)", dashesZeros: true)
            },
          rows: rows.map { row in
            Table.Row(
              [
                .text(row.convention.name), .text(row.tally.count.label),
                row.isExact ? .empty : .text("*"), .count(row.tally.value),
                standard == 0 ? .empty : .ratio(Double(row.tally.value) / Double(standard)),
              ] + causes.map { .count(row.tally.value(of: $0)) })
          })
      ], facts: facts)
  }

  private var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Count", "\(grouped(rows[0].tally.value(of: .macs))) MACs and the columns behind the ratio")
    ]
    let usual = rows[0].parameters
    var texts: [String] = []
    for row in rows where row.parameters != usual {
      let text = "\(row.convention.name) \(grouped(row.parameters))"
      if !texts.contains(text) { texts.append(text) }
    }
    facts.append(
      Document.Fact(
        "Parameters",
        grouped(usual) + (texts.isEmpty ? " in all" : "; \(texts.joined(separator: ", "))")))
    if rows.contains(where: { !$0.isExact }) {
      facts.append(
        Document.Fact(
          "*", "assumed: layers are modules of the tool's framework, sums are operators"))
    }
    return facts
  }

  /// The numbers as `convcost.reconcile/1`.
  public var json: JSONNode {
    [
      "schema": "convcost.reconcile/1", "network": subject.json(input: input),
      "conventions": .array(rows.map(\.json)),
    ]
  }
}

extension Tally {
  /// Returns the part with a cause; zero where there is none.
  public func value(of cause: Cause) -> Int {
    parts.first { $0.cause == cause }?.value ?? 0
  }
}

extension Reconciliation.Row {
  fileprivate var json: JSONNode {
    [
      "convention": .string(convention.name), "metric": .string(tally.count.label),
      "value": .integer(tally.value), "exact": .bool(isExact),
      "because": .array(
        tally.parts.map { part in
          .line(["term": .string(part.cause.rawValue), "value": .integer(part.value)])
        }),
      "parameters": .integer(parameters), "uncounted": .array(uncounted.map(\.json)),
    ]
  }
}
