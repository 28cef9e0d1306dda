extension ModelFormat {
  /// What no reader takes: it is recognised so that the error can say what it is.
  static let other = ModelFormat(
    name: "other", endings: OtherFormat.endings, recognizes: { OtherFormat($0) != nil },
    reader: .operators { (bytes, _) throws(ModelFileError.Cause) in
      throw .format(ReaderError(OtherFormat(bytes) ?? .text))
    })
}
