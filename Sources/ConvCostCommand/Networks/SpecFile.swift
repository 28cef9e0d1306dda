import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A spec file, read once, which makes networks with other parameters.
struct SpecFile: Sendable {
  private let path: String
  private let spec: NetworkSpec
  /// The keys of the file's inputs.
  private let inputs: [WrittenSetting.Key]
  /// The general keys that are not parameters of the file; the general rule applies to them.
  private let generic: [OptionKey]
  /// The settings of the command line, then those of the reference.
  private var settings: [NetworkSetting] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - settings: the settings of the command line, then those of the reference.
  /// - Throws: `Failure.malformed` for an invalid file, other failures for settings that it does
  ///   not take.
  init(_ path: String, _ bytes: [UInt8], _ settings: [WrittenSetting]) throws(Failure) {
    self.path = path
    do throws(SpecError) {
      spec = try NetworkSpec(bytes)
    } catch {
      throw .malformed(file: path, .spec(error))
    }
    inputs = [.input()] + spec.inputNames.map { .input($0) }
    let parameters = spec.parameters.map(\.name)
    generic = OptionKey.generic.filter { !parameters.contains($0.name) }
    for written in settings { self.settings.append(try setting(written)) }
  }

  /// Reads a setting.
  ///
  /// - Throws: `Failure` for a key or a value that the file does not take.
  func setting(_ written: WrittenSetting) throws(Failure) -> NetworkSetting {
    if inputs.contains(written.key) { return try NetworkSetting(input: written) }
    let key = written.key.text
    let parameters = spec.parameters.map(\.name)
    let scaling = generic.first { $0.name == key }
    guard parameters.contains(key) || scaling != nil else {
      let known = inputs.map(\.text) + parameters + generic.map(\.name)
      throw .usage(.keyNotInFile(key, file: path, known: known))
    }
    let number = NetworkSpec.number(written.text)
    guard let number, scaling == nil || (0.01...100).contains(number) else {
      throw .usage(
        .badValue(
          option: key, value: written.text,
          expected: scaling?.expected ?? "a number, true or false"))
    }
    return NetworkSetting(written, .parameter(number))
  }

  /// Returns the network with the settings of the command line, and then more.
  ///
  /// A width or a depth that is not a parameter of the file scales the network by the general rule.
  ///
  /// - Throws: `Failure` for an input that the network cannot have, or a network that cannot be
  ///   built.
  func network(adding more: [NetworkSetting] = []) throws(Failure) -> ChosenNetwork {
    let settings = (settings + more).lastOfEachKey
    var values: [String: Double] = [:]
    for setting in settings {
      if case .parameter(let number) = setting.value { values[setting.key.text] = number }
    }
    var network: Network
    do throws(SpecError) {
      network = try spec.network(values)
    } catch {
      throw .malformed(file: path, .spec(error))
    }
    for setting in settings { try network.setInput(setting) }
    func factor(_ key: OptionKey) -> Double {
      generic.contains(key) ? values[key.name] ?? 1 : 1
    }
    let scaling = Scaling(width: factor(.width), depth: factor(.depth))
    let notes = scaling.notes(on: network)
    // Errors of the scaling are reported when the network is built.
    network = (try? network.scaled(by: scaling)) ?? network
    return ChosenNetwork(
      subject: Subject(
        name: path, source: "spec", citation: spec.about, options: settings.map(\.option),
        notes: notes),
      origin: .spec(network))
  }
}

extension Network {
  /// Sets the shape of an input, if the setting is one of an input.
  fileprivate mutating func setInput(_ setting: NetworkSetting) throws(Failure) {
    guard case .input(let size) = setting.value else { return }
    let side = sideInputs.firstIndex { $0.label.text == setting.key.input }
    guard let shape = size.shape(like: side.map { sideInputs[$0].shape } ?? input) else {
      throw .zoo(.badValue(.input, text: setting.text))
    }
    if let side { sideInputs[side].shape = shape } else { input = shape }
  }
}
