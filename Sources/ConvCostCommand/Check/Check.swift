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
    let folder = LockFolder(of: file)
    let wanted = names.map {
      NetworkReference.canonicalName(lock.entryName(of: $0, in: folder))
    }
    for (name, canonical) in zip(names, wanted) where !known.contains(canonical) {
      throw .usage(.notLocked(name, file: file, known: lock.entries.map(\.network)))
    }
    var items: [CheckResult.Item] = []
    for (entry, canonical) in zip(lock.entries, known)
    where names.isEmpty || wanted.contains(canonical) {
      var item = CheckResult.Item(
        network: entry.network, source: .file(file, line: entry.position?.line ?? 1))
      do throws(Failure) {
        let counted = try entry.counted(in: file, by: convention)
        console.warn(about: counted.report.subject)
        item.differences = entry.differences(from: counted)
        item.changes = entry.changes(to: counted)
      } catch {
        // The others are checked all the same.
        item.failure = try error.text(ofNetworkIn: file)
      }
      items.append(item)
    }
    let lock = file == LockFile.usualName ? "" : " --lock \(file)"
    return CheckResult(items, updating: "convcost check\(lock) --update")
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
      var item = CheckResult.Item(network: row.network, source: .publication(row.source))
      item.published = known.compactMap { metric, expected in
        expected.map {
          CheckResult.Published(metric, published: $0, counted: metric.value(of: total))
        }
      }
      item.differences = item.published.compactMap { number in
        guard number.published != number.counted else { return nil }
        return Figure(rawValue: number.metric.rawValue).map {
          CheckResult.Difference(
            metric: $0, expected: .equal(number.published), actual: number.counted)
        }
      }
      items.append(item)
    }
    return CheckResult(items)
  }
}

extension Failure {
  /// Returns the text of an error in a network's own file; other errors are thrown again.
  ///
  /// - Parameter lock: the lock file, whose errors are not a network's.
  func text(ofNetworkIn lock: String) throws(Failure) -> String {
    switch self {
    case .unreadable, .incomplete: description
    case .malformed(let file, _) where file != lock: description
    default: throw self
    }
  }
}

extension PublishedCount {
  /// Returns whether the row is about a network, or about a variant of one named without options.
  fileprivate func concerns(_ reference: String) -> Bool {
    network == reference || network.prefix { $0 != ":" } == reference
  }
}

extension LockFile.Entry {
  /// A network as it is now.
  struct Counted {
    /// Its counts.
    var report: Report
    /// Its memory by a runtime's rules; nil if the entry does not guard it.
    var memory: MemoryNeed?

    /// Returns a figure; nil if it is not known.
    subscript(figure: Figure) -> Int? { figure.value(of: report, memory) }
  }

  /// Counts the current network by the given convention, or by the entry's.
  ///
  /// - Throws: `Failure.malformed` with the entry's place in the file.
  func counted(in file: String, by other: Convention? = nil) throws(Failure) -> Counted {
    do throws(Failure) {
      let folder = LockFolder(of: file)
      let own = try convention.map { reference throws(Failure) in
        try ConventionArguments.convention(reference, in: folder)
      }
      let network = try NetworkArguments().network(NetworkReference(network, in: folder))
      let report = try network.report(by: other ?? own ?? .standard)
      for figure in Figure.allCases where expected[figure] != nil || budgets[figure] != nil {
        if let metric = figure.metric { try report.convention.require(metric) }
      }
      guard [.ram, .flash].contains(where: { expected[$0] != nil || budgets[$0] != nil }) else {
        return Counted(report: report)
      }
      let rules = memory ?? LockFile.MemoryRules()
      let plan = try network.working { () throws(NetworkError) in
        try MemoryPlan(
          report.analysis.graph, as: rules.dialect, in: rules.dataType, batch: rules.batch ?? 1,
          looksForOrder: false)
      }
      return Counted(report: report, memory: MemoryNeed(plan))
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
  func differences(from counted: Counted) -> [CheckResult.Difference] {
    let now = LockFile.blocks(of: counted.report)
    let drifts = Figure.allCases.compactMap { metric -> CheckResult.Difference? in
      guard let actual = counted[metric], let expected = expected[metric], actual != expected,
        tolerance?.allows(actual, for: expected) != true
      else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .equal(expected), actual: actual,
        block: changedBlock(of: metric, in: now))
    }
    return unknowns(of: counted) + drifts + excesses(of: counted)
  }

  /// Returns the counts that are over their budget.
  func excesses(of counted: Counted) -> [CheckResult.Difference] {
    Figure.allCases.compactMap { metric -> CheckResult.Difference? in
      guard let actual = counted[metric], let budget = budgets[metric], actual > budget.count
      else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .atMost(budget.count), actual: actual)
    }
  }

  /// Returns the guarded counts that are lower bounds, unless the entry accepts these.
  private func unknowns(of counted: Counted) -> [CheckResult.Difference] {
    guard !acceptsLowerBounds else { return [] }
    return Figure.allCases.filter { expected[$0] != nil || budgets[$0] != nil }.compactMap {
      guard counted.report.isLowerBound($0), let actual = counted[$0] else { return nil }
      return CheckResult.Difference(metric: $0, expected: .complete, actual: actual)
    }
  }

  /// Returns the changes of the network.
  func changes(to counted: Counted) -> Changes {
    let report = counted.report
    let now = LockFile.blocks(of: report)
    let isComparable = blocks.first?.metric == now.first?.metric
    return Changes(
      network: network,
      label: report.convention.label(of: report.convention.counts[0].metric),
      totals: Figure.allCases.compactMap { figure in
        guard let before = expected[figure], let now = counted[figure] else { return nil }
        // The lock file contains numbers only. If the entry accepts lower bounds, they were lower
        // bounds.
        let isLowerBound = report.isLowerBound(figure)
        return Changes.Total(
          figure, before: before, now: now, wasLowerBound: acceptsLowerBounds && isLowerBound,
          isLowerBound: isLowerBound)
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
