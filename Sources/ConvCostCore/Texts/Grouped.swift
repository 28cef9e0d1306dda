/// Returns a count with its digits in groups of three: `25,557,032`.
package func grouped(_ count: Int) -> String {
  let digits = String(count.magnitude)
  var text = count < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}
