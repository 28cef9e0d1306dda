import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A network in a file, whose inputs, open lengths and parameters can be set.
struct FileNetwork: Sendable {
  /// What a file contains.
  private enum Model: Sendable {
    /// Layers, which are read once.
    case layers(any LayerModel)
    /// Operators, which are read for every set of lengths.
    case operators
  }

  private let path: String
  private let content: FileContent
  private let format: ModelFormat
  private let model: Model
  /// The general keys that are not parameters of the file; the general rule applies to them.
  private let generic: [OptionKey]
  /// The settings of the command line, then those of the reference.
  private var settings: [NetworkSetting] = []

  /// Reads a file, whose format is recognised by its content.
  ///
  /// - Parameters:
  ///   - options: the options for every network on the command line.
  ///   - dimensions: lengths that the file leaves open.
  ///   - settings: the settings of the reference itself, which come last.
  /// - Throws: `Failure` for an unreadable or invalid file, and for settings that it does not take.
  init(
    _ path: String, options: [WrittenSetting], dimensions: [String: Int],
    _ settings: [WrittenSetting]
  ) throws(Failure) {
    self.path = path
    let content = try FileContent(of: path)
    self.content = content
    (format, model) = try content.withBytes { bytes throws(Failure) in
      let format = ModelFormat.of(bytes)
      return try Self.reading(path) { () throws(ModelFileError.Cause) in
        try format.requireLength(bytes)
        switch format.reader {
        case .layers(let read): return (format, .layers(try read(bytes)))
        case .operators: return (format, .operators)
        }
      }
    }
    if case .layers(let model) = model {
      let parameters = model.parameters.map(\.name)
      generic = OptionKey.generic.filter { !parameters.contains($0.name) }
      if let name = dimensions.keys.sorted().first {
        throw .usage(.dimensionNotTaken(name, network: path))
      }
    } else {
      generic = []
      for option in options where option.key.name != OptionKey.input.name {
        throw .usage(
          .keyNotInFile(option.key.text, file: path, known: [OptionKey.input.name]))
      }
    }
    for option in options { self.settings.append(try setting(option)) }
    for (name, length) in dimensions.sorted(by: { $0.key < $1.key }) {
      self.settings.append(
        NetworkSetting(
          key: WrittenSetting.Key(name), text: "\(length)", value: .length(length)))
    }
    for written in settings { self.settings.append(try setting(written)) }
  }

  /// Whether the file lists operators, which cannot be scaled.
  var hasOnlyOperators: Bool { if case .operators = model { true } else { false } }

  /// Reads a setting.
  ///
  /// - Throws: `Failure` for a key or a value that the file does not take.
  func setting(_ written: WrittenSetting) throws(Failure) -> NetworkSetting {
    switch model {
    case .layers(let model): return try setting(written, of: model)
    case .operators:
      if written.key.name == OptionKey.input.name { return try NetworkSetting(input: written) }
      guard let length = positiveNumber(written.text), length <= Int(Int32.max) else {
        throw .usage(
          .badValue(
            option: written.key.text, value: written.text,
            expected: "a whole number from 1: a model file has lengths, and cannot be scaled"))
      }
      return NetworkSetting(written, .length(length))
    }
  }

  private func setting(
    _ written: WrittenSetting, of model: any LayerModel
  ) throws(Failure) -> NetworkSetting {
    let inputs: [WrittenSetting.Key] = [.input()] + model.inputNames.map { .input($0) }
    if inputs.contains(written.key) { return try NetworkSetting(input: written) }
    let key = written.key.text
    let parameters = model.parameters.map(\.name)
    let scaling = generic.first { $0.name == key }
    guard parameters.contains(key) || scaling != nil else {
      let known = inputs.map(\.text) + parameters + generic.map(\.name)
      throw .usage(.keyNotInFile(key, file: path, known: known))
    }
    let number = NetworkSpec.number(written.text)
    guard let number, scaling == nil || Scaling.factors.contains(number) else {
      throw .usage(
        .badValue(
          option: key, value: written.text,
          expected: scaling?.expected ?? "a number, true or false"))
    }
    return NetworkSetting(written, .parameter(number))
  }

