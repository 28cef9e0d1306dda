/// Why a network cannot be built, and where: the layer's path, its operation and its inputs.
public struct NetworkError: Error, Hashable, Sendable {
  /// The layer's path, empty for the network as a whole.
  public var path: String
  /// The operation that failed; nil if the problem is not in an operation.
  public var operation: Operation?
  /// The shapes that it was given.
  public var inputs: [Shape]
  /// The problem.
  public var problem: ShapeError

  public init(path: String, operation: Operation?, inputs: [Shape], problem: ShapeError) {
    self.path = path
    self.operation = operation
    self.inputs = inputs
    self.problem = problem
  }
}

extension NetworkError {
  /// Throws unless a batch has a sample or more.
  static func requireBatch(_ batch: Int) throws(NetworkError) {
    guard batch < 1 else { return }
    throw NetworkError(
      path: "", operation: nil, inputs: [],
      problem: .outOfRange(quantity: "batch", value: batch, allowed: 1...Int.max))
  }
}

extension Graph {
  /// Returns an error with the place of the node.
  func failure(_ problem: ShapeError, at index: Int) -> NetworkError {
    NetworkError(
      path: Paths(self).nodes[index], operation: nodes[index].operation,
      inputs: inputShapes(of: nodes[index]), problem: problem)
  }
}
