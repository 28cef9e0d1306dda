extension Sequence where Element: Hashable {
  /// The elements that occur more than once.
  var repeated: Set<Element> {
    var known: Set<Element> = []
    return Set(filter { !known.insert($0).inserted })
  }
}
