package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// The result of comparing networks with their expected counts.
package struct CheckResult: Sendable {
  /// A count that differs from what is expected.
  package struct Difference: Equatable, Sendable {
    /// The kinds of expectations.
    package enum Expectation: Equatable, Sendable {
      /// The known count.
      case equal(Int)
      /// No more than a budget.
      case atMost(Int)
      /// A count of the whole network, not only a lower bound.
      case complete
    }

    /// The figure that was compared.
    package var metric: Figure
    /// The expectation.
    package var expected: Expectation
    /// The actual count.
    package var actual: Int
    /// The first block that has changed; nil if unknown.
    package var block: Block?

    /// A block, and how it has changed.
    package struct Block: Equatable, Sendable {
      /// The block's path.
      package var path: String
      /// The change: `new`, `gone`, or `1,000 → 1,030`.
      package var change: String

      package init(path: String, change: String) {
        self.path = path
        self.change = change
      }
    }

    package init(metric: Figure, expected: Expectation, actual: Int, block: Block? = nil) {
      self.metric = metric
      self.expected = expected
      self.actual = actual
      self.block = block
    }
  }

  /// A network and its differences.
  package struct Item: Equatable, Sendable {
    /// The network.
    package var network: String
    /// The source of the expected counts: a line of the lock file, or a publication.
    package var source: Source
    /// The differences; empty if the network passes.
    package var differences: [Difference] = []
    /// Why the network could not be counted; nil if it was.
    package var failure: String?
    /// The changes of the network since the lock file was written; nil for publications.
    package var changes: Changes?
    /// The numbers that were compared with a publication.
    package var published: [Published] = []

    package init(
      network: String, source: Source, differences: [Difference] = [], changes: Changes? = nil
    ) {
      self.network = network
      self.source = source
      self.differences = differences
      self.changes = changes
    }

    /// Whether the network was counted and nothing differs.
    package var hasPassed: Bool { failure == nil && differences.isEmpty }

    /// Whether a count has changed beyond its tolerance.
    var hasDrifted: Bool { differences.contains { $0.code == "drift" } }
  }

  /// A published number and that of the zoo.
  package struct Published: Equatable, Sendable {
    /// What was counted.
    package var metric: Metric
    /// The published number.
    package var published: Int
    /// The number of the zoo.
    package var counted: Int

    package init(_ metric: Metric, published: Int, counted: Int) {
      self.metric = metric
      self.published = published
      self.counted = counted
    }
  }

  /// A source of expected counts.
  package enum Source: Equatable, Sendable {
    /// A line of a lock file.
    case file(String, line: Int)
    /// A publication.
    case publication(String)
  }

  /// The networks in order.
  package let items: [Item]
  /// The command that writes a network's counts into the lock file, without the network; empty for
  /// publications.
  let updating: String

  /// Creates the result.
  package init(_ items: [Item], updating: String = "") {
    self.items = items
    self.updating = updating
  }

  /// Whether all networks pass.
  package var hasPassed: Bool { items.allSatisfy(\.hasPassed) }

  /// Whether changes since the lock file are known for a network.
  package var hasChanges: Bool { items.contains { $0.changes != nil } }

  /// The result in a sentence.
  var summary: String {
    let noun = isPublished ? "published total" : "network"
    func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
      "\(count) of \(items.count) \(noun)\(items.count == 1 ? "" : "s") "
        + (count == 1 ? singular : plural)
    }
    guard !hasPassed else { return counted(items.count, "passes", "pass") }
    let failed = items.count { !$0.hasPassed }
    let uncounted = items.count { $0.failure != nil }
    let drifted = items.count(where: \.hasDrifted)
    if uncounted == failed { return counted(failed, "was not counted", "were not counted") }
    if drifted == failed { return counted(failed, "drifted", "drifted") }
    return counted(failed, "fails", "fail")
  }

  /// Whether the result is about publications.
  var isPublished: Bool {
    items.contains { if case .publication = $0.source { true } else { false } }
  }

  /// The result as a document: the differences, or only a sentence.
  package var document: Document {
    if isPublished { return evidence }
    let rows = items.flatMap { item in
      item.shownDifferences.map { difference in
        Table.Row([
          .text(item.network), .text(difference.metric.name),
          .text(difference.kind), difference.bound.map(Table.Cell.count) ?? .empty,
          .count(difference.actual, isLowerBound: difference.expected == .complete),
          difference.bound.map { .change(from: $0, to: difference.actual) } ?? .empty,
          .text(difference.block.map { "\($0.path): \($0.change)" } ?? item.source.text),
        ])
      }
    }
    let table = Table(
      columns: [
        Table.Column("Network", key: "network", isNumeric: false),
        Table.Column("Metric", key: "metric", isNumeric: false, need: .answer),
        Table.Column("", key: "kind", isNumeric: false),
        Table.Column("Expected", key: "expected", need: .answer),
        Table.Column("Found", key: "actual", need: .answer),
        Table.Column("Change", key: "change", need: .ratio),
        Table.Column("Where", key: "where", isNumeric: false, mayShrink: true),
      ], rows: rows)
    let lacksWork = items.contains { $0.differences.contains { $0.expected == .complete } }
    var facts = items.compactMap { item in
      item.failure.map { Document.Fact("Not counted", "\(item.network): \($0)") }
    }
    if lacksWork {
      facts.append(
        Document.Fact("Lower bounds", "\"lowerBound\": true in the lock file accepts them"))
    }
    if let intended { facts.append(Document.Fact("If intended", intended)) }
    return Document(
      title: summary + (hasPassed ? "." : ":"), tables: rows.isEmpty ? [] : [table], facts: facts)
  }

  /// The result as a page: the differences, then the blocks of each network that have changed.
  package var page: Document {
    var document = document
    document.tables += items.compactMap(\.changes).filter { !$0.isEmpty }.map(\.table)
    return document
  }

  /// The command that writes the changed counts into the lock file; nil if nothing has drifted.
  private var intended: String? {
    let drifted = items.filter(\.hasDrifted)
    guard !updating.isEmpty, !drifted.isEmpty else { return nil }
    return ([updating] + drifted.map(\.network)).joined(separator: " ")
  }

  /// The sentences about a network that fails: its differences, or why it was not counted, and what
  /// to do if a change is intended.
  func sentences(about item: Item) -> [String] {
    var sentences = item.failure.map { ["\(item.network): \($0)"] } ?? []
    sentences += item.shownDifferences.map { $0.sentence(of: item.network) }
    if !updating.isEmpty, item.hasDrifted {
      sentences.append("if intended: \(updating) \(item.network)")
    }
    return sentences
  }

  /// The result as a comment for a pull request, with the differences first.
  package var comment: String {
    let sentences = items.filter { !$0.hasPassed }.flatMap { item in
      self.sentences(about: item).map { "- \($0.markdown)\n" }
    }
    let changes = items.compactMap(\.changes)
    return changes.comment(title: "convcost: \(summary)")
      + (sentences.isEmpty ? "" : "\n\(sentences.joined())")
  }

  /// The result as `convcost.check/1`.
  package var json: JSONNode {
    [
      "schema": "convcost.check/1", "passed": .flag(hasPassed),
      "differences": .list(
        items.flatMap { item in
          item.differences.map { difference in
            .line([
              "network": .text(item.network), "metric": .text(difference.metric.rawValue),
              "expected": difference.bound.map(JSONNode.number) ?? .null,
              "actual": .number(difference.actual), "kind": .text(difference.code),
              "block": difference.block.map { .text($0.path) } ?? .null,
              "change": difference.block.map { .text($0.change) } ?? .null,
              "source": .text(item.source.text),
            ])
          }
        }),
      "networks": .list(
        items.map { item in
          .line(
            [
              "network": .text(item.network), "passed": .flag(item.hasPassed),
              "source": .text(item.source.text),
              "failure": item.failure.map(JSONNode.text) ?? .null,
            ] + item.publishedJSON)
        }),
    ]
  }
}

