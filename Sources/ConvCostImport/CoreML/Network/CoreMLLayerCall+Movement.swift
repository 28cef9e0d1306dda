import ConvCostCore

extension CoreMLLayerCall {
  /// Layers that move elements, or see them in another shape; nil for another kind.
  func movements(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result]? {
    switch kind {
    case .flatten: try view(try flat())
    case .reshape, .reshapeStatic, .rankPreservingReshape: try view(try reshaped())
    case .reshapeLike:
      inputs.count > 1 ? try view(inputs[1].lengths ?? []) : nil
    case .flattenTo2D: try view(try flatTo2D())
    case .squeeze: try view(try squeezed())
    case .expandDims: try view(try expanded())
    case .permute: try permuted()
    case .transpose: try transposed()
    case .concat: try concatenated(axis: fields.flag(100) ? nil : max(0, lengths.count - 3))
    case .concatND: try concatenated(axis: try fields.integer(1).axis(of: lengths.count))
    case .split:
      try parts(axis: max(0, lengths.count - 3), count: try fields.integer(1).length(from: 1))
    case .splitND:
      try parts(
        axis: try fields.integer(1).axis(of: lengths.count),
        count: try fields.integer(2).length(), sizes: try fields.integers(3).lengths())
    case .slice: try sliced()
    case .sliceStatic: try slicedStatically()
    case .padding: try padded()
    case .constantPad: try paddedExactly()
    case .crop: try cropped()
    case .upsample: try upsampled()
    case .resizeBilinear: try resized()
    case .reorganizeData: try reorganized()
    case .reverse, .reverseSeq, .scatter, .scatterND, .scatterAlongAxis:
      try stated(.movement, lengths)
    case .stack: try stacked()
    case .tile: try tiled()
    case .gather: try gathered()
    case .gatherAlongAxis:
      inputs.count > 1 ? try stated(.movement, inputs[1].lengths ?? lengths) : nil
    case .fillLike, .broadcastToLike:
      try stated(.movement, inputs.count > 1 ? inputs[1].lengths ?? lengths : lengths)
    case .fillStatic, .broadcastToStatic:
      try stated(.movement, try fields.integers(kind == .fillStatic ? 2 : 1).lengths(from: 1))
    case .sequenceRepeat: nil
    default: nil
    }
  }

  private func flat() throws(OperatorProblem) -> [Int] {
    let count = try Self.product(lengths)
    guard mapping.isExact, lengths.count > 3 else { return [count, 1, 1] }
    return lengths.dropLast(3) + [try Self.product(lengths.suffix(3)), 1, 1]
  }

  /// Returns the target of a reshape: a zero keeps a length, and −1 is what is left.
  private func reshaped() throws(OperatorProblem) -> [Int] {
    var shape: [Int] = []
    var open: Int?
    for (axis, number) in fields.integers(1).enumerated() {
      if number == -1 {
        guard open == nil else { throw .attribute("targetShape", expected: "one −1 at most") }
        open = axis
        shape.append(1)
      } else if number == 0, axis < lengths.count {
        shape.append(lengths[axis])
      } else {
        shape.append(try number.length(from: 1))
      }
    }
    if let open {
      let rest = try Self.product(shape)
      let count = try Self.product(lengths)
      guard rest > 0, count % rest == 0 else { throw .elements(from: lengths, to: shape) }
      shape[open] = try length(count / rest)
    }
    // The leading length is that of a sequence.
    if !mapping.isExact, shape.count == 4, shape[0] == 1 { shape.removeFirst() }
    return shape
  }

  private func flatTo2D() throws(OperatorProblem) -> [Int] {
    let axis = fields.integer(1).clamped(to: -lengths.count...lengths.count)
    let split = axis < 0 ? axis + lengths.count : axis
    return [
      try Self.product(Array(lengths[..<split])), try Self.product(Array(lengths[split...])),
    ]
  }

  private func squeezed() throws(OperatorProblem) -> [Int] {
    let axes = Set(try fields.integers(1).axes(of: lengths.count))
    return lengths.indices.filter {
      fields.flag(2) ? lengths[$0] != 1 : !axes.contains($0)
    }.map { lengths[$0] }
  }

