import ConvCostCore
import ConvCostJSON
import ConvCostReports

/// A lock file with new counts, and the changes.
struct LockUpdate: Presentable {
  /// The file's name.
  let file: String
  /// The new file.
  var lock: LockFile
  var changes: [Change] = []
  /// The networks that were counted.
  var subjects: [Subject] = []
  /// The networks whose files cannot be counted, and why; their entries are kept.
  var uncounted: [(network: String, reason: String)] = []
  /// The sentences about networks that exceed a budget, which is kept.
  var excesses: [String] = []

  /// A changed total of a network; `before` is nil for a network that is new in the file.
  struct Change {
    var network: String
    var metric: Figure
    var before: Int?
    var after: Int
    /// Whether the new total is a lower bound.
    var isLowerBound: Bool
  }
}

extension LockFile {
  /// Returns the file with new counts of every network, and with the named networks added.
  ///
  /// Tolerances and budgets are kept, and so is an entry whose file cannot be read.
  ///
  /// - Parameter convention: the new convention of the named networks, or of all if none is named;
  ///   nil to keep each network's own.
  /// - Throws: `Failure` for a network that cannot be built.
  func updated(
    adding names: [String], by convention: String?, in file: String
  ) throws(Failure) -> LockUpdate {
    guard !names.contains(where: NetworkReference.isStandardInput) else {
      throw .usage(.standardInputLocked)
    }
    var update = LockUpdate(file: file, lock: self)
    let folder = LockFolder(of: file)
    let names = names.map { entryName(of: $0, in: folder) }
    var known = Set(entries.map(\.canonicalName))
    for name in names where known.insert(NetworkReference.canonicalName(name)).inserted {
      update.lock.entries.append(Entry(network: name, expected: [:], blocks: []))
    }
    if let convention {
      let isFile = !ConventionArguments(convention).files.isEmpty
      let convention = isFile ? folder.written(path: convention) : convention
      let named = Set(names.map(NetworkReference.canonicalName))
      for index in update.lock.entries.indices
      where names.isEmpty || named.contains(update.lock.entries[index].canonicalName) {
        update.lock.entries[index].convention = convention == "standard" ? nil : convention
      }
    }
    for index in update.lock.entries.indices {
      let entry = update.lock.entries[index]
      let counted: Entry.Counted
      do throws(Failure) {
        counted = try entry.counted(in: file)
      } catch {
        // A network that is new cannot be without counts.
        guard index < entries.count else { throw error }
        update.uncounted.append((entry.network, try error.text(ofNetworkIn: file)))
        continue
      }
      let report = counted.report
      update.subjects.append(report.subject)
      // An existing network keeps the user's choice of totals.
      let metrics = Figure.allCases.filter { figure in
        guard let metric = figure.metric else { return entry.expected[figure] != nil }
        return (index >= entries.count || entry.expected[figure] != nil)
          && report.convention.defines(metric)
      }
      for metric in metrics {
        guard let after = counted[metric] else { continue }
        let before = entry.expected[metric]
        if before != after {
          update.changes.append(
            LockUpdate.Change(
              network: entry.network, metric: metric, before: before, after: after,
              isLowerBound: report.isLowerBound(metric)))
        }
        update.lock.entries[index].expected[metric] = after
      }
      update.excesses += entry.excesses(of: counted).map { $0.sentence(of: entry.network) }
      update.lock.entries[index].blocks = metrics.isEmpty ? [] : Self.blocks(of: report)
    }
    return update
  }
}

extension LockUpdate {
  /// The changes as a document.
  var document: Document {
    let count = lock.entries.count
    let title = "\(file): \(count) network\(count == 1 ? "" : "s")"
    let facts =
      uncounted.map { Document.Fact("Not counted", "\($0.network): \($0.reason)") }
      + excesses.map { Document.Fact("Over budget", "\($0); \"max\" is kept") }
    guard !changes.isEmpty else {
      return Document(title: "\(title), nothing has changed.", facts: facts)
    }
    return Document(
      title: "\(title), changed:",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "network", isNumeric: false),
            Table.Column("Metric", key: "metric", isNumeric: false, need: .answer),
            Table.Column("Before", key: "before", need: .answer),
            Table.Column("Now", key: "now", need: .answer),
            Table.Column("Change", key: "change", need: .ratio),
          ],
          rows: changes.map { change in
            Table.Row([
              .text(change.network), .text(change.metric.name),
              change.before.map(Table.Cell.count) ?? .empty,
              .count(change.after, isLowerBound: change.isLowerBound),
              change.before.map { Table.Cell.change(from: $0, to: change.after) } ?? .text("new"),
            ])
          })
      ], facts: facts)
  }

  /// The changes as `convcost.check-update/1`.
  var json: JSONNode {
    [
      "schema": "convcost.check-update/1",
      "changes": .list(
        changes.map { change in
          .line([
            "network": .text(change.network), "metric": .text(change.metric.rawValue),
            "before": change.before.map(JSONNode.number) ?? .null,
            "after": .number(change.after),
          ])
        }),
      "notCounted": .list(uncounted.map { .text("\($0.network): \($0.reason)") }),
      "overBudget": .list(excesses.map(JSONNode.text)),
    ]
  }
}
