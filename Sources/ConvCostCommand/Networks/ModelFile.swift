import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A model file, whose input may be of several sizes.
struct ModelFile: Sendable {
  private let path: String
  private let content: FileContent
  /// What the options of the line set.
  private let options: [Subject.Option]
  /// What the reference itself sets, which comes first.
  private let settings: [FileReference.Setting]

  /// Takes a file.
  ///
  /// - Parameters:
  ///   - settings: the options for every network of the line.
  ///   - dimensions: lengths that the file leaves open.
  /// - Throws: `Failure.usage` for options that no model takes.
  init(
    _ reference: FileReference, _ settings: [NetworkOptions.Setting], _ dimensions: [String: Int],
    _ content: FileContent
  ) throws(Failure) {
    for setting in settings where setting.key != .input {
      throw .usage(
        .keyNotInFile(setting.key.rawValue, file: reference.path, known: [OptionKey.input.rawValue])
      )
    }
    path = reference.path
    self.content = content
    options =
      settings.map { setting in
        let setting = FileReference.Setting(key: setting.key.rawValue, value: setting.text).naming
        return Subject.Option(key: setting.key, value: setting.value)
      }
      + dimensions.sorted { $0.key < $1.key }.map {
        Subject.Option(key: $0.key, value: "\($0.value)")
      }
    self.settings = reference.settings
  }

  /// Returns the network with the settings of the line and more behind them.
  ///
  /// - Throws: `Failure` for a file that is no model, and for settings that it does not take.
  func network(adding more: [FileReference.Setting] = []) throws(Failure) -> ChosenNetwork {
    var options = options
    for setting in settings + more { options.set(setting.naming) }
    var size: InputSize?
    var sizes: [String: [Int]] = [:]
    var lengths: [String: Int] = [:]
    let prefix = FileReference.Setting.key(ofInput: "")
    for option in options {
      let isFirst = option.key == OptionKey.input.rawValue
      if isFirst || option.key.hasPrefix(prefix), let given = InputSize(option.value) {
        if isFirst {
          size = given
        } else {
          sizes[String(option.key.dropFirst(prefix.count))] = given.lengths
        }
      } else if isFirst || option.key.hasPrefix(prefix) {
        throw .zoo(.badValue(NetworkOptions.Setting(.input, option.value)))
      } else if let length = positiveNumber(option.value), length <= Int(Int32.max) {
        lengths[option.key] = length
      } else {
        throw .usage(
          .badValue(
            option: option.key, value: option.value,
            expected: "a whole number from 1; a model file has lengths, and is not scaled"))
      }
    }
    return try content.withBytes { bytes throws(Failure) in
      do throws(ONNXError) {
        let imported = try ONNXFile.read(
          bytes, size: size?.lengths, sizes: sizes, dimensions: lengths)
        return ChosenNetwork(
          subject: Subject(
            name: path, source: "onnx", options: options, notes: imported.notes,
            warning: imported.warning),
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
