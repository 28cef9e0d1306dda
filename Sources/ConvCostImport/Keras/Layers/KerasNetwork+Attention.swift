import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `MultiHeadAttention`: four products with weights, and two of positions with positions.
  ///
  /// Vaswani et al., "Attention Is All You Need", 2017.
  mutating func multiHeadAttention(_ use: KerasUse) throws(KerasError) -> [KerasTensor] {
    let config = use.config
    let (query, value, key) = try roles(use)
    let heads = try config.length("num_heads")
    let keyWidth = try config.length("key_dim")
    let valueWidth = try config.length("value_dim", default: keyWidth)
    let output = try outputDims(config, query)
    guard let keys = checkedProduct(heads, keyWidth),
      let values = checkedProduct(heads, valueWidth), let width = elementCount(output)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    var work = AttentionWork(use.layer.name)
    try work.project(query, to: keys)
    try work.project(key, to: keys)
    try work.project(value, to: values)
    try work.project(positions: query.positionCount, from: values, to: width)
    if try config.flag("use_gate", default: false) { try work.project(query, to: values) }
    return try add(
      work, use, query, value, heads: heads, widths: (keyWidth, valueWidth), output: output)
  }

  /// Adds `GroupedQueryAttention`, in which several queries share a key and a value.
  mutating func groupedQueryAttention(_ use: KerasUse) throws(KerasError) -> [KerasTensor] {
    let config = use.config
    let (query, value, key) = try roles(use)
    let heads = try config.length("num_query_heads")
    let shared = try config.length("num_key_value_heads")
    let width = try config.length("head_dim")
    guard let queries = checkedProduct(heads, width), let keys = checkedProduct(shared, width)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    var work = AttentionWork(use.layer.name)
    try work.project(query, to: queries)
    try work.project(key, to: keys)
    try work.project(value, to: keys)
    try work.project(positions: query.positionCount, from: queries, to: query.channels)
    if try config.flag("use_gate", default: false) { try work.project(query, to: queries) }
    return try add(
      work, use, query, value, heads: heads, widths: (width, width), output: [query.channels])
  }

  /// Adds `Attention` or `AdditiveAttention`: products of positions with positions, and a scale.
  mutating func attention(
    _ use: KerasUse, isAdditive: Bool
  ) throws(KerasError) -> [KerasTensor] {
    let (query, value, key) = try roles(use)
    guard query.dims.count == 2, value.dims.count == 2, query.channels == key.channels else {
      throw .mismatch(
        layer: use.layer.name, type: use.layer.type, shapes: use.inputs.map(\.dims))
    }
    let mode = try use.config.choice("score_mode", default: "dot", among: ["dot", "concat"])
    let addsScore = isAdditive || mode == "concat"
    var work = AttentionWork(use.layer.name)
    if try use.config.flag("use_scale", default: isAdditive) {
      work.weights += isAdditive ? query.channels : 1
    }
    if !isAdditive, addsScore { work.weights += 1 }
    if !addsScore { try work.multiply([query.positionCount, value.positionCount, key.channels]) }
    try work.multiply([query.positionCount, value.positionCount, value.channels])
    let result = try add(
      Stated(use.layer.type, .product, macs: work.macs, weights: work.weights), use.layer,
      on: use.inputs, dims: [query.dims[0], value.channels])
    return [result] + (try scores(use, result, [query.dims[0], value.dims[0]]))
  }

  /// Adds an attention of several heads with the products that it computes besides.
  private mutating func add(
    _ work: AttentionWork, _ use: KerasUse, _ query: KerasTensor, _ value: KerasTensor,
    heads: Int, widths: (key: Int, value: Int), output: [Int]
  ) throws(KerasError) -> [KerasTensor] {
    // With axes of its own it does not see all positions, and which it sees is not followed here.
    let rank = query.dims.count
    let axes = try use.config.integers("attention_axes")
    guard
      axes.map({ Set($0.map { KerasTensor.dimension($0, of: rank) }) == Set(0..<rank - 1) })
        ?? true
    else {
      let partial = Stated(
        use.layer.type, .unknown, weights: work.weights,
        biases: try use.config.flag("use_bias", default: true) ? work.biases : 0)
      unknown[use.layer.type, default: 0] += 1
      return [try add(partial, use.layer, on: use.inputs, dims: query.dims.dropLast() + output)]
    }
    var work = work
    try work.multiply([heads, query.positionCount, value.positionCount, widths.key])
    try work.multiply([heads, query.positionCount, value.positionCount, widths.value])
    let bias = try use.config.flag("use_bias", default: true)
    let result = try add(
      Stated(
        use.layer.type, .layer, macs: work.macs, weights: work.weights,
        biases: bias ? work.biases : 0),
      use.layer, on: use.inputs, dims: query.dims.dropLast() + output)
    let positions = query.dims.dropLast() + value.dims.dropLast()
    return [result] + (try scores(use, result, [heads] + positions))
  }

  /// Returns the scores as a second result, if the call asks for them.
  private mutating func scores(
    _ use: KerasUse, _ result: KerasTensor, _ dims: [Int]
  ) throws(KerasError) -> [KerasTensor] {
    guard use.call.keywords?["return_attention_scores"]?.bool == true else { return [] }
    return [
      try add(Stated(use.layer.type, .movement), use.layer, ".scores", on: [result], dims: dims)
    ]
  }

  /// Returns query, value and key; the key is the value if there is none.
  private func roles(
    _ use: KerasUse
  ) throws(KerasError) -> (query: KerasTensor, value: KerasTensor, key: KerasTensor) {
    let inputs = use.inputs
    guard inputs.count >= 2, inputs.allSatisfy({ $0.dims.count >= 2 }) else {
      if let bad = inputs.first(where: { $0.dims.count < 2 }) {
        throw use.unfit(bad, expected: "at least two dimensions")
      }
      throw .inputs(layer: use.layer.name, found: inputs.count, expected: "a query and a value")
    }
    // A third input that is named is a mask.
    let isMask = use.call.keywords?.members?.contains {
      $0.key.hasSuffix("mask") && $0.value.members != nil
    }
    return (inputs[0], inputs[1], inputs.count > 2 && isMask != true ? inputs[2] : inputs[1])
  }

  /// Returns the dimensions of each position's result.
  private func outputDims(
    _ config: KerasConfig, _ query: KerasTensor
  ) throws(KerasError) -> [Int] {
    guard let dims = try config.integers("output_shape") else { return [query.channels] }
    guard !dims.isEmpty, dims.allSatisfy({ $0 > 0 }) else {
      throw .setting(
        layer: config.layer, key: "output_shape", found: "\(dims)",
        expected: "lengths of at least 1")
    }
    return dims
  }
}

