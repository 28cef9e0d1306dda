extension Int {
  /// Returns the sum of two counts, or the largest `Int` if they do not fit: for what is compared
  /// or said but is in no total, and for sums that are checked later.
  package func saturatingAdding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
