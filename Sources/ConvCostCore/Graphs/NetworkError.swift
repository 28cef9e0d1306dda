/// Why a network cannot be built, and where: the layer's path, its operation and its inputs.
public struct NetworkError: Error, Hashable, Sendable {
  private struct Facts: Hashable {
    var path: String
    var operation: Operation?
    var inputs: [Shape]
    var problem: ShapeError
  }

  /// A reference, because every function on the way of an error has room for it on the stack.
  private indirect enum Box: Hashable {
    case facts(Facts)
  }

  private var box: Box

  private var facts: Facts {
    get {
      switch box {
      case .facts(let facts): facts
      }
    }
    set { box = .facts(newValue) }
  }

  /// The layer's path, empty for the network as a whole.
  public var path: String {
    get { facts.path }
    set { facts.path = newValue }
  }
  /// The operation that failed; nil if the problem is not in an operation.
  public var operation: Operation? {
    get { facts.operation }
    set { facts.operation = newValue }
  }
  /// The shapes that it was given.
  public var inputs: [Shape] {
    get { facts.inputs }
    set { facts.inputs = newValue }
  }
  /// The problem.
  public var problem: ShapeError {
    get { facts.problem }
    set { facts.problem = newValue }
  }

  public init(path: String, operation: Operation?, inputs: [Shape], problem: ShapeError) {
    box = .facts(Facts(path: path, operation: operation, inputs: inputs, problem: problem))
  }
}

extension NetworkError {
  /// Creates the error of a network as a whole.
  init(_ problem: ShapeError) {
    self.init(path: "", operation: nil, inputs: [], problem: problem)
  }

  /// Throws unless a batch has a sample or more.
  static func requireBatch(_ batch: Int) throws(NetworkError) {
    guard batch < 1 else { return }
    throw NetworkError(.outOfRange(quantity: "batch", value: batch, allowed: 1...Int.max))
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
