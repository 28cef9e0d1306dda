/// Which network a report is about, and where it comes from.
public struct Subject: Hashable, Sendable {
  /// A change to the network, as the user wrote it.
  public struct Option: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The text behind it.
    public var value: String

    /// Creates an option.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The name, such as `torchvision/resnet50`.
  public var name: String
  /// Whose definition it is, such as `torchvision`.
  public var source: String
  /// The paper, table or file that defines it; empty where there is none.
  public var citation: String
  /// The user's changes.
  public var options: [Option]
  /// Whether classifiers used in training only can be counted on request.
  public var hasOptionalHeads: Bool

  /// Creates the description of a network.
  public init(
    name: String, source: String, citation: String = "",
    options: [Option] = [], hasOptionalHeads: Bool = false
  ) {
    self.name = name
    self.source = source
    self.citation = citation
    self.options = options
    self.hasOptionalHeads = hasOptionalHeads
  }

  /// The name with its options, as it can be written on a command line.
  public var reference: String {
    guard !options.isEmpty else { return name }
    return "\(name):" + options.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
