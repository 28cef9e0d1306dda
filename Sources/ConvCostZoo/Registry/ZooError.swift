public import ConvCostCore

/// Why a network's name or its options are not understood: the facts.
public enum ZooError: Error, Hashable, Sendable {
  /// No network has this name.
  case unknownNetwork(String)
  /// The name is there, but not from this source.
  case unknownSource(String, network: String, sources: [String])
  /// The part after the colon is not `key=value`.
  case malformedOption(String)
  /// No network has this key.
  case unknownKey(String, network: String, keys: [OptionKey])
  /// The network does not have this key.
  case keyNotTaken(OptionKey, network: String, keys: [OptionKey])
  /// The text is not what the key expects.
  case badValue(OptionKey, text: String)
  /// The network's input has not as many lengths.
  case badInput(String, network: String, own: Shape)
}
