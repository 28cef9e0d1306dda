/// Which network a report is about, and where it comes from.
package struct Subject: Hashable, Sendable {
  /// A change to the network, as the user wrote it.
  package struct Option: Hashable, Sendable {
    /// The key.
    package var key: String
    /// The text behind it.
    package var value: String

    /// Creates an option.
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Something that a reader of the report must know of the network.
  package struct Note: Hashable, Sendable {
    /// What it is about.
    package var label: String
    /// What there is to say.
    package var text: String

    /// Creates a note.
    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// The name, such as `torchvision/resnet50`, or a file's path.
  package var name: String
  /// Whose definition it is, such as `torchvision`, or a file's format.
  package var source: String
  /// The paper, table or file that defines it; empty where there is none.
  package var citation: String
  /// The user's changes.
  package var options: [Option]
  /// Whether classifiers used in training only can be counted on request.
  package var hasOptionalHeads: Bool
  /// What is to be said of the network beside its costs.
  package var notes: [Note]
  /// Why the costs are lower bounds, in a sentence; nil where they are exact.
  package var warning: String?

  /// Creates the description of a network.
  package init(
    name: String, source: String, citation: String = "",
    options: [Option] = [], hasOptionalHeads: Bool = false, notes: [Note] = [],
    warning: String? = nil
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
  package var reference: String {
    guard !options.isEmpty else { return name }
    return "\(name):" + options.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
