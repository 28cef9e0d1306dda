import ConvCostCore
import ConvCostJSON
import ConvCostText

/// A model of Keras in a file, of which the configuration is read and the weights are not.
package struct KerasFile: Sendable {
  /// The model.
  let model: KerasModel
  /// The inputs, in order.
  let inputs: [KerasInput]
  /// The version of Keras that wrote the file; nil where it does not say.
  let version: String?

  /// Reads a file.
  ///
  /// - Throws: `KerasError` for a file that is not a model.
  package init(_ bytes: ByteSource) throws(KerasError) {
    let configuration = try KerasConfiguration(bytes)
    model = try KerasModelReader.read(configuration.value)
    version = configuration.version
    inputs = try model.ownInputs()
  }

  /// Returns whether a file is a model of Keras, by its first bytes or its entries.
  package static func isKeras(_ file: ByteSource) -> Bool { KerasConfiguration.isKeras(file) }

  /// The names of the inputs.
  package var inputNames: [String] { inputs.map(\.name) }

  /// Returns the network for inputs with all their lengths.
  func network(
    on inputs: [KerasTensor], followsFile: Bool
  ) throws(KerasError) -> Network {
    var blobInputs: [(name: String, shape: Shape)] = []
    for input in inputs {
      guard let shape = KerasTensor.shape(input.dims, input.layout, steps: nil) else {
        throw .tooLarge(layer: input.blob, quantity: "elements of the input")
      }
      blobInputs.append((input.blob, shape))
    }
    var builder = KerasNetwork(
      blobs: BlobNetwork(inputs: blobInputs), inputs: inputs.map(\.blob), followsFile: followsFile)
    let results = try builder.finish(try builder.add(model, on: inputs), of: model)
    do throws(BlobError) {
      var network = try builder.blobs.network(results: results)
      network.framework = .tensorflow
      network.subject.notes = notes(on: builder)
      return network
    } catch {
      throw .layers(error)
    }
  }

  /// What reports say of the file.
  private func notes(on network: KerasNetwork) -> [Subject.Note] {
    var notes = [
      Subject.Note(
        "Format",
        [
          "Keras", version, model.isSequential ? "sequential model" : "functional model",
          model.name,
        ]
        .compactMap(\.self).joined(separator: " "))
    ]
    if !network.unknown.isEmpty {
      let kinds = network.unknown.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      notes.append(
        Subject.Note(
          "Unknown",
          "\(OperatorTally.text(of: kinds)), not counted; their shapes are those that the file"
            + " states"))
    }
    if !network.frozen.isEmpty {
      let count = network.frozen.count
      notes.append(
        Subject.Note(
          "Frozen",
          "\(Digits.grouped(count)) layer\(count == 1 ? " is" : "s are") not trained in the file;"
            + " their parameters are counted as parameters"))
    }
    return notes
  }
}

extension KerasNetwork {
  /// Gives the model's results their last form, and returns their names.
  fileprivate mutating func finish(
    _ results: [KerasTensor], of model: KerasModel
  ) throws(KerasError) -> [String] {
    var names: [String] = []
    for (result, output) in zip(results, model.outputs) {
      let held =
        result.layout == .pooled
        ? try tokens(result, for: model.layers[output.layer]) : result
      if !names.contains(held.blob) { names.append(held.blob) }
    }
    return names
  }
}

extension KerasModel {
  /// The inputs of the file's model.
  fileprivate func ownInputs() throws(KerasError) -> [KerasInput] {
    let isFirst = hasChannelsFirst
    var inputs: [KerasInput] = []
    for result in inputLayers {
      let layer = layers[result]
      let config = layer.config
      let stated = config["batch_shape"] ?? config["batch_input_shape"]
      guard let dims = stated?.kerasShape ?? layer.firstInputShape else {
        if let stated {
          throw config.unexpected(
            stated, "batch_shape", expected: "lengths or null, the batch first")
        }
        throw .noInputShape(name)
      }
      let readers =
        layer.isInput
        ? layers.filter { $0.calls.contains { $0.reads.contains { $0.layer == result } } } : [layer]
      inputs.append(
        KerasInput(
          name: layer.isInput ? layer.name : "input", dims: dims, isChannelsFirst: isFirst,
          use: Self.use(dims.count, readers, all: layers)))
    }
    guard !inputs.isEmpty else { throw .noInputShape(name) }
    return inputs
  }

  /// The layers that state the shapes of the inputs.
  private var inputLayers: [Int] { inputs.isEmpty ? [0] : inputs.map(\.layer) }

  /// Whether the first layer that says so has its channels first.
  fileprivate var hasChannelsFirst: Bool {
    for layer in layers {
      if let format = layer.config["data_format"]?.string { return format == "channels_first" }
      if let inner = layer.model.first, inner.hasChannelsFirst { return true }
    }
    return false
  }

  /// Returns how an input is used by the layers that read it.
  private static func use(
    _ rank: Int, _ readers: [KerasLayer], all: [KerasLayer]
  ) -> KerasInput.Use {
    let reader = readers.first
    if reader?.type == "TimeDistributed" || reader?.type.hasPrefix("ConvLSTM") == true {
      return rank > 2 ? .steps : .tokens
    }
    guard rank == 2 else { return .map }
    // A signal's convolutions and pools work on maps; other layers on positions with features.
    return all.contains { $0.type.hasSuffix("1D") || $0.type.contains("Conv1D") } ? .map : .tokens
  }
}

extension KerasLayer {
  /// The shape of the input of the first layer of a sequence, without the batch.
  fileprivate var firstInputShape: [Int?]? {
    if isInput { return nil }
    if let builtOn { return builtOn }
    let inner = model.first?.layers.first
    let config = inner?.config
    return (config?["batch_shape"] ?? config?["batch_input_shape"])?.kerasShape
      ?? inner?.firstInputShape
  }
}
