extension Shape {
  /// Returns the shape with lengths in the place of its own: the side along every axis, a length
  /// for each axis, or these after the channels. Lengths that are not given stay.
  ///
  /// | lengths | signal | image | volume |
  /// |---|---|---|---|
  /// | `112` | length | height and width | height and width |
  /// | `8, 112` | channels, length | height, width | height, width |
  /// | `3, 8, 112` | – | channels, height, width | depth, height, width |
  /// | `3, 8, 112, 112` | – | – | channels, depth, height, width |
  ///
  /// A vector has one length only; nil where more are given than the shape has, or none.
  package func resized(to lengths: [Int]) -> Shape? {
    guard !lengths.isEmpty else { return nil }
    if case .vector = self { return lengths.count == 1 ? .vector(lengths[0]) : nil }
    let own = extent ?? Extent(1, 1)
    guard let rank = own.rank, lengths.count <= rank + 1 else { return nil }
    let channels = lengths.count > rank ? lengths[0] : channels
    var given = Array(lengths.suffix(rank))
    if given.count == 1, rank > 1 { given.append(given[0]) }
    return Extent(own.lengths.dropLast(given.count) + given).map { .map(channels, $0) }
  }
}
