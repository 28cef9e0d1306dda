import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds the work of a layer and returns its results.
  ///
  /// A class that is not Keras' own has unknown work, and the totals are lower bounds.
  mutating func apply(_ use: KerasUse, call: Int = 0) throws(KerasError) -> [KerasTensor] {
    let layer = use.layer
    if let model = layer.model.first, layer.type != "TimeDistributed" {
      return try nest(model, in: layer, call: call, on: use.inputs)
    }
    if let name = KerasOperator.name(of: layer) { return try operate(use, name) }
    guard let kind = KerasKind.all[layer.type] else { return [try unknown(use)] }
    switch kind {
    case .convolution(let rank): return [try convolution(use, rank)]
    case .transposedConvolution(let rank): return [try transposedConvolution(use, rank)]
    case .depthwiseConvolution(let rank): return [try depthwiseConvolution(use, rank)]
    case .separableConvolution(let rank): return [try separableConvolution(use, rank)]
    case .localConvolution(let rank): return [try localConvolution(use, rank)]
    case .dense: return [try dense(use)]
    case .einsumDense: return [try einsumDense(use)]
    case .embedding: return [try embedding(use)]
    case .batchNorm: return [try batchNorm(use)]
    case .layerNorm: return [try layerNorm(use)]
    case .rmsNorm: return [try rmsNorm(use)]
    case .groupNorm: return [try groupNorm(use)]
    case .spectralNorm: return [try spectralNorm(use)]
    case .inputNorm: return [try inputNorm(use)]
    case .fixedScale(let scale): return [try add(scale.layer, layer, on: try use.input)]
    case .layerScale: return [try layerScale(use)]
    case .activation: return [try activation(use)]
    case .known(let activation): return [try add(activation.layer, layer, on: try use.input)]
    case .relu: return [try relu(use)]
    case .prelu: return [try prelu(use)]
    case .function: return [try add(Stated(layer.type, .function), layer, on: [try use.input])]
    case .pool(let kind, let rank): return [try pool(use, kind, rank)]
    case .globalPool(let kind, let rank): return [try globalPool(use, kind, rank)]
    case .adaptivePool(let kind, let rank): return [try adaptivePool(use, kind, rank)]
    case .zeroPad(let rank): return [try border(use, "padding", rank, isCrop: false)]
    case .crop(let rank): return [try border(use, "cropping", rank, isCrop: true)]
    case .upsample(let rank): return [try upsample(use, rank)]
    case .resize: return [try resize(use)]
    case .centerCrop: return [try centerCrop(use)]
    case .flatten: return [try flatten(use)]
    case .reshape: return [try reshape(use)]
    case .permute: return [try permute(use)]
    case .repeatVector: return [try repeatVector(use)]
    case .identity: return [try add(Identity().layer, layer, on: try use.input)]
    case .dropout: return [try add(Dropout().layer, layer, on: try use.input)]
    case .stochasticDepth: return [try add(StochasticDepth().layer, layer, on: try use.input)]
    case .sum: return [try join(use, .add)]
    case .product: return [try join(use, .multiply)]
    case .average: return [try average(use)]
    case .join: return [try join(use, nil)]
    case .concatenate:
      return [try concatenate(use, axis: try use.config.integer("axis", default: -1))]
    case .dot: return [try dot(use)]
    case .scaledSum: return [try scaledSum(use)]
    case .recurrent(let cell): return try recurrent(use, cell)
    case .cells: return try cells(use)
    case .bidirectional: return try bidirectional(use)
    case .timeDistributed: return try timeDistributed(use, call: call)
    case .convolutionalLSTM(let rank): return try convolutionalLSTM(use, rank)
    case .multiHeadAttention: return try multiHeadAttention(use)
    case .groupedQueryAttention: return try groupedQueryAttention(use)
    case .attention: return try attention(use, isAdditive: false)
    case .additiveAttention: return try attention(use, isAdditive: true)
    case .operatorLambda, .slicingLambda: return [try unknown(use)]
    }
  }

  /// Adds a layer of unknown work, whose result has the shape that the file states.
  mutating func unknown(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    try add(stating: Stated(use.layer.type, .unknown), use)
  }

  /// Adds a layer whose result has the shape that the file states.
  mutating func add(
    stating stated: Stated, _ use: KerasUse
  ) throws(KerasError) -> KerasTensor {
    guard let first = use.inputs.first else {
      throw .inputs(layer: use.layer.name, found: 0, expected: "at least one")
    }
    guard let dims = use.stated ?? outputShape(use) else {
      throw .unknownShape(layer: use.layer.name, type: use.layer.type)
    }
    if stated.work == .unknown { unknown[use.layer.type, default: 0] += 1 }
    // A map stays a map: a layer of unknown work rarely moves the channels.
    let keepsMap = first.isMap && dims.count == first.dims.count
    return try add(
      stated, use.layer, on: use.inputs, dims: dims,
      layout: keepsMap ? first.layout : KerasTensor.plain(dims.count))
  }

  /// The shape that a `Lambda` layer of Keras 2 states.
  private func outputShape(_ use: KerasUse) -> [Int]? {
    guard let elements = use.config["output_shape"]?.list else { return nil }
    let lengths = elements.compactMap(\.wholeNumber)
    guard lengths.count == elements.count, lengths.allSatisfy({ $0 > 0 }) else { return nil }
    return lengths
  }

  /// Adds the activation that a layer applies to its result.
  mutating func fused(
    _ use: KerasUse, on result: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    guard let value = use.config["activation"] else { return result }
    guard let name = KerasActivation.name(value) else {
      throw use.config.unexpected(value, "activation", expected: "the name of a function")
    }
    guard name != "linear" else { return result }
    return try activate(name, use.layer, ".act", on: result)
  }
}
