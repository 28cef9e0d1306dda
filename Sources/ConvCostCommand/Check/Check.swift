import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// Compares networks with the counts that they should have.
enum Check {
  /// Compares the networks of a lock file, or only those that are named.
  ///
  /// - Throws: `Failure` for a name that the file does not contain, or a network that cannot be
  ///   built.
  static func locked(
    _ lock: LockFile, in file: String, only names: [String], by convention: Convention?,
    _ console: inout Console
  ) throws(Failure) -> CheckResult {
    let known = lock.entries.map(\.canonicalName)
    let wanted = names.map(NetworkReference.canonicalName)
    for (name, canonical) in zip(names, wanted) where !known.contains(canonical) {
      throw .usage(.notLocked(name, file: file, known: lock.entries.map(\.network)))
    }
    var items: [CheckResult.Item] = []
    for (entry, canonical) in zip(lock.entries, known)
    where names.isEmpty || wanted.contains(canonical) {
      let report = try entry.report(in: file, by: convention)
      console.warn(about: report.subject)
      items.append(
        CheckResult.Item(
          network: entry.network, source: .file(file, line: entry.position?.line ?? 1),
          differences: entry.differences(from: report), changes: entry.changes(to: report)))
    }
    return CheckResult(items)
  }

  /// Counts the networks with published totals again, or only those that are named.
  ///
  /// - Throws: `Failure` for a network that does not exist or has no published total.
  static func published(_ references: [NetworkReference]) throws(Failure) -> CheckResult {
    var wanted: Set<String> = []
    for reference in references {
      let network = try NetworkArguments().network(reference).subject.reference
      wanted.insert(network)
      let isPublished = PublishedCount.all.contains { $0.concerns(network) }
      guard isPublished else { throw .usage(.notPublished(network)) }
    }
    var items: [CheckResult.Item] = []
    for row in PublishedCount.all where wanted.isEmpty || wanted.contains(where: row.concerns) {
      let total = try NetworkArguments().network(NetworkReference(row.network)).analysis().total
      let known: [(Metric, Int?)] = [
        (.parameters, row.parameters), (.buffers, row.buffers), (.macs, row.macs),
        (.activations, row.activations),
      ]
      let differences = known.compactMap { metric, expected -> CheckResult.Difference? in
        guard let expected, metric.value(of: total) != expected else { return nil }
        return Figure(rawValue: metric.rawValue).map {
          CheckResult.Difference(
            metric: $0, expected: .equal(expected), actual: metric.value(of: total))
        }
      }
      items.append(
        CheckResult.Item(
          network: row.network, source: .publication(row.source), differences: differences))
    }
    return CheckResult(items)
  }
}

extension PublishedCount {
  /// Returns whether the row is about a network, or about a variant of one named without options.
  fileprivate func concerns(_ reference: String) -> Bool {
    network == reference || network.prefix { $0 != ":" } == reference
  }
}

extension LockFile.Entry {
  /// Counts the current network by the given convention, or by the entry's.
  ///
  /// - Throws: `Failure.malformed` with the entry's place in the file.
  func report(in file: String, by other: Convention? = nil) throws(Failure) -> Report {
    do throws(Failure) {
      let own = try convention.map(ConventionArguments.convention)
      let report = try NetworkArguments().report(
        NetworkReference(network), by: other ?? own ?? .standard)
      for figure in Figure.allCases where expected[figure] != nil || budgets[figure] != nil {
        if let metric = figure.metric { try report.convention.require(metric) }
      }
      return report
    } catch {
      guard let position else { throw error }
      switch error {
      case .zoo(let problem): throw .malformed(file: file, .zoo(position, problem))
      case .network(let problem, let name):
        throw .malformed(file: file, .network(position, problem, name: name))
      case .usage(let problem) where other == nil:
        throw .malformed(file: file, .structure(.contradiction(position, "\(problem)")))
      default: throw error
      }
    }
  }

