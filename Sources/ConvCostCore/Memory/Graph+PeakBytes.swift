extension Graph {
  /// Returns the most bytes of activations that are in memory at once, as `Liveness` counts them.
  ///
  /// - Parameters:
  ///   - type: the number format of the activations.
  ///   - batch: the samples that are run at once.
  ///   - inPlace: whether an activation overwrites its input if nothing reads the input later.
  /// - Throws: `NetworkError` if the bytes do not fit in 64 bits, or for a batch of no samples.
  public func peakBytes(
    in type: DataType = .fp32, batch: Int = 1, inPlace: Bool = false
  ) throws(NetworkError) -> Int {
    try NetworkError.requireBatch(batch)
    if type.bits < 8 {
      // Each value takes whole bytes.
      let sizes = try (0..<inputs.count + nodes.count).map { value throws(NetworkError) in
        try bytes(
          shape(ofValue: value).count, in: type, batch: batch, at: max(0, value - inputs.count))
      }
      let lifetimes = Lifetimes(self, overwriting: inPlace ? .activations : [])
      return try Liveness(self, lifetimes, sizes: sizes).peak
    }
    let liveness = try Liveness(self, inPlace: inPlace)
    return try bytes(liveness.peak, in: type, batch: batch, at: liveness.peakNode)
  }

  /// Returns the bytes of a batch, of which each sample has a number of elements.
  ///
  /// - Throws: `NetworkError` with the place of a node where they do not fit in 64 bits.
  func bytes(
    _ elements: Int, in type: DataType, batch: Int, at index: Int
  ) throws(NetworkError) -> Int {
    let (all, overflow) = elements.multipliedReportingOverflow(by: batch)
    guard !overflow, let bytes = type.bytes(of: all), bytes <= Cost.largestCount else {
      throw tooManyBytes(at: index)
    }
    return bytes
  }

  /// Returns the error for a number of bytes that does not fit in 64 bits.
  func tooManyBytes(at index: Int) -> NetworkError {
    failure(.totalOverflow(quantity: "bytes"), at: index)
  }
}
