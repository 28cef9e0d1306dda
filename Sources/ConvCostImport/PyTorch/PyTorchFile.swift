import ConvCostCore

/// Reads the programs that `torch.export.save` writes: the network without its weights.
package enum PyTorchFile {
  /// Reads a network from a file's bytes.
  ///
  /// - Parameter options: the lengths of inputs and of named dimensions, if they are not those that
  ///   the program was exported with.
  /// - Throws: `PyTorchError` for bytes that are not a program, or for options that do not fit it.
  package static func read(
    _ bytes: ByteSource, _ options: ModelOptions = ModelOptions()
  ) throws(PyTorchError) -> ImportedNetwork {
    let archive = try ExportArchive(bytes)
    let program = try ExportedProgram(try archive.programText(), named: archive.programName)
    let weights = StoredWeights(try archive.weightsText())
    let network = try ProgramNetwork(program, weights, options)
    do throws(NetworkError) {
      return try network.stated().imported()
    } catch {
      throw .network(error)
    }
  }
}