extension CheckResult.Item {
  /// The differences to show: FLOPs that are twice the MACs say nothing beside these.
  var shownDifferences: [CheckResult.Difference] {
    differences.filter { difference in
      difference.metric != .flops
        || !differences.contains { $0.metric == .macs && $0.code == difference.code }
    }
  }
}

extension CheckResult.Difference {
  /// The number that the count should equal or not exceed; nil if only the kind of the count is
  /// wrong.
  var bound: Int? {
    switch expected {
    case .equal(let count), .atMost(let count): count
    case .complete: nil
    }
  }

  /// The expectation in words, for tables.
  var kind: String {
    switch expected {
    case .equal: "exactly"
    case .atMost: "at most"
    case .complete: "complete"
    }
  }

  /// The kind of the difference, for programs.
  var code: String {
    switch expected {
    case .equal: "drift"
    case .atMost: "budget"
    case .complete: "lower bound"
    }
  }

  /// The difference in a sentence.
  package func sentence(of network: String) -> String {
    let place = block.map { "; first in \($0.path): \($0.change)" } ?? ""
    let expectation =
      switch expected {
      case .equal(let count):
        "expected \(Digits.grouped(count)) (\(Percent.change(from: count, to: actual)))"
      case .atMost(let count):
        "the budget is \(Digits.grouped(count)) (\(Percent.change(from: count, to: actual)))"
      case .complete:
        "a lower bound, expected the whole count; \"lowerBound\": true in the lock file accepts it"
      }
    let count = Digits.bounded(actual, isLowerBound: expected == .complete)
    return "\(network): \(count) \(metric.name), \(expectation)\(place)"
  }
}

extension CheckResult.Source {
  var text: String {
    switch self {
    case .file(let path, let line): "\(path):\(line)"
    case .publication(let source): source
    }
  }
}
