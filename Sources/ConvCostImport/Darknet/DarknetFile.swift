import ConvCostCore

/// The layers of a Darknet file (`.cfg`): a section for the network's settings, then one for each
/// layer, in order.
///
///     [net]
///     width=416
///     height=416
///     channels=3
///
///     [convolutional]
///     batch_normalize=1
///     filters=32
///     size=3
///     pad=1
///     activation=leaky
struct DarknetFile: Sendable {
  /// The settings of the network.
  let settings: DarknetSection
  /// The layers.
  let layers: [DarknetSection]

  /// Returns whether a file is a text whose first section is `[net]`.
  static func recognizes(_ file: ByteSource) -> Bool {
    let head = file.withBytes(in: 0..<min(1 << 14, file.count)) {
      String(decoding: $0, as: UTF8.self)
    }
    for line in head.split(whereSeparator: \.isNewline) {
      let text = stripped(line)
      if text.isEmpty || isComment(text) { continue }
      return text == "[net]" || text == "[network]"
    }
    return false
  }

  /// Reads the sections of a file.
  ///
  /// - Throws: `DarknetError` for a line that is not part of one.
  init(_ bytes: [UInt8]) throws(DarknetError) {
    var sections: [DarknetSection] = []
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let text = Self.stripped(Substring(decoding: line, as: UTF8.self))
      if text.isEmpty || Self.isComment(text) { continue }
      if text.hasPrefix("[") {
        guard let end = text.firstIndex(of: "]") else { throw .line(number, text) }
        guard sections.count <= BlobNetwork.mostLayers else {
          throw .tooManyLayers(limit: BlobNetwork.mostLayers)
        }
        let name = text[text.index(after: text.startIndex)..<end]
        sections.append(DarknetSection(line: number, name: String(name)))
        continue
      }
      guard let sign = text.firstIndex(of: "="), !sections.isEmpty else {
        throw .line(number, text)
      }
      let value = text[text.index(after: sign)...].prefix { $0 != "#" && $0 != ";" }
      let key = String(text[..<sign])
      if sections[sections.count - 1].values[key] == nil {
        sections[sections.count - 1].values[key] = String(value)
      }
    }
    guard let settings = sections.first else { throw .whole(.noLayers) }
    self.settings = settings
    layers = Array(sections.dropFirst())
  }

  /// Returns a line without spaces, which have no meaning anywhere.
  private static func stripped(_ line: Substring) -> String {
    String(line.filter { !$0.isWhitespace && $0 != "\u{FEFF}" })
  }

  private static func isComment(_ line: String) -> Bool {
    line.hasPrefix("#") || line.hasPrefix(";")
  }
}
