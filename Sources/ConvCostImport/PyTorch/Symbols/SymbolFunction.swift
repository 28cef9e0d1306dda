/// A function in an expression of lengths, by the names that SymPy and PyTorch give it.
enum SymbolFunction: String, CaseIterable, Equatable {
  case add = "Add"
  case multiply = "Mul"
  case power = "Pow"
  case naturalPower = "PowByNatural"
  case floorQuotient = "FloorDiv"
  case cleanQuotient = "CleanDiv"
  case ceilQuotient = "CeilDiv"
  case quotient = "IntTrueDiv"
  case realQuotient = "FloatTrueDiv"
  case remainder = "Mod"
  case pythonRemainder = "PythonMod"
  case modularIndex = "ModularIndexing"
  case max = "Max"
  case min = "Min"
  case floor
  case ceiling
  case floorToInt = "FloorToInt"
  case ceilToInt = "CeilToInt"
  case truncate = "TruncToInt"
  case round = "RoundToInt"
  case toFloat = "ToFloat"
  case identity = "Identity"
  case absolute = "Abs"

  /// Returns the value for arguments; nil for a wrong number of them, and for a value that does not
  /// exist or cannot be represented.
  func value(_ arguments: [SymbolNumber]) -> SymbolNumber? {
    switch self {
    case .add: return reduce(arguments) { $0.adding($1) }
    case .multiply: return reduce(arguments) { $0.multiplied(by: $1) }
    case .max: return reduce(arguments) { $0.isLess(than: $1) ? $1 : $0 }
    case .min: return reduce(arguments) { $1.isLess(than: $0) ? $1 : $0 }
    case .power, .naturalPower, .floorQuotient, .cleanQuotient, .ceilQuotient, .quotient,
      .realQuotient, .remainder, .pythonRemainder:
      return arguments.count == 2 ? ofTwo(arguments[0], arguments[1]) : nil
    case .modularIndex:
      guard arguments.count == 3 else { return nil }
      return SymbolFunction.floorQuotient.ofTwo(arguments[0], arguments[1]).flatMap {
        SymbolFunction.remainder.ofTwo($0, arguments[2])
      }
    case .floor, .ceiling, .floorToInt, .ceilToInt, .truncate, .round, .toFloat, .identity,
      .absolute:
      return arguments.count == 1 ? ofOne(arguments[0]) : nil
    }
  }

  private func reduce(
    _ numbers: [SymbolNumber], _ join: (SymbolNumber, SymbolNumber) -> SymbolNumber?
  ) -> SymbolNumber? {
    guard var result = numbers.first else { return nil }
    for number in numbers.dropFirst() {
      guard let next = join(result, number) else { return nil }
      result = next
    }
    return result
  }

  private func ofOne(_ number: SymbolNumber) -> SymbolNumber? {
    switch self {
    case .floor, .floorToInt: number.floor
    case .ceiling, .ceilToInt: number.negated?.floor?.negated
    case .truncate: number.real < 0 ? number.negated?.floor?.negated : number.floor
    // Halves go to the even number, as in Python.
    case .round: Int(exactly: number.real.rounded(.toNearestOrEven)).map { SymbolNumber($0) }
    case .absolute: number.real < 0 ? number.negated : number
    default: number
    }
  }

  private func ofTwo(_ a: SymbolNumber, _ b: SymbolNumber) -> SymbolNumber? {
    switch self {
    case .power, .naturalPower: a.raised(to: b)
    case .floorQuotient: a.divided(by: b)?.floor
    case .ceilQuotient: a.divided(by: b)?.negated?.floor?.negated
    case .remainder, .pythonRemainder:
      a.divided(by: b)?.floor?.multiplied(by: b)?.negated.flatMap(a.adding)
    default: a.divided(by: b)
    }
  }
}
