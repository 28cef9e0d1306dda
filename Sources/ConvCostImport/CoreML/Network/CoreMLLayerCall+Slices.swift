import ConvCostCore

extension CoreMLLayerCall {
  /// The axis of the channels.
  private var channelAxis: Int {
    shape.extent == nil ? lengths.count - 1 : lengths.count - shape.dimensions.count
  }

  func parts(
    axis: Int, count: Int, sizes: [Int] = []
  ) throws(OperatorProblem) -> [Result] {
    let lengths = lengths
    guard axis < lengths.count else { throw .axis(axis, rank: lengths.count) }
    var sizes = sizes
    if sizes.isEmpty {
      guard count > 0, lengths[axis] % count == 0, count <= layer.outputs.count else {
        throw .other("a length of \(lengths[axis]) cannot be divided into \(count) parts")
      }
      sizes = Array(repeating: lengths[axis] / count, count: count)
    }
    guard sizes.count == layer.outputs.count,
      sizes.reduce(0, +) == lengths[axis], sizes.allSatisfy({ $0 > 0 })
    else {
      throw .other("the parts \(sizes) do not add up to the length \(lengths[axis])")
    }
    var layers: [Layer] = []
    var shapes: [[Int]] = []
    var first = 0
    for (index, size) in sizes.enumerated() {
      var shape = lengths
      shape[axis] = size
      shapes.append(shape)
      if axis == channelAxis {
        layers.append(
          Set(sizes).count == 1
            ? ChannelSlice.part(index, of: sizes.count).layer
            : ChannelSlice.range(first: first, count: size).layer)
      } else {
        layers.append(Stated(layer.type, output: try sample(shape), .movement).layer)
      }
      first += size
    }
    return shapes.enumerated().map { index, shape in
      Result(work: index == 0 ? .parts(layers) : .alias, lengths: shape)
    }
  }

  /// A slice along the channels, the rows or the columns.
  func sliced() throws(OperatorProblem) -> [Result] {
    let axis = lengths.count - 3 + fields.integer(4).clamped(to: 0...2)
    guard axis >= 0 else { throw .rank(lengths.count, expected: "at least 3") }
    let size = lengths[axis]
    func place(_ number: RawInteger) -> Int {
      let near = number.clamped(to: -size...size)
      return near < 0 ? near + size : near
    }
    let step = fields.integer(3) == 0 ? 1 : try fields.integer(3).length(from: 1)
    let (first, last) = (place(fields.integer(1)), place(fields.integer(2)))
    guard last > first else { throw .other("a slice from \(first) to \(last)") }
    return try slice(axis: axis, from: first, count: (last - first - 1) / step + 1, by: step)
  }

  private func slice(
    axis: Int, from first: Int, count: Int, by step: Int
  ) throws(OperatorProblem) -> [Result] {
    var result = lengths
    result[axis] = count
    if step == 1, axis == channelAxis {
      return [
        Result(
          work: .layer(ChannelSlice.range(first: first, count: count).layer), lengths: result)
      ]
    }
    if step == 1, let extent = shape.extent, axis > channelAxis {
      var (before, after) = (extent.lengths.map { _ in 0 }, extent.lengths.map { _ in 0 })
      before[axis - channelAxis - 1] = first
      after[axis - channelAxis - 1] = lengths[axis] - first - count
      if let before = Extent(before), let after = Extent(after) {
        return try onMap(Crop(before: before, after: after))
      }
    }
    return try stated(.movement, result)
  }

  func slicedStatically() throws(OperatorProblem) -> [Result] {
    let (begins, ends) = (fields.integers(1), fields.integers(3))
    let steps = fields.integers(5)
    guard begins.count == lengths.count, ends.count == lengths.count,
      steps.isEmpty || steps.count == lengths.count
    else { throw .attribute("beginIds", expected: "\(lengths.count) places") }
    func isSet(_ number: Int, _ axis: Int) -> Bool {
      let flags = fields.flags(number)
      return axis < flags.count && flags[axis]
    }
    var result: [Int] = []
    for (axis, size) in lengths.enumerated() {
      func place(_ number: RawInteger) -> Int {
        let near = number.clamped(to: -size - 1...size)
        return near < 0 ? near + size : near
      }
      let step =
        steps.isEmpty
        ? 1 : steps[axis].clamped(to: -RawInteger.longest...RawInteger.longest)
      guard step != 0 else { throw .other("a step of 0") }
      if isSet(6, axis) { continue }
      if step > 0 {
        let first = isSet(2, axis) ? 0 : max(0, place(begins[axis]))
        let last = isSet(4, axis) ? size : max(0, place(ends[axis]))
        result.append(last > first ? (last - first - 1) / step + 1 : 0)
      } else {
        let first = isSet(2, axis) ? size - 1 : min(size - 1, place(begins[axis]))
        let last = isSet(4, axis) ? -1 : min(size - 1, place(ends[axis]))
        result.append(first > last ? (first - last - 1) / -step + 1 : 0)
      }
    }
    if let empty = result.firstIndex(of: 0) { throw .other("an empty slice of axis \(empty)") }
    return try stated(.movement, result)
  }
}
