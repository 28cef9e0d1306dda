import ConvCostCore

/// Why a file is not a network of Caffe that can be followed: the facts.
package indirect enum CaffeError: Error, Hashable, Sendable {
  /// A text that is not in protobuf's text format.
  case text(ProtobufTextError)
  /// Bytes that are not in protobuf's wire format.
  case wire(WireError)
  /// A file without a layer.
  case noLayers
  /// A file whose layers all belong to training.
  case noTestLayers(count: Int)
  /// More layers than the limit.
  case tooManyLayers(limit: Int)
  /// More fields than the limit.
  case tooManyFields(limit: Int)
  /// A value that the network itself must have in another form.
  case badValue(place: String, field: String, expected: String)
  /// A layer in the form of 2013, whose name and type are in a message of their own.
  case oldForm(place: String)
  /// An input whose shape the file does not state; what is known about it, and the lengths given.
  case openInput(String, source: String, known: String, given: Int)
  /// A layer that cannot work.
  case layer(String, type: String, place: String, OperatorProblem)
  /// Layers that do not fit each other.
  case blobs(BlobError)
  /// An option that does not fit the file.
  case option(ModelFileError.Cause)
}

extension CaffeError: FormatError {
  package var openLengths: OpenLengths? {
    guard case .openInput = self else { return nil }
    return OpenLengths(names: [], mayTakeSize: true)
  }

  package var isPlaced: Bool {
    switch self {
    case .text, .badValue, .oldForm, .layer: true
    default: false
    }
  }
}
