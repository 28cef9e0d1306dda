import ConvCostCore
import ConvCostJSON

/// The functions of elements by their names in Keras.
enum KerasActivation {
  /// Those that are primitives.
  static let known: [String: Activation] = [
    "relu": .relu, "relu6": .relu6, "leaky_relu": .leakyRelu, "silu": .silu, "swish": .silu,
    "sigmoid": .sigmoid, "hard_sigmoid": .hardSigmoid, "hard_silu": .hardSwish,
    "hard_swish": .hardSwish, "gelu": .gelu, "tanh": .tanh, "softmax": .softmax,
  ]

  /// Returns the name of a function: a text, or an object of the class or of the function.
  static func name(_ value: JSONValue) -> String? {
    if let name = value.string { return snakeCase(name) }
    guard let type = value["class_name"]?.string else { return nil }
    if type == "function" || type == "builtin_function_or_method" {
      return value["config"]?.string.map(snakeCase)
    }
    if type == "Activation" { return value["config"]?["activation"].flatMap(name) }
    if type == "ReLU", value["config"]?["max_value"]?.wholeNumber == 6 { return "relu6" }
    return snakeCase(type)
  }

  /// Returns a name of a class as that of a function: `LeakyReLU` is `leaky_relu`.
  private static func snakeCase(_ name: String) -> String {
    // Names of functions that are registered have a package before them.
    let name = name.split(separator: ">").last.map(String.init) ?? name
    switch name {
    case "ReLU": return "relu"
    case "LeakyReLU": return "leaky_relu"
    case "ELU", "PReLU": return name.lowercased()
    case "Softmax": return "softmax"
    default: return name
    }
  }
}

extension KerasNetwork {
  /// Adds a function of elements.
  mutating func activate(
    _ name: String, _ layer: KerasLayer, _ part: String = "", on input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    if let activation = KerasActivation.known[name] {
      return try add(activation.layer, layer, part, on: input)
    }
    if name == "glu" {
      // The last dimension is halved in every layout.
      var dims = input.dims
      guard let last = dims.last, last % 2 == 0 else {
        throw .shape(
          layer: layer.name, type: name, found: dims, expected: "an even number of features")
      }
      dims[dims.count - 1] /= 2
      return try add(
        Stated(name, .function), layer, part, on: [input], dims: dims, layout: input.layout)
    }
    return try add(Stated(name, .function), layer, part, on: [input])
  }

  /// Adds an `Activation` layer.
  mutating func activation(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard let value = use.config["activation"], let name = KerasActivation.name(value) else {
      throw .missing(
        layer: use.layer.name, key: "activation", expected: "the name of a function")
    }
    return name == "linear"
      ? try add(Identity().layer, use.layer, on: try use.input)
      : try activate(name, use.layer, on: try use.input)
  }

  /// Adds a `ReLU` layer, which may have an upper bound or a slope.
  mutating func relu(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let bound = try use.config.number("max_value")
    let slope = try use.config.number("negative_slope") ?? 0
    let input = try use.input
    switch (bound, slope) {
    case (nil, 0): return try add(Activation.relu.layer, use.layer, on: input)
    case (6?, 0): return try add(Activation.relu6.layer, use.layer, on: input)
    case (nil, _): return try add(Activation.leakyRelu.layer, use.layer, on: input)
    default: return try add(Stated("ReLU", .function), use.layer, on: [input])
    }
  }

  /// Adds a `PReLU` layer, whose slopes are its weights: one for each element of a sample but along
  /// the shared axes.
  mutating func prelu(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    var lengths = input.dims
    for axis in try use.config.integers("shared_axes") ?? [] {
      guard lengths.indices.contains(axis - 1) else {
        throw use.unfit(input, expected: "the shared axes to be among its dimensions")
      }
      lengths[axis - 1] = 1
    }
    guard let weights = elementCount(lengths) else {
      throw .tooLarge(layer: use.layer.name, quantity: "weights")
    }
    return try add(Stated("PReLU", .function, weights: weights), use.layer, on: [input])
  }
}
