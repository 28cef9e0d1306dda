import ConvCostCore

/// Reads TensorFlow Lite files: the network without its weights.
package enum TFLiteFile {
  /// The four letters of the files.
  static let identifier = "TFL3"

  /// Reads a network from a file's bytes without reading the weights.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - options: lengths of inputs if they are not the file's.
  /// - Throws: `TFLiteError` for bytes that are not a model, and for one that cannot be followed.
  package static func read(
    _ bytes: ByteSource, _ options: ModelOptions = ModelOptions()
  ) throws(TFLiteError) -> ImportedNetwork {
    let file = FlatBuffer(bytes)
    let model: TFLiteModel
    do throws(FlatBufferError) {
      model = try TFLiteModel(file)
    } catch {
      throw .flatBuffer(error)
    }
    guard let main = model.subgraphs.first else { throw .noSubgraph }
    let inference = try TFLiteInference(model, file, try TFLiteBinding(main, options))
    let network = try StatedNetwork(inference, model)
    do throws(NetworkError) { return try network.imported() } catch { throw .network(error) }
  }
}
