/// The network that a report is about, and its source.
package struct Subject: Hashable, Sendable {
  /// A change to the network, as the user wrote it.
  package struct Option: Hashable, Sendable {
    /// The key.
    package var key: String
    /// The value as text.
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// A fact about the network that a reader of the report must know.
  package struct Note: Hashable, Sendable {
    /// The subject of the note.
    package var label: String
    /// What there is to say.
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// The name, such as `torchvision/resnet50`, or a file's path.
  package var name: String
  /// The source of the definition, such as `torchvision`, or a file's format.
  package var source: String
  /// The paper, table or file that defines it; empty if there is no such source.
  package var citation: String
  /// The user's changes.
  package var options: [Option]
  /// Whether classifiers used in training only can be counted on request.
  package var hasOptionalHeads: Bool
  /// Notes on the network besides its costs.
  package var notes: [Note]
  /// Why the costs are lower bounds, in a sentence; nil if they are exact.
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
