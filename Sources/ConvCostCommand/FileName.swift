/// Stores file names that are not UTF-8 in texts, without losing their bytes.
///
/// File names are bytes for the system, and texts in this program. A byte that is not valid UTF-8
/// is stored as a private character: U+10FF00 plus the byte. The bytes of such characters
/// themselves are stored in the same way, so that different names stay different.
enum FileName {
  private static let first: UInt32 = 0x10FF00

  /// Returns a name as a text.
  static func text(of bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    func hold(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes {
        if let scalar = Unicode.Scalar(first + UInt32(byte)) { scalars.append(scalar) }
      }
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var index = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.value < first {
          scalars.append(scalar)
        } else {
          hold(bytes[index..<index + encoded.count])
        }
        index += encoded.count
      case .error(let length):
        hold(bytes[index..<index + length])
        index += length
      case .emptyInput: return String(scalars)
      }
    }
  }

  /// Returns the bytes of a name.
  static func bytes(of text: String) -> [UInt8] {
    guard !isUTF8(text) else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value < first {
        bytes.append(contentsOf: String(scalar).utf8)
      } else {
        bytes.append(UInt8(scalar.value - first))
      }
    }
    return bytes
  }

  /// Whether the name is valid UTF-8, so that its bytes are those of the text.
  static func isUTF8(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value < first }
  }

  /// Calls a body with the name as a C string; nil for a name with a NUL, which no file has.
  static func withPath<Result>(
    _ text: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result? {
    let bytes = bytes(of: text)
    guard !bytes.contains(0) else { return nil }
    return (bytes.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { path in
      path.baseAddress.map(body)
    }
  }
}

extension CommandLineTool {
  /// Returns the arguments of a process after the program's name.
  ///
  /// `CommandLine.arguments` replaces bytes that are not UTF-8, so that files with such names are
  /// not found.
  public static func arguments(
    _ count: Int32, _ values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  ) -> [String] {
    (1..<max(1, Int(count))).compactMap { index in
      guard let value = values[index] else { return nil }
      var bytes: [UInt8] = []
      var offset = 0
      while value[offset] != 0 {
        bytes.append(UInt8(bitPattern: value[offset]))
        offset += 1
      }
      return FileName.text(of: bytes)
    }
  }
}
