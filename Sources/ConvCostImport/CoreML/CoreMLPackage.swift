import ConvCostJSON

/// A folder that is a model: a package, whose manifest names the model's file.
///
///     Model.mlpackage/
///       Manifest.json
///       Data/com.apple.CoreML/model.mlmodel
///       Data/com.apple.CoreML/weights/weight.bin
///
/// The weights are not read.
enum CoreMLPackage {
  private static let manifest = "Manifest.json"
  /// The longest manifest that is read, in bytes; usual ones have less than a thousand.
  private static let longestManifest = 1 << 20

  /// Returns the path of the model's file in a package; nil for another folder.
  ///
  /// - Throws: `CoreMLError` for a package without a readable manifest, and for one whose model is
  ///   missing or outside of it.
  static func entry(_ folder: String) throws(CoreMLError) -> String? {
    guard FilePath.isFolder(folder) else { return nil }
    guard let file = FilePath.resolved(manifest, inside: folder) else {
      if hasEnding(folder, ".mlpackage") { throw .missingFile(manifest) }
      return nil
    }
    guard let path = try path(inManifest: file, isRequired: hasEnding(folder, ".mlpackage"))
    else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !path.contains("\0")
    else { throw .outsidePackage(path) }
    let inner = "Data/\(path)"
    guard FilePath.resolved("\(folder)/\(inner)") != nil else { throw .missingFile(inner) }
    guard let entry = FilePath.resolved(inner, inside: folder) else {
      throw .outsidePackage(inner)
    }
    return entry
  }

  /// Returns the path that a manifest states for the model; nil for a manifest of something else.
  private static func path(
    inManifest file: String, isRequired: Bool
  ) throws(CoreMLError) -> String? {
    guard let manifest = read(file) else {
      if isRequired { throw .badManifest("it cannot be read") }
      return nil
    }
    guard let root = manifest["rootModelIdentifier"]?.string else {
      if isRequired { throw .badManifest("it has no rootModelIdentifier") }
      return nil
    }
    guard let path = manifest["itemInfoEntries"]?[root]?["path"]?.string else {
      throw .badManifest("it has no path for the model '\(root)'")
    }
    return path
  }

  private static func read(_ path: String) -> JSONValue? {
    guard let file = try? OpenFile(path), file.count <= longestManifest else { return nil }
    let source = ByteSource(file)
    let bytes = source.withBytes(in: 0..<source.count) { Array($0) }
    guard !source.hasFailed else { return nil }
    return try? JSONReader.read(bytes)
  }

  private static func hasEnding(_ folder: String, _ ending: String) -> Bool {
    var name = folder[...]
    while name.last == "/" { name.removeLast() }
    return name.lowercased().hasSuffix(ending)
  }
}
