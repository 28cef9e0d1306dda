/// Networks of Caffe in protobuf's text format, as people write them.
enum CaffeText {
  /// The fields with which a network can begin, and what comes after their names.
  private static let beginnings = [
    "layer", "layers", "name", "input", "input_dim", "input_shape", "force_backward", "state",
    "debug_info",
  ]

  /// Returns whether a file begins as such a text: with a field of a network after comments, and
  /// with a layer or an input somewhere near its beginning.
  static func recognizes(_ file: ByteSource) -> Bool {
    guard OtherFormat.isText(file, upTo: 1 << 12) else { return false }
    // A licence or a description can come first.
    return file.withBytes(in: 0..<min(1 << 16, file.count)) { bytes in
      var rest = bytes[...]
      if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
      while let first = rest.first {
        if first == UInt8(ascii: "#") {
          rest = rest.drop { $0 != UInt8(ascii: "\n") }
        } else if first <= 0x20 {
          rest = rest.dropFirst()
        } else {
          break
        }
      }
      let word = rest.prefix { isLetter($0) }
      let after = rest.dropFirst(word.count).first { $0 > 0x20 }
      guard let after, [UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "<")].contains(after)
      else { return false }
      return beginnings.contains(String(decoding: word, as: UTF8.self)) && holdsLayers(rest)
    }
  }

  /// Returns whether a message named `layer` or an input is in the bytes; texts of other messages,
  /// such as a solver's, have neither.
  private static func holdsLayers(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let word = rest.prefix { isLetter($0) }
      switch String(decoding: word, as: UTF8.self) {
      case "layer", "layers":
        let after = rest.dropFirst(word.count).drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }.first
        if after == nil || after == UInt8(ascii: "{") || after == UInt8(ascii: "<") { return true }
      case "input", "input_dim", "input_shape": return true
      default: break
      }
      rest = rest.dropFirst(word.count).drop { !isLetter($0) }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Reads a text as a network's message.
  static func read(_ file: ByteSource) throws(CaffeError) -> ProtobufMessage {
    guard file.count <= ModelFormat.largestText else {
      throw .option(.file(.tooLong(limit: ModelFormat.largestText)))
    }
    let result = file.withBytes(in: 0..<file.count) { bytes in
      Result { () throws(ProtobufTextError) in try ProtobufTextReader.read(bytes) }
    }
    do throws(ProtobufTextError) {
      return try result.get()
    } catch {
      throw .text(error)
    }
  }
}
