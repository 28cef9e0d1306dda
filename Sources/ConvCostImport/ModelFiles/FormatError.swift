import ConvCostCore

/// An error of a reader: facts that describe themselves in one line.
package protocol FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the file is at fault, or the options that the user gave for it.
  var kind: ModelFileError.Kind { get }
  /// The lengths that the file leaves open, if these are what is missing.
  var openLengths: OpenLengths? { get }
  /// Whether the description begins with a place in the text, such as `3:14:`.
  var isPlaced: Bool { get }
}

/// Lengths that a file leaves open and that the user must give.
package struct OpenLengths: Equatable, Sendable {
  /// Their names; empty if only the shape of the input is missing.
  package var names: [String]
  /// Whether the input's shape gives them too.
  package var mayTakeSize: Bool
}

extension FormatError {
  package var kind: ModelFileError.Kind { openLengths == nil ? .malformed : .options }
  package var openLengths: OpenLengths? { nil }
  package var isPlaced: Bool { false }
}

/// An error of any reader.
package struct ReaderError: Error, Sendable, CustomStringConvertible {
  /// The facts.
  package let facts: any FormatError

  package init(_ facts: some FormatError) { self.facts = facts }

  package var description: String { facts.description }
}

extension ReaderError: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    AnyHashable(left.facts) == AnyHashable(right.facts)
  }

  package func hash(into hasher: inout Hasher) { AnyHashable(facts).hash(into: &hasher) }
}
