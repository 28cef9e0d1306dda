import ConvCostZoo

/// A network's file on the command line, with its options: `net.json:width=0.5`, `model.onnx:height=320`.
struct FileReference: Hashable {
  /// A key and what stands behind it.
  struct Setting: Hashable {
    var key: String
    var value: String

    /// The setting with the name of an input as a part of its key: in `input=depth=1x96x96` the key is
    /// `input=depth`.
    var naming: Setting {
      guard key == OptionKey.input.rawValue, let equals = value.lastIndex(of: "="),
        equals > value.startIndex
      else { return self }
      return Setting(
        key: Self.key(ofInput: String(value[..<equals])),
        value: String(value[value.index(after: equals)...]))
    }

    /// Returns the key of an input with a name.
    static func key(ofInput name: String) -> String { "\(OptionKey.input.rawValue)=\(name)" }
  }

  /// The file; `-` for standard input.
  var path: String
  /// What the reference sets, in order.
  var settings: [Setting]

  /// Reads a reference that means a file; nil for one that is a network's name.
  ///
  /// A name of the zoo is one even where a file is called so, which `./` in front of it reaches.
  ///
  /// - Throws: `Failure.zoo` for options that are not `key=value`.
  init?(_ reference: String) throws(Failure) {
    if Files.isThere(reference), !Self.isName(reference) {
      self.init(path: reference, settings: [])
      return
    }
    let parts = reference.split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    guard path == "-" || Self.looksLikeFile(path) || (Files.isThere(path) && !Self.isName(path))
    else { return nil }
    self.init(path: path, settings: [])
    guard parts.count > 1 else { return }
    for item in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = item.firstIndex(of: "="), equals > item.startIndex else {
        throw .zoo(.malformedOption(String(item)))
      }
      settings.append(
        Setting(
          key: String(item[..<equals]), value: String(item[item.index(after: equals)...])))
    }
  }

  private init(path: String, settings: [Setting]) {
    self.path = path
    self.settings = settings
  }

  private static func isName(_ text: String) -> Bool {
    (try? Zoo.entry(named: String(text.prefix { $0 != ":" }))) != nil
  }

  /// Whether a text can only mean a file, be it there or not.
  private static func looksLikeFile(_ path: String) -> Bool {
    path.hasPrefix(".") || path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\")
      || [".onnx", ".json", ".jsonc"].contains { path.lowercased().hasSuffix($0) }
  }
}
