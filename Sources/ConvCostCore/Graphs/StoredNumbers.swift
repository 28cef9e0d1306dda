/// The numbers that a model file holds for an operation.
///
/// A file may share one tensor between operations, fold one operation into another or leave out
/// what a layer usually has. Then its numbers differ from the layer's rule, and the file's numbers
/// are used.
package struct StoredNumbers: Hashable, Sendable {
  /// Weights of convolutions, linear layers and the like.
  package var weights: Int
  /// Biases.
  package var biases: Int
  /// Scales and shifts of normalisations.
  package var normalization: Int
  /// Running statistics.
  package var buffers: Int

  /// Creates the numbers; numbers that are not given are zero.
  package init(weights: Int = 0, biases: Int = 0, normalization: Int = 0, buffers: Int = 0) {
    self.weights = weights
    self.biases = biases
    self.normalization = normalization
    self.buffers = buffers
  }

  /// The sum of all numbers; the largest `Int` if it does not fit in 64 bits.
  package var count: Int {
    [weights, biases, normalization, buffers].reduce(0) { $0.saturatingAdding($1) }
  }

  /// No stored numbers.
  package static let none = StoredNumbers()
}

extension Stated {
  /// The numbers that the layer holds.
  var numbers: StoredNumbers {
    StoredNumbers(weights: weights, biases: biases, buffers: buffers)
  }
}

extension Cost {
  /// Replaces the counts of the layer's rule by those of a file.
  mutating func hold(_ stored: StoredNumbers) {
    weights = stored.weights
    biases = stored.biases
    normalization = stored.normalization
    buffers = stored.buffers
  }
}
