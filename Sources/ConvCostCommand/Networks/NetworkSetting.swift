import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// A setting that a network has read, for a variant of the network.
struct NetworkSetting: Equatable, Sendable {
  /// The kinds of values.
  enum Value: Equatable, Sendable {
    /// An option of a network of the zoo.
    case option(NetworkOptions.Setting)
    /// The shape of a file's input.
    case input(InputSize)
    /// A parameter of a spec file.
    case parameter(Double)
    /// A length that a model file leaves open.
    case length(Int)
  }

  let key: WrittenSetting.Key
  /// The value as written.
  let text: String
  let value: Value
}

extension NetworkSetting {
  /// Creates a setting with its text and value.
  init(_ written: WrittenSetting, _ value: Value) {
    self.init(key: written.key, text: written.text, value: value)
  }

  /// Creates the setting of an option.
  init(_ option: NetworkOptions.Setting) {
    self.init(
      key: WrittenSetting.Key(option.key.name), text: option.text, value: .option(option))
  }

  /// Reads the shape of a file's input.
  ///
  /// - Throws: `Failure.zoo` for a text that is not a shape.
  init(input written: WrittenSetting) throws(Failure) {
    guard let size = InputSize(written.text) else {
      throw .zoo(.badValue(.input, text: written.text))
    }
    self.init(written, .input(size))
  }

  /// The input's shape, if that is set.
  var inputSize: InputSize? {
    switch value {
    case .input(let size): size
    case .option(let option): option.inputSize
    case .parameter, .length: nil
    }
  }

  /// The setting as shown in reports.
  var option: Subject.Option { Subject.Option(key: key.text, value: text) }
}

extension [NetworkSetting] {
  /// The last setting of each key.
  var lastOfEachKey: [NetworkSetting] {
    enumerated().filter { index, setting in
      !self[(index + 1)...].contains { $0.key == setting.key }
    }.map(\.element)
  }
}
