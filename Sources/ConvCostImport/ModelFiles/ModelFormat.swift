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

/// A format of files that networks are read from.
package struct ModelFormat: Sendable {
  /// The name of the source in reports, such as `onnx`.
  package let name: String
  /// Returns whether a file is of this format, by its first bytes.
  package let recognizes: @Sendable (ByteSource) -> Bool
  /// Reads a file.
  package let read:
    @Sendable (ByteSource, ModelOptions) throws(ModelFileError.Cause) -> ModelContent

  /// Every format, in the order in which they are tried. The last format accepts every file, and
  /// its errors name the kind of a file that is not a network.
  static let all: [ModelFormat] = [.spec, .onnx]

  /// Returns the format of a file.
  static func of(_ bytes: ByteSource) -> ModelFormat {
    all.first { $0.recognizes(bytes) } ?? .onnx
  }
}
