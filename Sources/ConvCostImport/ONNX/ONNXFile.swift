/// Reads ONNX files: the network without its weights.
package enum ONNXFile {
  /// Reads a network from a file's bytes without reading the weights.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - size: the input's lengths if they are not the file's: the side of a square, height and
  ///     width, or these after the channels. They are for the first input that is a map.
  ///   - sizes: the lengths of other inputs, by their names.
  ///   - dimensions: lengths that the file leaves open, by their names.
  /// - Throws: `ONNXError` for bytes that are not a model, and for a model that cannot be followed.
  package static func read(
    _ bytes: ByteSource, size: [Int]? = nil, sizes: [String: [Int]] = [:],
    dimensions: [String: Int] = [:]
  ) throws(ONNXError) -> ImportedNetwork {
    let model = try ONNXModel(bytes)
    let binding = try InputBinding(model, size: size, sizes: sizes, dimensions: dimensions)
    let inference = try ShapeInference(model, binding)
    var lowering = try GraphLowering(inference)
    return try lowering.network(model)
  }
}
