import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostReports

/// The counts that a project's networks should have: `convcost.lock.json`.
struct LockFile: Hashable {
  /// A network and what is expected of it.
  struct Entry: Hashable {
    /// The network as on the command line.
    var network: String
    /// The convention by which it is counted, a name or a file; nil for the standard one.
    var convention: String?
    /// The known totals.
    var expected: [Figure: Int]
    /// By how much a total may differ.
    var tolerance: Tolerance?
    /// The budgets.
    var budgets: [Figure: Quantity] = [:]
    /// Whether counts may be lower bounds, because a model file has operators that are not counted.
    var acceptsLowerBounds = false
    /// The network's blocks, which together are all of it.
    var blocks: [Block]
    /// Where the entry begins; nil for a new one.
    var position: JSONValue.Position?

    /// The network's one name, by which entries are told apart.
    var canonicalName: String { NetworkReference.canonicalName(network) }
  }

  /// A part of a network.
  struct Block: Hashable {
    var path: String
    var parameters: Int
    /// What the network's convention counts first: MACs, or FLOPs.
    var metric: Metric
    /// How much that is.
    var operations: Int
    var activations: Int
  }

  /// A count as the user wrote it.
  struct Quantity: Hashable {
    /// The count.
    var count: Int
    /// The JSON that stands for it.
    var json: JSONNode
  }

  /// By how much a total may differ from what is expected.
  struct Tolerance: Hashable {
    /// What a difference may amount to.
    enum Bound: Hashable {
      case count(Int)
      case millionthsOfPercent(Int)
    }

    /// The largest difference.
    var bound: Bound
    /// The JSON that stands for it.
    var json: JSONNode

    /// Returns whether a total is near enough, compared in whole numbers.
    func allows(_ actual: Int, for expected: Int) -> Bool {
      let difference = (actual - expected).magnitude
      switch bound {
      case .count(let count):
        return difference <= count.magnitude
      case .millionthsOfPercent(let share):
        let left = difference.multipliedFullWidth(by: 100_000_000)
        let right = expected.magnitude.multipliedFullWidth(by: share.magnitude)
        return (left.high, left.low) <= (right.high, right.low)
      }
    }
  }

  /// The entries in order.
  var entries: [Entry]

  static let schema = "convcost.lock/1"
}

extension LockFile {
  /// The file as it is written: a block a line.
  var json: JSONNode {
    ["schema": .text(Self.schema), "networks": .list(entries.map(\.json))]
  }
}

extension LockFile.Entry {
  fileprivate var json: JSONNode {
    var members: [JSONNode.Member] = [("network", .text(network))]
    if let convention { members.append(("convention", .text(convention))) }
    if !expected.isEmpty {
      members.append(("expected", metrics(expected, JSONNode.number)))
    }
    if let tolerance { members.append(("tolerance", tolerance.json)) }
    if !budgets.isEmpty { members.append(("max", metrics(budgets, \.json))) }
    if acceptsLowerBounds { members.append(("lowerBound", .flag(true))) }
    if !blocks.isEmpty { members.append(("blocks", .list(blocks.map(\.json)))) }
    return .object(members)
  }

  private func metrics<Value>(
    _ values: [Figure: Value], _ json: (Value) -> JSONNode
  ) -> JSONNode {
    .line(
      .object(
        Figure.allCases.compactMap { metric in
          values[metric].map { (metric.rawValue, json($0)) }
        }))
  }
}

extension LockFile.Block {
  fileprivate var json: JSONNode {
    let path: JSONNode = ["path": .text(path), "parameters": .number(parameters)]
    return .line(
      path + .object([(metric.rawValue, .number(operations))])
        + ["activations": .number(activations)])
  }
}
