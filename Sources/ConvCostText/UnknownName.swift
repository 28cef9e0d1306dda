/// An unknown name and the known ones, for error messages.
package struct UnknownName: Equatable, Sendable {
  /// The name as it was written.
  package let name: String
  /// The names that are known.
  package let known: [String]

  /// The limit of known names that a message lists.
  private static let mostListed = 16

  package init(_ name: String, among known: [String]) {
    self.name = name
    self.known = known
  }

  /// The names that were probably intended, the nearest first.
  ///
  /// A name is near if it begins with the unknown one or contains it, apart from signs between the
  /// letters, or if it differs in a few letters, fewer for a short name. One that begins with five
  /// or more letters of the unknown one comes first, then one that differs in a single letter: that
  /// is a slip of a finger, unless another number is meant.
  package var nearest: [String] {
    let wanted = Array(name.lowercased().prefix(64))
    let tolerance = min(3, max(1, wanted.count / 3))
    let letters = String(wanted.filter { !Self.signs.contains($0) })
    let near = known.compactMap { known -> (rank: Int, name: String)? in
      let distance = Self.editDistance(wanted, Array(known.lowercased()))
      let isSlip = known.filter(\.isNumber) == String(wanted.filter(\.isNumber))
      let own = known.lowercased().filter { !Self.signs.contains($0) }
      if letters.count >= 5, own.hasPrefix(letters) { return (min(distance, 2) - 2, known) }
      if distance <= 1, isSlip { return (distance, known) }
      if letters.count >= 3 {
        if own.hasPrefix(letters) { return (2, known) }
        if own.contains(letters) { return (3, known) }
      }
      return distance <= tolerance ? (3 + distance, known) : nil
    }
    let best = near.lazy.map(\.rank).min()
    let names = near.filter { $0.rank == best }.map(\.name)
    // A name with its source is the same network as the name alone.
    let short = names.filter { name in
      guard let slash = name.lastIndex(of: "/") else { return true }
      return !names.contains(String(name[name.index(after: slash)...]))
    }
    return Array(short.prefix(3))
  }

  /// Signs between letters that people leave out or add.
  private static let signs: Set<Character> = ["-", "_", ".", " ", "+"]

  /// The end of a message: `; did you mean …?`, or all known names if none is near.
  ///
  /// - Parameter place: where the names are listed, if they are too many for the message; nil to
  ///   leave that out.
  package func suggestion(orSee place: String? = nil) -> String {
    let nearest = nearest
    if !nearest.isEmpty { return "; did you mean \(nearest.joinedAsChoice)?" }
    if known.count <= Self.mostListed { return ", expected \(known.joinedAsChoice)" }
    return place.map { "; see \($0)" } ?? ""
  }

  /// Returns the number of letters to insert, delete, replace or exchange with their neighbour.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { least = min(least, beforeLast[j - 1] + 1) }
        row.append(least)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

extension [String] {
  /// The texts as `a, b or c`.
  package var joinedAsChoice: String { joined(lastBy: "or") }

  /// Returns the texts as `a, b or c`, with another word before the last.
  package func joined(lastBy word: String) -> String {
    guard count > 1, let last else { return joined() }
    return dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
