/// Places for the results of consecutive numbers. Several threads fill them, each its own.
final class Places<Result: Sendable>: @unchecked Sendable {
  private var numbers: Range<Int>
  private var results: UnsafeMutableBufferPointer<Result?>

  init(_ numbers: Range<Int>) {
    self.numbers = numbers
    results = .allocate(capacity: numbers.count)
    results.initialize(repeating: nil)
  }

  deinit {
    results.deinitialize()
    results.deallocate()
  }

  /// Empties the places, for other numbers.
  func reuse(for numbers: Range<Int>) {
    self.numbers = numbers
    if results.count < numbers.count {
      results.deinitialize()
      results.deallocate()
      results = .allocate(capacity: numbers.count)
      results.initialize(repeating: nil)
    } else {
      for index in results.indices { results[index] = nil }
    }
  }

  /// The result of a number; nil if its place is empty.
  subscript(number: Int) -> Result? {
    get { results[number - numbers.lowerBound] }
    set { results[number - numbers.lowerBound] = newValue }
  }

  /// The numbers without a result.
  var missing: [Int] { numbers.filter { self[$0] == nil } }
}
