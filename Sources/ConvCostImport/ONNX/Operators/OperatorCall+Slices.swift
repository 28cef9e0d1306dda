extension OperatorCall {
  func sliced() throws(OperatorProblem) -> Outcome {
    guard let picks = try picks() else { return .unknown }
    let shape = picks.map(\.count)
    let values = self[0]?.known?.picked(to: shape) { place in
      place.indices.map { picks[$0].first + place[$0] * picks[$0].step }
    }
    return Outcome(shape, values)
  }

  /// Returns what a slice takes along each axis; nil if unknown.
  func picks() throws(OperatorProblem) -> [Pick]? {
    guard let input = try shape(0) else { return nil }
    guard let starts = opset < 10 ? integers("starts") : integers(1),
      let ends = opset < 10 ? integers("ends") : integers(2), starts.count == ends.count
    else { return nil }
    let axes: [RawInteger]?
    let steps: [RawInteger]?
    if opset < 10 {
      axes = integers("axes") ?? starts.indices.map { RawInteger($0) }
      steps = nil
    } else {
      axes = self[3] == nil ? starts.indices.map { RawInteger($0) } : integers(3)
      guard self[4] == nil || integers(4) != nil else { return nil }
      steps = integers(4)
    }
    guard let axes else { return nil }
    guard axes.count == starts.count, (steps?.count ?? starts.count) == starts.count else {
      throw .other("\(starts.count) starts, \(axes.count) axes and \(steps?.count ?? 0) steps")
    }
    var picks = input.map { Pick(first: 0, step: 1, count: $0) }
    for index in starts.indices {
      let axis = try axes[index].axis(of: input.count)
      let step = steps?[index] ?? 1
      guard step != 0 else { throw .other("a step of 0") }
      picks[axis] = Pick(from: starts[index], to: ends[index], by: step, of: input[axis])
    }
    return picks
  }

  /// What a slice takes along one axis.
  struct Pick {
    var first: Int
    var step: Int
    var count: Int

    init(first: Int, step: Int, count: Int) {
      self.first = first
      self.step = step
      self.count = count
    }

    /// Bounds may be counted from the end and may lie outside: "to the end" is often written as 2⁶³
    /// − 1.
    init(from start: RawInteger, to end: RawInteger, by rawStep: RawInteger, of length: Int) {
      // From -1, which stands for every place before the first, to the length.
      func place(_ bound: RawInteger) -> Int {
        let near = bound.clamped(to: -length - 1...length)
        return near < 0 ? near + length : near
      }
      // A longer step takes only the first place too.
      step = rawStep.clamped(to: -RawInteger.longest...RawInteger.longest)
      if step > 0 {
        first = max(place(start), 0)
        let last = max(place(end), 0)
        count = last > first ? (last - first - 1) / step + 1 : 0
      } else {
        first = min(place(start), length - 1)
        let last = min(place(end), length - 1)
        count = first > last ? (first - last - 1) / -step + 1 : 0
        first = max(first, 0)
      }
    }
  }

  /// The padding before and after each axis, negative where it cuts off; nil if unknown.
  func pads() throws(OperatorProblem) -> (before: [Int], after: [Int])? {
    guard let rank = try shape(0)?.count else { return nil }
    guard let pads = opset < 11 ? integers("pads") ?? integers("paddings") : integers(1) else {
      return nil
    }
    var axes = Array(0..<rank)
    if self[3] != nil {
      guard let stated = integers(3) else { return nil }
      axes = try stated.axes(of: rank)
    }
    guard pads.count == 2 * axes.count else {
      throw .attribute("pads", expected: "\(2 * axes.count) lengths")
    }
    var before = Array(repeating: 0, count: rank)
    var after = before
    for (index, axis) in axes.enumerated() {
      before[axis] = try pads[index].length(from: -RawInteger.longest)
      after[axis] = try pads[axes.count + index].length(from: -RawInteger.longest)
    }
    return (before, after)
  }

  func padded() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0), let pads = try pads() else { return .unknown }
    var shape: [Int] = []
    for axis in input.indices {
      shape.append(try length(pads.before[axis] + pads.after[axis] + input[axis]))
    }
    return Outcome(shape, paddedValues(to: shape, pads.before))
  }

  /// The values of a padded tensor; nil if unknown, or if the padding copies elements from inside.
  private func paddedValues(to shape: [Int], _ before: [Int]) -> TensorValues? {
    guard string("mode") ?? "constant" == "constant", let known = self[0]?.known,
      let count = elementCount(shape), count <= TensorValues.mostKept,
      self[2] == nil || self[2]?.scalar != nil
    else { return nil }
    // The padding value follows the tensor's own values, as one more place to pick.
    let filler = self[2]?.scalar ?? float("value") ?? 0
    let outside = known.values.count
    let all: TensorValues
    switch known.values {
    case .floats(let values): all = .floats(values + [filler])
    case .integers(let values):
      guard let filler = Int(exactly: filler) else { return nil }
      all = .integers(values + [filler])
    }
    var place = Place(in: shape)
    return all.picking(
      (0..<count).map { _ in
        defer { place.advance() }
        return known.offset(of: zip(place.indices, before).map { $0 - $1 }) ?? outside
      })
  }
}
