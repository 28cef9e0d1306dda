import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostReports

/// The counts that a project's networks should have: `convcost.lock.json`.
struct LockFile: Equatable {
  /// A network and its expected counts.
  struct Entry: Equatable {
    /// The network as written on the command line.
    var network: String
    /// The convention by which it is counted, a name or a file; nil for the standard one.
    var convention: String?
    /// The known totals.
    var expected: [Figure: Int]
    /// The tolerance of the totals.
    var tolerance: Tolerance?
    /// The rules by which the network's memory is counted; nil for the standard ones.
    var memory: MemoryRules?
    var budgets: [Figure: Quantity] = [:]
    /// Whether counts may be lower bounds, because a model file has operators that are not counted.
    var acceptsLowerBounds = false
    /// The network's blocks, which together have all of its cost.
    var blocks: [Block]
    /// The position of the entry; nil for a new one.
    var position: JSONValue.Position?

    /// The unique name of the network, which identifies the entry.
    var canonicalName: String { NetworkReference.canonicalName(network) }
  }

  /// How a network is run on a device whose memory is guarded.
  struct MemoryRules: Equatable {
    /// The runtime by whose rules activations are counted.
    var dialect = MemoryDialect.graph
    /// The number format; nil for the runtime's usual one.
    var dataType: DataType?
    /// The samples that are run at once.
    var batch: Int?
  }

  /// A part of a network.
  struct Block: Equatable {
    var path: String
    var parameters: Int
    /// The first metric of the network's convention: MACs, or FLOPs.
    var metric: Metric
    /// The count of that metric.
    var operations: Int
    var activations: Int
  }

  /// A count as the user wrote it.
  struct Quantity: Equatable {
    var count: Int
    /// Its JSON.
    var json: JSONNode
  }

  /// The tolerance of an expected total.
  struct Tolerance: Equatable {
    /// A limit of the difference.
    enum Bound: Equatable {
      case count(Int)
      case millionthsOfPercent(Int)
    }

    /// The largest difference.
    var bound: Bound
    /// Its JSON.
    var json: JSONNode

    /// Returns whether a total is within the tolerance, computed in whole numbers.
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
  /// The name of a project's lock file.
  static let usualName = "convcost.lock.json"
}

extension LockFile {
  /// Returns the name of a network on the command line as the file writes it, or would: messages
  /// name networks as the file does.
  func entryName(of operand: String, in folder: LockFolder) -> String {
    entries.contains { $0.network == operand } ? operand : folder.written(operand: operand)
  }

  /// The JSON of the file, with one line for each block.
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
    if let memory { members.append(("memory", memory.json)) }
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

extension LockFile.MemoryRules {
  fileprivate var json: JSONNode {
    var members: [JSONNode.Member] = [("as", .text(dialect.name))]
    if let dataType { members.append(("dtype", .text(dataType.rawValue))) }
    if let batch { members.append(("batch", .number(batch))) }
    return .line(.object(members))
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
