import ConvCostText

/// Operators and how often each occurs, in the order in which they were found.
struct OperatorTally {
  private(set) var counts: [ImportedNetwork.OperatorCount] = []
  private var places: [String: Int] = [:]

  mutating func add(_ name: String) {
    if let place = places[name] {
      counts[place].count += 1
    } else {
      places[name] = counts.count
      counts.append(ImportedNetwork.OperatorCount(name: name, count: 1))
    }
  }

  /// The operators with their numbers, as `2 Foo, 1 Bar and 3 more kinds`.
  var text: String { Self.text(of: counts.map { ($0.name, $0.count) }) }

  /// The most kinds that a text names.
  private static let mostNamed = 12

  /// Returns kinds with their numbers, as `2 Foo, 1 Bar and 3 more kinds`.
  static func text(of kinds: [(name: String, count: Int)]) -> String {
    let shown = kinds.prefix(mostNamed).map { "\(Digits.grouped($0.count)) \($0.name)" }
    let more = kinds.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more kinds" : "")
  }
}
