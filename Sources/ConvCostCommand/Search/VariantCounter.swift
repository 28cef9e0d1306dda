import ConvCostCore
import ConvCostReports
import Dispatch

/// Counts the variants of a space over all cores.
///
/// A row whose counts are products of what channels and what the input give is counted once, and
/// its variants are short sums.
struct VariantCounter {
  private let space: VariantSpace
  private let question: MemoryQuestion
  private var rows: VariantRows?
  private var outcomes = Places<VariantOutcome>(0..<0)

  /// Creates a counter.
  ///
  /// - Parameter question: the requested measures of memory.
  init(_ space: VariantSpace, _ question: MemoryQuestion = .none) {
    self.space = space
    self.question = question
    // What variants need of memory is no such product.
    rows = question.measures.isEmpty ? VariantRows(space) : nil
  }

  /// Divides variants into those that are counted before their outcomes are used.
  func batches(of numbers: Range<Int>) -> [Range<Int>] {
    let length = rows == nil ? 4_096 : 65_536
    return stride(from: numbers.lowerBound, to: numbers.upperBound, by: length).map {
      $0..<min(numbers.upperBound, $0 + length)
    }
  }

  /// Counts variants and calls a body with each outcome, in order.
  mutating func count(
    _ numbers: Range<Int>, _ body: (VariantOutcome) throws(Failure) -> Void
  ) throws(Failure) {
    outcomes.reuse(for: numbers)
    rows?.count(numbers, in: outcomes)
    let groups = space.grouped(outcomes.missing)
    DispatchQueue.concurrentPerform(iterations: groups.count) { [self] index in
      count(groups[index])
    }
    for number in numbers {
      if let outcome = outcomes[number] { try body(outcome) }
    }
  }

  /// Counts variants that differ only in the input, by passes over one prepared network.
  private func count(_ group: [Int]) {
    var prepared: PreparedNetwork?
    var workspace = PreparedNetwork.Workspace()
    for number in group {
      do throws(Failure) {
        let network = try space.family.network(adding: space.settings(number))
        if prepared == nil, group.count > 1, let tree = network.tree {
          prepared = try? PreparedNetwork(tree)
        }
        outcomes[number] = .counted(try counts(of: network, number, prepared, &workspace))
      } catch {
        outcomes[number] = .impossible(space.impossible(number, error))
      }
    }
  }

  /// Counts a variant.
  private func counts(
    of network: ChosenNetwork, _ number: Int, _ prepared: PreparedNetwork?,
    _ workspace: inout PreparedNetwork.Workspace
  ) throws(Failure) -> VariantCounts {
    let total: Cost
    var lowerBounds: [Figure] = []
    if let tree = network.tree {
      total = try network.working { () throws(NetworkError) in
        if let prepared {
          return try prepared.total(
            on: tree.input, sideInputs: tree.sideInputs.map(\.shape), using: &workspace)
        }
        return try tree.analysis().total
      }
    } else {
      let report = try network.report()
      total = report.total
      lowerBounds = report.lowerBounds
    }
    let input = network.inputs[0]
    return VariantCounts(
      number: number, total: total, inputElements: input.count,
      details: VariantDetails(
        network.subject, on: input.dimensions, bytes: try question.answer(network),
        lowerBounds: Set(lowerBounds)))
  }
}

extension VariantSpace {
  /// Divides variants into groups that differ only in the input.
  fileprivate func grouped(_ numbers: [Int]) -> [[Int]] {
    guard let inputs else { return numbers.map { [$0] } }
    var groups: [Int: [Int]] = [:]
    var order: [Int] = []
    for number in numbers {
      let row = inputs.row(of: number)
      if groups[row] == nil { order.append(row) }
      groups[row, default: []].append(number)
    }
    return order.map { groups[$0] ?? [] }
  }
}
