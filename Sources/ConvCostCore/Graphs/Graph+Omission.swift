extension Graph {
  /// Operations of a model file whose work is unknown: the reader does not know the operator, or
  /// its shapes depend on the data.
  public struct Omission: Hashable, Sendable {
    /// The file's name for the operation.
    public var operation: String
    /// How often it occurs.
    public var count: Int
    /// Whether it may sum products, as a convolution does.
    public var mayMultiply: Bool
    /// The stored numbers that belong to it and are not in any total.
    public var storedNumbers: Int
    /// Whether it may have parameters of which the file does not say how many there are.
    package var mayStore = false

    public init(operation: String, count: Int, mayMultiply: Bool, storedNumbers: Int) {
      self.operation = operation
      self.count = count
      self.mayMultiply = mayMultiply
      self.storedNumbers = storedNumbers
    }
  }

  /// The most kinds of operations that are told apart, and what the others are listed as.
  fileprivate static let mostOmittedKinds = 256
  fileprivate static let otherKinds = "other kinds"

  /// Whether values are missing whose sizes are unknown, so that memory and traffic are lower
  /// bounds.
  public var lacksValues: Bool { !omissions.isEmpty }
}

extension [Graph.Omission] {
  /// Returns the place of a kind of operation, which is added if it is new. A graph may have very
  /// many kinds: those beyond a limit are listed as one.
  package mutating func place(of kind: String, mayMultiply: Bool) -> Int {
    func place(of kind: String) -> Int? {
      firstIndex { $0.operation == kind && $0.mayMultiply == mayMultiply }
    }
    let name = count < Graph.mostOmittedKinds ? kind : Graph.otherKinds
    if let place = place(of: kind) ?? place(of: name) { return place }
    append(
      Graph.Omission(operation: name, count: 0, mayMultiply: mayMultiply, storedNumbers: 0))
    return count - 1
  }
}
