import ConvCostCore

/// A network in a file of Caffe.
///
/// A file describes the network for training, for testing or for use; the network of the test phase
/// is read, without the layers that compare its results with labels. Shapes follow from those of
/// the inputs, so the layers are followed anew for each set of options.
struct CaffeFile: LayerModel {
  private let model: CaffeModel
  private let selection: CaffeSelection

  /// Reads a file.
  ///
  /// - Throws: `CaffeError` for bytes that are not a network of Caffe.
  init(_ bytes: ByteSource) throws(CaffeError) {
    model = try CaffeModel(bytes)
    selection = CaffeSelection(model)
  }

  var about: String { model.name }

  var inputNames: [String] { CaffeInputs(model, selection).names }

  var parameters: [NetworkSpec.Parameter] { [] }

  func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    let inputs = CaffeInputs(model, selection)
    do throws(CaffeError) {
      let bound = try inputs.bound(options)
      var lowering = CaffeLowering(model, inputs: bound)
      var network = try lowering.network(selection)
      network.subject.notes = lowering.notes(selection)
      return network
    } catch {
      if case .option(let cause) = error { throw cause }
      throw .format(ReaderError(error))
    }
  }
}
