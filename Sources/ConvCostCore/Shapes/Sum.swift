/// The largest total: a quarter of what 64 bits hold, so that what adds up three counts or doubles one
/// cannot overflow.
let largestTotal = Int.max / 4

/// Returns the sum of numbers that a network's file may state, or throws where it, or a part of it from the
/// left, leaves what a total may be.
func sum(_ quantity: String, _ terms: Int...) throws(ShapeError) -> Int {
  var total = 0
  for term in terms {
    let (result, overflow) = total.addingReportingOverflow(term)
    guard !overflow, result.magnitude <= largestTotal.magnitude else {
      throw .totalOverflow(quantity: quantity)
    }
    total = result
  }
  return total
}
