public import ConvCostCore

/// A network's costs: its totals, and a row for each operation and each block around it.
///
///     let report = try Network(zoo: "resnet50").report()
///     print(report)                                // the table of `convcost report resnet50`
///     print(report.rendered(as: .markdown, levels: 1))
///     for row in report.costliest(5) {
///       print(row.path, row.cost.macs)
///     }
///
/// Counts are of one sample. What depends on how the network is run, such as memory, is that of a
/// `Deployment`.
public struct Report: Sendable {
  /// A line of the report: an operation, or a block with the sum of its operations.
  public struct Row: Hashable, Sendable {
    /// The full path.
    public var path: String
    /// The last part of the path.
    public var name: String
    /// The number of blocks around it.
    public var depth: Int
    /// The operation's name, or the block's type.
    package var kind: String
    /// The same, after the number of equal blocks that the row represents.
    public var operation: String { count > 1 ? "\(count) × \(kind)" : kind }
    /// The hyper-parameters in short.
    public var detail: String
    /// The path of the operation whose parameters it uses; nil if it has its own.
    public var lender: String?
    /// The parameters and buffers that it uses and that are counted at other operations, unless all
    /// of them belong to one other operation.
    package var borrowed = 0
    /// The shapes of its inputs; for a block, those of its first operation.
    public var inputs: [Shape]
    /// The shape of its result.
    public var output: Shape
    /// The cost; for a block the sum of its operations.
    public var cost: Cost
    /// Memory, traffic, time and energy.
    public var footprint: Footprint
    /// The receptive field of an element of the result on an input.
    public var field: ReceptiveField
    /// The name of that input if the network has several; otherwise nil.
    package var fieldInput: String?
    /// The numbers of its operations among the nodes of the graph; for an operation its own alone.
    public package(set) var nodes: Range<Int>
    /// Whether the row is a block.
    public var isBlock: Bool
    /// The number of equal blocks that the row represents.
    package var count = 1
  }

  /// The network's name and source.
  public let subject: Subject
  /// The network's graph and the cost of each node.
  public let analysis: Analysis
  /// The network's memory, traffic, time, energy and receptive fields.
  public let efficiency: Efficiency
  /// The rows, each block before its contents.
  public let rows: [Row]
  /// The paths of the network's operations and blocks.
  let paths: Paths

  /// The convention by which the network is counted.
  public var convention: Convention { analysis.convention }

  /// Creates the report of a network that was counted.
  ///
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits.
  package init(
    _ subject: Subject, _ analysis: Analysis, _ deployment: Deployment = Deployment()
  ) throws(NetworkError) {
    self.subject = subject
    self.analysis = analysis
    efficiency = try Efficiency(analysis.graph, deployment)
    paths = Paths(analysis.graph)
    rows = Self.rows(of: analysis, efficiency, paths)
  }

  /// The sum over all operations. A metric that the convention does not have is zero; see `count`.
  public var total: Cost { analysis.total }

  /// The main number that the convention's tool prints, such as fvcore's flops.
  public var count: Int { analysis.count }

  /// Whether every figure is exact; false if the work of some operations of a file is not known, so
  /// that totals are lower bounds.
  public var isComplete: Bool { lowerBounds.isEmpty }

  /// The shape of the network's first input.
  public var input: Shape { analysis.graph.inputs[0] }

  /// The rows of operations, in execution order.
  public var operations: [Row] { rows.filter { !$0.isBlock } }

  /// A result of the network.
  public struct Output: Hashable, Sendable {
    /// Its name in the network; nil for a result without a name.
    public var name: String?
    /// The path of the operation that computes it; nil for an input that is passed on.
    public var path: String?
    /// Its shape.
    public var shape: Shape
    /// Whether it is used in training only.
    public var isAuxiliary: Bool
  }

  /// The results of the network, the main one first if there is one.
  public var outputs: [Output] {
    let graph = analysis.graph
    return graph.outputs.enumerated().map { index, value in
      let node = value - graph.inputs.count
      return Output(
        name: graph.outputNames[index], path: node >= 0 ? paths.nodes[node] : nil,
        shape: graph.shape(ofValue: value),
        isAuxiliary: node >= 0 && graph.nodes[node].isAuxiliary)
    }
  }

  /// Whether side branches with outputs of their own, such as auxiliary classifiers, are counted.
  package var hasAuxiliaryOutputs: Bool { analysis.graph.nodes.contains { $0.isAuxiliary } }

  private static func rows(
    of analysis: Analysis, _ efficiency: Efficiency, _ paths: Paths
  ) -> [Row] {
    let graph = analysis.graph
    var rows: [Row] = []
    rows.reserveCapacity(graph.scopes.count + graph.nodes.count)
    var depths = [Int](repeating: 0, count: graph.scopes.count)
    var nextScope = 1
    let inputNames = graph.inputs.count > 1 ? graph.inputs.indices.map(graph.inputName) : []
    func fieldInput(_ node: Int) -> String? {
      inputNames.isEmpty
        ? nil : inputNames[efficiency.fields.inputs[graph.inputs.count + node]]
    }
    for (index, node) in graph.nodes.enumerated() {
      // Scopes are listed in the order of their first nodes, parents first.
      while nextScope < graph.scopes.count, graph.scopes[nextScope].nodes.lowerBound <= index {
        let scope = graph.scopes[nextScope]
        depths[nextScope] = depths[scope.parent] + 1
        if !scope.nodes.isEmpty {
          rows.append(
            Row(
              path: paths.scopes[nextScope], name: paths.scopeNames[nextScope],
              depth: depths[nextScope] - 1, kind: scope.type, detail: "",
              inputs: graph.inputShapes(of: graph.nodes[scope.nodes.lowerBound]),
              output: graph.nodes[scope.nodes.upperBound - 1].output,
              cost: analysis.cost(of: scope.nodes),
              footprint: efficiency.footprint(of: scope.nodes),
              field: efficiency.fields.values[graph.inputs.count + scope.nodes.upperBound - 1],
              fieldInput: fieldInput(scope.nodes.upperBound - 1),
              nodes: scope.nodes, isBlock: true))
        }
        nextScope += 1
      }
      rows.append(
        Row(
          path: paths.nodes[index], name: paths.nodeNames[index], depth: depths[node.scope],
          kind: graph.operationName(index), detail: graph.operationDetail(index),
          lender: analysis.borrows(index) ? paths.nodes[graph.owner(of: index)] : nil,
          borrowed: analysis.borrowsSome(index) ? graph.borrowed[index]?.count ?? 0 : 0,
          inputs: graph.inputShapes(of: node), output: node.output, cost: analysis.costs[index],
          footprint: efficiency.nodes[index],
          field: efficiency.fields.values[graph.inputs.count + index],
          fieldInput: fieldInput(index), nodes: index..<index + 1, isBlock: false))
    }
    return rows
  }
}
