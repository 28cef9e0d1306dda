extension Int {
  /// Returns the sum of two counts, or the largest `Int` if they do not fit: for what is said of a
  /// file and is in no total.
  func saturatingAdding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
