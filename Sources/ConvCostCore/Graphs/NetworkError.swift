/// Why a network cannot be, and where: the layer's path, what it is, what it was given.
public struct NetworkError: Error, Hashable, Sendable {
  /// The layer's path, empty for the network as a whole.
  public var path: String
  /// The operation that failed, where it was one.
  public var operation: Operation?
  /// The shapes that it was given.
  public var inputs: [Shape]
  /// What is wrong.
  public var problem: ShapeError

  /// Creates an error.
  public init(path: String, operation: Operation?, inputs: [Shape], problem: ShapeError) {
    self.path = path
    self.operation = operation
    self.inputs = inputs
    self.problem = problem
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
