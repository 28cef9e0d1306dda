/// The numbers that an operation reads and writes, if nothing stays in a cache between operations.
public struct Traffic: Hashable, Sendable {
  /// Stored numbers that are read: parameters and buffers, once for a whole batch.
  public var stored: Int
  /// Elements of the inputs, for each sample.
  public var read: Int
  /// Elements of the output, for each sample.
  public var written: Int

  /// The traffic of a view.
  public static let none = Traffic(stored: 0, read: 0, written: 0)
}

extension Analysis {
  /// Returns what an operation reads and writes; views do neither.
  public func traffic(of index: Int) -> Traffic {
    let node = graph.nodes[index]
    guard !node.operation.isView else { return .none }
    // A sum that does not fit in 64 bits becomes the largest number, whose bytes are an error.
    let read = graph.inputs(of: node).reduce(0) {
      $0.saturatingAdding(graph.shape(ofValue: $1).count)
    }
    // Weights that several operations share are read by each of them.
    let lender = costOfWeights(index)
    return Traffic(
      stored: lender.parameters + lender.buffers, read: read,
      written: node.output.count)
  }
}
