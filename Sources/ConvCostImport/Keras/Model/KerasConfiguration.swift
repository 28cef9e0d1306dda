import ConvCostJSON

/// The configuration of a model as a file has it: JSON alone, in an archive, or in HDF5.
struct KerasConfiguration {
  /// The configuration.
  let value: JSONValue
  /// The version of Keras that wrote the file; nil where it does not say.
  let version: String?

  /// Reads the configuration.
  ///
  /// - Throws: `KerasError` for a file without one.
  init(_ file: ByteSource) throws(KerasError) {
    if ZipArchive.isZip(file) {
      let archive = try Self.archive { () throws(ZipError) in try ZipArchive(file) }
      value = try Self.json(try Self.entry(Self.name, in: archive, upTo: ModelFormat.largestText))
      // The version is in a file of its own, without which the model can be read.
      let about = try? Self.json(Self.entry("metadata.json", in: archive, upTo: 1 << 16))
      version = about?["keras_version"]?.string
    } else if KerasHDF5.isHDF5(file) {
      guard let found = KerasHDF5.configuration(in: file) else { throw .noConfiguration }
      value = found
      version = found["keras_version"]?.string
    } else {
      value = try Self.json(file.withBytes(in: 0..<file.count) { Array($0) })
      version = value["keras_version"]?.string
    }
  }

  /// The name of the configuration in an archive.
  private static let name = "config.json"

  /// Returns whether a file is one of the three kinds.
  static func isKeras(_ file: ByteSource) -> Bool {
    if ZipArchive.isZip(file) {
      // The first entry tells an archive that is cut off before its list of files.
      return [name, "metadata.json"].contains(firstEntry(of: file))
        || (try? ZipArchive(file))?.first { $0 == name } != nil
    }
    if KerasHDF5.isHDF5(file) { return true }
    let head = file.withBytes(in: 0..<min(1 << 12, file.count)) {
      String(decoding: $0, as: UTF8.self)
    }
    return head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.hasPrefix("{")
      && head.contains("\"class_name\"") && !head.contains("\"convcost\"")
  }

  /// Reads JSON as Python writes it, with numbers that are not finite.
  static func json(_ bytes: [UInt8]) throws(KerasError) -> JSONValue {
    do throws(JSONError) {
      return try JSONReader.read(bytes, permittingNaN: true)
    } catch {
      throw .json(error)
    }
  }

  private static func entry(
    _ name: String, in archive: ZipArchive, upTo limit: Int
  ) throws(KerasError) -> [UInt8] {
    guard let entry = archive.first(where: { $0 == name }) else {
      throw .notAModel(found: "an archive without \(name)")
    }
    return try self.archive { () throws(ZipError) in try archive.bytes(of: entry, upTo: limit) }
  }

  private static func archive<Result>(
    _ work: () throws(ZipError) -> Result
  ) throws(KerasError) -> Result {
    do throws(ZipError) {
      return try work()
    } catch {
      throw .archive(error)
    }
  }

  /// The name of an archive's first entry, which begins at byte 30.
  private static func firstEntry(of file: ByteSource) -> String {
    guard file.count > 30 else { return "" }
    let length = Int(file[26]) | Int(file[27]) << 8
    return file.withBytes(in: 30..<min(30 + length, file.count)) {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
