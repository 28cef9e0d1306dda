import ConvCostCore

extension Table.Cell {
  /// What people read in the cell, without any format's own signs: each count with a unit of its own
  /// where units are asked for.
  func words(_ units: Style.Units) -> String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .count(let count), .contested(let count, _): Self.count(count, units)
    case .atLeast(let count): "≥ \(Self.count(count, units))"
    case .number(let number, let digits): fixed(number, digits: digits)
    case .share(let share): fixed(100 * share, digits: 1)
    case .ratio(let ratio): fixed(ratio, digits: 3)
    case .change(let old, let new): signedChange(from: old, to: new)
    case .layer(_, let name, _): name
    }
  }

  private static func count(_ count: Int, _ units: Style.Units) -> String {
    guard units == .auto, let unit = Unit.fitting([count]) else { return grouped(count) }
    return "\(fixed(Double(count) / unit.factor, digits: 3)) \(unit.letter)"
  }
}
