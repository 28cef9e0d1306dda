import ConvCostCore

/// The stored numbers that an operator reads, each tensor once.
struct ReadNumbers {
  /// Numbers that count here, because no earlier operator reads them.
  var own = StoredNumbers.none
  /// The bits in which the file stores these.
  var bits = StoredBits()
  /// Numbers that count at earlier operators.
  var borrowed = StoredNumbers.none
  /// The sources of all of them.
  var uses: Set<WeightSharing.Use> = []
  /// The stored tensors among them, by their sources' numbers.
  var sources: Set<Int> = []
  /// Whether `uses` is complete; it is cut off to limit the time.
  var areAll = true

  /// Whether an earlier operator that reads the same may be called the owner of the weights. Tables
  /// that are not parameters, such as those of positions, are not weights.
  var haveOwner = true

  /// Whether everything that it shares is a buffer.
  var hasBuffersOnly: Bool { borrowed == StoredNumbers(buffers: borrowed.buffers) }
}
