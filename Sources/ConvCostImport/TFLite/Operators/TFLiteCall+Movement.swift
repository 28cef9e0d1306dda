/// The shapes of what only moves, joins or cuts elements.
extension TFLiteCall {
  func reduced() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let axes = try axes() else { return nil }
    if options.keepsDimensions {
      return input.indices.map { axes.contains($0) ? 1 : input[$0] }
    }
    return input.indices.filter { !axes.contains($0) }.map { input[$0] }
  }

  func concatenated() throws(OperatorProblem) -> [Int]? {
    guard var result = try shape(0) else { return nil }
    let axis = try options.axis.axis(of: result.count)
    for input in inputs.dropFirst() {
      guard let other = input?.shape else { return nil }
      guard other.count == result.count,
        result.indices.allSatisfy({ $0 == axis || other[$0] == result[$0] })
      else { throw .mismatch(result, other) }
      result[axis] = try RawInteger(result[axis] + other[axis]).length()
    }
    return result
  }

  /// What is added before and after each axis; nil if it is unknown.
  func pads() throws(OperatorProblem) -> [(before: Int, after: Int)]? {
    guard let rank = try shape(0)?.count, let values = self[1]?.values else { return nil }
    guard values.count == 2 * rank else { throw .mismatch([rank, 2], [values.count]) }
    let lengths = try values.asStated.lengths()
    return (0..<rank).map { (lengths[2 * $0], lengths[2 * $0 + 1]) }
  }

  func padded() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let pads = try pads() else { return nil }
    var result: [Int] = []
    for (length, pad) in zip(input, pads) {
      result.append(try RawInteger(pad.before + length + pad.after).length())
    }
    return result
  }

  /// The lengths that a reshape gives, of which -1 stands for what is left.
  func reshaped() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard let wanted = self[1]?.values?.asStated ?? unlessComputed() else {
      return nil
    }
    guard let count = elementCount(input) else { throw .tooManyElements(input) }
    var shape: [Int] = []
    for length in wanted where length != -1 { shape.append(try length.length()) }
    let open = wanted.indices.filter { wanted[$0] == -1 }
    guard open.count <= 1, let known = elementCount(shape),
      open.isEmpty ? known == count : known > 0 && count % known == 0
    else {
      for axis in open { shape.insert(-1, at: axis) }
      throw .elements(from: input, to: shape)
    }
    for axis in open { shape.insert(count / known, at: axis) }
    return shape
  }

  /// The lengths that the options state, if no input does.
  private func unlessComputed() -> [RawInteger]? {
    self[1] == nil ? options.numbers : nil
  }

  func squeezed() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    let axes = try options.numbers?.axes(of: input.count) ?? []
    for axis in axes where input[axis] != 1 {
      throw .other("axis \(axis) of \(input) does not have the length 1")
    }
    return input.indices.filter { input[$0] != 1 || !(axes.isEmpty || axes.contains($0)) }
      .map { input[$0] }
  }

  func expanded() throws(OperatorProblem) -> [Int]? {
    guard var result = try shape(0), let axis = self[1]?.values?.first else { return nil }
    result.insert(1, at: try RawInteger(axis).axis(of: result.count + 1))
    return result
  }

  /// The order in which a transpose reads the axes; nil if it is unknown.
  func order() throws(OperatorProblem) -> [Int]? {
    guard let rank = try shape(0)?.count, let values = self[1]?.values else { return nil }
    let axes = try values.asStated.axes(of: rank)
    guard Set(axes).count == rank, axes.count == rank else { throw .mismatch([rank], axes) }
    return axes
  }

  func permuted() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let order = try order() else { return nil }
    return order.map { input[$0] }
  }

  func sliced() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let begin = self[1]?.values, let size = self[2]?.values else {
      return nil
    }
    guard begin.count == input.count, size.count == input.count else {
      throw .mismatch(input, size)
    }
    var result: [Int] = []
    for axis in input.indices {
      let first = try RawInteger(begin[axis]).length()
      let length = size[axis] == -1 ? input[axis] - first : try RawInteger(size[axis]).length()
      guard first + length <= input[axis], length >= 0 else { throw .mismatch(input, size) }
      result.append(length)
    }
    return result
  }

  func split() throws(OperatorProblem) -> [[Int]?] {
    guard var shape = try shape(1), let axis = self[0]?.values?.first, resultCount > 0 else {
      return []
    }
    let place = try RawInteger(axis).axis(of: shape.count)
    guard shape[place] % resultCount == 0 else { throw .mismatch(shape, [resultCount]) }
    shape[place] /= resultCount
    return Array(repeating: shape, count: resultCount)
  }

  func splitUnevenly() throws(OperatorProblem) -> [[Int]?] {
    guard let shape = try shape(0), let sizes = self[1]?.values, let axis = self[2]?.values?.first,
      sizes.count == resultCount
    else { return [] }
    let place = try RawInteger(axis).axis(of: shape.count)
    let known = try sizes.filter { $0 != -1 }.asStated.lengths()
    // A tensor has at most a million parts, so the sum fits.
    let rest = shape[place] - known.reduce(0, +)
    guard rest >= 0, sizes.count - known.count <= 1 else { throw .mismatch(shape, sizes) }
    return sizes.map { size in
      var part = shape
      part[place] = size == -1 ? rest : size
      return part
    }
  }

  func packed() throws(OperatorProblem) -> [Int]? {
    guard var result = try shape(0) else { return nil }
    result.insert(inputs.count, at: try options.axis.axis(of: result.count + 1))
    return result
  }

  func unpacked() throws(OperatorProblem) -> [[Int]?] {
    guard var shape = try shape(0) else { return [] }
    shape.remove(at: try options.axis.axis(of: shape.count))
    return Array(repeating: shape, count: resultCount)
  }

  func gathered() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let places = try shape(1), options.batchAxes == 0 else {
      return nil
    }
    let axis = try options.axis.axis(of: input.count)
    return input[..<axis] + places + input[(axis + 1)...]
  }

  func tiled() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let times = self[1]?.values else { return nil }
    guard times.count == input.count else { throw .mismatch(input, times) }
    var result: [Int] = []
    for (length, factor) in zip(input, try times.asStated.lengths()) {
      result.append(try RawInteger(length * factor).length())
    }
    return result
  }

  func withoutAxis() throws(OperatorProblem) -> [Int]? {
    guard var result = try shape(0), let axis = self[1]?.values?.first else { return nil }
    result.remove(at: try RawInteger(axis).axis(of: result.count))
    return result
  }

  /// The rows of a table, each in place of its index.
  func looked() throws(OperatorProblem) -> [Int]? {
    guard let places = try shape(0), let table = try shape(1) else { return nil }
    return places + table.dropFirst()
  }

  /// Blocks of rows and columns as samples of their own, or the reverse: TensorFlow's way to
  /// convolve with a dilation.
  func blocked() throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape(0), let blocks = self[1]?.values, let edges = self[2]?.values else {
      return nil
    }
    guard blocks.count < shape.count, edges.count == 2 * blocks.count else {
      throw .mismatch(shape, blocks)
    }
    let lengths = try blocks.asStated.lengths(from: 1)
    let edge = try edges.asStated.lengths()
    for (index, block) in lengths.enumerated() {
      let around = edge[2 * index] + edge[2 * index + 1]
      if type == .spaceToBatchND {
        let length = shape[index + 1] + around
        guard length % block == 0 else { throw .mismatch(shape, blocks) }
        shape[index + 1] = try RawInteger(length / block).length()
        shape[0] = try RawInteger(shape[0] * block).length()
      } else {
        guard shape[0] % block == 0 else { throw .mismatch(shape, blocks) }
        shape[index + 1] = try RawInteger(shape[index + 1] * block - around).length()
        shape[0] /= block
      }
    }
    return shape
  }
}
