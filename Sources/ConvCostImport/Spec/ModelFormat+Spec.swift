package import ConvCostCore

extension ModelFormat {
  /// The project's own files, which people write as JSON.
  static let spec = ModelFormat(
    name: "spec", endings: [".json", ".jsonc"], largest: largestText,
    recognizes: NetworkSpec.isSpec,
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(SpecError) {
        return try NetworkSpec(bytes.withBytes(in: 0..<bytes.count) { Array($0) })
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension NetworkSpec: LayerModel {
  package func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    var network: Network
    do throws(SpecError) {
      network = try self.network(options.parameters)
    } catch {
      throw .format(ReaderError(error))
    }
    try network.resizeInputs(options)
    return network
  }
}

extension SpecError: FormatError {
  package var isPlaced: Bool { position != nil }
}
