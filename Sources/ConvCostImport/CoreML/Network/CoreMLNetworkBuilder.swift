import ConvCostCore

/// Builds the tree of a neural network, layer by layer, with the shape of every result.
struct CoreMLNetworkBuilder {
  /// A tensor that a layer gives and that is the same for every input.
  struct Constant {
    var lengths: [Int]
    var weights: CoreMLWeights?
    /// Whether its numbers are those of an earlier layer.
    var isCounted = false
    /// The numbers that count at the layer that reads it; a single number is no parameter.
    var count: Int {
      let count = elementCount(lengths) ?? 0
      return isCounted || count < 2 ? 0 : count
    }
  }

  let mapping: CoreMLMapping
  private(set) var blobs: BlobNetwork
  /// The lengths of each result, as the file counts dimensions; nil if they are unknown.
  private var lengths: [String: [Int]?] = [:]
  private(set) var constants: [String: Constant] = [:]
  private var types = StoredTypes()

  init(inputs: [(name: String, lengths: [Int])], _ mapping: CoreMLMapping) {
    self.mapping = mapping
    blobs = BlobNetwork(
      inputs: inputs.map { input in
        (
          input.name,
          mapping.shape(input.lengths, isVector: input.lengths.dropFirst().allSatisfy { $0 == 1 })
            ?? .vector(elementCount(input.lengths) ?? 1)
        )
      })
    for input in inputs { lengths[input.name] = input.lengths }
  }

  /// Returns the tree.
  func network() throws(BlobError) -> Network { try blobs.network() }

  /// What a report says of the stored numbers.
  var notes: [Subject.Note] {
    types.list.storedText.map { [Subject.Note("Types", $0)] } ?? []
  }

  /// Adds a layer.
  ///
  /// - Throws: `CoreMLError` for a layer that cannot work on what it reads.
  mutating func append(_ layer: CoreMLLayer) throws(CoreMLError) {
    guard !layer.outputs.isEmpty else { throw .blobs(.noOutput(layer: layer.place)) }
    if layer.kind == .loadConstant || layer.kind == .loadConstantND {
      return try load(layer)
    }
    let inputs = layer.inputs.filter { constants[$0] == nil }
    for name in inputs where blobs.shape(of: name) == nil {
      throw .unknownValue(name, operation: layer.place)
    }
    let call = CoreMLLayerCall(
      layer: layer, mapping: mapping,
      inputs: inputs.map { (name) in
        CoreMLLayerCall.Input(
          shape: blobs.shape(of: name) ?? .vector(1), lengths: lengths[name] ?? nil)
      },
      constants: layer.inputs.compactMap { constants[$0] })
    guard !inputs.isEmpty else {
      // What is computed from constants is a constant.
      for output in layer.outputs {
        constants[output] = Constant(lengths: call.constants.first?.lengths ?? [])
      }
      return
    }
    let results: [CoreMLLayerCall.Result]
    do throws(OperatorProblem) {
      results = try call.results()
    } catch {
      throw .operation(layer.place, type: layer.type, problem: error)
    }
    for (weights, count) in call.storedWeights { types.add(weights, count: count) }
    for name in layer.inputs { constants[name]?.isCounted = true }
    try append(results, of: layer, reading: inputs)
  }

  private mutating func append(
    _ results: [CoreMLLayerCall.Result], of layer: CoreMLLayer, reading inputs: [String]
  ) throws(CoreMLError) {
    let name = layer.name.isEmpty ? layer.outputs[0] : layer.name
    let works = results.map(\.work)
    do throws(BlobError) {
      if case .parts? = works.first {
        for result in results {
          guard case .parts(let layers) = result.work else { continue }
          try blobs.append(
            .parts(layers), named: name, type: layer.type, reading: [inputs[0]],
            giving: layer.outputs)
        }
      } else {
        for (index, output) in layer.outputs.enumerated() {
          // Further results exist without work of their own, such as the states of a recurrent
          // layer.
          let work = index < works.count ? works[index] : .alias
          var isJoined = false
          switch work {
          case .merge, .stated: isJoined = true
          case .layer, .alias, .parts: break
          }
          let read = index > 0 ? [layer.outputs[0]] : isJoined ? inputs : [inputs[0]]
          try blobs.append(
            work, named: name, type: layer.type, reading: read, giving: [output])
        }
      }
    } catch {
      throw .blobs(error)
    }
    for (index, output) in layer.outputs.enumerated() {
      constants[output] = nil
      lengths[output] = index < results.count ? results[index].lengths : nil
      guard let shape = blobs.shape(of: output) else { continue }
      guard elementCount(shape.dimensions) != nil else {
        throw .operation(
          layer.place, type: layer.type, problem: .tooManyElements(shape.dimensions))
      }
    }
  }

  private mutating func load(_ layer: CoreMLLayer) throws(CoreMLError) {
    let lengths: [Int]
    do throws(OperatorProblem) {
      lengths = try layer.fields.integers(1).lengths(from: 1)
      guard elementCount(lengths) != nil else { throw .tooManyElements(lengths) }
    } catch {
      throw .operation(layer.place, type: layer.type, problem: error)
    }
    for output in layer.outputs {
      constants[output] = Constant(
        lengths: lengths, weights: layer.fields.weights(2).first)
    }
  }
}

/// Counts stored numbers by their types.
private struct StoredTypes {
  private var types: [String: ImportedNetwork.StoredType] = [:]

  mutating func add(_ weights: CoreMLWeights, count: Int) {
    guard let name = weights.type, count > 0 else { return }
    var type = types[name] ?? ImportedNetwork.StoredType(name: name, count: 0, bits: 0)
    type.count = type.count.saturatingAdding(count)
    type.bits = type.bits.saturatingAdding(weights.bits)
    types[name] = type
  }

  var list: [ImportedNetwork.StoredType] {
    types.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
