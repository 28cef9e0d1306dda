import ConvCostCore
import ConvCostJSON

/// A call of a layer with what it reads.
struct KerasUse {
  /// The layer.
  let layer: KerasLayer
  /// The call.
  let call: KerasCall
  /// The results that it reads, in order.
  let inputs: [KerasTensor]
  /// The shape of its first result as the file states it, if it holds for this input.
  var stated: [Int]?

  /// The only input.
  var input: KerasTensor {
    get throws(KerasError) {
      guard inputs.count == 1 else {
        throw .inputs(layer: layer.name, found: inputs.count, expected: "one")
      }
      return inputs[0]
    }
  }

  /// The settings.
  var config: KerasConfig { layer.config }

  /// Returns the error for an input of another shape.
  func unfit(_ input: KerasTensor, expected: String) -> KerasError {
    .shape(layer: layer.name, type: layer.type, found: input.dims, expected: expected)
  }
}

extension KerasNetwork {
  /// Adds the layers of a model and returns its results.
  mutating func add(
    _ model: KerasModel, on inputs: [KerasTensor]
  ) throws(KerasError) -> [KerasTensor] {
    let outer = place
    defer { place = outer }
    if !model.isBuilt(on: inputs) { place.followsFile = false }
    var results: [KerasResult: KerasTensor] = [:]
    let sequenceInputs = model.inputs.isEmpty ? inputs : []
    if !model.inputs.isEmpty {
      guard inputs.count == model.inputs.count else {
        throw .inputs(
          layer: model.name, found: inputs.count, expected: "\(model.inputs.count)")
      }
      for (result, tensor) in zip(model.inputs, inputs) { results[result] = tensor }
    }
    func result(_ result: KerasResult, of reader: String) throws(KerasError) -> KerasTensor {
      guard let tensor = results[result] else {
        throw .unknownResult(
          of: model.layers[result.layer].name, call: result.call, result: result.result,
          layer: reader)
      }
      return tensor
    }
    for number in model.order {
      let layer = model.layers[number.layer]
      let call = layer.calls[number.call]
      var inputs: [KerasTensor] = []
      for read in call.reads { inputs.append(try result(read, of: layer.name)) }
      if call.reads.isEmpty { inputs = sequenceInputs }
      var use = KerasUse(layer: layer, call: call, inputs: inputs)
      if let shape = model.shapes[number] {
        if place.followsFile, shape.allSatisfy({ $0 != nil }) {
          use.stated = shape.compactMap { $0 }
        } else if shape == layer.builtOn ?? call.reads.first.flatMap({ model.shapes[$0] }) {
          // A layer that keeps the shape of the file's input keeps that of another one.
          use.stated = inputs.first?.dims
        }
      }
      for (index, tensor) in try add(use, call: number.call).enumerated() {
        results[KerasResult(layer: number.layer, call: number.call, result: index)] = tensor
      }
    }
    var outputs: [KerasTensor] = []
    for output in model.outputs { outputs.append(try result(output, of: model.name)) }
    return outputs
  }

  /// Adds a call of a layer at its place.
  private mutating func add(
    _ use: KerasUse, call: Int
  ) throws(KerasError) -> [KerasTensor] {
    try countCall()
    let outer = place
    defer { place = outer }
    if use.layer.calls.count > 1 { place.isShared = true }
    if call > 0 { place.isRepeated = true }
    if use.config["trainable"]?.bool == false {
      frozen.insert((place.weights + [use.layer.name]).joined(separator: "/"))
    }
    return try apply(use, call: call)
  }

  /// Adds the layers of a model inside a level with the layer's name.
  mutating func nest(
    _ model: KerasModel, in layer: KerasLayer, call: Int, on inputs: [KerasTensor]
  ) throws(KerasError) -> [KerasTensor] {
    let outer = place
    defer { place = outer }
    place.path.append(call > 0 ? "\(layer.name)#\(call + 1)" : layer.name)
    place.weights.append(layer.name)
    try enter()
    return try add(model, on: inputs)
  }

  /// Notes that the current layers are inside one more model or wrapper.
  mutating func enter() throws(KerasError) {
    place.depth += 1
    guard place.depth <= KerasModelReader.deepestNesting else {
      throw .nestedTooDeep(limit: KerasModelReader.deepestNesting)
    }
  }
}

extension KerasModel {
  /// Whether inputs have the lengths that the file states for them.
  fileprivate func isBuilt(on tensors: [KerasTensor]) -> Bool {
    zip(inputs, tensors).allSatisfy { input, tensor in
      let config = layers[input.layer].config
      let dims = (config["batch_shape"] ?? config["batch_input_shape"])?.kerasShape
      return dims.map { zip($0, tensor.dims).allSatisfy { $0 == nil || $0 == $1 } } ?? true
    }
  }
}
