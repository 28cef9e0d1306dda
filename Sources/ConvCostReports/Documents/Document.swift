/// What a command has to say, before it is known where it will be read.
///
/// Every renderer is a function of a document and nothing else; adding a format is one file.
public struct Document: Hashable, Sendable {
  /// The title in a line.
  public var title: String
  /// The tables, the main one first.
  public var tables: [Table]
  /// Names and values below the tables.
  public var facts: [Fact]
  /// Sentences at the end.
  public var notes: [String]
  /// All of the tables in one, for formats that have only one; nil where the first says enough.
  public var flat: Table?
  /// Pictures, for formats that have them.
  public var charts: [Chart]

  /// A name and its value.
  public struct Fact: Hashable, Sendable {
    /// What it is.
    public var name: String
    /// What it amounts to.
    public var value: String

    /// Creates a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Creates a document.
  public init(
    title: String, tables: [Table] = [], facts: [Fact] = [], notes: [String] = [],
    charts: [Chart] = [], flat: Table? = nil
  ) {
    self.title = title
    self.tables = tables
    self.facts = facts
    self.notes = notes
    self.charts = charts
    self.flat = flat
  }
}
