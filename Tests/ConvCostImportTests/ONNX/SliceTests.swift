import Testing

@testable import ConvCostImport

struct SliceTests {
  /// ONNX names numpy's rule: the places are those of `range(n)[start:end:step]`. That is, from the
  /// start on, as long as the place is before the end; bounds that are negative count from the end,
  /// and those outside are moved to the ends.
  private func places(_ start: Int, _ end: Int, _ step: Int, of length: Int) -> [Int] {
    func bound(_ value: Int) -> Int {
      let near = value < 0 ? value + length : value
      return step > 0 ? min(max(near, 0), length) : min(max(near, -1), length - 1)
    }
    return Array(stride(from: bound(start), to: bound(end), by: step))
  }

  @Test(arguments: 0...4)
  func `a slice has the places that numpy's has`(length: Int) {
    let bounds = [.min, .min + 1] + Array(-6...6) + [.max - 1, .max]
    for start in bounds {
      for end in bounds {
        for step in [Int.min, -5, -3, -2, -1, 1, 2, 3, 5, .max] {
          let pick = OperatorCall.Pick(
            from: RawInteger(start), to: RawInteger(end), by: RawInteger(step), of: length)
          let picked = (0..<pick.count).map { pick.first + $0 * pick.step }
          guard picked != places(max(start, -99), max(end, -99), step, of: length) else { continue }
          Issue.record("\(start):\(end):\(step) of \(length): \(picked)")
        }
      }
    }
  }
}