  /// Returns the counts that have changed beyond the tolerance or are over their budget.
  func differences(from report: Report) -> [CheckResult.Difference] {
    let now = LockFile.blocks(of: report)
    let drifts = Figure.allCases.compactMap { metric -> CheckResult.Difference? in
      let actual = metric.value(of: report)
      guard let expected = expected[metric], actual != expected,
        tolerance?.allows(actual, for: expected) != true
      else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .equal(expected), actual: actual,
        block: changedBlock(of: metric, in: now))
    }
    let excesses = Figure.allCases.compactMap { metric -> CheckResult.Difference? in
      let actual = metric.value(of: report)
      guard let budget = budgets[metric], actual > budget.count else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .atMost(budget.count), actual: actual)
    }
    return unknowns(of: report) + drifts + excesses
  }

  /// Returns the guarded counts that are lower bounds, unless the entry accepts these.
  private func unknowns(of report: Report) -> [CheckResult.Difference] {
    guard !acceptsLowerBounds else { return [] }
    return report.lowerBounds.filter { expected[$0] != nil || budgets[$0] != nil }.map {
      CheckResult.Difference(metric: $0, expected: .complete, actual: $0.value(of: report))
    }
  }

  /// Returns the changes of the network.
  func changes(to report: Report) -> Changes {
    let now = LockFile.blocks(of: report)
    let isComparable = blocks.first?.metric == now.first?.metric
    return Changes(
      network: network,
      label: report.convention.label(of: report.convention.counts[0].metric),
      totals: Figure.allCases.compactMap { figure in
        expected[figure].map {
          Changes.Total(
            figure, before: $0, now: figure.value(of: report),
            // The lock file contains numbers only. If the entry accepts lower bounds, they were
            // lower bounds.
            wasLowerBound: acceptsLowerBounds && report.isLowerBound(figure),
            isLowerBound: report.isLowerBound(figure))
        }
      },
      blocks: !isComparable
        ? []
        : Changes.blocks(
          before: blocks.map { ($0.path, $0.operations) },
          now: now.map { ($0.path, $0.operations) }))
  }

  /// Returns the first block in which a metric has changed, and how; nil if the file does not show
  /// it.
  private func changedBlock(
    of metric: Figure, in now: [LockFile.Block]
  ) -> CheckResult.Difference.Block? {
    guard !blocks.isEmpty else { return nil }
    for (old, new) in zip(blocks, now) {
      guard old.path == new.path else {
        return now.contains { $0.path == old.path }
          ? CheckResult.Difference.Block(path: new.path, change: "new")
          : CheckResult.Difference.Block(path: old.path, change: "gone")
      }
      guard let before = old.count(of: metric), let after = new.count(of: metric) else {
        if old != new { return CheckResult.Difference.Block(path: old.path, change: "changed") }
        continue
      }
      if before != after {
        return CheckResult.Difference.Block(
          path: old.path, change: "\(Digits.grouped(before)) → \(Digits.grouped(after))")
      }
    }
    if blocks.count < now.count {
      return CheckResult.Difference.Block(path: now[blocks.count].path, change: "new")
    }
    if blocks.count > now.count {
      return CheckResult.Difference.Block(path: blocks[now.count].path, change: "gone")
    }
    return nil
  }
}

extension LockFile.Block {
  /// Returns a metric's count; nil for one that the file does not list by block.
  fileprivate func count(of figure: Figure) -> Int? {
    guard let metric = figure.metric else { return nil }
    return switch metric {
    case .parameters: parameters
    case self.metric: operations
    case .flops where self.metric == .macs:
      // A file may contain a number that no network reaches.
      operations <= Cost.largestCount ? 2 * operations : nil
    case .activations: activations
    case .buffers, .macs, .flops: nil
    }
  }
}

extension LockFile {
  /// The number of levels at which the file divides a network into blocks.
  private static let levels = 2

  /// Returns the blocks of a network that have a cost; together they have all of its cost.
  static func blocks(of report: Report) -> [Block] {
    let metric = report.convention.counts[0].metric
    return Report.innermost(report.rows(folding: .depth(levels)))
      .filter { $0.cost != .zero }
      .map { row in
        Block(
          path: row.path, parameters: row.cost.parameters, metric: metric,
          operations: metric.value(of: row.cost), activations: row.cost.activations)
      }
  }
}
