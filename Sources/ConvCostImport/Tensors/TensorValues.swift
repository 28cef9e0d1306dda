/// The values of a small tensor, row by row.
enum TensorValues: Equatable {
  case integers([Int])
  case floats([Double])

  /// The most values that are kept: shapes are computed from them, which are short.
  static let mostKept = 2048

  var count: Int {
    switch self {
    case .integers(let values): values.count
    case .floats(let values): values.count
    }
  }

  /// The values as integers, with fractions cut off as a cast does; nil if one does not fit in 64
  /// bits.
  var integers: [Int]? {
    switch self {
    case .integers(let values): return values
    case .floats(let values):
      var result: [Int] = []
      for value in values {
        guard let whole = Int(exactly: value.rounded(.towardZero)) else { return nil }
        result.append(whole)
      }
      return result
    }
  }

  /// The values as floating-point numbers.
  var floats: [Double] {
    switch self {
    case .integers(let values): values.map(Double.init)
    case .floats(let values): values
    }
  }

  /// Returns the values rounded to a type: computed in 32 bits, 480 · (800/480) is less than 800,
  /// and shapes depend on it.
  func rounded(to type: ElementType) -> TensorValues {
    guard case .floats(let values) = self, type == .float else { return self }
    return .floats(values.map { Double(Float($0)) })
  }

  /// Returns the values at the given places, in that order.
  func picking(_ places: some Sequence<Int>) -> TensorValues {
    switch self {
    case .integers(let values): .integers(places.map { values[$0] })
    case .floats(let values): .floats(places.map { values[$0] })
    }
  }
}
