extension ModelFormat {
  /// Exported programs of PyTorch. The reader says of PyTorch's other archives what they are.
  static let pytorch = ModelFormat(
    name: "pytorch", endings: [".pt2"], recognizes: ExportArchive.recognizes,
    reader: .operators { (bytes, options) throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(PyTorchError) {
        return ModelContent(try PyTorchFile.read(bytes, options))
      } catch {
        throw .format(ReaderError(error))
      }
    })
}
