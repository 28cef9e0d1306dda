package import ConvCostCore

/// What a reader makes of a file.
package struct ModelContent: Sendable {
  /// The operations.
  package var graph: Graph
  /// The tree of layers, where the format has one.
  package var network: Network?
  /// What the file says it is; empty where it says nothing.
  package var about = ""
  /// What there is to say of the file beside its costs.
  package var notes: [Subject.Note] = []
  /// Why the counts are lower bounds; nil where they are exact.
  package var warning: String?
}

/// A format of files that networks are read from.
package struct ModelFormat: Sendable {
  /// What reports call the source, such as `onnx`.
  package let name: String
  /// Returns whether a file is of this format, by how it begins.
  package let recognizes: @Sendable (ByteSource) -> Bool
  /// Reads a file.
  package let read:
    @Sendable (ByteSource, ModelOptions) throws(ModelFileError.Cause) -> ModelContent

  /// Every format, in the order in which they are tried. The last takes every file, and says of one
  /// that is no network what it is.
  static let all: [ModelFormat] = [.spec, .onnx]

  /// Returns the format of a file.
  static func of(_ bytes: ByteSource) -> ModelFormat {
    all.first { $0.recognizes(bytes) } ?? .onnx
  }
}
