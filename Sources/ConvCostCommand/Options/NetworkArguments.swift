import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// The options that change every network of the line: `--input`, `--classes`, …
struct NetworkArguments: Sendable {
  private var settings: [NetworkOptions.Setting] = []

  /// An option for each key of the zoo but `depth`, which is how deep a report unfolds; the value is
  /// read with the network that it changes.
  static let options = allOptions.filter { $0.name != OptionKey.depth.rawValue }

  /// An option for each key of the zoo.
  static let allOptions: [Option<Self>] = OptionKey.allCases.map { key in
    guard let placeholder = key.placeholder else {
      return .flag(key.rawValue, key.help) { $0.settings.append(.init(key, "true")) }
    }
    return .text(key.rawValue, placeholder, key.help) { $0.settings.append(.init(key, $1)) }
  }

  /// Returns the report of a network.
  ///
  /// - Throws: `Failure` for a name, an option or a network that cannot be.
  func report(
    _ reference: String, by convention: Convention = .standard,
    _ deployment: Deployment = Deployment()
  ) throws(Failure) -> Report {
    let (subject, analysis) = try analysis(reference, by: convention)
    return try Report(subject, analysis, in: deployment)
  }

  /// Returns which network a reference means, and what it costs.
  ///
  /// - Throws: `Failure` for a name, an option or a network that cannot be.
  func analysis(
    _ reference: String, by convention: Convention = .standard
  ) throws(Failure) -> (subject: Subject, analysis: Analysis) {
    let selection = try selection(reference)
    return (selection.subject, try selection.analysis(by: convention))
  }

  /// Returns the network that a reference means.
  ///
  /// - Throws: `Failure.zoo` for a name or an option that is not understood.
  func selection(_ reference: String) throws(Failure) -> Zoo.Selection {
    do throws(ZooError) {
      return try Zoo.selection(reference, defaults: settings)
    } catch {
      throw .zoo(error)
    }
  }
}

extension Report {
  /// Makes a report, or throws the failure of a network that cannot be.
  init(
    _ subject: Subject, _ analysis: Analysis, in deployment: Deployment
  ) throws(Failure) {
    do throws(NetworkError) {
      try self.init(subject, analysis, deployment)
    } catch {
      throw .network(error, name: subject.reference)
    }
  }
}

extension Zoo.Selection {
  /// Counts the network.
  ///
  /// - Throws: `Failure.network` for a network that cannot be.
  func analysis(by convention: Convention = .standard) throws(Failure) -> Analysis {
    do throws(NetworkError) {
      return try network.analysis(by: convention)
    } catch {
      throw .network(error, name: subject.reference)
    }
  }

  /// The network as reports describe it.
  var subject: Subject {
    Subject(
      name: entry.fullName, source: entry.source, citation: entry.citation,
      options: options.settings.map { Subject.Option(key: $0.key.rawValue, value: $0.text) },
      hasOptionalHeads: entry.keys.contains(.aux))
  }
}

extension OptionKey {
  /// What the value is called in help; nil where the option is a flag.
  fileprivate var placeholder: String? {
    switch self {
    case .input: "SHAPE"
    case .classes, .growth, .groups: "N"
    case .width, .depth: "FACTOR"
    case .aux, .batchnorm: nil
    case .stride: Bottleneck.StridePlacement.allCases.map(\.rawValue).joined(separator: "|")
    case .shortcut: ShortcutOption.allCases.map(\.rawValue).joined(separator: "|")
    case .stem: Stem.allCases.map(\.rawValue).joined(separator: "|")
    }
  }
}
