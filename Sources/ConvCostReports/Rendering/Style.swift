/// The choices in how a document is written.
package struct Style: Equatable, Sendable {
  /// How counts are written for people.
  package enum Units: String, Equatable, Sendable, CaseIterable {
    /// Every digit, in groups of three.
    case exact
    /// Three digits of each number, with its own K, M or G.
    case auto
  }

  /// The characters of a line; nil if lines may have any length.
  package var width: Int?
  /// Whether colours may be used.
  package var usesColor: Bool
  /// How counts are written.
  package var units: Units

  package init(width: Int? = nil, usesColor: Bool = false, units: Units = .exact) {
    self.width = width
    self.usesColor = usesColor
    self.units = units
  }
}
