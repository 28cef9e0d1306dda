extension ModelFormat {
  /// Models of TensorFlow Lite, also called LiteRT.
  static let tfLite = ModelFormat(
    name: "tflite", endings: [".tflite", ".lite"],
    recognizes: { FlatBuffer.has(identifier: TFLiteFile.identifier, $0) },
    reader: .operators { (bytes, options) throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(TFLiteError) {
        return ModelContent(try TFLiteFile.read(bytes, options))
      } catch {
        throw .format(ReaderError(error))
      }
    })
}
