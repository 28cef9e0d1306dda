import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `Dense`, which works along the last dimension.
  mutating func dense(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try tokens(try use.input, for: use.layer)
    let units = try use.config.length("units")
    let bias = try use.config.flag("use_bias", default: true)
    guard use.config["lora_rank"] != nil else {
      let linear = Linear(units, bias: bias)
      return try fused(use, on: try add(linear.layer, use.layer, on: input))
    }
    // An adapter of a low rank beside the kernel.
    let rank = try use.config.length("lora_rank")
    guard let kernel = checkedProduct(input.channels, units),
      let down = checkedProduct(input.channels, rank), let up = checkedProduct(rank, units),
      let weights = checkedSum(kernel, down, up), let positions = input.positions,
      let macs = checkedProduct(weights, positions / (input.steps ?? 1))
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    let result = try add(
      Stated(
        "Dense with adapter", .layer, macs: macs, weights: weights, biases: bias ? units : 0),
      use.layer, on: [input], dims: input.dims.dropLast() + [units], layout: input.layout)
    return try fused(use, on: result)
  }

  /// Adds `Embedding`, a table with a row for each word.
  mutating func embedding(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try tokens(try use.input, for: use.layer)
    let width = try use.config.length("output_dim")
    guard let weights = checkedProduct(try use.config.length("input_dim"), width) else {
      throw .tooLarge(layer: use.layer.name, quantity: "weights")
    }
    return try add(
      Stated("Embedding", .movement, weights: weights), use.layer, on: [input],
      dims: input.dims + [width])
  }

  /// Adds `EinsumDense`: a product of the input with a kernel, whose dimensions follow from an
  /// equation such as `abc,cde->abde`.
  mutating func einsumDense(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let config = use.config
    let input = try tokens(try use.input, for: use.layer)
    guard let text = config["equation"]?.string else {
      throw .missing(layer: use.layer.name, key: "equation", expected: "an equation")
    }
    let expected = "an equation such as \"abc,cd->abd\" that fits the input and the output_shape"
    let failure = KerasError.setting(
      layer: use.layer.name, key: "equation", found: "\"\(text)\"", expected: expected)
    guard var equation = EinsumEquation(text, rank: input.dims.count) else { throw failure }
    let given = config["output_shape"]?.list ?? config["output_shape"].map { [$0] } ?? []
    guard equation.bind(input: input.dims, output: given.map(\.wholeNumber)) else { throw failure }
    let biasAxes = Array(config["bias_axes"]?.string ?? "")
    guard let weights = equation.product(of: equation.kernel),
      let macs = equation.product(of: equation.all),
      let biases = biasAxes.isEmpty ? 0 : equation.product(of: biasAxes),
      let dims = equation.dims
    else { throw failure }
    let result = try add(
      Stated("EinsumDense", .layer, macs: macs, weights: weights, biases: biases), use.layer,
      on: [input], dims: dims)
    return try fused(use, on: result)
  }
}

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

/// Returns a sum; nil if it does not fit in 64 bits.
func checkedSum(_ terms: Int...) -> Int? {
  var sum = 0
  for term in terms {
    let (next, overflow) = sum.addingReportingOverflow(term)
    guard !overflow else { return nil }
    sum = next
  }
  return sum
}
