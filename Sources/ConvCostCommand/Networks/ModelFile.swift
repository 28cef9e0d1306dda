import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A model file, whose open lengths can be set.
struct ModelFile: Sendable {
  private let path: String
  private let content: FileContent
  /// The settings of the command line, then those of the reference.
  private var settings: [NetworkSetting] = []

  /// Creates the network of a file.
  ///
  /// - Parameters:
  ///   - options: the options for every network on the command line.
  ///   - dimensions: lengths that the file leaves open.
  ///   - settings: the settings of the reference itself, which come last.
  /// - Throws: `Failure` for settings that models do not take.
  init(
    _ path: String, _ content: FileContent, options: [WrittenSetting], dimensions: [String: Int],
    _ settings: [WrittenSetting]
  ) throws(Failure) {
    self.path = path
    self.content = content
    for option in options where option.key.name != OptionKey.input.name {
      throw .usage(
        .keyNotInFile(option.key.text, file: path, known: [OptionKey.input.name]))
    }
    for option in options { self.settings.append(try setting(option)) }
    for (name, length) in dimensions.sorted(by: { $0.key < $1.key }) {
      self.settings.append(
        NetworkSetting(
          key: WrittenSetting.Key(name), text: "\(length)", value: .length(length)))
    }
    for written in settings { self.settings.append(try setting(written)) }
  }

  /// Reads a setting.
  ///
  /// - Throws: `Failure` for a value that models do not take.
  func setting(_ written: WrittenSetting) throws(Failure) -> NetworkSetting {
    if written.key.name == OptionKey.input.name { return try NetworkSetting(input: written) }
    guard let length = positiveNumber(written.text), length <= Int(Int32.max) else {
      throw .usage(
        .badValue(
          option: written.key.text, value: written.text,
          expected: "a whole number from 1: a model file has lengths, and cannot be scaled"))
    }
    return NetworkSetting(written, .length(length))
  }

  /// Returns the network with the settings of the command line, and then more.
  ///
  /// - Throws: `Failure` for a file that is not a model, and for settings that it does not take.
  func network(adding more: [NetworkSetting] = []) throws(Failure) -> ChosenNetwork {
    let settings = (settings + more).lastOfEachKey
    var size: [Int]?
    var sizes: [String: [Int]] = [:]
    var lengths: [String: Int] = [:]
    for setting in settings {
      switch (setting.value, setting.key.input) {
      case (.input(let given), nil): size = given.lengths
      case (.input(let given), let name?): sizes[name] = given.lengths
      case (.length(let length), _): lengths[setting.key.text] = length
      case (.option, _), (.parameter, _): break
      }
    }
    return try content.withBytes { bytes throws(Failure) in
      do throws(ONNXError) {
        let imported = try ONNXFile.read(bytes, size: size, sizes: sizes, dimensions: lengths)
        return ChosenNetwork(
          subject: Subject(
            name: path, source: "onnx", options: settings.map(\.option),
            notes: imported.notes, warning: imported.warning),
          origin: .model(imported.graph))
      } catch {
        switch error {
        case .openLengths, .unknownInput, .unknownLength, .badInput:
          throw .usage(.model(error, file: path))
        default: throw .malformed(file: path, .model(error))
        }
      }
    }
  }
}
