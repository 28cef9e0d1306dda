import ConvCostText

/// The options that limit variants: `--max-macs`, …
struct BudgetArguments: Sendable {
  /// The limits.
  private(set) var budget = Budget()
  private var latest: (measure: Measure, limit: Int)? {
    get { nil }
    set { if let newValue { budget[newValue.measure] = newValue.limit } }
  }

  static let options: [Option<Self>] = Measure.limited.map { measure in
    let isOfMemory = Measure.ofMemory.contains(measure)
    return .value(
      "max-\(measure.rawValue)", isOfMemory ? "BYTES" : "COUNT",
      isOfMemory
        ? "Limit of the \(measure.limited), such as 2M or 512KiB."
        : "Limit of the \(measure.noun), such as 300M.",
      expected: isOfMemory
        ? "a number of bytes, such as 2M or 512KiB"
        : "a count" + (measure.hint.isEmpty ? "" : " of \(measure.noun)")
          + ", such as 600000000 or 600M" + measure.hint,
      into: \.latest
    ) { text in
      guard !measure.isContradicted(by: text) else { return nil }
      return (isOfMemory ? WrittenNumber.bytes(text) : WrittenNumber.count(text)).map {
        (measure, $0)
      }
    }
  }
}
