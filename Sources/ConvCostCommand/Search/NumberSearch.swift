import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostZoo

/// The conventions and the variants of a network that print a number.
struct NumberSearch: Presentable {
  /// A variant that a convention prints as the number, or near to it.
  struct Match {
    var subject: Subject
    var convention: Convention
    var label: String
    var value: Int
    /// Whether it is a number of parameters.
    var isStored: Bool
    /// How the value became the number; nil where it is another.
    var rounding: PrintedNumber.Rounding?
    /// How many things differ from the network that was named.
    var changes: Int
  }

  let given: PrintedNumber
  let subject: Subject
  /// What prints the number, the least changed network first; where nothing does, what comes
  /// nearest.
  let matches: [Match]
  /// How many variants were counted.
  let variants: Int

  /// The most rows that are shown.
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
      // A network that cannot be built, such as on an input that is too small, prints nothing.
      guard let graph = try? variant.network.graph() else { continue }
      counted += 1
      for convention in conventions {
        guard let analysis = try? Analysis(graph.asSeen(by: convention)) else { continue }
        // Most conventions print the same number of parameters, and folded norms would be missing.
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

  /// Whether anything prints the number.
  var isFound: Bool { matches.first?.rounding != nil }

  /// A number of parameters is said once, for it mostly is the same in all variants.
  private static func distinct(_ matches: [Match]) -> [Match] {
    var stored: Set<Int> = []
    return matches.filter { !$0.isStored || stored.insert($0.value).inserted }
  }

  /// Least changes first, then what is rounded to the nearest, then the order of conventions.
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

  /// What was found, as a document: a row for each number of a network.
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
        ? "What prints \(given.text)" : "Nothing prints \(given.text); what comes nearest",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "network", isNumeric: false),
            Table.Column("Count", key: "value"),
            Table.Column("Printed", key: "rounding", isNumeric: false),
            Table.Column("By", key: "conventions", isNumeric: false, mayShrink: true),
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

  /// What was found, all of it, as `convcost.given/1`.
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
