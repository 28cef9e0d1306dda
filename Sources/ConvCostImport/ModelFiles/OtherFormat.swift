/// Files that are mistaken for ONNX models, recognised by their first bytes.
package enum OtherFormat: Hashable, Sendable, CaseIterable {
  /// A pointer that Git LFS leaves in place of a file.
  case gitLFS
  /// The description of an OpenVINO model, in XML.
  case openVINO
  /// A page of a web server that did not answer with the file.
  case html
  /// An archive, such as a PyTorch model.
  case zip
  /// A model in onnxruntime's own format.
  case onnxruntime
  /// A TensorFlow Lite model.
  case tensorflowLite
  /// A file of Python objects.
  case pickle
  /// A text, such as the description of a Caffe or ncnn model.
  case text
  /// An empty file.
  case empty

  /// Whether a file begins like a text; used for a file that could not be read as a model.
  static func isText(_ file: ByteSource, upTo length: Int = 64) -> Bool {
    file.withBytes(in: 0..<min(length, file.count)) { head in
      head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
  }

  init?(_ file: ByteSource) {
    let head = file.withBytes(in: 0..<min(1 << 10, file.count)) { Array($0) }
    func starts(_ text: String) -> Bool { head.starts(with: text.utf8) }
    func holds(_ text: String, at offset: Int) -> Bool {
      head.count >= offset + text.utf8.count && head.dropFirst(offset).starts(with: text.utf8)
    }
    let text = String(decoding: head, as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if head.isEmpty {
      self = .empty
    } else if starts("version https://git-lfs") {
      self = .gitLFS
    } else if text.hasPrefix("<?xml"), text.contains("<net ") {
      self = .openVINO
    } else if text.hasPrefix("<!doctype") || text.hasPrefix("<html") || text.hasPrefix("<?xml") {
      self = .html
    } else if starts("PK\u{3}\u{4}") || starts("PK\u{5}\u{6}") {
      self = .zip
    } else if holds("ORTM", at: 4) {
      self = .onnxruntime
    } else if holds("TFL3", at: 4) {
      self = .tensorflowLite
    } else if head.count > 1, head[0] == 0x80, (2...5).contains(head[1]) {
      self = .pickle
    } else {
      return nil
    }
  }
}

extension OtherFormat {
  /// The usual endings of the names of files that are not read.
  static let endings = [
    ".pth", ".pt", ".pb", ".engine", ".plan", ".trt", ".xml", ".pte", ".gguf",
    ".mlmodelc", ".ort", ".bin", ".pkl", ".ckpt",
  ]
}

extension OtherFormat: CustomStringConvertible {
  /// The kind of the file, and how to convert it to an ONNX model.
  package var description: String {
    switch self {
    case .gitLFS: "a Git LFS pointer, not the model; git lfs pull fetches it"
    case .openVINO:
      "the description of an OpenVINO model, which has operators of its own; expected the ONNX"
        + " file that it was converted from"
    case .html: "a web page, not a model; the download went to another address"
    case .zip:
      "an archive, perhaps a PyTorch model; torch.onnx.export converts the model to ONNX"
    case .onnxruntime: "a model in onnxruntime's own format, expected the ONNX file it came from"
    case .tensorflowLite: "a TensorFlow Lite model, expected ONNX; tf2onnx converts it"
    case .pickle:
      "pickled Python objects, perhaps a PyTorch checkpoint; torch.onnx.export converts the model"
        + " to ONNX"
    case .text: "a text file, expected an ONNX model, or a spec in JSON"
    case .empty: "empty, expected an ONNX model"
    }
  }
}
