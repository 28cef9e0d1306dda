extension Network {
  /// Returns what the network and each of its operations cost by a convention.
  ///
  /// - Throws: `NetworkError` for a layer that cannot work or a count that does not fit.
  public func analysis(by convention: Convention = .standard) throws(NetworkError) -> Analysis {
    try Analysis(Graph(self), by: convention)
  }
}
