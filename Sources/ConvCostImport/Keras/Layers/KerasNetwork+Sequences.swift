import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `LSTM`, `GRU` or `SimpleRNN`: the products of each step.
  mutating func recurrent(
    _ use: KerasUse, _ kind: KerasCell.Kind
  ) throws(KerasError) -> [KerasTensor] {
    let input = try sequence(use)
    let cell = try KerasCell(kind, features: input.dims[1], use.config)
    return try unroll(use, input, [cell], try KerasSequence(use.config), name: use.layer.type)
  }

  /// Adds `RNN` with a cell or a stack of cells.
  mutating func cells(_ use: KerasUse) throws(KerasError) -> [KerasTensor] {
    let input = try sequence(use)
    guard let cells = try self.cells(use.config, features: input.dims[1]) else {
      return [try unknown(use)]
    }
    return try unroll(use, input, cells, try KerasSequence(use.config), name: "RNN")
  }

  /// Adds `Bidirectional`: the same layer forwards and backwards, and the results joined.
  mutating func bidirectional(_ use: KerasUse) throws(KerasError) -> [KerasTensor] {
    let inner = try wrapped(use, "layer")
    let input = try sequence(use)
    let features = input.dims[1]
    var directions: [[KerasCell]] = []
    for layer in [
      inner, use.config["backward_layer"] == nil ? inner : try wrapped(use, "backward_layer"),
    ] {
      guard let cells = try cells(of: layer, features: features) else { return [try unknown(use)] }
      directions.append(cells)
    }
    let mode =
      use.config.isNull("merge_mode")
      ? nil
      : try use.config.choice(
        "merge_mode", default: "concat", among: ["concat", "sum", "mul", "ave"])
    return try unroll(
      use, input, directions[0], try KerasSequence(inner.config),
      name: "Bidirectional \(inner.type)", backwards: directions[1], mode: mode)
  }

  /// Returns the cells of a recurrent layer; nil for a class of the author's own.
  private func cells(of layer: KerasLayer, features: Int) throws(KerasError) -> [KerasCell]? {
    switch KerasKind.all[layer.type] {
    case .recurrent(let kind): [try KerasCell(kind, features: features, layer.config)]
    case .cells: try cells(layer.config, features: features)
    default: nil
    }
  }

  /// Returns the cells of an `RNN`, each on the units of the one before.
  private func cells(
    _ config: KerasConfig, features: Int
  ) throws(KerasError) -> [KerasCell]? {
    let cell = try config.inner("cell").value
    let list = cell["config"]?["cells"]?.list ?? [cell]
    guard list.count <= Self.mostCells else { throw .tooManyLayers(limit: Self.mostCells) }
    var cells: [KerasCell] = []
    for value in list {
      guard let kind = value["class_name"]?.string.flatMap(KerasCell.Kind.init(cell:)) else {
        return nil
      }
      cells.append(
        try KerasCell(
          kind, features: cells.last?.units ?? features,
          KerasConfig(layer: config.layer, value["config"])))
    }
    return cells
  }

  /// The most cells of one layer.
  private static let mostCells = 1000

  /// Adds the steps of recurrent cells, and returns the result and the states.
  private mutating func unroll(
    _ use: KerasUse, _ input: KerasTensor, _ cells: [KerasCell], _ sequence: KerasSequence,
    name: String, backwards: [KerasCell] = [], mode: String? = "sum"
  ) throws(KerasError) -> [KerasTensor] {
    let all = cells + backwards
    var (weights, biases) = (0, 0)
    for cell in all {
      guard let sum = checkedSum(weights, cell.weights) else {
        throw .tooLarge(layer: use.layer.name, quantity: "weights")
      }
      weights = sum
      biases += cell.biases
    }
    guard let macs = checkedProduct(weights, input.dims[0]), let last = cells.last else {
      throw .tooLarge(layer: use.layer.name, quantity: "multiply-accumulates")
    }
    let steps = sequence.returnsSequences ? [input.dims[0]] : []
    let width = mode == "concat" ? last.units + (backwards.last?.units ?? 0) : last.units
    let result = try add(
      Stated(name, .layer, macs: macs, weights: weights, biases: biases), use.layer,
      on: [input], dims: steps + [width])
    var results = [result]
    if mode == nil, let back = backwards.last {
      results.append(
        try add(
          Stated(name, .movement), use.layer, ".backward", on: [result],
          dims: steps + [back.units]))
    }
    guard sequence.returnsState else { return results }
    let widths = all.flatMap { Array(repeating: $0.units, count: $0.states) }
    for (state, width) in widths.enumerated() {
      results.append(
        try add(
          Stated(name, .movement), use.layer, ".state\(state)", on: [result], dims: [width]))
    }
    return results
  }

  /// Returns the first input as a sequence of features: the others are states.
  private mutating func sequence(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard let first = use.inputs.first else {
      throw .inputs(layer: use.layer.name, found: 0, expected: "at least one")
    }
    guard first.dims.count == 2 else { throw use.unfit(first, expected: "two dimensions") }
    return try tokens(first, for: use.layer)
  }

  /// Adds `TimeDistributed`: a layer or a model on each step of a sequence.
  mutating func timeDistributed(
    _ use: KerasUse, call: Int
  ) throws(KerasError) -> [KerasTensor] {
    var input = try use.input
    guard let count = input.dims.first, input.dims.count > 1, input.steps == nil else {
      throw use.unfit(input, expected: "steps and at least one more dimension")
    }
    try enter()
    let inner = try wrapped(use, "layer")
    let isFirst = try innerFormat(inner)
    let isMap = input.dims.count > 2 && input.dims.count <= 5
    input = try convert(
      input, to: isMap ? .stack(isChannelsFirst: isFirst) : .tokens, for: use.layer)
    input.steps = count
    input.dims.removeFirst()
    input.layout =
      isMap ? (isFirst ? .channelsFirst : .channelsLast) : KerasTensor.plain(input.dims.count)
    let results =
      if let model = use.layer.model.first {
        try nest(model, in: use.layer, call: call, on: [input])
      } else {
        try apply(KerasUse(layer: inner, call: use.call, inputs: [input]))
      }
    var outer: [KerasTensor] = []
    for var result in results {
      if result.layout == .pooled { result = try tokens(result, for: use.layer) }
      result.layout =
        result.isMap
        ? .stack(isChannelsFirst: result.layout == .channelsFirst) : .tokens
      result.dims.insert(count, at: 0)
      result.steps = nil
      outer.append(result)
    }
    return outer
  }

  /// Whether a layer, or the first one of its model that says so, has its channels first.
  private func innerFormat(_ layer: KerasLayer) throws(KerasError) -> Bool {
    if layer.config["data_format"] != nil { return try layer.config.hasChannelsFirst }
    for inner in layer.model.first?.layers ?? [] where inner.config["data_format"] != nil {
      return try inner.config.hasChannelsFirst
    }
    return false
  }

  /// Adds `ConvLSTM`: an LSTM of convolutions.
  mutating func convolutionalLSTM(
    _ use: KerasUse, _ rank: Int
  ) throws(KerasError) -> [KerasTensor] {
    let config = use.config
    // Further inputs are states.
    guard let first = use.inputs.first else {
      throw .inputs(layer: use.layer.name, found: 0, expected: "at least one")
    }
    guard first.dims.count == rank + 2, first.steps == nil else {
      throw use.unfit(first, expected: "\(rank + 2) dimensions")
    }
    let isFirst = try config.hasChannelsFirst
    var step = first
    step.dims.removeFirst()
    step.layout = isFirst ? .channelsFirst : .channelsLast
    let filters = try config.length("filters")
    let extent = try config.window(rank).lengths(on: step, use)
    let bias = try config.flag("use_bias", default: true)
    guard let kernel = elementCount(try config.lengths("kernel_size", axes: rank)),
      let inner = checkedSum(step.channels, filters),
      let weights = checkedProduct(4, kernel, filters, inner),
      let positions = elementCount(extent + [first.dims[0]]),
      let macs = checkedProduct(weights, positions)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    let sequence = try KerasSequence(config)
    let dims = isFirst ? [filters] + extent : extent + [filters]
    let layout: KerasTensor.Layout = isFirst ? .channelsFirst : .channelsLast
    let result = try add(
      Stated(
        use.layer.type, .layer, macs: macs, weights: weights, biases: bias ? 4 * filters : 0),
      use.layer, on: [first],
      dims: sequence.returnsSequences ? [first.dims[0]] + dims : dims,
      layout: sequence.returnsSequences ? .stack(isChannelsFirst: isFirst) : layout)
    guard sequence.returnsState else { return [result] }
    var results = [result]
    for state in 0..<2 {
      results.append(
        try add(
          Stated(use.layer.type, .movement), use.layer, ".state\(state)", on: [result],
          dims: dims, layout: layout))
    }
    return results
  }

  /// Returns the layer that a wrapper has as a setting, at the wrapper's place.
  func wrapped(_ use: KerasUse, _ key: String) throws(KerasError) -> KerasLayer {
    let (type, value) = try use.config.inner(key)
    return KerasLayer(
      name: use.layer.name, type: type, module: value["module"]?.string ?? "",
      config: try KerasConfig(layer: use.layer.name, value["config"]), builtOn: nil,
      calls: use.layer.calls, model: use.layer.model)
  }
}
