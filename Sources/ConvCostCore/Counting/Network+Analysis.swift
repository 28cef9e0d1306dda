extension Network {
  /// Returns the cost of the network and of each of its operations by a convention.
  ///
  /// - Throws: `NetworkError` for a layer that cannot work on its input or a count that does not
  ///   fit.
  public func analysis(by convention: Convention = .standard) throws(NetworkError) -> Analysis {
    try Analysis(Graph(self), by: convention)
  }
}
