internal import ConvCostText
internal import ConvCostCore

/// The texts that a key takes, and the values that they stand for.
package struct OptionForm: Sendable {
  /// What is said of the values. A key's texts are made when help or a message needs them.
  private enum Values {
    case described(expected: String, placeholder: String?, usual: [OptionValue])
    case names([String])
  }

  private let values: Values
  private let read: @Sendable (String) -> OptionValue?

  /// What a value must be, for messages.
  package var expected: String {
    switch values {
    case .described(let expected, _, _): expected
    case .names(let names): names.joinedAsChoice
    }
  }

  /// What a value is called in help; nil for a flag, which is given without one.
  package var placeholder: String? {
    switch values {
    case .described(_, let placeholder, _): placeholder
    case .names(let names): names.joined(separator: "|")
    }
  }

  /// The values that people often use instead of the network's own.
  package var usual: [OptionValue] {
    switch values {
    case .described(_, _, let usual): usual
    case .names(let names): names.map(OptionValue.choice)
    }
  }

  private init(
    _ expected: String, placeholder: String?, usual: [OptionValue] = [],
    read: @escaping @Sendable (String) -> OptionValue?
  ) {
    values = .described(expected: expected, placeholder: placeholder, usual: usual)
    self.read = read
  }

  /// One of some names, in upper or lower case.
  private init(names: [String]) {
    values = .names(names)
    read = { text in
      names.first { $0.lowercased() == text.lowercased() }.map(OptionValue.choice)
    }
  }

  /// Returns the value of a text; nil for a text that the key does not take.
  func value(of text: String) -> OptionValue? { read(text) }
}

extension OptionForm {
  /// An input's shape.
  static func size(usual sides: [Int]) -> OptionForm {
    OptionForm(
      "R, HxW, CxHxW, CxL or CxDxHxW, such as 224, 300x260, 3x300x260 or 3x16x112x112",
      placeholder: "SHAPE", usual: sides.map { .size(InputSize(side: $0)) }
    ) { InputSize($0).map(OptionValue.size) }
  }

  /// A whole number that a dimension may have.
  static func count(from least: Int, usual: [Int] = []) -> OptionForm {
    OptionForm(
      "a whole number from \(least) to \(Shape.longestDimension)", placeholder: "N",
      usual: usual.map(OptionValue.count)
    ) { Shape.length($0, from: least).map(OptionValue.count) }
  }

  static let factor = OptionForm("a number from 0.01 to 100", placeholder: "FACTOR") { text in
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let value = Double(text),
      Scaling.factors.contains(value)
    else { return nil }
    return .factor(value)
  }

  /// A switch that is on if it is named.
  static let flag = OptionForm("true or false", placeholder: nil, usual: [.flag(true)]) {
    Bool($0).map(OptionValue.flag)
  }

  /// One case of a type, by its name.
  static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type
  ) -> OptionForm {
    OptionForm(names: type.allCases.map(\.rawValue))
  }
}
