/// Where the result of an operation is stored.
package enum ResultMemory: Equatable, Sendable {
  /// In memory of its own.
  case own
  /// In the input's memory.
  case view
  /// In the input's memory at inference, where nothing is done; in its own memory in training.
  case viewAtInference
}
