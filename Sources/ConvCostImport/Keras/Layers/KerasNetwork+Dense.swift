import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `Dense`, which works along the last dimension.
  mutating func dense(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try tokens(try use.input, for: use.layer)
    let units = try use.config.length("units")
    let bias = try use.config.flag("use_bias", default: true)
    guard use.config["lora_rank"] != nil else {
      let linear = Linear(units, bias: bias)
      return try fused(use, on: try add(linear.layer, use.layer, on: input))
    }
    // An adapter of a low rank beside the kernel.
    let rank = try use.config.length("lora_rank")
    guard let kernel = checkedProduct(input.channels, units),
      let down = checkedProduct(input.channels, rank), let up = checkedProduct(rank, units),
      let weights = checkedSum(kernel, down, up), let positions = elementCount(input.extent),
      let macs = checkedProduct(weights, positions)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    let result = try add(
      Stated(
        "Dense with adapter", .layer, macs: macs, weights: weights, biases: bias ? units : 0),
      use.layer, on: [input], dims: input.dims.dropLast() + [units], layout: input.layout)
    return try fused(use, on: result)
  }

  /// Adds `Embedding`, a table with a row for each word.
  mutating func embedding(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try tokens(try use.input, for: use.layer)
    let width = try use.config.length("output_dim")
    guard let weights = checkedProduct(try use.config.length("input_dim"), width) else {
      throw .tooLarge(layer: use.layer.name, quantity: "weights")
    }
    return try add(
      Stated("Embedding", .movement, weights: weights), use.layer, on: [input],
      dims: input.dims + [width])
  }

  /// Adds `EinsumDense`: a product of the input with a kernel, whose dimensions follow from an
  /// equation such as `abc,cde->abde`.
  mutating func einsumDense(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let config = use.config
    let input = try tokens(try use.input, for: use.layer)
    guard let text = config["equation"]?.string else {
      throw .missing(layer: use.layer.name, key: "equation", expected: "an equation")
    }
    let expected = "an equation such as \"abc,cd->abd\" that fits the input and the output_shape"
    let failure = KerasError.setting(
      layer: use.layer.name, key: "equation", found: "\"\(text)\"", expected: expected)
    guard var equation = EinsumEquation(text, rank: input.dims.count) else { throw failure }
    let given = config["output_shape"]?.list ?? config["output_shape"].map { [$0] } ?? []
    guard equation.bind(input: input.dims, output: given.map(\.wholeNumber)) else { throw failure }
    let biasAxes = Array(config["bias_axes"]?.string ?? "")
    guard let weights = equation.product(of: equation.kernel),
      let macs = equation.product(of: equation.all),
      let biases = biasAxes.isEmpty ? 0 : equation.product(of: biasAxes),
      let dims = equation.dims
    else { throw failure }
    let result = try add(
      Stated("EinsumDense", .layer, macs: macs, weights: weights, biases: biases), use.layer,
      on: [input], dims: dims)
    return try fused(use, on: result)
  }
}
