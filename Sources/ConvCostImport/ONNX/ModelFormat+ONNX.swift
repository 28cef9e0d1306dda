extension ModelFormat {
  /// ONNX models. The reader says of other files what they are.
  static let onnx = ModelFormat(
    name: "onnx", recognizes: { _ in true },
    read: { bytes, options throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(ONNXError) {
        let imported = try ONNXFile.read(
          bytes, size: options.input, sizes: options.inputs, dimensions: options.dimensions)
        return ModelContent(
          graph: imported.graph, notes: imported.notes, warning: imported.warning)
      } catch {
        throw .onnx(error)
      }
    })
}
