/// A part of a name, or a name with `*` for any letters and `?` for one; case does not matter.
package struct Pattern: Equatable, Sendable {
  private let letters: [Character]

  package init(_ text: String) {
    let text = text.lowercased()
    let isPart = !text.contains { "*?".contains($0) }
    letters = Array(isPart ? "*\(text)*" : text)
  }

  /// Returns whether the whole name matches.
  package func matches(_ name: String) -> Bool {
    let name = Array(name.lowercased())
    var (i, j) = (0, 0)
    // The place to continue at after a mismatch: after the last star, one letter further in the
    // name.
    var retry: (pattern: Int, name: Int)?
    while j < name.count {
      if i < letters.count, letters[i] == "*" {
        retry = (i + 1, j)
        i += 1
      } else if i < letters.count, letters[i] == "?" || letters[i] == name[j] {
        i += 1
        j += 1
      } else if let last = retry {
        retry = (last.pattern, last.name + 1)
        (i, j) = (last.pattern, last.name + 1)
      } else {
        return false
      }
    }
    return letters[i...].allSatisfy { $0 == "*" }
  }
}
