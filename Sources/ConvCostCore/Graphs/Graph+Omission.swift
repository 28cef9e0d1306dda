extension Graph {
  /// Operations of a model file whose work is not known: the reader does not know the operator, or its
  /// shapes depend on the data.
  public struct Omission: Hashable, Sendable {
    /// What the file calls the operation.
    public var operation: String
    /// How often it occurs.
    public var count: Int
    /// Whether it may sum products, as a convolution does.
    public var mayMultiply: Bool
    /// The stored numbers that belong to it and are in no total.
    public var storedNumbers: Int

    /// Creates an omission.
    public init(operation: String, count: Int, mayMultiply: Bool, storedNumbers: Int) {
      self.operation = operation
      self.count = count
      self.mayMultiply = mayMultiply
      self.storedNumbers = storedNumbers
    }
  }

  /// Whether values are missing whose sizes are not known, so that memory and traffic are lower bounds.
  public var lacksValues: Bool { !omissions.isEmpty }
}
