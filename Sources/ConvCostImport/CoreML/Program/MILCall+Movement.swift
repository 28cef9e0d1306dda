extension MILCall {
  func concatenated() throws(OperatorProblem) -> [Int]? {
    let parts = arguments["values"] ?? []
    guard let first = parts.first else { throw .other("'values' is missing") }
    guard var shape = first.shape, let stated = try required("axis") else { return nil }
    let axis = try stated.axis(of: shape.count)
    for part in parts.dropFirst() {
      guard let other = part.shape else { return nil }
      guard other.count == shape.count,
        shape.indices.allSatisfy({ $0 == axis || shape[$0] == other[$0] })
      else { throw .mismatch(shape, other) }
      shape[axis] = try length(shape[axis] + other[axis])
    }
    return shape
  }

  func stacked() throws(OperatorProblem) -> [Int]? {
    let parts = arguments["values"] ?? []
    guard let first = parts.first else { throw .other("'values' is missing") }
    guard var shape = first.shape, let stated = try required("axis") else { return nil }
    for part in parts {
      guard let other = part.shape else { return nil }
      guard other == shape else { throw .mismatch(shape, other) }
    }
    shape.insert(parts.count, at: try stated.axis(of: shape.count + 1))
    return shape
  }

  func parts() throws(OperatorProblem) -> [[Int]?] {
    let unknown: [[Int]?] = Array(repeating: nil, count: operation.outputs.count)
    guard let input = try inputShape(), let stated = try required("axis") else { return unknown }
    let axis = try stated.axis(of: input.count)
    if isComputed("split_sizes") { return unknown }
    let lengths: [Int]
    if let sizes = integers("split_sizes") {
      lengths = try sizes.lengths()
      // The number of parts is limited by the values that are kept, so the sum fits.
      guard lengths.reduce(0, +) == input[axis] else {
        throw .other("the parts \(lengths) do not add up to the length \(input[axis])")
      }
    } else {
      guard let count = try required("num_splits")?.length(from: 1) else { return unknown }
      guard input[axis] % count == 0 else {
        throw .other("a length of \(input[axis]) cannot be divided into \(count) parts")
      }
      lengths = Array(
        repeating: input[axis] / count, count: min(count, operation.outputs.count))
    }
    return lengths.prefix(operation.outputs.count).map { length in
      var shape = input
      shape[axis] = length
      return shape
    }
  }

  /// Returns the shape of a reshape: a zero keeps the input's length, and −1 is what is left.
  func reshaped() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(), let target = integers("shape") else { return nil }
    var shape: [Int] = []
    var open: Int?
    for (axis, number) in target.enumerated() {
      if number == -1 {
        guard open == nil else { throw .attribute("shape", expected: "one −1 at most") }
        open = axis
        shape.append(1)
      } else if number == 0, axis < input.count {
        shape.append(input[axis])
      } else {
        shape.append(try number.length())
      }
    }
    guard let count = elementCount(input), let rest = elementCount(shape) else {
      throw .tooManyElements(input)
    }
    if let open {
      guard rest > 0, count % rest == 0 else { throw .elements(from: input, to: shape) }
      shape[open] = try length(count / rest)
    }
    guard elementCount(shape) == count else { throw .elements(from: input, to: shape) }
    return shape
  }

  func flattened() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape() else { return nil }
    let axis = integer("axis", default: 1).clamped(to: -input.count...input.count)
    let split = axis < 0 ? axis + input.count : axis
    return [
      try length(elementCount(Array(input[..<split]))),
      try length(elementCount(Array(input[split...]))),
    ]
  }

  func expanded() throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape(), let axes = integers("axes") else { return nil }
    guard axes.count <= MILType.mostDimensions else {
      throw .attribute("axes", expected: "at most \(MILType.mostDimensions) axes")
    }
    for axis in try axes.axes(of: shape.count + axes.count).sorted() {
      guard axis <= shape.count else { throw .axis(axis, rank: shape.count) }
      shape.insert(1, at: axis)
    }
    return shape
  }

  func squeezed() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape() else { return nil }
    if isComputed("axes") { return nil }
    guard let axes = try integers("axes")?.axes(of: input.count) else {
      return input.filter { $0 != 1 }
    }
    for axis in axes where input[axis] != 1 {
      throw .other("a length of \(input[axis]) cannot be squeezed")
    }
    let dropped = Set(axes)
    return input.indices.filter { !dropped.contains($0) }.map { input[$0] }
  }

  /// Returns the order of the axes of a transposition; nil if it is unknown.
  func permutation() throws(OperatorProblem) -> [Int]? {
    guard let rank = try inputShape()?.count, let order = integers("perm") else { return nil }
    let axes = try order.axes(of: rank)
    guard axes.sorted() == Array(0..<rank) else {
      throw .attribute("perm", expected: "each of \(rank) axes once")
    }
    return axes
  }

  func transposed() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape() else { return nil }
    return try permutation().map { $0.map { input[$0] } }
  }

  func slicedBySize() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(), let sizes = integers("size") else { return nil }
    guard sizes.count == input.count else {
      throw .attribute("size", expected: "\(input.count) lengths")
    }
    let begins = integers("begin")
    var shape: [Int] = []
    for (axis, size) in sizes.enumerated() {
      guard size == -1 else {
        shape.append(try size.length())
        continue
      }
      guard let begins, axis < begins.count else { return nil }
      let begin = begins[axis].clamped(to: -input[axis]...input[axis])
      shape.append(begin < 0 ? -begin : input[axis] - begin)
    }
    return shape
  }

  /// Returns what is added before and after each axis; nil if unknown.
  func pads() throws(OperatorProblem) -> (before: [Int], after: [Int])? {
    guard let rank = try inputShape()?.count, let pads = integers("pad") else { return nil }
    guard pads.count % 2 == 0, pads.count / 2 <= rank else {
      throw .attribute("pad", expected: "at most \(2 * rank) lengths")
    }
    let lengths = try pads.lengths()
    // The pairs are those of the last axes.
    let first = rank - pads.count / 2
    var before = Array(repeating: 0, count: rank)
    var after = before
    for pair in 0..<pads.count / 2 {
      before[first + pair] = lengths[2 * pair]
      after[first + pair] = lengths[2 * pair + 1]
    }
    return (before, after)
  }

  func padded() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(), let pads = try pads() else { return nil }
    var shape: [Int] = []
    for axis in input.indices {
      shape.append(try length(input[axis] + pads.before[axis] + pads.after[axis]))
    }
    return shape
  }

  func cropped() throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape() else { return nil }
    guard shape.count >= 3 else { throw .rank(shape.count, expected: "at least 3") }
    for (name, axis) in [("crop_height", shape.count - 2), ("crop_width", shape.count - 1)] {
      guard let cut = try integers(name)?.lengths(), cut.count == 2 else { return nil }
      shape[axis] = try length(shape[axis] - cut[0] - cut[1])
    }
    return shape
  }

  func tiled() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(), let repeats = try integers("reps")?.lengths() else {
      return nil
    }
    guard repeats.count == input.count else { throw .mismatch(input, repeats) }
    var shape: [Int] = []
    for (value, count) in zip(input, repeats) { shape.append(try length(value * count)) }
    return shape
  }

  func gathered() throws(OperatorProblem) -> [Int]? {
    guard let data = try shape("x"), let indices = try shape("indices") else { return nil }
    let axis = try integer("axis", default: 0).axis(of: data.count)
    let batch = try integer("batch_dims", default: 0).length()
    guard batch <= axis, batch <= indices.count else { throw .mismatch(data, indices) }
    return Array(data[..<axis]) + Array(indices[batch...]) + Array(data[(axis + 1)...])
  }

  func gatheredDeep() throws(OperatorProblem) -> [Int]? {
    guard let data = try shape("x"), let indices = try shape("indices"),
      let depth = indices.last
    else { return nil }
    let batch = try integer("batch_dims", default: 0).length()
    guard batch < indices.count, depth <= data.count - batch else {
      throw .mismatch(data, indices)
    }
    return Array(indices.dropLast()) + Array(data[(batch + depth)...])
  }

  func enlargedByBlocks() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(),
      let block = try required(
        operation.type == "pixel_shuffle" ? "upscale_factor" : "block_size")?.length(from: 1)
    else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    guard let area = checkedProduct(block, block), input[1] % area == 0 else {
      throw .other("\(input[1]) channels cannot be divided into blocks of side \(block)")
    }
    return [
      input[0], input[1] / area, try length(input[2] * block), try length(input[3] * block),
    ]
  }

  func reducedToBlocks() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(),
      let block = try required(
        operation.type == "pixel_unshuffle" ? "downscale_factor" : "block_size")?.length(from: 1)
    else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    guard input[2] % block == 0, input[3] % block == 0 else {
      throw .other("\(input[2])×\(input[3]) cannot be divided into blocks of \(block)")
    }
    return [
      input[0], try length(checkedProduct(input[1], block, block)), input[2] / block,
      input[3] / block,
    ]
  }
}
