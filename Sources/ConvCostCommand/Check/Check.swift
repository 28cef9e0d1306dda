import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// The comparison of networks with the counts that they should have.
enum Check {
  /// Compares the networks of a lock file, or only those that are named.
  ///
  /// - Throws: `Failure` for a name that the file does not hold, or a network that cannot be.
  static func locked(
    _ lock: LockFile, in file: String, only names: [String]
  ) throws(Failure) -> CheckResult {
    for name in names where !lock.entries.contains(where: { $0.network == name }) {
      throw .usage(.notLocked(name, file: file, known: lock.entries.map(\.network)))
    }
    var items: [CheckResult.Item] = []
    for entry in lock.entries where names.isEmpty || names.contains(entry.network) {
      items.append(
        CheckResult.Item(
          network: entry.network, source: .file(file, line: entry.position?.line ?? 1),
          differences: entry.differences(from: try entry.report(in: file))))
    }
    return CheckResult(items)
  }

  /// Recounts the published totals, or only those of the networks that are named.
  ///
  /// - Throws: `Failure` for a network that is not there or has no published total.
  static func published(_ names: [String]) throws(Failure) -> CheckResult {
    var wanted: Set<String> = []
    for name in names {
      let network = try NetworkArguments().analysis(name).subject.reference
      wanted.insert(network)
      let isPublished = PublishedCount.all.contains { $0.concerns(network) }
      guard isPublished else { throw .usage(.notPublished(network)) }
    }
    var items: [CheckResult.Item] = []
    for row in PublishedCount.all where names.isEmpty || wanted.contains(where: row.concerns) {
      let total = try NetworkArguments().analysis(row.network).analysis.total
      let known: [(Metric, Int?)] = [
        (.parameters, row.parameters), (.buffers, row.buffers), (.macs, row.macs),
        (.activations, row.activations),
      ]
      let differences = known.compactMap { metric, expected -> CheckResult.Difference? in
        guard let expected, metric.value(of: total) != expected else { return nil }
        return CheckResult.Difference(
          metric: metric, expected: .equal(expected), actual: metric.value(of: total))
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
  /// Counts the network as it is now.
  ///
  /// - Throws: `Failure.malformed` with the entry's place in the file.
  func report(in file: String) throws(Failure) -> Report {
    do throws(Failure) {
      return try NetworkArguments().report(network)
    } catch {
      guard let position else { throw error }
      switch error {
      case .zoo(let problem): throw .malformed(file: file, .zoo(position, problem))
      case .network(let problem, let name):
        throw .malformed(file: file, .network(position, problem, name: name))
      default: throw error
      }
    }
  }

  /// Returns what has changed beyond the tolerance, and what is over its budget.
  func differences(from report: Report) -> [CheckResult.Difference] {
    let changed = changedBlock(in: LockFile.blocks(of: report))
    let drifts = Metric.allCases.compactMap { metric -> CheckResult.Difference? in
      let actual = metric.value(of: report.total)
      guard let expected = expected[metric], actual != expected,
        tolerance?.allows(actual, for: expected) != true
      else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .equal(expected), actual: actual, block: changed)
    }
    let excesses = Metric.allCases.compactMap { metric -> CheckResult.Difference? in
      let actual = metric.value(of: report.total)
      guard let budget = budgets[metric], actual > budget.count else { return nil }
      return CheckResult.Difference(
        metric: metric, expected: .atMost(budget.count), actual: actual)
    }
    return drifts + excesses
  }

  /// Returns the first block that is not as it was, and how; empty where all are.
  private func changedBlock(in now: [LockFile.Block]) -> String {
    for (old, new) in zip(blocks, now) where old != new {
      guard old.path == new.path else {
        return now.contains { $0.path == old.path }
          ? "\(new.path) (new)" : "\(old.path) (gone)"
      }
      let counts = [
        ("parameters", old.parameters, new.parameters), ("MACs", old.macs, new.macs),
        ("activations", old.activations, new.activations),
      ]
      let changes = counts.filter { $0.1 != $0.2 }.map { name, old, new in
        "\(grouped(old)) → \(grouped(new)) \(name)"
      }
      return "\(old.path): \(changes.joined(separator: ", "))"
    }
    if blocks.count < now.count, !blocks.isEmpty { return "\(now[blocks.count].path) (new)" }
    if blocks.count > now.count { return "\(blocks[now.count].path) (gone)" }
    return ""
  }
}

extension LockFile {
  /// How many levels of a network its blocks in the file tell apart.
  private static let levels = 2

  /// Returns the blocks of a network that cost something; together they are all of its cost.
  static func blocks(of report: Report) -> [Block] {
    Report.innermost(report.rows(folding: .depth(levels)))
      .filter { $0.cost != .zero }
      .map { row in
        Block(
          path: row.path, parameters: row.cost.parameters, macs: row.cost.macs,
          activations: row.cost.activations)
      }
  }
}
