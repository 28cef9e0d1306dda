import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A spec file, read once, of which networks with other parameters are made.
struct SpecFile: Sendable {
  private let path: String
  private let spec: NetworkSpec
  /// What the command line sets, the reference's own last.
  private let settings: [FileReference.Setting]

  /// Reads a file.
  ///
  /// - Throws: `Failure.malformed`.
  init(
    _ reference: FileReference, _ settings: [NetworkOptions.Setting], _ bytes: [UInt8]
  ) throws(Failure) {
    path = reference.path
    self.settings =
      settings.map { FileReference.Setting(key: $0.key.rawValue, value: $0.text) }
      + reference.settings
    do throws(SpecError) {
      spec = try NetworkSpec(bytes)
    } catch {
      throw .malformed(file: reference.path, .spec(error))
    }
  }

  /// Returns the network with the settings of the line and more behind them.
  ///
  /// A width or a depth that is no parameter of the file scales it as any network.
  ///
  /// - Throws: `Failure` for a setting that the file does not take, or a network that cannot be.
  func network(
    adding more: [FileReference.Setting] = []
  ) throws(Failure) -> ChosenNetwork {
    let parameters = spec.parameters.map(\.name)
    let generic = OptionKey.generic.map(\.rawValue).filter { !parameters.contains($0) }
    let inputs =
      [OptionKey.input.rawValue] + spec.inputNames.map(FileReference.Setting.key(ofInput:))
    let known = inputs + parameters + generic
    var options: [Subject.Option] = []
    var values: [String: Double] = [:]
    for setting in (settings + more).map(\.naming) {
      guard known.contains(setting.key) else {
        throw .usage(.keyNotInFile(setting.key, file: path, known: known))
      }
      if !inputs.contains(setting.key) {
        let number = NetworkSpec.number(setting.value)
        guard let number, !generic.contains(setting.key) || (0.01...100).contains(number) else {
          throw .usage(
            .badValue(
              option: setting.key, value: setting.value,
              expected: generic.contains(setting.key)
                ? OptionKey.width.expected : "a number, true or false"))
        }
        values[setting.key] = number
      }
      options.set(setting)
    }
    var network = try reading { () throws(SpecError) in try spec.network(values) }
    for option in options where inputs.contains(option.key) {
      try network.setInput(option)
    }
    let scaling = Scaling(
      width: generic.contains("width") ? values["width"] ?? 1 : 1,
      depth: generic.contains("depth") ? values["depth"] ?? 1 : 1)
    // What cannot be says why when it is built.
    let notes = scaling.notes(on: network)
    network = (try? network.scaled(by: scaling)) ?? network
    return ChosenNetwork(
      subject: Subject(
        name: path, source: "spec", citation: spec.about, options: options, notes: notes),
      origin: .spec(network))
  }

  private func reading<Result>(
    _ work: () throws(SpecError) -> Result
  ) throws(Failure) -> Result {
    do throws(SpecError) {
      return try work()
    } catch {
      throw .malformed(file: path, .spec(error))
    }
  }
}

extension Network {
  /// Gives an input the shape that an option says: the first, or the one that the key names.
  fileprivate mutating func setInput(_ option: Subject.Option) throws(Failure) {
    let side = sideInputs.firstIndex {
      FileReference.Setting.key(ofInput: $0.label.text) == option.key
    }
    guard
      let shape = InputSize(option.value)?.shape(like: side.map { sideInputs[$0].shape } ?? input)
    else { throw .zoo(.badValue(NetworkOptions.Setting(.input, option.value))) }
    if let side { sideInputs[side].shape = shape } else { input = shape }
  }
}
