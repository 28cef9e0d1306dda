extension OtherFormat {
  /// Recognises a file by its first bytes; nil for one that may be a model, and for a text.
  init?(_ file: ByteSource) {
    let head = file.withBytes(in: 0..<min(1 << 12, file.count)) { Array($0) }
    if head.isEmpty {
      self = .empty
    } else if let format = Self.signed(head) ?? Self.written(head) ?? Self.protobuf(head) {
      self = format
    } else if ZipArchive.isZip(file) {
      self = Self.archive(file)
    } else {
      return nil
    }
  }

  /// A signature, and where it is.
  private struct Signature {
    var bytes: [UInt8]
    var offset: Int

    init(_ text: String, at offset: Int = 0) {
      self.init(Array(text.utf8), at: offset)
    }

    init(_ bytes: [UInt8], at offset: Int = 0) {
      self.bytes = bytes
      self.offset = offset
    }

    func begins(_ head: [UInt8]) -> Bool {
      head.count >= offset + bytes.count && head.dropFirst(offset).starts(with: bytes)
    }
  }

  /// The signatures of binary files.
  private static let signatures: [(signature: Signature, format: OtherFormat)] = [
    (Signature("ORTM", at: 4), .onnxruntime),
    (Signature("ET1", at: 4), .executorch), (Signature("ptrt"), .tensorRT),
    (Signature("ftrt"), .tensorRT), (Signature("GGUF"), .gguf), (Signature("RKNN"), .rknn),
    // The number 7767517, which is the first line of the text.
    (Signature([0xDD, 0x85, 0x76, 0]), .ncnnBinary),
    (Signature("NUMPY", at: 1), .numpy), (Signature("bplist00"), .unrelated("a property list")),
    (Signature([0x1F, 0x8B]), .packed("a gzip file", by: "gunzip or tar -xzf")),
    (Signature("BZh"), .packed("a bzip2 file", by: "bunzip2 or tar -xjf")),
    (Signature([0xFD] + Array("7zXZ".utf8)), .packed("an xz file", by: "unxz or tar -xJf")),
    (Signature([0x28, 0xB5, 0x2F, 0xFD]), .packed("a zstd file", by: "unzstd")),
    (Signature([0x37, 0x7A, 0xBC, 0xAF]), .packed("a 7z archive", by: "7z x")),
    (Signature("Rar!\u{1A}"), .packed("a RAR archive", by: "unrar x")),
    (Signature("ustar", at: 257), .packed("a tar archive", by: "tar -xf")),
    (Signature("PNG\r\n", at: 1), .unrelated("a PNG image")),
    (Signature([0xFF, 0xD8, 0xFF]), .unrelated("a JPEG image")),
    (Signature("GIF8"), .unrelated("a GIF image")),
    (Signature("WEBP", at: 8), .unrelated("a WebP image")),
    (Signature("%PDF-"), .unrelated("a PDF document")),
    (Signature("ELF", at: 1), .unrelated("a program or a library")),
    (Signature([0xCF, 0xFA, 0xED, 0xFE]), .unrelated("a program or a library")),
    (Signature([0xCA, 0xFE, 0xBA, 0xBE]), .unrelated("a program or a library")),
  ]

  private static func signed(_ head: [UInt8]) -> OtherFormat? {
    if let format = signatures.first(where: { $0.signature.begins(head) })?.format { return format }
    if head.count > 1, head[0] == 0x80, (2...5).contains(head[1]) { return .pickle }
    // MessagePack: a map whose first key is `params`.
    if head.count > 8, (0x81...0x8F).contains(head[0]), head[1...].starts(with: [0xA6]),
      head[2...].starts(with: "params".utf8)
    {
      return .flax
    }
    return nil
  }

  /// Recognises texts.
  private static func written(_ head: [UInt8]) -> OtherFormat? {
    guard head.prefix(64).allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) }) else {
      return nil
    }
    let text = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let small = text.prefix(1024).lowercased()
    if text.hasPrefix("version https://git-lfs") { return .gitLFS }
    if small.hasPrefix("<?xml"), small.contains("<net ") { return .openVINO }
    if small.hasPrefix("<!doctype") || small.hasPrefix("<html") || small.hasPrefix("<?xml") {
      return .html
    }
    if text.hasPrefix("{") { return json(text) }
    return nil
  }

  /// Recognises JSON files that are not specs, by keys that only they have.
  private static func json(_ text: Substring) -> OtherFormat? {
    func has(_ keys: String...) -> Bool { keys.allSatisfy { text.contains("\"\($0)\"") } }
    if has("weight_map") {
      let names = text.split(separator: "\"").map(String.init)
      return .shards(names.first { $0.hasSuffix(".safetensors") } ?? "those that it lists")
    }
    if has("modelTopology") { return .tensorFlowJS }
    if has("nodes", "op") && !has("convcost") { return .mxnet }
    if has("model_type") || has("architectures") { return .transformersConfig }
    return nil
  }

  /// Recognises messages of other schemas than those that are read.
  private static func protobuf(_ head: [UInt8]) -> OtherFormat? {
    /// Returns the bytes after a field's key and its length, if a field with that key is there.
    func inside(_ bytes: ArraySlice<UInt8>, _ key: UInt8) -> ArraySlice<UInt8>? {
      guard bytes.first == key else { return nil }
      let length = bytes.dropFirst().prefix(5)
      guard let last = length.firstIndex(where: { $0 < 0x80 }) else { return nil }
      return bytes[(last + 1)...]
    }
    /// Returns the text of a field of fewer than 128 bytes, and what follows it.
    func text(
      _ bytes: ArraySlice<UInt8>, _ key: UInt8
    ) -> (text: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
      let bytes = bytes.prefix(1 << 10)
      guard bytes.first == key, let length = bytes.dropFirst().first, length < 0x80,
        bytes.count >= 2 + Int(length)
      else { return nil }
      let text = bytes.dropFirst(2).prefix(Int(length))
      guard !text.isEmpty, text.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
      return (text, bytes.dropFirst(2 + Int(length)))
    }
    // A graph of TensorFlow: its first node has a name and an operator.
    if let node = inside(head[...], 0x0A) {
      if let name = text(node, 0x0A), text(name.rest, 0x12) != nil { return .tensorFlowGraph }
      // A program of Paddle: its first block has the number 0, and one of the block around it.
      if node.starts(with: [0x08, 0x00, 0x10]) { return .paddle }
    }
    // A SavedModel: the schema's number, then a graph with the operators that it needs.
    if head.starts(with: [0x08, 0x01]), let graph = inside(head[2...], 0x12),
      let about = inside(graph, 0x0A), about.first == 0x12 || about.first == 0x0A,
      inside(about, 0x12) != nil
    {
      return .savedModel
    }
    return nil
  }

  /// What a zip archive contains.
  private static func archive(_ file: ByteSource) -> OtherFormat {
    guard let names = try? ZipArchive(file).entries.prefix(10_000).map(\.name) else { return .zip }
    if names.contains(where: { $0.contains("/code/") && $0.hasSuffix(".py") }) {
      return .torchScript
    }
    if names.contains(where: { $0.hasSuffix("/data.pkl") }) { return .torchCheckpoint }
    if !names.isEmpty, names.allSatisfy({ $0.hasSuffix(".npy") }) { return .numpy }
    return .zip
  }
}
