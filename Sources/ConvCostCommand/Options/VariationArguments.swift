import ConvCostZoo

/// The options that vary networks over ranges: `--width 0.35:1.4:0.05`, `--vary growth=12,24,32`.
struct VariationArguments: Sendable {
  /// The given ranges, in order.
  private(set) var ranges: [ValueRange] = []
  private var latest: ValueRange? {
    get { nil }
    set { if let newValue { ranges.append(newValue) } }
  }

  private static let form = "a list or a range, such as 12,24,32 or 0.35:1.4:0.05"

  /// An option for each key of the zoo, and one for the parameters of spec files.
  static let options: [Option<Self>] =
    OptionKey.all.map { key in
      .value(
        key.name, "VALUES", key.help, expected: form, into: \.latest
      ) { ValueRange(WrittenSetting(key.name, $0)).map(Optional.some) }
    } + [vary]

  /// The option for any key.
  static let vary: Option<Self> = .value(
    "vary", "KEY=VALUES", "Vary any key of the network, or a parameter of a spec.",
    expected: "a key with \(form)", into: \.latest, ValueRange.init)

  /// The ranges.
  ///
  /// - Throws: `UsageError.variedTwice`.
  func checked() throws(Failure) -> [ValueRange] {
    for (index, range) in ranges.enumerated()
    where ranges[..<index].contains(where: { $0.key == range.key }) {
      throw .usage(.variedTwice(range.key.text))
    }
    return ranges
  }
}
