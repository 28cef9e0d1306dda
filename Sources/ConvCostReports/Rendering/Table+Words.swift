import ConvCostText

extension Table.Cell {
  /// The cell's text without the markup of any format. With units, each count has a unit of its
  /// own.
  func words(_ units: Style.Units) -> String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .count(let count), .contested(let count, _): units.text(count)
    case .atLeast(let count): "≥ \(units.text(count))"
    case .number(let number, let digits): Digits.fixed(number, digits: digits)
    case .share(let share): Percent.number(share)
    case .ratio(let ratio): Digits.fixed(ratio, digits: 3)
    case .change(let old, let new): Percent.change(from: old, to: new)
    case .layer(_, let name, _): name
    }
  }
}

extension Style.Units {
  /// Returns a count; with units, three digits of one of a thousand or more, and its unit.
  func text(_ count: Int) -> String {
    self == .auto && count.magnitude >= 1000
      ? Digits.compact(Double(count), keepsZeros: true) : Digits.grouped(count)
  }
}
