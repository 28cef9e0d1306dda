import ConvCostCore

/// What came of comparing networks with the counts that they should have.
package struct CheckResult: Sendable {
  /// A count that is not what it should be.
  package struct Difference: Hashable, Sendable {
    /// What was expected of a count.
    package enum Expectation: Hashable, Sendable {
      /// The known count.
      case equal(Int)
      /// No more than a budget.
      case atMost(Int)
      /// A count of the whole network, where it is only a lower bound.
      case complete
    }

    /// What was counted.
    package var metric: Figure
    /// What it should be.
    package var expected: Expectation
    /// What it is.
    package var actual: Int
    /// The first block that has changed; nil where it is not known.
    package var block: Block?

    /// A block, and how it has changed.
    package struct Block: Hashable, Sendable {
      /// The block's path.
      package var path: String
      /// What became of it: `new`, `gone`, `1,000 → 1,030`.
      package var change: String

      /// Creates a block.
      package init(path: String, change: String) {
        self.path = path
        self.change = change
      }
    }

    /// Creates a difference.
    package init(metric: Figure, expected: Expectation, actual: Int, block: Block? = nil) {
      self.metric = metric
      self.expected = expected
      self.actual = actual
      self.block = block
    }
  }

  /// A network, and in what it differs.
  package struct Item: Hashable, Sendable {
    /// The network.
    package var network: String
    /// Where the expected counts stand: a line of the lock file, or a publication.
    package var source: Source
    /// The differences; none where the network holds.
    package var differences: [Difference]
    /// What became of the network since the lock file was written; nil for publications.
    package var changes: Changes?

    /// Creates an item.
    package init(
      network: String, source: Source, differences: [Difference], changes: Changes? = nil
    ) {
      self.network = network
      self.source = source
      self.differences = differences
      self.changes = changes
    }
  }

  /// Where expected counts stand.
  package enum Source: Hashable, Sendable {
    /// A line of a lock file.
    case file(String, line: Int)
    /// A publication.
    case publication(String)
  }

  /// The networks in order.
  package let items: [Item]

  /// Creates a result.
  package init(_ items: [Item]) {
    self.items = items
  }

  /// Whether every network holds.
  package var hasPassed: Bool { items.allSatisfy(\.differences.isEmpty) }

  /// Whether it is known what became of the networks.
  package var hasChanges: Bool { items.contains { $0.changes != nil } }

  /// The result in a sentence.
  var summary: String {
    let held = items.count { $0.differences.isEmpty }
    let isPublished = items.contains {
      if case .publication = $0.source { true } else { false }
    }
    let noun = isPublished ? "published total" : "network"
    return
      "\(held) of \(items.count) \(noun)\(items.count == 1 ? "" : "s") hold\(held == 1 ? "s" : "")"
  }

  /// The result as a document: the differences, or only a sentence.
  package var document: Document {
    let rows = items.flatMap { item in
      item.differences.map { difference in
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
        Table.Column("Metric", key: "metric", isNumeric: false),
        Table.Column("", key: "kind", isNumeric: false),
        Table.Column("Expected", key: "expected"),
        Table.Column("Found", key: "actual"),
        Table.Column("Change", key: "change"),
        Table.Column("Where", key: "where", isNumeric: false, mayShrink: true),
      ], rows: rows)
    let lacksWork = items.contains { $0.differences.contains { $0.expected == .complete } }
    return Document(
      title: summary + (hasPassed ? "." : ":"), tables: rows.isEmpty ? [] : [table],
      facts: lacksWork
        ? [Document.Fact("Lower bounds", "\"lowerBound\": true in the lock file accepts them")] : []
    )
  }

  /// The result as a comment for a pull request, with the differences first.
  package var comment: String {
    let sentences = items.flatMap { item in
      item.differences.map { "- \($0.sentence(of: item.network).markdown)\n" }
    }
    let changes = items.compactMap(\.changes)
    return changes.comment(title: "convcost: \(summary)")
      + (sentences.isEmpty ? "" : "\n\(sentences.joined())")
  }

  /// The result as `convcost.check/1`.
  package var json: JSONNode {
    [
      "schema": "convcost.check/1", "passed": .bool(hasPassed),
      "differences": .array(
        items.flatMap { item in
          item.differences.map { difference in
            .line([
              "network": .string(item.network), "metric": .string(difference.metric.rawValue),
              "expected": difference.bound.map(JSONNode.integer) ?? .null,
              "actual": .integer(difference.actual), "kind": .string(difference.code),
              "block": difference.block.map { .string($0.path) } ?? .null,
              "change": difference.block.map { .string($0.change) } ?? .null,
              "source": .string(item.source.text),
            ])
          }
        }),
      "networks": .array(
        items.map { item in
          .line([
            "network": .string(item.network), "passed": .bool(item.differences.isEmpty),
            "source": .string(item.source.text),
          ])
        }),
    ]
  }
}

extension CheckResult.Difference {
  /// The number that the count should be, or not exceed; nil where only the count's kind is wrong.
  var bound: Int? {
    switch expected {
    case .equal(let count), .atMost(let count): count
    case .complete: nil
    }
  }

  /// What is expected of the count, as tables say it.
  var kind: String {
    switch expected {
    case .equal: "exactly"
    case .atMost: "at most"
    case .complete: "complete"
    }
  }

  /// What is wrong with the count, as programs read it.
  var code: String {
    switch expected {
    case .equal: "drift"
    case .atMost: "budget"
    case .complete: "lower bound"
    }
  }

  /// The difference in a sentence.
  func sentence(of network: String) -> String {
    let place = block.map { "; first in \($0.path): \($0.change)" } ?? ""
    let expectation =
      switch expected {
      case .equal(let count):
        "expected \(grouped(count)) (\(signedChange(from: count, to: actual)))"
      case .atMost(let count):
        "the budget is \(grouped(count)) (\(signedChange(from: count, to: actual)))"
      case .complete:
        "a lower bound, expected all; \"lowerBound\": true in the lock file accepts it"
      }
    let count = bounded(actual, isLowerBound: expected == .complete)
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

/// Returns how much larger a count is than another, in percent with its sign: `+2.7 %`.
package func signedChange(from old: Int, to new: Int) -> String {
  guard old != new else { return "±0 %" }
  guard old != 0 else { return new > 0 ? "new" : "" }
  let change = 100 * (Double(new) - Double(old)) / Double(old)
  // What is smaller than the last digit shown must not read as nothing.
  let size = abs(change) < 0.1 ? "<0.1" : fixed(abs(change), digits: 1)
  return "\(change < 0 ? "−" : "+")\(size) %"
}
