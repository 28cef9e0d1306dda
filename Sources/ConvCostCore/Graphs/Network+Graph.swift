extension Network {
  /// Returns the network as a graph with every shape inferred.
  ///
  /// - Throws: `NetworkError` for the first layer that cannot work on what it is given.
  public func graph() throws(NetworkError) -> Graph {
    try Graph(self)
  }
}
