/// What reports say of a network beside its costs: its name, where its definition comes from, and
/// what was changed.
///
/// Networks of the zoo and of files have one. A network of one's own is called `network` unless it
/// is given a name:
///
///     print(try network.named("SqueezeNet").report())
public struct Subject: Hashable, Sendable {
  /// A change to the network, as the user wrote it.
  public struct Option: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The text after it.
    public var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Something that a reader of the report must know of the network.
  public struct Note: Hashable, Sendable {
    /// What it is about, in a word or two.
    public var label: String
    /// What there is to say, without a full stop.
    public var text: String

    /// Creates a note.
    public init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// The name, such as `torchvision/resnet50`, or a file's path.
  public var name: String
  /// Whose definition it is, such as `torchvision`, or a file's format; empty where that is not
  /// known.
  public var source: String
  /// The paper, table or file that defines it; empty without one.
  public var citation: String
  /// The user's changes.
  public var options: [Option]
  /// Whether classifiers used in training only can be counted on request.
  package var hasOptionalHeads: Bool
  /// What is to be said of the network beside its costs.
  public var notes: [Note]
  /// Why the costs are lower bounds, in a sentence; nil where they are exact.
  public var warning: String?

  /// Creates the description of a network.
  public init(name: String, source: String = "", citation: String = "", notes: [Note] = []) {
    self.init(
      name: name, source: source, citation: citation, notes: notes, hasOptionalHeads: false)
  }

  /// Creates the description of a network of the zoo or of a file.
  package init(
    name: String, source: String, citation: String = "",
    options: [Option] = [], notes: [Note] = [], warning: String? = nil,
    hasOptionalHeads: Bool = false
  ) {
    self.name = name
    self.source = source
    self.citation = citation
    self.options = options
    self.hasOptionalHeads = hasOptionalHeads
    self.notes = notes
    self.warning = warning
  }

  /// The name with its options, as it can be written on a command line.
  public var reference: String {
    guard !options.isEmpty else { return name }
    return "\(name):" + options.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
