/// An equation of `EinsumDense` with the lengths of its letters.
struct EinsumEquation {
  /// The letters of the input, of the kernel and of the output; the first of the input and of the
  /// output is the batch.
  private(set) var input: [Character]
  private(set) var kernel: [Character]
  private(set) var output: [Character]
  private var lengths: [Character: Int] = [:]

  /// Letters that stand for the dimensions that `...` leaves out, which texts do not have.
  private static let hidden: [Character] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"]

  /// Reads an equation for an input with a number of dimensions after the batch.
  init?(_ text: String, rank: Int) {
    let sides = text.filter { $0 != " " }.split(separator: ",", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64, sides.count == 2, let arrow = sides[1].firstRange(of: "->")
    else { return nil }
    var (input, output) = (String(sides[0]), String(sides[1][arrow.upperBound...]))
    kernel = Array(sides[1][..<arrow.lowerBound])
    if input.contains("...") {
      let count = rank + 1 - (input.count - 3)
      guard (0...Self.hidden.count).contains(count) else { return nil }
      let hidden = String(Self.hidden.prefix(count))
      input.replace("...", with: hidden)
      output.replace("...", with: hidden)
    }
    self.input = Array(input)
    self.output = Array(output)
    guard self.input.count == rank + 1, Set(input).count == input.count,
      Set(self.output).count == self.output.count, Set(kernel).count == kernel.count,
      self.input.first == self.output.first, !input.contains("."), !output.contains("."),
      !kernel.contains(".")
    else { return nil }
  }

  /// Gives the letters their lengths.
  ///
  /// The stated lengths are those of the output's last letters; those that are nil follow from the
  /// input.
  mutating func bind(input dims: [Int], output stated: [Int?]) -> Bool {
    for (letter, length) in zip(input.dropFirst(), dims) { lengths[letter] = length }
    guard stated.count < output.count else { return false }
    for (letter, length) in zip(output.suffix(stated.count), stated) {
      guard let length else { continue }
      guard (1...RawInteger.longest).contains(length), lengths[letter] ?? length == length else {
        return false
      }
      lengths[letter] = length
    }
    return true
  }

  /// The letters but the batch, each once.
  var all: [Character] { Array(Set(input + kernel + output).subtracting(input.prefix(1))) }

  /// The lengths of the output without the batch; nil if one is unknown.
  var dims: [Int]? {
    let dims = output.dropFirst().compactMap { lengths[$0] }
    return dims.count == output.count - 1 ? dims : nil
  }

  /// Returns the product of the lengths of letters; nil for an unknown one or if it does not fit in
  /// 64 bits.
  func product(of letters: [Character]) -> Int? {
    let factors = letters.compactMap { lengths[$0] }
    return factors.count == letters.count ? elementCount(factors) : nil
  }
}
