extension Network: Countable {
  /// Returns the cost of the network and of each of its operations by a convention.
  ///
  /// - Complexity: proportional to the number of operations; some fifty microseconds for
  ///   MobileNetV2.
  /// - Throws: `NetworkError` for a layer that cannot work or a count that does not fit.
  public func analysis(by convention: Convention = .standard) throws(NetworkError) -> Analysis {
    try Analysis(Graph(self), by: convention)
  }

  /// What the network costs by the standard convention, for one sample.
  ///
  /// A budget in a test suite of one's own:
  ///
  ///     #expect(try network.cost.macs < 300_000_000)
  ///
  /// - Throws: `NetworkError` for a layer that cannot work or a count that does not fit.
  public var cost: Cost {
    get throws(NetworkError) { try analysis().total }
  }
}
