extension ModelFormat {
  /// Neural networks of Core ML, which list layers.
  static let coreMLNetwork = ModelFormat(
    name: "coreml", endings: [".mlmodel", ".mlpackage"],
    recognizes: { bytes in
      guard let kind = CoreMLFile.kind(of: bytes) else { return false }
      guard kind.isPipeline else { return kind.isNetwork }
      return (try? CoreMLFile(bytes))?.model.kind.isNetwork == true
    },
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(CoreMLError) {
        return try CoreMLNetwork(try CoreMLFile(bytes))
      } catch {
        throw .format(ReaderError(error))
      }
    },
    entry: { (folder) throws(ModelFileError.Cause) in
      do throws(CoreMLError) {
        return try CoreMLPackage.entry(folder)
      } catch {
        throw .format(ReaderError(error))
      }
    })

  /// Programs of Core ML, which list operators. The reader says of other models of Core ML what
  /// they are.
  static let coreMLProgram = ModelFormat(
    name: "coreml", endings: [], recognizes: { CoreMLFile.kind(of: $0) != nil },
    reader: .operators { (bytes, options) throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(CoreMLError) {
        return try CoreMLProgram(try CoreMLFile(bytes)).content(options)
      } catch {
        throw .format(ReaderError(error))
      }
    })
}
