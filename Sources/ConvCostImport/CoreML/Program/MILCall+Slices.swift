extension MILCall {
  /// What a slice takes along one axis.
  struct Pick {
    var first: Int
    var step: Int
    /// The number of places; nil if the axis is dropped, because a single place was chosen.
    var count: Int?
  }

  func sliced() throws(OperatorProblem) -> [Int]? {
    try picks().map { $0.compactMap(\.count) }
  }

  /// Returns what a slice takes along each axis; nil if unknown.
  func picks() throws(OperatorProblem) -> [Pick]? {
    guard let input = try inputShape(), let begins = integers("begin"), let ends = integers("end")
    else { return nil }
    guard begins.count == input.count, ends.count == input.count else {
      throw .attribute("begin", expected: "\(input.count) places")
    }
    let steps = integers("stride") ?? []
    func mask(_ name: String, _ axis: Int) -> Bool {
      guard let values = integers(name), axis < values.count else { return false }
      return values[axis] != 0
    }
    var picks: [Pick] = []
    for (axis, length) in input.enumerated() {
      // A longer step takes only the first place too.
      let step =
        axis < steps.count
        ? steps[axis].clamped(to: -RawInteger.longest...RawInteger.longest) : 1
      guard step != 0 else { throw .other("a step of 0") }
      func place(_ bound: RawInteger) -> Int {
        let near = bound.clamped(to: -length - 1...length)
        return near < 0 ? near + length : near
      }
      if mask("squeeze_mask", axis) {
        let first = mask("begin_mask", axis) ? 0 : max(place(begins[axis]), 0)
        picks.append(Pick(first: first, step: 1))
      } else if step > 0 {
        let first = mask("begin_mask", axis) ? 0 : max(place(begins[axis]), 0)
        let last = mask("end_mask", axis) ? length : max(place(ends[axis]), 0)
        let count = last > first ? (last - first - 1) / step + 1 : 0
        picks.append(Pick(first: first, step: step, count: count))
      } else {
        let first = mask("begin_mask", axis) ? length - 1 : min(place(begins[axis]), length - 1)
        let last = mask("end_mask", axis) ? -1 : min(place(ends[axis]), length - 1)
        let count = first > last ? (first - last - 1) / -step + 1 : 0
        picks.append(Pick(first: first, step: step, count: count))
      }
    }
    return picks
  }
}
