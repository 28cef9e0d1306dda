import ConvCostJSON

/// Finds the configuration in an HDF5 file of Keras without reading its structure.
///
/// The configuration is the attribute `model_config`: a text of JSON that lies in one piece. It is
/// found by its first characters, which is a best effort.
enum KerasHDF5 {
  /// HDF5's signature.
  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  /// The first keys that a configuration may have; Python 2 did not keep the order of keys.
  private static let starts = ["class_name", "config", "module", "backend", "keras_version"].map {
    Array("{\"\($0)\"".utf8)
  }
  /// The most places that are tried.
  private static let mostPlaces = 64
  /// The bytes that are looked at in all places together.
  private static let mostBytes = 2 * ModelFormat.largestText
  /// The bytes that are searched at once.
  private static let windowLength = 1 << 15

  /// Returns whether a file is HDF5.
  static func isHDF5(_ file: ByteSource) -> Bool {
    file.count >= signature.count
      && file.withBytes(in: 0..<signature.count) { $0.elementsEqual(signature) }
  }

  /// Returns the configuration; nil if there is none.
  static func configuration(in file: ByteSource) -> JSONValue? {
    var (places, budget) = (0, mostBytes)
    var offset = 0
    while let place = nextStart(in: file, from: offset), places < mostPlaces, budget > 0 {
      places += 1
      offset = place + 1
      guard let end = end(of: place, in: file, &budget) else { continue }
      let bytes = file.withBytes(in: place..<end) { Array($0) }
      guard let value = try? KerasConfiguration.json(bytes), value["class_name"]?.string != nil,
        value["config"]?["layers"] != nil || value["config"]?.list != nil
      else { continue }
      return value
    }
    return nil
  }

  /// Returns the next place at which a configuration may begin.
  private static func nextStart(in file: ByteSource, from offset: Int) -> Int? {
    let longest = starts.map(\.count).max() ?? 0
    var offset = offset
    while offset < file.count {
      let range = offset..<min(offset + windowLength, file.count)
      let found = file.withBytes(in: range) { bytes -> Int? in
        for index in bytes.indices where bytes[index] == UInt8(ascii: "{") {
          if starts.contains(where: { bytes[index...].starts(with: $0) }) { return index }
        }
        return nil
      }
      if let found { return offset + found }
      guard range.upperBound < file.count else { return nil }
      // A start may lie across the end of the window.
      offset = range.upperBound - longest + 1
    }
    return nil
  }

  /// Returns the place after the object that begins at a place; nil if it does not end, or is too
  /// long.
  private static func end(
    of place: Int, in file: ByteSource, _ budget: inout Int
  ) -> Int? {
    var (depth, isText, isEscaped) = (0, false, false)
    var offset = place
    while offset < file.count, budget > 0, offset - place < ModelFormat.largestText {
      let byte = file[offset]
      offset += 1
      budget -= 1
      if isEscaped {
        isEscaped = false
      } else if isText {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isText = false }
        // Control characters are escaped in a text.
        if byte < 0x20 { return nil }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return offset }
      } else if byte < 0x20, ![0x09, 0x0A, 0x0D].contains(byte) {
        return nil
      }
    }
    return nil
  }
}
