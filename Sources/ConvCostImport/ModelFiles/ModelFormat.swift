package import ConvCostCore

/// The network that a reader has read from a file.
package struct ModelContent: Sendable {
  /// The operations.
  package var graph: Graph
  /// The tree of layers, if the format has one.
  package var network: Network?
  /// The file's own description; empty without one.
  package var about = ""
  /// Notes on the file besides its costs.
  package var notes: [Subject.Note] = []
  /// The reason why the counts are lower bounds; nil if they are exact.
  package var warning: String?
}

/// A format of files that networks are read from: how a file is recognised, and how it is read.
///
/// A format lists either operators, whose shapes belong to one input, or layers, which become a
/// tree that can be scaled, rewritten and written as a spec.
package struct ModelFormat: Sendable {
  /// The ways to read a file.
  package enum Reader: Sendable {
    /// Reads a list of operators, with the user's options.
    case operators(
      @Sendable (ByteSource, ModelOptions) throws(ModelFileError.Cause) -> ModelContent)
    /// Reads layers, for which options are set later.
    case layers(@Sendable (ByteSource) throws(ModelFileError.Cause) -> any LayerModel)
  }

  /// The name of the source in reports, such as `onnx`.
  package let name: String
  /// The usual endings of the files' names, such as `.onnx`.
  package let endings: [String]
  /// The largest file that is read, in bytes; nil for a format of which only parts are read.
  package var largest: Int?
  /// Returns whether a file is of this format, by its bytes.
  package let recognizes: @Sendable (ByteSource) -> Bool
  /// Reads a file.
  package let reader: Reader
  /// Returns the path of the file to read inside a folder of this format; nil for another folder.
  package var entry: @Sendable (_ folder: String) throws(ModelFileError.Cause) -> String? = { _ in
    nil
  }

  /// Every format, in the order in which they are tried. A file of weights may begin with a brace,
  /// as specs do. What no reader takes is named before specs, because some of it is JSON; the last
  /// format accepts every file.
  static let all: [ModelFormat] = [
    .safetensors, .keras, .pytorch, .tfLite, .ncnn, .darknet, .coreMLNetwork, .coreMLProgram,
    .caffe,
    .other, .spec, .onnx,
  ]

  /// The limit of texts, which are read as a whole, in bytes.
  package static let largestText = 64 << 20

  /// Returns the format of a file.
  package static func of(_ bytes: ByteSource) -> ModelFormat {
    // A text that is too long for every format is refused by its length, whatever it contains.
    if bytes.count > largestText, isText(bytes) { return .spec }
    return all.first { $0.recognizes(bytes) } ?? .onnx
  }

  /// Returns whether a file begins as a text; binary formats do not.
  package static func isText(_ file: ByteSource) -> Bool {
    NetworkSpec.isSpec(file) || OtherFormat.isText(file, upTo: 1 << 12)
  }

  /// Returns the path of the file to read inside a folder that is a model, such as a package of
  /// Core ML; nil for another folder.
  ///
  /// - Throws: `ModelFileError.Cause` for a folder that is a model of which a part is missing.
  package static func entry(
    inFolder path: String
  ) throws(ModelFileError.Cause) -> String? {
    for format in all {
      if let entry = try format.entry(path) { return entry }
    }
    return nil
  }

  /// The endings of the names of model files, also of formats that are only named.
  package static let endings = all.flatMap(\.endings)

  /// Reads a file as a network.
  func content(
    _ bytes: ByteSource, _ options: ModelOptions
  ) throws(ModelFileError.Cause) -> ModelContent {
    try requireLength(bytes)
    switch reader {
    case .operators(let read): return try read(bytes, options)
    case .layers(let read): return try read(bytes).content(options)
    }
  }

  /// Checks that a file is not too long for the format.
  package func requireLength(_ bytes: ByteSource) throws(ModelFileError.Cause) {
    let limit = largest ?? (Self.isText(bytes) ? Self.largestText : Int.max)
    if bytes.count > limit { throw .file(.tooLong(limit: limit)) }
  }
}
