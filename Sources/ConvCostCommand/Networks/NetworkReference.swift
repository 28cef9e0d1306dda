import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// A network of the command line, read once: where it comes from, and what its name sets, as in
/// `resnet50`, `mobilenet_v2:width=0.5`, `net.json:width=0.5` or `model.onnx:height=320`.
struct NetworkReference: Sendable {
  /// Where a network comes from.
  enum Source: Sendable {
    /// A definition of the zoo.
    case zoo(ZooEntry)
    /// A file; `-` is standard input.
    case file(String)
  }

  /// The reference as it was written.
  let text: String
  /// Where the network comes from.
  let source: Source
  /// What the reference sets, in order.
  let settings: [WrittenSetting]

  /// Reads a reference.
  ///
  /// A name of the zoo is one even where a file is called so, which `./` in front of it reaches.
  ///
  /// - Throws: `Failure.zoo` for an unknown name, and for settings that are not `key=value`.
  init(_ text: String) throws(Failure) {
    self.text = text
    let reference = ReferenceText(text)
    let name = reference.name
    let entry = Result { () throws(ZooError) in try Zoo.entry(named: name) }
    let isZoo = if case .success = entry { true } else { false }
    // A file's path may have a colon.
    if !isZoo, Files.isThere(text) {
      source = .file(text)
      settings = []
      return
    }
    let isFile = name == "-" || Self.looksLikeFile(name) || (!isZoo && Files.isThere(name))
    do throws(ZooError) {
      source = isFile ? .file(name) : .zoo(try entry.get())
      settings = try reference.settings()
    } catch {
      throw .zoo(error)
    }
  }

  /// Reads several references.
  ///
  /// - Throws: as for one.
  static func list(_ texts: some Sequence<String>) throws(Failure) -> [NetworkReference] {
    var references: [NetworkReference] = []
    for text in texts { references.append(try NetworkReference(text)) }
    return references
  }

  /// The file; nil for a network of the zoo.
  var path: String? {
    if case .file(let path) = source { path } else { nil }
  }

  /// Whether a text means standard input, with or without settings.
  static func isStandardInput(_ text: String) -> Bool { ReferenceText(text).name == "-" }

  /// Returns the one name of a network that may be written in several ways; a name that is not
  /// understood is itself.
  static func canonicalName(_ text: String) -> String {
    guard let reference = try? NetworkReference(text), case .zoo(let entry) = reference.source,
      let selection = try? entry.selection(reference.settings)
    else { return text }
    return selection.subject.reference
  }

  /// Whether a text can only mean a file, be it there or not.
  private static func looksLikeFile(_ path: String) -> Bool {
    path.hasPrefix(".") || path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\")
      || [".onnx", ".json", ".jsonc"].contains { path.lowercased().hasSuffix($0) }
  }
}
