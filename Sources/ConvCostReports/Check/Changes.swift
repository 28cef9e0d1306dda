import ConvCostCore
import ConvCostText

/// The changes of a network: its totals before and now, and the blocks that have changed.
package struct Changes: Equatable, Sendable {
  /// A figure before and now.
  package struct Total: Equatable, Sendable {
    /// The figure.
    package var figure: Figure
    /// The value before.
    package var before: Int
    /// The value now.
    package var now: Int
    /// Whether the value before is a lower bound.
    package var wasLowerBound: Bool
    /// Whether the value now is a lower bound.
    package var isLowerBound: Bool

    package init(
      _ figure: Figure, before: Int, now: Int, wasLowerBound: Bool = false,
      isLowerBound: Bool = false
    ) {
      self.figure = figure
      self.before = before
      self.now = now
      self.wasLowerBound = wasLowerBound
      self.isLowerBound = isLowerBound
    }
  }

  /// A block's main count before and now; nil if there is no such block.
  package struct Block: Equatable, Sendable {
    /// The block's path.
    package var path: String
    /// The count before.
    package var before: Int?
    /// The count now.
    package var now: Int?

    package init(path: String, before: Int?, now: Int?) {
      self.path = path
      self.before = before
      self.now = now
    }
  }

  /// The network's name, or both names if they differ.
  package var network: String
  /// The name of the blocks' count.
  package var label: String
  /// The totals.
  package var totals: [Total]
  /// The blocks that have changed.
  package var blocks: [Block]

  /// Creates changes.
  package init(network: String, label: String, totals: [Total], blocks: [Block]) {
    self.network = network
    self.label = label
    self.totals = totals
    self.blocks = blocks
  }

  /// Compares the blocks of two states: those of the new one in order, then those that are gone.
  package static func blocks(
    before: [(path: String, count: Int)], now: [(path: String, count: Int)]
  ) -> [Block] {
    let old = Dictionary(before.map { ($0.path, $0.count) }) { first, _ in first }
    let new = Dictionary(now.map { ($0.path, $0.count) }) { first, _ in first }
    let changed = now.filter { old[$0.path] != $0.count }
      .map { Block(path: $0.path, before: old[$0.path], now: $0.count) }
    let gone = before.filter { new[$0.path] == nil }
      .map { Block(path: $0.path, before: $0.count, now: nil) }
    return changed + gone
  }

  /// The totals and the blocks that have changed, as a table.
  var table: Table {
    Table(
      title: "\(network): what has changed",
      columns: [
        Table.Column("Total or block", key: "block", isNumeric: false),
        Table.Column("Count", key: "count", isNumeric: false, need: .answer),
        Table.Column("Before", key: "before", need: .answer),
        Table.Column("Now", key: "now", need: .answer),
        Table.Column("Change", key: "change", need: .ratio),
      ],
      rows: totals.filter { $0.before != $0.now }.map { total in
        Table.Row([
          .text("total"), .text(total.figure.name),
          .count(total.before, isLowerBound: total.wasLowerBound),
          .count(total.now, isLowerBound: total.isLowerBound),
          .change(from: total.before, to: total.now),
        ])
      }
        + blocks.map { block in
          Table.Row([
            .text(block.path), .text(label), block.before.map { .count($0) } ?? .text("new"),
            block.now.map { .count($0) } ?? .text("gone"),
            block.before.flatMap { before in block.now.map { .change(from: before, to: $0) } }
              ?? .empty,
          ])
        })
  }

  /// Whether nothing has changed.
  var isEmpty: Bool { totals.allSatisfy { $0.before == $0.now } && blocks.isEmpty }
}

extension Changes {
  /// Takes the first network of a comparison as before and the second as now.
  package init(from old: Report, to new: Report) {
    let metric = new.convention.counts[0].metric
    func blocks(_ report: Report) -> [(path: String, count: Int)] {
      Report.innermost(report.rows(folding: .depth(2)))
        .map { ($0.path, metric.value(of: $0.cost)) }.filter { $0.1 > 0 }
    }
    let figures = Figure.allCases.filter { $0.metric.map(new.convention.defines) ?? true }
    self.init(
      network: "\(old.subject.reference) → \(new.subject.reference)",
      label: new.convention.label(of: metric),
      totals: figures.compactMap { figure in
        guard let before = figure.value(of: old), let now = figure.value(of: new) else {
          return nil
        }
        return Total(
          figure, before: before, now: now, wasLowerBound: old.isLowerBound(figure),
          isLowerBound: new.isLowerBound(figure))
      },
      blocks: Self.blocks(before: blocks(old), now: blocks(new)))
  }
}

extension [Changes] {
  /// The changes as a comment for a pull request: totals before and now and what has changed are
  /// shown, everything else is folded.
  package func comment(title: String) -> String {
    var text = "### \(title.markdown)\n\n"
    let changed = filter { !$0.isEmpty }
    for change in changed {
      text +=
        "**\(change.network.markdown)**\n\n| | Before | Now | Change |\n| :--- | ---: | ---: | "
        + "---: |\n"
      for total in change.totals {
        let name = total.figure.name.capitalizedHead.markdown
        let isSame = total.before == total.now
        let cells =
          [
            Digits.bounded(total.before, isLowerBound: total.wasLowerBound),
            Digits.bounded(total.now, isLowerBound: total.isLowerBound),
          ]
          + [isSame ? "" : Percent.change(from: total.before, to: total.now).markdown]
        text +=
          "| \(name) | " + cells.map { isSame ? $0 : "**\($0)**" }.joined(separator: " | ") + " |\n"
      }
      text += "\n"
      guard !change.blocks.isEmpty else { continue }
      let count = change.blocks.count
      text += "<details><summary>\(count) block\(count == 1 ? "" : "s") changed</summary>\n\n"
      text +=
        "| Block | \(change.label.markdown) before | now | Change |\n| :--- | ---: | ---: | ---: "
        + "|\n"
      for block in change.blocks {
        let percent =
          switch (block.before, block.now) {
          case (nil, _): "new"
          case (_, nil): "gone"
          case (let before?, let now?): Percent.change(from: before, to: now).markdown
          }
        text +=
          "| `\(block.path.markdownCode)` | \(block.before.map(Digits.grouped) ?? "") | "
          + "\(block.now.map(Digits.grouped) ?? "") | \(percent) |\n"
      }
      text += "\n</details>\n\n"
    }
    let same = filter(\.isEmpty)
    if !same.isEmpty {
      text += "<details><summary>\(same.count) unchanged</summary>\n\n"
      for change in same {
        let totals = change.totals.map {
          "\(Digits.bounded($0.now, isLowerBound: $0.isLowerBound)) \($0.figure.name)"
        }
        text += "- \(change.network.markdown): \(totals.joined(separator: ", ").markdown)\n"
      }
      text += "\n</details>\n"
    }
    return text
  }
}
