/// A token of Swift's source, without comments, texts and attributes.
struct Token: Hashable {
  enum Kind: Hashable {
    case word, number, sign, bracket
  }

  var kind: Kind
  var text: String
  /// Its place in the file's bytes.
  var range: Range<Int>
  /// The line that it begins on, from 1.
  var line: Int
  /// Whether white space, a comment or the file's end is at either side of it.
  var hasSpaceBefore = false
  var hasSpaceAfter = false
}
