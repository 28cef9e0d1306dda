public import ConvCostCore

/// An error in a network's name or options: the facts, without text.
public indirect enum ZooError: Error, Hashable, Sendable {
  /// A name that no network has.
  case unknownNetwork(String)
  /// A name that exists, but not from this source.
  case unknownSource(String, network: String, sources: [String])
  /// A setting after the colon that is not `key=value`.
  case malformedOption(String)
  /// A key that no network has.
  case unknownKey(String, network: String, keys: [OptionKey])
  /// A key that this network does not have.
  case keyNotTaken(OptionKey, network: String, keys: [OptionKey])
  /// A value that the key does not accept.
  case badValue(OptionKey, text: String)
  /// An input with more lengths than the network's.
  case badInput(String, network: String, own: Shape)
}
