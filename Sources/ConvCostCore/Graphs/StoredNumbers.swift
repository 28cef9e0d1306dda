/// The numbers that a model file holds for an operation.
///
/// A file may share one tensor between operations, fold one operation into another or leave out what
/// a layer usually has. What it holds is then not what the layer's rule says, and the file is right.
package struct StoredNumbers: Hashable, Sendable {
  /// Weights of convolutions, linear layers and the like.
  package var weights: Int
  /// What is added: biases.
  package var biases: Int
  /// Scales and shifts of normalisations.
  package var normalization: Int
  /// Running statistics.
  package var buffers: Int

  /// Creates the numbers; what is not named is zero.
  package init(weights: Int = 0, biases: Int = 0, normalization: Int = 0, buffers: Int = 0) {
    self.weights = weights
    self.biases = biases
    self.normalization = normalization
    self.buffers = buffers
  }

  /// All of the numbers; the most that 64 bits hold where these do not.
  package var count: Int {
    [weights, biases, normalization, buffers].reduce(0) { sum, part in
      let (result, overflow) = sum.addingReportingOverflow(part)
      return overflow ? Int.max : result
    }
  }

  /// Nothing.
  package static let none = StoredNumbers()
}

extension Cost {
  /// Takes the numbers of a file in place of those of the layer's rule.
  mutating func hold(_ stored: StoredNumbers) {
    weights = stored.weights
    biases = stored.biases
    normalization = stored.normalization
    buffers = stored.buffers
  }
}
