package import ConvCostJSON

/// Why a file cannot be read as a Keras network: the facts.
package indirect enum KerasError: Error, Hashable, Sendable {
  /// A configuration that is not JSON.
  case json(JSONError)
  /// An archive that cannot be read.
  case archive(ZipError)
  /// An HDF5 file without a configuration.
  case noConfiguration
  /// JSON that does not describe a model, and what it is instead.
  case notAModel(found: String)
  /// A model whose class is the author's own, so that its layers are in its code.
  case ownClass(String)
  /// A model without layers.
  case noLayers(String)
  /// A setting of a layer that is not what it must be.
  case setting(layer: String, key: String, found: String, expected: String)
  /// A setting of a layer that is missing.
  case missing(layer: String, key: String, expected: String)
  /// More settings of a layer than the limit.
  case tooManySettings(layer: String, limit: Int)
  /// Names of layers that are longer than the limit together, in bytes.
  case namesTooLong(limit: Int)
  /// Two layers of a model with one name.
  case duplicateLayer(String)
  /// A layer reads the result of a layer that the model does not have.
  case unknownLayer(String, layer: String, known: [String])
  /// A layer reads the result of a call that another layer does not have.
  case unknownResult(of: String, call: Int, result: Int, layer: String)
  /// A layer whose input depends on its own result.
  case cycle(String)
  /// Models and wrappers nested in each other beyond the limit.
  case nestedTooDeep(limit: Int)
  /// More layers than the limit.
  case tooManyLayers(limit: Int)
  /// A layer with another number of inputs.
  case inputs(layer: String, found: Int, expected: String)
  /// A layer that cannot work on an input of this shape.
  case shape(layer: String, type: String, found: [Int], expected: String)
  /// Inputs of a layer that do not fit each other.
  case mismatch(layer: String, type: String, shapes: [[Int]])
  /// A number of a layer that does not fit in 64 bits, or a length that is too long.
  case tooLarge(layer: String, quantity: String)
  /// A layer whose result has a shape that neither a rule nor the file states.
  case unknownShape(layer: String, type: String)
  /// An input with lengths that the file leaves open.
  case openInput(String, [Int?], isFirst: Bool)
  /// A model that does not state the shape of its input.
  case noInputShape(String)
  /// Layers that do not make a network.
  case layers(BlobError)
}
