import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A file with a network, and what is to be changed of it.
struct NetworkFile {
  private let reference: FileReference
  private let settings: [NetworkOptions.Setting]
  private let dimensions: [String: Int]

  /// Takes a file.
  ///
  /// - Parameters:
  ///   - reference: the file and its own options, which come first.
  ///   - settings: the options for every network of the line.
  ///   - dimensions: lengths that a model file leaves open.
  init(
    _ reference: FileReference, _ settings: [NetworkOptions.Setting], _ dimensions: [String: Int]
  ) {
    self.reference = reference
    self.settings = settings
    self.dimensions = dimensions
  }

  /// Reads the file where it is a spec; nil for another.
  ///
  /// - Throws: `Failure` for a file that cannot be read or is no network.
  func spec() throws(Failure) -> SpecFile? {
    try Files.withBytes(of: reference.path) { bytes throws(Failure) in
      guard NetworkSpec.isSpec(bytes) else { return nil }
      return try SpecFile(
        reference, settings, try Files.text(bytes, calledAs: reference.path))
    }
  }

  /// Reads the network, whose format shows in how the file begins.
  ///
  /// - Throws: `Failure` for a file that cannot be read or is no network, and for options that it does
  ///   not take.
  func network() throws(Failure) -> ChosenNetwork {
    try Files.withBytes(of: reference.path) { bytes throws(Failure) in
      if NetworkSpec.isSpec(bytes) {
        let spec = try SpecFile(
          reference, settings, try Files.text(bytes, calledAs: reference.path))
        return try spec.network(dimensions: dimensions)
      }
      return try model(bytes)
    }
  }

  // MARK: - Models

  private func model(_ bytes: ByteSource) throws(Failure) -> ChosenNetwork {
    var options: [Subject.Option] = []
    var lengths = dimensions
    var size: InputSize?
    for setting in settings {
      guard setting.key == .input else {
        throw .usage(.keyNotInFile(setting.key.rawValue, file: reference.path, known: ["input"]))
      }
      size = try Self.inputSize(setting.text)
      options.append(Subject.Option(key: "input", value: setting.text))
    }
    options += dimensions.sorted { $0.key < $1.key }.map {
      Subject.Option(key: $0.key, value: "\($0.value)")
    }
    for setting in reference.settings {
      options.removeAll { $0.key == setting.key }
      options.append(Subject.Option(key: setting.key, value: setting.value))
      if setting.key == "input" {
        size = try Self.inputSize(setting.value)
      } else if let length = positiveNumber(setting.value), length <= Int(Int32.max) {
        lengths[setting.key] = length
      } else {
        throw .usage(
          .badValue(
            option: setting.key, value: setting.value,
            expected: "a whole number from 1; a model file has lengths, and is not scaled"))
      }
    }
    do throws(ONNXError) {
      let imported = try ONNXFile.read(bytes, size: size?.lengths, dimensions: lengths)
      return ChosenNetwork(
        subject: Subject(
          name: reference.path, source: "onnx", options: options,
          notes: imported.notes),
        origin: .model(imported.graph))
    } catch {
      switch error {
      case .openLengths, .unknownLength, .badInput:
        throw .usage(.model(error, file: reference.path))
      default: throw .malformed(file: reference.path, .model(error))
      }
    }
  }

  private static func inputSize(_ text: String) throws(Failure) -> InputSize {
    guard let size = InputSize(text) else {
      throw .zoo(.badValue(NetworkOptions.Setting(.input, text)))
    }
    return size
  }
}
