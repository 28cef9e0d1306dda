import ConvCostCore

/// The layers of an ncnn file (`.param`), a text with one layer a line:
///
///     7767517
///     3 3
///     Input        data  0 1 data -23330=4,3,224,224,3 0=224 1=224 2=3
///     Convolution  conv1 1 1 data conv1 0=64 1=7 3=2 4=3 5=1 6=9408 9=1
///     Pooling      pool  1 1 conv1 pool 0=1 4=1
///
/// After the type and the name come the numbers of inputs and outputs, their names, and keys with
/// values. A key of −23300 − k is an array of the key k, and begins with its length. The weights
/// are in another file, which is not needed.
struct NCNNFile: Sendable {
  /// The layers, in order.
  let layers: [NCNNLayer]
  /// How many layers follow that ncnn does not read, because the file states fewer.
  let unread: Int

  /// The first line.
  private static let magic = "7767517"

  /// Returns whether a file begins as one of ncnn.
  static func recognizes(_ file: ByteSource) -> Bool {
    let head = file.withBytes(in: 0..<min(64, file.count)) { Array($0) }
    let first = head.drop { isSpace($0) }.prefix { !isSpace($0) }
    return first.elementsEqual(magic.utf8)
  }

  /// Reads the lines of a file.
  ///
  /// - Throws: `NCNNError` for a line that is not a layer.
  init(_ bytes: [UInt8]) throws(NCNNError) {
    var layers: [NCNNLayer] = []
    var stated: Int?
    var hasMagic = false
    var line = 0
    for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      let words = text.split(whereSeparator: Self.isSpace).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard !words.isEmpty else { continue }
      if !hasMagic {
        hasMagic = true
      } else if stated == nil {
        guard words.count == 2, let count = Int(words[0]), count >= 0 else {
          throw .line(line, .counts(words.joined(separator: " ")))
        }
        stated = count
      } else {
        guard layers.count < BlobNetwork.mostLayers else {
          throw .line(line, .tooManyLayers(limit: BlobNetwork.mostLayers))
        }
        layers.append(try NCNNLayer(words, line: line))
      }
    }
    guard let stated, stated <= layers.count else {
      throw .layerCount(stated: stated ?? 0, found: layers.count)
    }
    self.layers = Array(layers.prefix(stated))
    unread = layers.count - stated
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

extension NCNNLayer {
  /// The most names of a line; no layer joins more.
  private static let mostNames = 10_000

  /// Reads the words of a line.
  fileprivate init(_ words: [String], line: Int) throws(NCNNError) {
    if words[0].hasPrefix("pnnx.") { throw .pnnx }
    guard words.count >= 4 else { throw .line(line, .tooShort) }
    self.line = line
    type = words[0]
    name = words[1]
    var rest = words[4...]
    func names(_ count: String) throws(NCNNError) -> [String] {
      guard let number = Int(count), (0...Self.mostNames).contains(number) else {
        throw .line(line, .badCount(count))
      }
      guard rest.count >= number else { throw .line(line, .missingNames(stated: number)) }
      defer { rest = rest.dropFirst(number) }
      return Array(rest.prefix(number))
    }
    inputs = try names(words[2])
    outputs = try names(words[3])
    values = [:]
    for word in rest {
      guard let (key, value) = Self.pair(word) else { throw .line(line, .badValue(word)) }
      values[key] = value
    }
  }

  /// Returns the key and the value of a word; nil for another word.
  private static func pair(_ word: String) -> (Int, Value)? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let key = Int(parts[0]), (-23_400...10_000).contains(key) else {
      return nil
    }
    let text = parts[1]
    let list = text.split(separator: ",", omittingEmptySubsequences: false)
    if key <= -23_300 {
      // An array of the old form begins with its length.
      let numbers = list.dropFirst().compactMap { Double($0) }
      guard let count = list.first.flatMap({ Int($0) }), count == numbers.count,
        numbers.count == list.count - 1, numbers.allSatisfy(\.isFinite)
      else { return nil }
      return (-key - 23_300, .array(numbers))
    }
    guard key >= 0 else { return nil }
    if list.count > 1, list.allSatisfy({ Double($0)?.isFinite ?? $0.isEmpty }) {
      return (key, .array(list.compactMap { Double($0) }))
    }
    if let number = Int(text) { return (key, .integer(number)) }
    if let number = Double(text), number.isFinite { return (key, .real(number)) }
    return (key, .text(String(text)))
  }
}
