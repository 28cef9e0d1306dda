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
  /// A vector has one length only, and a tensor as many as before. Nil if there are more lengths
  /// than the shape has, or none, and for a square image with its channels last, as Keras writes
  /// it: `224, 224, 3`.
  package func resized(to lengths: [Int]) -> Shape? {
    guard !lengths.isEmpty else { return nil }
    if case .vector = self { return lengths.count == 1 ? .vector(lengths[0]) : nil }
    if case .tensor(let own) = self {
      return lengths.count == own.count ? Dimensions(lengths).map(Shape.tensor) : nil
    }
    let own = extent ?? Extent(1, 1)
    guard let rank = own.rank, lengths.count <= rank + 1 else { return nil }
    if rank == 2, lengths.count == 3, lengths[0] == lengths[1], lengths[2] == channels,
      lengths[0] != channels
    {
      return nil
    }
    let channels = lengths.count > rank ? lengths[0] : channels
    var given = Array(lengths.suffix(rank))
    if given.count == 1, rank > 1 { given.append(given[0]) }
    return Extent(own.lengths.dropLast(given.count) + given).map { .map(channels, $0) }
  }
}
