package import ConvCostCore

/// Why layers with named inputs and results are not a network: the facts.
package indirect enum BlobError: Error, Equatable, Sendable {
  /// A layer reads a name that no earlier layer gives.
  case unknownBlob(String, layer: String)
  /// A layer that reads nothing.
  case noInput(layer: String)
  /// A layer without a result.
  case noOutput(layer: String)
  /// A layer that cannot work on the shapes that it reads.
  case shape(layer: String, type: String, inputs: [Shape], problem: ShapeError)
  /// A file without layers.
  case noLayers
  /// More layers than the limit.
  case tooManyLayers(limit: Int)
}

extension BlobError: FormatError {
  /// One line: the layer, what was found, what was expected.
  package var description: String {
    switch self {
    case .unknownBlob(let name, let layer):
      "\(layer): reads '\(name)', which no earlier layer gives"
    case .noInput(let layer): "\(layer): reads nothing, expected an input"
    case .noOutput(let layer): "\(layer): has no result"
    case .shape(let layer, let type, let inputs, let problem):
      "\(layer): \(type) on \(inputs.map(\.description).joined(separator: " and ")): \(problem)"
    case .noLayers: "a network without layers"
    case .tooManyLayers(let limit): "more than \(limit) layers"
    }
  }
}
