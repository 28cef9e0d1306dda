import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// A network as the command line names it: its source and its settings, as in `resnet50`,
/// `mobilenet_v2:width=0.5`, `net.json:width=0.5` or `model.onnx:height=320`.
struct NetworkReference: Sendable {
  /// The source of a network.
  enum Source: Sendable {
    /// A definition of the zoo.
    case zoo(ZooEntry)
    /// A file; `-` is standard input.
    case file(String)
  }

  /// The reference as written.
  let text: String
  /// The source of the network.
  let source: Source
  /// The settings of the reference, in order.
  let settings: [WrittenSetting]

  /// Reads a reference.
  ///
  /// A name in the zoo means the zoo's network even if a file has this name; `./` before it means
  /// the file.
  ///
  /// - Parameter folder: the folder of the lock file that contains the reference; nil for the
  ///   command line.
  /// - Throws: `Failure.zoo` for an unknown name, and for settings that are not `key=value`.
  init(_ text: String, in folder: LockFolder? = nil) throws(Failure) {
    self.text = text
    func path(_ name: String) -> String { folder?.path(ofWritten: name) ?? name }
    let reference = ReferenceText(text)
    let name = reference.name
    let entry = try? Zoo.entry(named: name)
    // A file's path may have a colon.
    if entry == nil, !text.isEmpty, Files.isThere(path(text)) {
      source = .file(path(text))
      settings = []
      return
    }
    let isFile =
      !name.isEmpty
      && (name == "-" || Self.looksLikeFile(name) || (entry == nil && Files.exists(path(name))))
    do throws(ZooError) {
      if isFile {
        source = .file(path(name))
      } else if let entry {
        source = .zoo(entry)
      } else {
        source = .zoo(try Zoo.entry(named: name))
      }
      settings = try reference.settings()
    } catch {
      throw .zoo(error)
    }
  }

  /// Reads several references.
  ///
  /// - Throws: as for one reference.
  static func list(_ texts: some Sequence<String>) throws(Failure) -> [NetworkReference] {
    var references: [NetworkReference] = []
    for text in texts { references.append(try NetworkReference(text)) }
    return references
  }

  /// The file; nil for a network of the zoo.
  var path: String? {
    if case .file(let path) = source { path } else { nil }
  }

  /// Returns whether a text means standard input, with or without settings.
  static func isStandardInput(_ text: String) -> Bool { ReferenceText(text).name == "-" }

  /// Returns the unique name of a network that can be written in several ways; an invalid name is
  /// returned unchanged.
  static func canonicalName(_ text: String) -> String {
    guard let reference = try? NetworkReference(text), case .zoo(let entry) = reference.source,
      let selection = try? entry.selection(reference.settings)
    else { return text }
    return selection.subject.reference
  }

  /// Returns whether a text can only mean a file, which need not exist.
  private static func looksLikeFile(_ path: String) -> Bool {
    if path.hasPrefix(".") || path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") {
      return true
    }
    // A network of the zoo has at most a source before its name.
    if path.split(separator: "/").count > 2, !path.hasPrefix("http") { return true }
    // A folder that is a model may be written with a slash at its end.
    var name = path.lowercased()[...]
    while name.last == "/" { name.removeLast() }
    return ModelFormat.endings.contains { name.hasSuffix($0) }
  }
}
