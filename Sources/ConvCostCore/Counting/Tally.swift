/// A number that a convention prints for a network, divided into its causes.
package struct Tally: Equatable, Sendable {
  /// How it is counted.
  package let count: Count
  /// The number.
  package let value: Int
  /// The parts by cause, in the order of `Cause`, without those of zero. Their sum is the value.
  package let parts: [Count.Part]

  /// Counts an analysed network.
  ///
  /// - Parameter analysis: the standard counts of the graph as the convention's tool sees it.
  /// - Throws: `NetworkError` if a number does not fit in 64 bits.
  package init(_ count: Count, of analysis: Analysis) throws(NetworkError) {
    precondition(analysis.convention == .standard, "a tally starts from the standard counts")
    var sums: [Cause: Int] = [:]
    var value = 0
    for index in analysis.graph.nodes.indices {
      do throws(ShapeError) {
        var own = 0
        try count.forEachPart(at: analysis.site(index)) { (part) throws(ShapeError) in
          guard part.value != 0 else { return }
          try accumulate(part.value, in: &sums[part.cause, default: 0])
          try accumulate(part.value, in: &own)
        }
        guard own >= 0 else { throw .negativeCount(own) }
        try accumulate(own, in: &value)
      } catch {
        throw analysis.graph.failure(error, at: index)
      }
    }
    self.count = count
    self.value = value
    parts = Cause.allCases.compactMap { cause in
      sums[cause].flatMap { $0 == 0 ? nil : Count.Part(cause: cause, value: $0) }
    }
  }
}

extension Count {
  /// Returns what an operation adds to the number.
  ///
  /// - Throws: `ShapeError.totalOverflow` if it does not fit in 64 bits.
  package func value(at site: Site) throws(ShapeError) -> Int {
    var value = 0
    try forEachPart(at: site) { (part) throws(ShapeError) in
      try accumulate(part.value, in: &value)
    }
    guard value >= 0 else { throw .negativeCount(value) }
    return value
  }
}

/// Adds a part to a total, or throws if the total leaves its range.
private func accumulate(_ part: Int, in total: inout Int) throws(ShapeError) {
  total = try sum("counts", total, part)
}

/// Operations of a network that a convention leaves out.
public struct Uncounted: Hashable, Sendable {
  /// The operation's name, or `bias of …` if only the bias is left out.
  public var operation: String
  /// The number of these operations.
  public var count: Int
  /// Whether the tool cannot see them because of the form in which they are written.
  public var isUnseen: Bool
}

extension Analysis {
  /// Returns the work that a count leaves out, kind by kind.
  ///
  /// Operations that only move numbers, such as a concatenation, do not count as work.
  ///
  /// - Parameter range: the nodes to look at; by default all.
  public func uncounted(by count: Count, in range: Range<Int>? = nil) -> [Uncounted] {
    let kinds = OperationKind.allCases
    let parts = Omission.allCases
    // By kind, then by what is left out, then by name.
    var counts = [[String: Int]](repeating: [:], count: kinds.count * parts.count)
    for index in range ?? seen.nodes.indices {
      let kind = seen.nodes[index].operation.kind
      guard kind.computes, let omission = omission(at: index, by: count),
        let place = kinds.firstIndex(of: kind)
      else { continue }
      let name = seen.operationName(index)
      counts[place * parts.count + omission.rawValue][name, default: 0] += 1
    }
    return counts.enumerated().flatMap { place, counts in
      let omission = parts[place % parts.count]
      return counts.sorted { $0.key < $1.key }.map { name, count in
        Uncounted(
          operation: omission == .bias ? "bias of \(name)" : name, count: count,
          isUnseen: omission == .unseen)
      }
    }
  }

  /// Returns what a count leaves out of an operation that computes; nil if it counts all.
  private func omission(at index: Int, by count: Count) -> Omission? {
    let node = seen.nodes[index]
    let kind = node.operation.kind
    guard let terms = count.terms(for: kind, as: node.form, axes: seen.input(of: index).rank)
    else {
      // An operation that would add nothing even if seen is left out, not unseen.
      return count.rules[kind]?.isEmpty == false ? .unseen : .all
    }
    if terms.isEmpty { return .all }
    return costOfWeights(index).biases > 0 && !terms.contains(where: \.quantity.countsBias)
      ? .bias : nil
  }
}

/// What a count leaves out of an operation, in the order of reports.
private enum Omission: Int, CaseIterable {
  case all, bias, unseen
}

extension Graph {
  /// Returns whether a convention's count is exactly what its tool prints. Otherwise it depends on
  /// an assumption about how the network's code writes some operations.
  public func isExact(_ count: Count, by convention: Convention) -> Bool {
    framework == convention.framework
      || !nodes.contains { count.dependsOnForm(of: $0.operation.kind) }
  }
}
