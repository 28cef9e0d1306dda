import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds a join of the inputs, element by element; nil is a function that is not a primitive.
  mutating func join(_ use: KerasUse, _ merge: Merge?) throws(KerasError) -> KerasTensor {
    guard use.inputs.count > 1 else {
      throw .inputs(layer: use.layer.name, found: use.inputs.count, expected: "at least two")
    }
    return try join(use.inputs, use, merge)
  }

  /// Adds a join of results, element by element.
  mutating func join(
    _ inputs: [KerasTensor], _ use: KerasUse, _ merge: Merge?, _ part: String = ""
  ) throws(KerasError) -> KerasTensor {
    guard let dims = try? broadcast(inputs.map(\.dims)) else {
      throw .mismatch(layer: use.layer.name, type: use.layer.type, shapes: inputs.map(\.dims))
    }
    let inputs = try aligned(inputs, rank: dims.count, for: use.layer)
    var result = inputs[0]
    result.dims = dims
    let areEqual = inputs.allSatisfy { $0.dims == dims }
    if let merge, result.isMap || areEqual {
      result.blob = try append(.merge(merge), use.layer, part, reading: inputs)
      return result
    }
    return try add(
      Stated(use.layer.type, .function), use.layer, part, on: inputs, dims: dims,
      layout: result.layout)
  }

  /// Adds `Average`: a sum and a factor.
  mutating func average(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let sum = try join(use, .add)
    return try add(FixedScale.scaling.layer, use.layer, ".mean", on: sum)
  }

  /// Adds the sum of Keras' Inception-ResNet, whose second term is multiplied by a constant.
  mutating func scaledSum(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard use.inputs.count == 2 else {
      throw .inputs(layer: use.layer.name, found: use.inputs.count, expected: "two")
    }
    let scaled = try add(
      FixedScale.scaling.layer, use.layer, ".scale", on: use.inputs[1])
    return try join([use.inputs[0], scaled], use, .add)
  }

  /// Adds `Concatenate` along an axis, which counts the batch.
  mutating func concatenate(_ use: KerasUse, axis: Int) throws(KerasError) -> KerasTensor {
    guard let first = use.inputs.first else {
      throw .inputs(layer: use.layer.name, found: 0, expected: "at least one")
    }
    let rank = first.dims.count
    let own = KerasTensor.dimension(axis, of: rank)
    guard first.dims.indices.contains(own), use.inputs.allSatisfy({ $0.dims.count == rank }) else {
      throw .mismatch(
        layer: use.layer.name, type: use.layer.type, shapes: use.inputs.map(\.dims))
    }
    let inputs = try aligned(use.inputs, rank: rank, for: use.layer)
    var result = inputs[0]
    var length = 0
    for input in inputs {
      for index in input.dims.indices where index != own && input.dims[index] != first.dims[index] {
        throw .mismatch(
          layer: use.layer.name, type: use.layer.type, shapes: inputs.map(\.dims))
      }
      // Each length fits in 32 bits, and there are few enough of them.
      length += input.dims[own]
    }
    result.dims[own] = length
    if own == result.channelAxis {
      result.blob = try append(.merge(.concat), use.layer, reading: inputs)
      return result
    }
    return try add(
      Stated(use.layer.type, .movement), use.layer, on: inputs, dims: result.dims,
      layout: result.layout)
  }

  /// Adds `Dot`: sums of products along an axis of each input.
  mutating func dot(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard use.inputs.count == 2 else {
      throw .inputs(layer: use.layer.name, found: use.inputs.count, expected: "two")
    }
    var inputs: [KerasTensor] = []
    for input in use.inputs { inputs.append(try tokens(input, for: use.layer)) }
    let axes = try use.config.integers("axes") ?? [-1]
    var rest: [[Int]] = []
    var lengths: [Int] = []
    for (input, axis) in zip(inputs, [axes.first ?? -1, axes.last ?? -1]) {
      let own = KerasTensor.dimension(axis, of: input.dims.count)
      guard input.dims.indices.contains(own) else {
        throw use.unfit(input, expected: "the axis \(axis) to be one of its dimensions")
      }
      var dims = input.dims
      lengths.append(dims.remove(at: own))
      rest.append(dims)
    }
    guard lengths[0] == lengths[1] else {
      throw .mismatch(
        layer: use.layer.name, type: use.layer.type, shapes: inputs.map(\.dims))
    }
    let dims = rest[0] + rest[1]
    guard let macs = elementCount(dims + [lengths[0]]) else {
      throw .tooLarge(layer: use.layer.name, quantity: "multiply-accumulates")
    }
    // Two vectors give a single number.
    return try add(
      Stated("Dot", .product, macs: macs), use.layer, on: inputs,
      dims: dims.isEmpty ? [1] : dims)
  }

  /// Returns results in one form, with dimensions of one before those of a lower rank.
  mutating func aligned(
    _ inputs: [KerasTensor], rank: Int, for layer: KerasLayer
  ) throws(KerasError) -> [KerasTensor] {
    if Set(inputs.map(\.layout)).count == 1, inputs.allSatisfy({ $0.dims.count == rank }),
      Set(inputs.map { blobs.shape(of: $0.blob)?.rank }).count == 1
    {
      return inputs
    }
    let map = inputs.first { $0.isMap && $0.dims.count == rank }
    var result: [KerasTensor] = []
    for input in inputs {
      let expanded = try expand(input, rank: rank, for: layer)
      result.append(
        try convert(
          expanded, to: map?.layout ?? KerasTensor.plain(expanded.dims.count), for: layer))
    }
    return result
  }

  /// Returns a result with dimensions of one before its own.
  private mutating func expand(
    _ input: KerasTensor, rank: Int, for layer: KerasLayer
  ) throws(KerasError) -> KerasTensor {
    guard input.dims.count < rank else { return input }
    var result = input
    result.dims = Array(repeating: 1, count: rank - input.dims.count) + input.dims
    // The mean of each channel is a map of one element already.
    if input.layout == .pooled, blobs.shape(of: input.blob)?.rank == rank - 1 {
      result.layout = .channelsLast
      return result
    }
    result.layout = KerasTensor.plain(rank)
    guard let shape = KerasTensor.shape(result.dims, result.layout, steps: input.steps) else {
      throw .tooLarge(layer: layer.name, quantity: "lengths or elements of the input")
    }
    result.blob = try append(
      .layer(Reshape(to: shape).layer), layer, ".reshape", reading: [input])
    return result
  }
}