  /// Returns the network with the settings of the command line, and then more.
  ///
  /// A width or a depth that is not a parameter of a file of layers scales the network by the
  /// general rule.
  ///
  /// - Throws: `Failure` for settings that the network cannot have, or a network that cannot be
  ///   built.
  func network(adding more: [NetworkSetting] = []) throws(Failure) -> ChosenNetwork {
    let settings = (settings + more).lastOfEachKey
    var options = ModelOptions()
    var factors: [String: Double] = [:]
    for setting in settings {
      switch (setting.value, setting.key.input) {
      case (.input(let given), nil): options.input = given.lengths
      case (.input(let given), let name?): options.inputs[name] = given.lengths
      case (.length(let length), _): options.dimensions[setting.key.text] = length
      case (.parameter(let number), _):
        if generic.contains(where: { $0.name == setting.key.text }) {
          factors[setting.key.text] = number
        } else {
          options.parameters[setting.key.text] = number
        }
      case (.option, _): break
      }
    }
    switch model {
    case .operators: return try operators(options, settings)
    case .layers(let model):
      let scaling = Scaling(
        width: factors[OptionKey.width.name] ?? 1, depth: factors[OptionKey.depth.name] ?? 1)
      return try layers(model, options, scaling, settings)
    }
  }

  private func operators(
    _ options: ModelOptions, _ settings: [NetworkSetting]
  ) throws(Failure) -> ChosenNetwork {
    guard case .operators(let read) = format.reader else { preconditionFailure("operators") }
    let content = try content.withBytes { bytes throws(Failure) in
      try Self.reading(path) { () throws(ModelFileError.Cause) in try read(bytes, options) }
    }
    return ChosenNetwork(
      subject: Subject(
        name: path, source: format.name, options: settings.map(\.option), notes: content.notes,
        warning: content.warning),
      origin: .model(content.graph))
  }

  private func layers(
    _ model: any LayerModel, _ options: ModelOptions, _ scaling: Scaling,
    _ settings: [NetworkSetting]
  ) throws(Failure) -> ChosenNetwork {
    var network = try Self.reading(path, settings) { () throws(ModelFileError.Cause) in
      try model.network(options)
    }
    let notes = network.subject.notes + scaling.notes(on: network)
    // Errors of the scaling are reported when the network is built.
    network = (try? network.scaled(by: scaling)) ?? network
    return ChosenNetwork(
      subject: Subject(
        name: path, source: format.name, citation: model.about,
        options: settings.map(\.option), notes: notes,
        warning: network.hasUnknownWork ? (try? network.graph())?.lowerBoundWarning : nil),
      origin: .spec(network))
  }

  /// Returns the result of some work on the file, whose errors are those of the command line if
  /// the user's settings are at fault, and otherwise the file's.
  private static func reading<Result>(
    _ path: String, _ settings: [NetworkSetting] = [],
    _ work: () throws(ModelFileError.Cause) -> Result
  ) throws(Failure) -> Result {
    do throws(ModelFileError.Cause) {
      return try work()
    } catch {
      switch error {
      case .file(let problem): throw .unreadable(file: path, reason: "\(problem)")
      case .format(let error) where error.facts.kind == .options:
        throw .usage(.model(error, file: path))
      case .format(let error): throw .malformed(file: path, .model(error))
      case .network(let error): throw .malformed(file: path, .impossible(error))
      case .badInput(_, let lengths, own: _):
        let text = lengths.map(String.init).joined(separator: "x")
        throw .zoo(.badValue(.input, text: text))
      default: throw .usage(.file(error, path: path))
      }
    }
  }
}
