/// A tensor whose values are known before the network runs, row by row.
struct KnownTensor {
  /// The lengths.
  let shape: [Int]
  /// The values, as many as the product of the lengths.
  let values: TensorValues

  /// Creates a tensor; nil if the number of values does not match the shape.
  init?(_ shape: [Int], _ values: TensorValues) {
    guard elementCount(shape) == values.count else { return nil }
    self.shape = shape
    self.values = values
  }

  /// Returns a tensor of another shape in which every element is one of this tensor.
  ///
  /// - Parameter source: returns for a place in the result the place in this tensor; nil leaves the
  ///   values unknown.
  func picked(to shape: [Int], _ source: (_ place: [Int]) -> [Int]?) -> TensorValues? {
    guard let count = elementCount(shape), count <= TensorValues.mostKept else { return nil }
    let steps = strides(of: self.shape)
    var picks: [Int] = []
    picks.reserveCapacity(count)
    var place = Place(in: shape)
    for _ in 0..<count {
      guard let from = source(place.indices), let pick = offset(of: from, steps) else { return nil }
      picks.append(pick)
      place.advance()
    }
    return values.picking(picks)
  }

  /// Returns the position of an element in the list of values; nil for a place outside of the
  /// tensor.
  func offset(of place: [Int]) -> Int? { offset(of: place, strides(of: shape)) }

  private func offset(of place: [Int], _ steps: [Int]) -> Int? {
    var offset = 0
    for axis in shape.indices {
      guard place[axis] >= 0, place[axis] < shape[axis] else { return nil }
      offset += place[axis] * steps[axis]
    }
    return offset
  }
}

/// The indices of an element, which advance in the order of the elements.
struct Place {
  private(set) var indices: [Int]
  private let shape: [Int]

  /// Creates the place of the first element.
  init(in shape: [Int]) {
    self.shape = shape
    indices = Array(repeating: 0, count: shape.count)
  }

  /// Moves to the next element; after the last one, to the first.
  mutating func advance() {
    for axis in shape.indices.reversed() {
      indices[axis] += 1
      if indices[axis] < shape[axis] { return }
      indices[axis] = 0
    }
  }
}

/// Returns the distance of neighbours along each axis of a tensor that is stored row by row.
///
/// - Precondition: the number of elements fits in 64 bits.
func strides(of shape: [Int]) -> [Int] {
  // With a length of zero the product of the others may be anything, and no element is read.
  guard !shape.contains(0) else { return Array(repeating: 0, count: shape.count) }
  var result = Array(repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    result[axis] = result[axis + 1] * shape[axis + 1]
  }
  return result
}
