/// Where the result of an operation lives.
package enum ResultMemory: Hashable, Sendable {
  /// In memory of its own.
  case own
  /// In that of the input.
  case view
  /// In that of the input at inference, where nothing is done; in its own in training.
  case viewAtInference
}
