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
}
