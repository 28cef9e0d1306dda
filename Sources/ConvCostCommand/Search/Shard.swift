/// One of several equal parts of a sweep, `3/16`, which other processes complete.
struct Shard: Equatable, Sendable {
  /// The number, from one.
  let number: Int
  /// The number of shards.
  let count: Int

  /// Reads `3/16`; nil for another text.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let number = positiveNumber(parts[0]),
      let count = positiveNumber(parts[1]), number <= count, count <= Self.most
    else { return nil }
    self.number = number
    self.count = count
  }

  private static let most = 1_000_000

  var text: String { "\(number)/\(count)" }

  /// Returns the shard's part of some variants: consecutive ones, so that shards in order are the
  /// whole in order.
  func part(of total: Int) -> Range<Int> { bound(number - 1, total)..<bound(number, total) }

  private func bound(_ number: Int, _ total: Int) -> Int {
    let (high, low) = total.multipliedFullWidth(by: number)
    return count.dividingFullWidth((high, low)).quotient
  }
}
