extension ModelFormat {
  /// Networks of Caffe: as texts, and in binary files with their weights, which are not read.
  static let caffe = ModelFormat(
    name: "caffe", endings: [".prototxt", ".pbtxt", ".caffemodel"],
    recognizes: { CaffeText.recognizes($0) || CaffeBinary.recognizes($0) },
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(CaffeError) {
        return try CaffeFile(bytes)
      } catch {
        throw .format(ReaderError(error))
      }
    })
}
