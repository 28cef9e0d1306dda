/// The largest total: a quarter of what fits in 64 bits, so that adding three counts or doubling
/// one cannot overflow.
let largestTotal = Int.max / 4

/// Returns the sum of two numbers that a network's file may state, or throws if it exceeds the
/// largest total.
func sum(_ quantity: String, _ first: Int, _ second: Int) throws(ShapeError) -> Int {
  let (result, overflow) = first.addingReportingOverflow(second)
  guard !overflow, result.magnitude <= largestTotal.magnitude else {
    throw .totalOverflow(quantity: quantity)
  }
  return result
}