extension KerasTensor {
  /// The number of positions of a result outside of `TimeDistributed`: all but the last dimension.
  fileprivate var positionCount: Int { elementCount(dims.dropLast()) ?? Int.max }
}

/// The weights and products of an attention, as they add up.
private struct AttentionWork {
  let layer: String
  var weights = 0
  var biases = 0
  var macs = 0

  init(_ layer: String) { self.layer = layer }

  /// Adds a product of each position with weights.
  mutating func project(_ input: KerasTensor, to width: Int) throws(KerasError) {
    try project(positions: input.positionCount, from: input.dims.last ?? 1, to: width)
  }

  /// Adds a product of a number of positions with weights.
  mutating func project(
    positions: Int, from features: Int, to width: Int
  ) throws(KerasError) {
    guard let product = checkedProduct(features, width), let sum = checkedSum(weights, product),
      let bias = checkedSum(biases, width)
    else { throw .tooLarge(layer: layer, quantity: "weights") }
    (weights, biases) = (sum, bias)
    try multiply([positions, features, width])
  }

  /// Adds a product of some lengths.
  mutating func multiply(_ lengths: [Int]) throws(KerasError) {
    var product: Int? = 1
    for length in lengths { product = product.flatMap { checkedProduct($0, length) } }
    guard let product, let sum = checkedSum(macs, product) else {
      throw .tooLarge(layer: layer, quantity: "multiply-accumulates")
    }
    macs = sum
  }
}
