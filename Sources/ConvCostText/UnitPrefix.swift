/// A power of a thousand and its letter.
package struct UnitPrefix: Equatable, Sendable {
  package let letter: String
  /// The power of ten.
  private let power: Int

  /// The prefix as a number.
  var factor: Double { Double(WrittenNumber.powerOfTen(power)) }

  /// All prefixes, the largest first.
  static let all = [
    UnitPrefix(letter: "T", power: 12), UnitPrefix(letter: "G", power: 9),
    UnitPrefix(letter: "M", power: 6), UnitPrefix(letter: "K", power: 3),
  ]

  /// Returns the largest prefix that makes the largest count at least one; nil below a thousand.
  package static func fitting(_ counts: some Sequence<Int>) -> UnitPrefix? {
    let largest = Double(counts.max() ?? 0)
    return all.first { largest >= $0.factor }
  }

  /// Returns a count as a multiple of the prefix, without its letter: `4.089`.
  package func number(_ count: Int) -> String {
    Digits.fixed(Double(count) / factor, digits: 3)
  }

  /// Returns the power of ten for a letter after a count, in upper or lower case; B is a billion.
  static func power(of letter: Character) -> Int? {
    let letter = letter.uppercased()
    return letter == "B" ? 9 : all.first { $0.letter == letter }?.power
  }

  /// Returns a quantity of a unit with the prefix that fits it: `138.39 µs`, `4.07 mJ`.
  package static func quantity(_ value: Double, _ unit: String) -> String {
    for (factor, prefix) in [(1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n")]
    where value >= factor {
      return "\(Digits.fixed(value / factor, digits: 2)) \(prefix)\(unit)"
    }
    return "\(Digits.fixed(value / 1e-12, digits: 2)) p\(unit)"
  }

  /// Returns a number of bytes in powers of ten and of two: `102.23 MB (97.49 MiB)`.
  package static func bytes(_ bytes: Int) -> String {
    func text(_ decimal: Double, _ binary: Double, _ letters: (String, String)) -> String {
      "\(Digits.fixed(Double(bytes) / decimal, digits: 2)) \(letters.0)B "
        + "(\(Digits.fixed(Double(bytes) / binary, digits: 2)) \(letters.1)iB)"
    }
    return switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: text(1e3, 1024, ("k", "K"))
    default: text(1e6, 1_048_576, ("M", "M"))
    }
  }
}
