/// The value of a key.
package enum OptionValue: Hashable, Sendable {
  /// An input's shape.
  case size(InputSize)
  /// A whole number.
  case count(Int)
  case factor(Double)
  /// Whether something is done.
  case flag(Bool)
  /// One case of a type, by its name.
  case choice(String)

  /// The value as text, as it follows its key.
  package var text: String {
    switch self {
    case .size(let size): size.text
    case .count(let count): "\(count)"
    case .factor(let factor): "\(factor)"
    case .flag(let flag): "\(flag)"
    case .choice(let name): name
    }
  }
}

/// A Swift type for values of keys.
protocol OptionConvertible {
  /// Creates it from a value of a key; nil for a value of another type.
  init?(_ value: OptionValue)
  /// The corresponding value of a key.
  var optionValue: OptionValue { get }
}

extension InputSize: OptionConvertible {
  init?(_ value: OptionValue) {
    guard case .size(let size) = value else { return nil }
    self = size
  }

  var optionValue: OptionValue { .size(self) }
}

extension Int: OptionConvertible {
  init?(_ value: OptionValue) {
    guard case .count(let count) = value else { return nil }
    self = count
  }

  var optionValue: OptionValue { .count(self) }
}

extension Double: OptionConvertible {
  init?(_ value: OptionValue) {
    guard case .factor(let factor) = value else { return nil }
    self = factor
  }

  var optionValue: OptionValue { .factor(self) }
}

extension Bool: OptionConvertible {
  init?(_ value: OptionValue) {
    guard case .flag(let flag) = value else { return nil }
    self = flag
  }

  var optionValue: OptionValue { .flag(self) }
}

extension OptionConvertible where Self: RawRepresentable<String> {
  init?(_ value: OptionValue) {
    guard case .choice(let name) = value else { return nil }
    self.init(rawValue: name)
  }

  var optionValue: OptionValue { .choice(rawValue) }
}
