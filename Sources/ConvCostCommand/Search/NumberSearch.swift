import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostZoo

/// A search for the conventions and variants of a network that print a number.
struct NumberSearch: Presentable {
  /// A variant that a convention prints as the number, or as a similar one.
  struct Match {
    var subject: Subject
    var convention: Convention
    var label: String
    var value: Int
    /// Whether it is a number of parameters.
    var isStored: Bool
    /// How the value was rounded to the number; nil if it is another number.
    var rounding: PrintedNumber.Rounding?
    /// The number of changes to the named network.
    var changes: Int
  }

  let given: PrintedNumber
  let subject: Subject
  /// The matches, beginning with the fewest changes; if there are none, the nearest numbers.
  let matches: [Match]
  /// The number of variants that were counted.
  let variants: Int

  /// The limit of rows that are shown.
  private static let mostRows = 20

  init(
    _ given: PrintedNumber, near network: ChosenNetwork, by conventions: [Convention],
    progress: ((String) -> Void)? = nil
  ) {
    var all: [Match] = []
    let variants = Self.variants(of: network)
    defer { progress?("") }
    var counted = 0
    for (number, variant) in variants.enumerated() {
      if number % 16 == 15 { progress?("counted \(number + 1) of \(variants.count) variants") }
      // A network that cannot be built, for example because its input is too small, is skipped.
      guard let graph = try? variant.network.graph() else { continue }
      counted += 1
      for convention in conventions {
        guard let analysis = try? Analysis(graph.asSeen(by: convention)) else { continue }
        // Parameters that conventions count alike are searched once, and never with folded norms,
        // whose parameters would be missing.
        let isSaid =
          convention.name != conventions[0].name && convention.parameters == .parameters
          || convention.foldsNorms
        for count in convention.counts + (isSaid ? [] : [convention.parameters]) {
          guard let value = try? Tally(count, of: analysis).value else { continue }
          all.append(
            Match(
              subject: variant.network.subject, convention: convention, label: count.label,
              value: value, isStored: count.metric == .parameters,
              rounding: given.rounding(of: value), changes: variant.changes))
        }
      }
    }
    self.given = given
    subject = network.subject
    self.variants = counted
    let found = Self.distinct(all.filter { $0.rounding != nil })
    matches = found.isEmpty ? Self.nearest(all, to: given) : Self.sorted(found)
  }

  /// Returns the network with its variants; a file's network has none.
  private static func variants(
    of network: ChosenNetwork
  ) -> [(network: ChosenNetwork, changes: Int)] {
    guard case .zoo(let selection) = network.origin else { return [(network, 0)] }
    return Variant.all(of: selection).map {
      (ChosenNetwork($0.selection), $0.changes)
    }
  }

  /// Whether there is a match.
  var isFound: Bool { matches.first?.rounding != nil }

  /// A number of parameters is listed once, because it is the same in most variants.
  private static func distinct(_ matches: [Match]) -> [Match] {
    var stored: Set<Int> = []
    return matches.filter { !$0.isStored || stored.insert($0.value).inserted }
  }

  /// Sorts by the fewest changes, then by the rounding, then by the order of conventions.
  private static func sorted(_ matches: [Match]) -> [Match] {
    let order = matches.enumerated().sorted { a, b in
      func rank(_ match: Match, _ offset: Int) -> (Int, Int, Int) {
        (match.changes, match.rounding == .truncated ? 1 : 0, offset)
      }
      return rank(a.element, a.offset) < rank(b.element, b.offset)
    }
    return order.map(\.element)
  }

  private static func nearest(_ matches: [Match], to given: PrintedNumber) -> [Match] {
    let order = matches.enumerated().sorted { a, b in
      let distances = (
        (a.element.value - given.count).magnitude, (b.element.value - given.count).magnitude
      )
      return (distances.0, a.element.changes, a.offset) < (distances.1, b.element.changes, b.offset)
    }
    return Array(distinct(order.map(\.element)).prefix(5))
  }

  /// The matches as a document: a row for each number of a network.
  var document: Document {
    var groups: [(first: Match, names: [String])] = []
    for match in matches {
      let name = "\(match.convention.name) (\(match.label))"
      if let index = groups.firstIndex(where: {
        $0.first.value == match.value && $0.first.subject == match.subject
      }) {
        groups[index].names.append(name)
      } else {
        groups.append((match, [name]))
      }
    }
    var facts = [Document.Fact("Searched", "\(variants) variants of \(subject.reference)")]
    if groups.count > Self.mostRows {
      facts.append(
        Document.Fact("Left out", "\(groups.count - Self.mostRows) more; json has all of them"))
    }
    return Document(
      title: isFound
        ? "Counters and variants that print \(given.text)"
        : "No counter or variant prints \(given.text); the nearest",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "network", isNumeric: false, mayShrink: true),
            Table.Column("Count", key: "value"),
            Table.Column("Printed", key: "rounding", isNumeric: false),
            Table.Column("By", key: "conventions", isNumeric: false, wraps: true, need: .answer),
          ],
          rows: groups.prefix(Self.mostRows).map { group in
            Table.Row([
              .text(group.first.subject.reference), .count(group.first.value),
              .text(group.first.rounding?.rawValue ?? "otherwise"),
              .text(group.names.joined(separator: ", ")),
            ])
          })
      ], facts: facts)
  }

  /// All matches as `convcost.given/1`.
  var json: JSONNode {
    [
      "schema": "convcost.given/1", "given": .text(given.text), "found": .flag(isFound),
      "network": .text(subject.reference), "variants": .number(variants),
      "matches": .list(
        matches.map { match in
          .line([
            "network": .text(match.subject.reference),
            "convention": .text(match.convention.name), "metric": .text(match.label),
            "value": .number(match.value),
            "rounding": match.rounding.map { .text($0.rawValue) } ?? .null,
          ])
        }),
    ]
  }
}
