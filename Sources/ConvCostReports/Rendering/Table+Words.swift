import ConvCostText

extension Table.Cell {
  /// What people read in the cell, without any format's own signs: each count with a unit of its
  /// own where units are asked for.
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
  /// Returns a count with a unit of its own, where units are asked for and it is a thousand or
  /// more.
  func text(_ count: Int) -> String {
    guard self == .auto, let unit = UnitPrefix.fitting([count]) else {
      return Digits.grouped(count)
    }
    return "\(unit.number(count)) \(unit.letter)"
  }
}