  private func expanded() throws(OperatorProblem) -> [Int] {
    var shape = lengths
    let axes = fields.integers(1)
    for axis in try axes.axes(of: shape.count + axes.count).sorted() {
      guard axis <= shape.count else { throw .axis(axis, rank: shape.count) }
      shape.insert(1, at: axis)
    }
    return shape
  }

  /// The sequence, channels, rows and columns in another order.
  private func permuted() throws(OperatorProblem) -> [Result] {
    let axes = try fields.integers(1).axes(of: 4)
    guard axes.sorted() == [0, 1, 2, 3] else {
      throw .attribute("axis", expected: "each of 4 axes once")
    }
    // An exact shape has the batch after the sequence, or no sequence.
    let outer = lengths.dropLast(3)
    let all = [outer.count > 1 ? outer[0] : 1] + lengths.suffix(3)
    guard all.count == 4 else { throw .rank(lengths.count, expected: "at least 3") }
    let order = axes.map { all[$0] }
    if axes == [0, 1, 2, 3] { return [Result(work: .alias, lengths: lengths)] }
    guard order[0] == all[0] else {
      guard mapping.isExact, outer.count > 1 else {
        return try stated(.movement, lengths)
      }
      return try stated(.movement, [order[0]] + Array(outer.dropFirst()) + Array(order[1...]))
    }
    return try stated(.movement, Array(outer) + Array(order[1...]))
  }

  private func transposed() throws(OperatorProblem) -> [Result] {
    let axes = try fields.integers(1).axes(of: lengths.count)
    guard axes.sorted() == Array(lengths.indices) else {
      throw .attribute("axes", expected: "each of \(lengths.count) axes once")
    }
    return try stated(.movement, axes.map { lengths[$0] })
  }

  // MARK: Several tensors

  /// Returns a concatenation along an axis; nil for the sequence, which has no axis of its own.
  private func concatenated(axis: Int?) throws(OperatorProblem) -> [Result] {
    guard let axis else { return unknown() }
    var joined = lengths
    for other in inputs.dropFirst().map({ $0.lengths ?? [] }) + constants.map(\.lengths) {
      guard other.count == joined.count,
        joined.indices.allSatisfy({ $0 == axis || joined[$0] == other[$0] })
      else { throw .mismatch(joined, other) }
      joined[axis] = try length(joined[axis] + other[axis])
    }
    let result = try sample(joined)
    if inputs.count > 1, constants.isEmpty, joins(.concat, to: result) {
      return [Result(work: .merge(.concat), lengths: joined)]
    }
    return try stated(.movement, joined, weights: constantCount)
  }

  private func stacked() throws(OperatorProblem) -> [Result] {
    var shape = lengths
    shape.insert(
      inputs.count + constants.count, at: try fields.integer(1).axis(of: lengths.count + 1))
    return try stated(.movement, shape)
  }

  private func gathered() throws(OperatorProblem) -> [Result]? {
    guard let indices = inputs.count > 1 ? inputs[1].lengths : constants.first?.lengths else {
      return nil
    }
    let axis = try fields.integer(1).axis(of: lengths.count)
    return try stated(.movement, lengths[..<axis] + indices + lengths[(axis + 1)...])
  }

  private func tiled() throws(OperatorProblem) -> [Result]? {
    let repeats = try fields.integers(1).lengths(from: 1)
    guard !repeats.isEmpty else { return nil }
    guard repeats.count == lengths.count else { throw .mismatch(lengths, repeats) }
    var shape: [Int] = []
    for (value, count) in zip(lengths, repeats) { shape.append(try length(value * count)) }
    return try stated(.movement, shape)
  }

  // MARK: Parts

  /// The axis of the channels.
  private var channelAxis: Int {
    shape.extent == nil ? lengths.count - 1 : lengths.count - shape.dimensions.count
  }

