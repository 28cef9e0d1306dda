/// What running a network keeps in memory, operation by operation, by the rules of a runtime.
///
/// ```swift
/// let plan = try MemoryPlan(Network(zoo: "mobilenet_v2").graph(), as: .tflm)
/// print(plan.activationBytes, plan.weightBytes)
/// ```
public struct MemoryPlan: Sendable {
  /// The rules.
  public let dialect: MemoryDialect
  /// The number format of parameters and activations.
  public let dataType: DataType
  /// The bits of weights and activations where they differ from the number format.
  public let bits: BitWidths?
  /// The samples that are run at once.
  public let batch: Int
  /// The operations that run; norms are folded if the rules say so.
  public let graph: Graph
  /// The nodes in the order of their execution.
  public let order: [Int]
  /// The order with the least peak; nil if it was not looked for.
  public let bestOrder: ExecutionOrder?
  /// The most bytes in memory at once if the operations run as they are written.
  public let writtenPeak: Int
  /// The bytes in memory while each node runs.
  public let liveness: Liveness
  /// The bytes of each value.
  public let valueBytes: [Int]
  /// The place of every value in one block, by the runtime's method; nil for a runtime that
  /// allocates each value by itself.
  public let arena: ArenaPlan?
  /// The bytes of the parameters.
  public let weightBytes: Int
  /// The bytes of the numbers that are stored but not trained.
  public let bufferBytes: Int
  /// The steps at which each value is in memory; nil for a view, and for an input that does not
  /// count.
  public let steps: [ClosedRange<Int>?]
  /// The bytes of the buffer in which an operation at the peak computes a part of its result.
  public let workspaceBytes: Int

  /// The bytes of activations: those of the arena, or the most that live at once.
  public var activationBytes: Int { arena?.size ?? liveness.peak }

  /// The orders in which a plan can run a network.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// As the network is written.
    case written
    /// The one with the least peak.
    case best
  }

  /// Plans a network's memory.
  ///
  /// - Parameters:
  ///   - graph: the network.
  ///   - dialect: the rules.
  ///   - type: the number format; nil for the rules' usual one.
  ///   - bits: the bits of weights and activations where they differ from the number format.
  ///   - batch: the samples that are run at once.
  ///   - order: the order of execution.
  ///   - looksForOrder: whether the best order is looked for even if the written one is used.
  ///   - foldsNorms: whether batch norms are folded into convolutions if the rules do not do so.
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits.
  public init(
    _ graph: Graph, as dialect: MemoryDialect = .graph, in type: DataType? = nil,
    bits: BitWidths? = nil, batch: Int = 1, order: Order = .written, foldsNorms: Bool = false,
    looksForOrder: Bool = true
  ) throws(NetworkError) {
    let graph = dialect.foldsNorms || foldsNorms ? graph.foldingNorms() : graph
    let type = type ?? dialect.dataType
    self.dialect = dialect
    self.graph = graph
    self.batch = batch
    dataType = type
    self.bits = bits
    let analysis = try Analysis(graph)
    let deployment = Deployment(dataType: type, bits: bits, batch: batch)
    let sizes = try NumberSizes(analysis, deployment).values
    valueBytes = sizes
    let isOrderFree = dialect.holding == .readers && (looksForOrder || order == .best)
    bestOrder =
      isOrderFree
      ? try ExecutionOrder(
        leastPeakOf: graph, overwriting: dialect.overwriting, holdsInputs: dialect.holdsInputs,
        sizes: sizes) : nil
    let written = Lifetimes(graph, as: dialect)
    let chosen =
      order == .best ? Lifetimes(graph, as: dialect, order: bestOrder?.nodes) : written
    self.order = chosen.order
    let liveness = try Liveness(graph, chosen, sizes: sizes)
    self.liveness = liveness
    writtenPeak =
      order == .best ? try Liveness(graph, written, sizes: sizes).peak : liveness.peak
    arena = dialect.placement.map {
      ArenaPlan(chosen.slots { sizes[$0] }, $0.strategy, alignment: $0.alignment)
    }
    let count = graph.nodes.count
    steps = sizes.indices.map { value in
      chosen.holds(value)
        ? chosen.first(
          of: value)...max(
            chosen.first(of: value), min(chosen.last[value], count - 1)) : nil
    }
    workspaceBytes = chosen.workspace(
      of: liveness.peakNode, sizes[graph.inputs.count + liveness.peakNode])
    weightBytes = try NumberSizes.modelBytes(analysis, deployment)
    bufferBytes = try NumberSizes.bufferBytes(analysis, deployment)
  }
}

extension Lifetimes {
  /// Finds the lifetimes in a graph by the rules of a runtime.
  init(_ graph: Graph, as dialect: MemoryDialect, order: [Int]? = nil) {
    self.init(
      graph, overwriting: dialect.overwriting, holding: dialect.holding,
      holdsInputs: dialect.holdsInputs, copiesViews: dialect.copiesViews, order: order)
  }
}
