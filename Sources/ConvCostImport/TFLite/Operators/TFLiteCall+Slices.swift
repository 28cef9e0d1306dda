/// A slice of a tensor along one of its axes.
struct TFLiteSlice {
  /// The first place.
  var first: Int
  /// The distance to the next place, which may be negative.
  var step: Int
  /// The number of places.
  var count: Int
  /// Whether the axis is removed from the result.
  var isRemoved: Bool
  /// Whether the axis is new in the result, with a length of one.
  var isNew = false
}

extension TFLiteCall {
  /// Returns what a strided slice takes from each axis; nil if it is unknown.
  ///
  /// - Throws: `OperatorProblem` for a slice that the input does not have.
  func slices() throws(OperatorProblem) -> [TFLiteSlice]? {
    guard let input = try shape(0), let begin = self[1]?.values, let end = self[2]?.values,
      let steps = self[3]?.values
    else { return nil }
    guard begin.count == end.count, begin.count == steps.count else { throw .mismatch(begin, end) }
    let masks = options.masks
    func has(_ mask: Int, _ index: Int) -> Bool { index < 32 && mask >> index & 1 == 1 }
    let newCount = begin.indices.filter { has(masks.newAxis, $0) }.count
    var slices: [TFLiteSlice] = []
    var axis = 0
    var hasEllipsis = false
    for index in begin.indices {
      if has(masks.ellipsis, index), !hasEllipsis {
        hasEllipsis = true
        // The axes that are not named, less those that are new.
        let rest = input.count - (begin.count - 1 - newCount)
        for _ in 0..<max(0, rest) where axis < input.count {
          slices.append(TFLiteSlice(first: 0, step: 1, count: input[axis], isRemoved: false))
          axis += 1
        }
        continue
      }
      if has(masks.newAxis, index) {
        slices.append(TFLiteSlice(first: 0, step: 1, count: 1, isRemoved: false, isNew: true))
        continue
      }
      guard axis < input.count else { throw .axis(axis, rank: input.count) }
      slices.append(
        try slice(
          input[axis], begin[index], end[index], steps[index],
          opens: (has(masks.begin, index), has(masks.end, index)),
          isRemoved: has(masks.shrinkAxis, index), axis: axis))
      axis += 1
    }
    for length in input[min(axis, input.count)...] {
      slices.append(TFLiteSlice(first: 0, step: 1, count: length, isRemoved: false))
    }
    return slices
  }

  private func slice(
    _ length: Int, _ begin: Int, _ end: Int, _ step: Int, opens: (begin: Bool, end: Bool),
    isRemoved: Bool, axis: Int
  ) throws(OperatorProblem) -> TFLiteSlice {
    guard step != 0, step > -RawInteger.longest, step <= RawInteger.longest else {
      throw .other("a slice with a step of \(step)")
    }
    func place(_ number: Int, _ range: ClosedRange<Int>) -> Int {
      // Negative places are counted from the end.
      RawInteger(number < 0 ? number + length : number).clamped(to: range)
    }
    if isRemoved {
      let first = place(begin, 0...max(0, length - 1))
      return TFLiteSlice(first: first, step: 1, count: 1, isRemoved: true)
    }
    let range = step > 0 ? 0...length : -1...max(-1, length - 1)
    let first =
      opens.begin ? (step > 0 ? 0 : length - 1) : place(begin, range)
    let last = opens.end ? (step > 0 ? length : -1) : place(end, range)
    let distance = step > 0 ? last - first : first - last
    let stride = abs(step)
    return TFLiteSlice(
      first: first, step: step, count: distance > 0 ? (distance + stride - 1) / stride : 0,
      isRemoved: false)
  }

  func strided() throws(OperatorProblem) -> [Int]? {
    try slices()?.filter { !$0.isRemoved }.map(\.count)
  }
}
