/// An archive of PyTorch, of which only the description of the network is read.
///
/// | the archive has | it is |
/// |---|---|
/// | `NAME/models/model.json` | an exported program |
/// | `serialized_exported_program.json` | an exported program of PyTorch before 2.7 |
/// | `NAME/data.pkl`, with `constants.pkl` or `code/` | a TorchScript program |
/// | `NAME/data.pkl` | pickled Python objects |
/// | `NAME/data/aotinductor/` | a compiled program |
struct ExportArchive {
  /// What an archive contains.
  private enum Kind {
    case program(ZipArchive.Entry)
    case other(OtherArchive)
  }

  private let zip: ZipArchive
  /// The description of the network.
  private let program: ZipArchive.Entry
  /// The list of the stored tensors; nil in an archive of an older version.
  private let weights: ZipArchive.Entry?

  /// The longest description, in bytes. Those of large networks have a few megabytes.
  private static let longestText = 64 << 20
  /// The name of the description in archives of older versions.
  private static let olderProgram = "serialized_exported_program.json"

  /// Finds the description.
  ///
  /// - Throws: `PyTorchError` for an archive without one.
  init(_ file: ByteSource) throws(PyTorchError) {
    zip = try Self.zip { () throws(ZipError) in try ZipArchive(file) }
    switch Self.kind(of: zip) {
    case .program(let entry): program = entry
    case .other(let other): throw .other(other)
    case nil: throw .other(.empty)
    }
    weights = zip.first { Self.parts($0).suffix(2) == ["weights", "model_weights_config.json"] }
  }

  /// Returns whether a file is an archive that PyTorch has written.
  static func recognizes(_ file: ByteSource) -> Bool {
    guard ZipArchive.isZip(file) else { return false }
    guard let zip = try? ZipArchive(file) else { return beginsAsProgram(file) }
    return kind(of: zip) != nil
  }

  /// Whether a file that is not a complete archive begins with a file that PyTorch writes.
  private static func beginsAsProgram(_ file: ByteSource) -> Bool {
    let head = file.withBytes(in: 0..<min(256, file.count)) {
      String(decoding: $0.dropFirst(30), as: UTF8.self)
    }
    let first = ["/data/weights/", "/models/", "/data.pkl", "/data/aotinductor/", olderProgram]
    return first.contains { head.contains($0) }
  }

  /// The name of the description in the archive.
  var programName: String { program.name }

  /// Returns the text of the description.
  func programText() throws(PyTorchError) -> [UInt8] {
    try Self.zip { () throws(ZipError) in try zip.bytes(of: program, upTo: Self.longestText) }
  }

  /// Returns the text of the list of stored tensors; nil if the archive has none.
  func weightsText() throws(PyTorchError) -> [UInt8]? {
    guard let weights else { return nil }
    return try Self.zip { () throws(ZipError) in try zip.bytes(of: weights, upTo: Self.longestText)
    }
  }

  private static func zip<Result>(
    _ work: () throws(ZipError) -> Result
  ) throws(PyTorchError) -> Result {
    do throws(ZipError) { return try work() } catch { throw .zip(error) }
  }

  private static func parts(_ name: String) -> [Substring] { name.split(separator: "/") }

  private static func kind(of zip: ZipArchive) -> Kind? {
    var model: ZipArchive.Entry?
    var (isPickled, isScript, isCompiled) = (false, false, false)
    for entry in zip.entries {
      let parts = parts(entry.name)
      if entry.name == olderProgram { return .program(entry) }
      if parts.count == 3, parts[1] == "models", parts[2].utf8.suffix(5).elementsEqual(".json".utf8)
      {
        if parts[2] == "model.json" { return .program(entry) }
        if model == nil { model = entry }
      }
      if parts.count <= 2, parts.last == "data.pkl" { isPickled = true }
      if parts.count == 2, parts[1] == "constants.pkl" { isScript = true }
      if parts.count > 2, parts[1] == "code" { isScript = true }
      if parts.contains("aotinductor") { isCompiled = true }
    }
    if let model { return .program(model) }
    if isCompiled { return .other(.compiled) }
    guard isPickled else { return nil }
    return .other(isScript ? .torchScript : .pickled)
  }
}

/// Archives of PyTorch that do not describe the operators of a network with their shapes.
package enum OtherArchive: Equatable, Sendable, CaseIterable {
  /// Pickled Python objects, such as a state dictionary.
  case pickled
  /// A TorchScript program, whose shapes are known only while it runs.
  case torchScript
  /// A program compiled by AOTInductor.
  case compiled
  /// An archive of anything else.
  case empty
}
