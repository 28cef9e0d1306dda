/// Why an archive, or a file in it, cannot be read: the facts.
package indirect enum ZipError: Error, Equatable, Sendable {
  /// A file without the record at the end of every archive.
  case noDirectory
  /// A record that extends past the end of its part of the file.
  case truncated(at: Int)
  /// A record without the signature of its kind.
  case badRecord(at: Int)
  /// A list of files that is longer than the limit, in bytes.
  case directoryTooLong(limit: Int)
  /// A compressed file.
  case compressed(String)
  /// An uncompressed file with two different sizes.
  case sizes(String)
  /// A file that is not where the list of files says.
  case outside(String)
  /// A file that is longer than the limit, in bytes.
  case tooLong(String, limit: Int)
}

extension ZipError: FormatError {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .noDirectory: "an archive without a list of its files; it is cut off or damaged"
    case .truncated(let place): "byte \(place): the archive is cut off or damaged"
    case .badRecord(let place): "byte \(place): not a record of an archive; it is damaged"
    case .directoryTooLong(let limit):
      "the archive's list of files is longer than \(limit >> 20) MiB"
    case .compressed(let name):
      "'\(name)' is compressed in the archive, expected it to be stored, as exporters do; unpack"
        + " the archive and pack it again with zip -0"
    case .sizes(let name): "'\(name)' has two different sizes in the archive"
    case .outside(let name): "'\(name)' is not where the archive's list of files says"
    case .tooLong(let name, let limit):
      "'\(name)' in the archive is larger than \(limit >> 20) MiB"
    }
  }
}
