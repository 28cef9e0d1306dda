import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// The options that change every network on the command line: `--input`, `--classes`, …
struct NetworkArguments: Sendable {
  private var settings: [WrittenSetting] = []
  /// Lengths that a model file leaves open, by their names.
  private var dimensions: [String: Int] = [:]

  /// An option for each key of the zoo but `depth`, because `--depth` is the depth of a report.
  static let options = allOptions.filter { $0.name != OptionKey.depth.name }

  /// An option for each key of the zoo, and one for the lengths that a model file leaves open.
  /// Values are read later, with the network that they change.
  static let allOptions: [Option<Self>] =
    OptionKey.all.map { key in
      guard let placeholder = key.form.placeholder else {
        return .flag(key.name, key.help) { $0.settings.append(.init(key.name, "true")) }
      }
      return .text(key.name, placeholder, key.help) { $0.settings.append(.init(key.name, $1)) }
        .completed(by: key.usualTexts.isEmpty ? .none : .words(key.usualTexts))
    } + [
      .value(
        "dim", "NAME=N", "A length that a file leaves open, such as height=320.",
        expected: "a length's name, = and a whole number from 1", into: \.dimension, Dimension.init)
    ]

  /// Only the option for lengths that a model file leaves open.
  static let dimensionOptions = allOptions.filter { $0.name == "dim" }

  /// A length that a model file leaves open.
  private struct Dimension {
    var name: String
    var length: Int

    init?(_ text: String) {
      guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
        let length = positiveNumber(String(text[text.index(after: equals)...])),
        length <= Int(Int32.max)
      else { return nil }
      name = String(text[..<equals])
      self.length = length
    }
  }

  /// Setting it adds a length.
  private var dimension: Dimension? {
    get { nil }
    set { if let newValue { dimensions[newValue.name] = newValue.length } }
  }

  /// Returns the report of a network.
  ///
  /// - Throws: `Failure` for an invalid file or option, or a network that cannot be built.
  func report(
    _ reference: NetworkReference, by convention: Convention = .standard,
    _ deployment: Deployment = Deployment()
  ) throws(Failure) -> Report {
    try network(reference).report(by: convention, deployment)
  }

  /// Returns the network of a reference.
  ///
  /// - Throws: `Failure` for an invalid file or option.
  func network(_ reference: NetworkReference) throws(Failure) -> ChosenNetwork {
    try family(reference).network()
  }

  /// Returns the family of a reference's network, which makes its variants.
  ///
  /// - Throws: `Failure` for an invalid file or option.
  func family(_ reference: NetworkReference) throws(Failure) -> NetworkFamily {
    try NetworkFamily(reference, settings, dimensions)
  }
}
