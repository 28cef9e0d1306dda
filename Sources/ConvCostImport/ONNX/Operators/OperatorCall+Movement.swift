extension OperatorCall {
  func concatenated() throws(ONNXProblem) -> Outcome {
    // The quantised form has a scale and a zero point in front of all and behind each.
    let parts =
      type == .qLinearConcat
      ? stride(from: 2, to: inputs.count, by: 3).map { inputs[$0] } : inputs
    guard let first = parts.first, let first else { throw .missingInput(0) }
    guard var shape = first.shape else { return .unknown }
    guard let stated = integer("axis") ?? (opset < 4 ? 1 : nil) else {
      throw .attribute("axis", expected: "an axis")
    }
    let axis = try normalized(stated, rank: shape.count)
    for part in parts.dropFirst() {
      guard let other = part?.shape else { return .unknown }
      guard other.count == shape.count,
        shape.indices.allSatisfy({ $0 == axis || shape[$0] == other[$0] })
      else { throw .mismatch(shape, other) }
      shape[axis] = try length(shape[axis] + other[axis])
    }
    return Outcome(shape, joinedValues(parts, rank: shape.count))
  }

  /// The values of lists that are put one behind the other; nil where they are not known.
  private func joinedValues(_ parts: [TensorFact?], rank: Int) -> TensorValues? {
    guard rank == 1 else { return nil }
    var integers: [Int] = []
    var floats: [Double] = []
    for part in parts {
      switch part?.values {
      case .integers(let values)?: integers += values
      case .floats(let values)?: floats += values
      case nil: return nil
      }
      guard integers.count + floats.count <= TensorValues.mostKept else { return nil }
    }
    if floats.isEmpty { return .integers(integers) }
    return integers.isEmpty ? .floats(floats) : nil
  }

  func splitted() throws(ONNXProblem) -> [Outcome] {
    guard let input = try shape(0) else { return Array(repeating: .unknown, count: outputCount) }
    let axis = try normalized(integer("axis") ?? 0, rank: input.count)
    let (isGiven, stated) = list("split", inputSince: 13, at: 1)
    var lengths: [Int]
    if isGiven {
      guard let stated else { return Array(repeating: .unknown, count: outputCount) }
      guard stated.reduce(0, &+) == input[axis], stated.allSatisfy({ $0 >= 0 }) else {
        throw .other("parts of \(stated) of a length of \(input[axis])")
      }
      lengths = stated
    } else {
      let count = Swift.max(1, integer("num_outputs") ?? outputCount)
      let part = (input[axis] + count - 1) / count
      lengths = (0..<Swift.min(count, outputCount)).map {
        Swift.max(0, Swift.min(part, input[axis] - $0 * part))
      }
    }
    var first = 0
    return lengths.prefix(outputCount).map { length in
      var shape = input
      shape[axis] = length
      defer { first += length }
      let values =
        input.count == 1 ? self[0]?.values.map { $0.picking(first..<first + length) } : nil
      return Outcome(shape, values)
    }
  }

  func sliced() throws(ONNXProblem) -> Outcome {
    guard let input = try shape(0) else { return .unknown }
    guard let starts = opset < 10 ? integers("starts") : integers(1),
      let ends = opset < 10 ? integers("ends") : integers(2), starts.count == ends.count
    else { return .unknown }
    let axes: [Int]?
    let steps: [Int]?
    if opset < 10 {
      axes = integers("axes") ?? Array(starts.indices)
      steps = nil
    } else {
      axes = self[3] == nil ? Array(starts.indices) : integers(3)
      guard self[4] == nil || integers(4) != nil else { return .unknown }
      steps = integers(4)
    }
    guard let axes else { return .unknown }
    guard axes.count == starts.count, (steps?.count ?? starts.count) == starts.count else {
      throw .other("\(starts.count) starts, \(axes.count) axes and \(steps?.count ?? 0) steps")
    }
    var shape = input
    var picks = input.map { (first: 0, step: 1, count: $0) }
    for index in starts.indices {
      let axis = try normalized(axes[index], rank: input.count)
      let step = steps?[index] ?? 1
      guard step != 0 else { throw .other("a step of 0") }
      let pick = Self.pick(from: starts[index], to: ends[index], by: step, of: input[axis])
      picks[axis] = (pick.first, step, pick.count)
      shape[axis] = pick.count
    }
    let (from, to) = (strides(of: input), strides(of: shape))
    let count = elementCount(shape) ?? 0
    let values = self[0]?.values.map { known in
      known.picking(
        (0..<count).map { place in
          shape.indices.reduce(0) { sum, axis in
            let index = place / Swift.max(1, to[axis]) % Swift.max(1, shape[axis])
            return sum + (picks[axis].first + index * picks[axis].step) * from[axis]
          }
        })
    }
    return Outcome(shape, values)
  }

  /// Returns the first place and the number of places of a slice, whose bounds may be counted from
  /// behind and may lie outside.
  private static func pick(
    from start: Int, to end: Int, by step: Int, of length: Int
  ) -> (first: Int, count: Int) {
    func place(_ bound: Int) -> Int { bound < 0 ? Swift.max(bound, -length - 1) + length : bound }
    if step > 0 {
      let first = Swift.min(Swift.max(place(start), 0), length)
      let last = Swift.min(Swift.max(place(end), 0), length)
      guard last > first else { return (first, 0) }
      return (first, (last - first - 1) / step + 1)
    }
    let first = Swift.min(Swift.max(place(start), -1), length - 1)
    let last = end < -length ? -1 : Swift.min(Swift.max(place(end), -1), length - 1)
    guard first > last else { return (Swift.max(first, 0), 0) }
    return (first, Int(UInt(first - last - 1) / step.magnitude) + 1)
  }

  func gathered() throws(ONNXProblem) -> Outcome {
    guard let data = try shape(0), let indices = try shape(1) else { return .unknown }
    let axis = try normalized(integer("axis") ?? 0, rank: data.count)
    let shape = data[..<axis] + indices + data[(axis + 1)...]
    var values: TensorValues?
    if data.count == 1, let known = self[0]?.values, let places = integers(1) {
      let wanted = places.map { $0 < 0 ? $0 &+ data[0] : $0 }
      guard wanted.allSatisfy({ $0 >= 0 && $0 < known.count }) else {
        throw .other("index \(places) of \(data[0]) elements")
      }
      values = known.picking(wanted)
    }
    return Outcome(Array(shape), values)
  }

  func gatheredDeep() throws(ONNXProblem) -> [Int]? {
    guard let data = try shape(0), let indices = try shape(1), let depth = indices.last else {
      return nil
    }
    let batch = integer("batch_dims") ?? 0
    guard batch >= 0, depth >= 0, batch + depth <= data.count else {
      throw .mismatch(data, indices)
    }
    return indices.dropLast() + data[(batch + depth)...]
  }

  func expanded() throws(ONNXProblem) -> Outcome {
    guard let input = try shape(0), let target = integers(1) else { return .unknown }
    for value in target { _ = try length(value) }
    guard let shape = try broadcast([input, target]) else { return .unknown }
    let isSmall = elementCount(shape).map { $0 <= TensorValues.mostKept } ?? false
    return Outcome(shape, isSmall ? self[0]?.values?.stretched(from: input, to: shape) : nil)
  }

  func tiled() throws(ONNXProblem) -> Outcome {
    guard let input = try shape(0), let repeats = integers(1) else { return .unknown }
    guard repeats.count == input.count else { throw .mismatch(input, repeats) }
    var shape: [Int] = []
    for (value, count) in zip(input, repeats) {
      shape.append(try length(checkedProduct(value, count)))
    }
    return Outcome(shape)
  }

  /// What a padding adds before and behind each axis; nil where it is not known.
  func pads() throws(ONNXProblem) -> (before: [Int], after: [Int])? {
    guard let rank = try shape(0)?.count else { return nil }
    guard let pads = opset < 11 ? integers("pads") ?? integers("paddings") : integers(1) else {
      return nil
    }
    var axes = Array(0..<rank)
    if self[3] != nil {
      guard let stated = integers(3) else { return nil }
      axes = []
      for axis in stated { axes.append(try normalized(axis, rank: rank)) }
    }
    guard pads.count == 2 * axes.count else {
      throw .attribute("pads", expected: "\(2 * axes.count) lengths")
    }
    var before = Array(repeating: 0, count: rank)
    var after = before
    for (index, axis) in axes.enumerated() {
      before[axis] = pads[index]
      after[axis] = pads[axes.count + index]
    }
    return (before, after)
  }

  func padded() throws(ONNXProblem) -> Outcome {
    guard let input = try shape(0), let pads = try pads() else { return .unknown }
    var shape: [Int] = []
    for axis in input.indices {
      let (sum, overflow) = pads.before[axis].addingReportingOverflow(pads.after[axis])
      shape.append(try length(overflow ? nil : sum &+ input[axis]))
    }
    return Outcome(shape)
  }

  func rearranged() throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    guard let block = integer("blocksize"), block > 0, let area = checkedProduct(block, block)
    else {
      throw .attribute("blocksize", expected: "a length from 1")
    }
    if type == .depthToSpace {
      guard input[1] % area == 0 else { throw .other("\(input[1]) channels in blocks of \(area)") }
      return [
        input[0], input[1] / area, try length(checkedProduct(input[2], block)),
        try length(checkedProduct(input[3], block)),
      ]
    }
    guard input[2] % block == 0, input[3] % block == 0 else {
      throw .other("\(input[2])×\(input[3]) in blocks of \(block)")
    }
    return [
      input[0], try length(checkedProduct(input[1], area)), input[2] / block, input[3] / block,
    ]
  }

  func centered() throws(ONNXProblem) -> [Int]? {
    guard var shape = try shape(0), let target = integers(1) else { return nil }
    let axes = integers("axes") ?? Array(shape.indices)
    guard axes.count == target.count else { throw .mismatch(axes, target) }
    for (axis, value) in zip(axes, target) {
      shape[try normalized(axis, rank: shape.count)] = try length(value)
    }
    return shape
  }
}