  private func parts(
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
  private func sliced() throws(OperatorProblem) -> [Result] {
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

  private func slicedStatically() throws(OperatorProblem) -> [Result] {
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
    return try stated(.movement, result)
  }

  // MARK: Rows and columns

  private func padded() throws(OperatorProblem) -> [Result] {
    let edges = try Self.edges(fields[10], 2)
    let (map, _) = try map()
    let before = Extent(edges.map(\.before)) ?? 0
    let after = Extent(edges.map(\.after)) ?? 0
    if fields[2] == nil, fields[3] == nil {
      return try onMap(ZeroPad(before: before, after: after))
    }
    guard let extent = map.extent, extent.rank == 2 else {
      throw .other("found \(map), expected an image")
    }
    var result = lengths
    for (index, edge) in edges.enumerated() {
      let axis = lengths.count - 2 + index
      result[axis] = try length(result[axis] + edge.before + edge.after)
    }
    return try stated(.movement, result)
  }

  private func paddedExactly() throws(OperatorProblem) -> [Result]? {
    let amounts = try fields.integers(2).lengths()
    guard !amounts.isEmpty else { return nil }
    guard amounts.count == 2 * lengths.count else {
      throw .attribute("padAmounts", expected: "\(2 * lengths.count) lengths")
    }
    var result = lengths
    for axis in lengths.indices {
      let (one, two) = (amounts[2 * axis], amounts[2 * axis + 1])
      // In this mode the amounts are the shape of the result.
      result[axis] = fields.flag(3) ? max(one, two) : try length(result[axis] + one + two)
      if result[axis] == 0 { result[axis] = lengths[axis] }
    }
    return try stated(.movement, result)
  }

  private func cropped() throws(OperatorProblem) -> [Result] {
    guard inputs.count == 1 else {
      // The second input has the rows and columns of the result.
      let other = inputs[1].lengths ?? []
      guard other.count >= 2, lengths.count >= 2 else {
        throw .rank(other.count, expected: "at least 2")
      }
      return try stated(.movement, lengths.dropLast(2) + other.suffix(2))
    }
    let edges = try Self.edges(fields[1], 2)
    return try onMap(
      Crop(before: Extent(edges.map(\.before)) ?? 0, after: Extent(edges.map(\.after)) ?? 0))
  }

  private func upsampled() throws(OperatorProblem) -> [Result] {
    let mode: Upsample.Mode = fields.integer(5) == 0 ? .nearest : .bilinear
    let fractions = fields.floats(7)
    guard !fractions.isEmpty, let extent = try map().shape.extent else {
      let factors = try fields.lengths(1, "scalingFactor", 2, default: 1)
      return try onMap(Upsample(by: Extent(factors) ?? 1, mode: mode))
    }
    guard fractions.count == extent.lengths.count else {
      throw .attribute("fractionalScalingFactor", expected: "\(extent.lengths.count) factors")
    }
    var size: [Int] = []
    for (value, factor) in zip(extent.lengths, fractions) {
      size.append(try length(Int(exactly: (Double(value) * factor).rounded(.down))))
    }
    return try onMap(Upsample(to: Extent(size) ?? 1, mode: mode))
  }

  private func resized() throws(OperatorProblem) -> [Result] {
    let size = try fields.lengths(1, "targetSize", 2, default: 1)
    return try onMap(Upsample(to: Extent(size) ?? 1, mode: .bilinear))
  }

  private func reorganized() throws(OperatorProblem) -> [Result] {
    let (map, _) = try map()
    let block = try fields.integer(2).length(from: 1)
    guard let extent = map.extent, extent.rank == 2, let area = checkedProduct(block, block) else {
      throw .other("found \(map), expected an image")
    }
    let size: [Int]
    if fields.integer(1) == 0 {
      guard extent.height % block == 0, extent.width % block == 0 else {
        throw .other("\(extent) cannot be divided into blocks of \(block)")
      }
      size = [
        try length(checkedProduct(map.channels, area)), extent.height / block,
        extent.width / block,
      ]
    } else {
      guard map.channels % area == 0 else {
        throw .other("\(map.channels) channels cannot be divided into blocks of side \(block)")
      }
      size = [
        map.channels / area, try length(extent.height * block), try length(extent.width * block),
      ]
    }
    return try stated(.movement, lengths.dropLast(3) + size)
  }
}
