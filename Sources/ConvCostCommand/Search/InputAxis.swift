import ConvCostZoo

/// The inputs of a space of variants, which divide it into rows: the variants of a row differ only
/// in the input.
struct InputAxis: Sendable {
  /// The inputs.
  let range: SettingRange
  /// The number of variants from one input to the next one.
  let step: Int

  /// The number of inputs.
  var count: Int { range.settings.count }

  /// The number of consecutive variants that have the same rows.
  var block: Int { step * count }

  /// Returns the place of a variant's input.
  func input(of number: Int) -> Int { number / step % count }

  /// Returns the row of a variant: its number without the input's digit.
  func row(of number: Int) -> Int { number / block * step + number % step }

  /// Returns the variant of a row on an input.
  func number(of row: Int, on input: Int) -> Int {
    (row / step * count + input) * step + row % step
  }
}

extension VariantSpace {
  /// The inputs; nil if they do not vary.
  var inputs: InputAxis? {
    ranges.firstIndex { $0.key == .input() }.map { place in
      InputAxis(
        range: ranges[place],
        step: ranges[(place + 1)...].reduce(1) { $0 * $1.settings.count })
    }
  }
}
