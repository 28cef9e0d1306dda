/// The contents of a command's output, independent of the format.
///
/// Every renderer is a function of a document only; adding a format is one file.
package struct Document: Equatable, Sendable {
  /// The title in a line.
  package var title: String
  /// The tables, the main one first.
  package var tables: [Table]
  /// Names and values below the tables.
  package var facts: [Fact]
  /// Sentences at the end.
  package var notes: [String]
  /// All of the tables in one, for formats that have only one; nil if the first is sufficient.
  package var flat: Table?
  /// Pictures, for formats that have them.
  package var charts: [Chart]

  /// A name and its value.
  package struct Fact: Equatable, Sendable {
    /// The name.
    package var name: String
    /// The value in words.
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Sources of a table's rows, which stand below it, each once under a number.
  struct Sources {
    private var texts: [String] = []
    private var numbers: [String: Int] = [:]

    /// Numbers the texts in the order in which they first come.
    init(_ all: some Sequence<String>) {
      for text in all where numbers[text] == nil {
        texts.append(text)
        numbers[text] = texts.count
      }
    }

    /// Returns the sign of one of the texts, such as `[1]`.
    func sign(of text: String) -> String { "[\(numbers[text] ?? 0)]" }

    /// The texts with their signs.
    var facts: [Fact] { texts.map { Fact(sign(of: $0), $0) } }
  }

  package init(
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
