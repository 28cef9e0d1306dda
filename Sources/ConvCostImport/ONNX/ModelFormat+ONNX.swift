extension ModelFormat {
  /// ONNX models. The reader says of other files what they are.
  static let onnx = ModelFormat(
    name: "onnx", endings: [".onnx"], recognizes: { _ in true },
    reader: .operators { (bytes, options) throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(ONNXError) {
        let imported = try ONNXFile.read(
          bytes, size: options.input, sizes: options.inputs, dimensions: options.dimensions)
        return ModelContent(imported)
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension ONNXError: FormatError {
  package var kind: ModelFileError.Kind {
    switch self {
    case .openLengths, .unknownInput, .unknownLength, .badInput: .options
    default: .malformed
    }
  }

  package var openLengths: OpenLengths? {
    guard case .openLengths(let names, _, let mayTakeSize) = self else { return nil }
    return OpenLengths(names: names, mayTakeSize: mayTakeSize)
  }
}
