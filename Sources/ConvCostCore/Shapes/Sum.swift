/// The largest total: a quarter of what fits in 64 bits, so that adding three counts or doubling
/// one cannot overflow.
let largestTotal = Int.max / 4

/// Returns the sum of numbers that a network's file may state, or throws if it, or a partial sum
/// from the left, exceeds the largest total.
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
