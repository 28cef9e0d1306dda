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

  /// Whether values are missing whose sizes are unknown, so that memory and traffic are lower
  /// bounds.
  public var lacksValues: Bool { !omissions.isEmpty }
}
