import ConvCostCore
import ConvCostJSON

/// What an operator in a model's graph is: `x + y`, `ops.mean(x)`, `tf.reshape(x)`.
///
/// Keras 3 has a class for each operator, Keras 2 a layer with the name of TensorFlow's function.
enum KerasOperator: Equatable, Sendable {
  case sum, product, quotient, join
  case function, identity
  case activation(String)
  case concatenate, stack, split
  case reshape, transpose, expand, squeeze, item
  case reduce(PoolKind?)
  case matrixProduct, pad, resize

  /// The operators by their names in lower case without underscores.
  static let all: [String: KerasOperator] = [
    "add": .sum, "multiply": .product, "mul": .product, "subtract": .join, "sub": .join,
    "divide": .quotient, "truediv": .quotient, "truedivide": .quotient, "floordivide": .join,
    "maximum": .join, "minimum": .join, "power": .join, "pow": .join, "mod": .join,
    "squareddifference": .join, "greater": .join, "greaterequal": .join, "less": .join,
    "lessequal": .join, "equal": .join, "notequal": .join, "logicaland": .join,
    "logicalor": .join, "where": .join,
    "exp": .function, "log": .function, "log1p": .function, "expm1": .function,
    "sqrt": .function, "rsqrt": .function, "square": .function, "abs": .function,
    "absolute": .function, "negative": .function, "neg": .function, "sin": .function,
    "cos": .function, "erf": .function, "clip": .function, "clipbyvalue": .function,
    "round": .function, "floor": .function, "ceil": .function, "sign": .function,
    "reciprocal": .function, "logicalnot": .function, "cumsum": .function, "l2normalize": .function,
    "normalize": .function, "roll": .function, "flip": .function, "logsoftmax": .function,
    "cast": .identity, "identity": .identity, "stopgradient": .identity, "copy": .identity,
    "converttotensor": .identity, "ensureshape": .identity, "checknumerics": .identity,
    "relu": .activation("relu"), "relu6": .activation("relu6"), "silu": .activation("silu"),
    "swish": .activation("silu"), "sigmoid": .activation("sigmoid"), "tanh": .activation("tanh"),
    "gelu": .activation("gelu"), "softmax": .activation("softmax"),
    "leakyrelu": .activation("leaky_relu"), "hardsigmoid": .activation("hard_sigmoid"),
    "hardsilu": .activation("hard_silu"), "hardswish": .activation("hard_silu"),
    "elu": .activation("elu"), "selu": .activation("selu"), "softplus": .activation("softplus"),
    "mish": .activation("mish"), "softsign": .activation("softsign"),
    "concatenate": .concatenate, "concat": .concatenate, "stack": .stack, "split": .split,
    "reshape": .reshape, "transpose": .transpose, "permutedims": .transpose,
    "expanddims": .expand, "squeeze": .squeeze, "getitem": .item,
    "mean": .reduce(.average), "reducemean": .reduce(.average), "max": .reduce(.max),
    "reducemax": .reduce(.max), "amax": .reduce(.max), "sum": .reduce(nil),
    "reducesum": .reduce(nil), "min": .reduce(nil), "amin": .reduce(nil),
    "reducemin": .reduce(nil), "prod": .reduce(nil), "var": .reduce(nil), "std": .reduce(nil),
    "argmax": .reduce(nil), "argmin": .reduce(nil), "logsumexp": .reduce(nil),
    "matmul": .matrixProduct, "pad": .pad, "resize": .resize,
  ]

  /// Returns the name of a layer's operator; nil for another layer.
  static func name(of layer: KerasLayer) -> String? {
    let name: Substring
    if layer.module.hasPrefix("keras.src.ops") || layer.module.hasPrefix("keras.ops") {
      name = layer.type[...]
    } else if layer.type == "TFOpLambda" {
      guard let function = layer.config["function"]?.string else { return nil }
      name = function.split(separator: ".").last ?? ""
    } else if layer.type == "SlicingOpLambda" {
      name = "getitem"
    } else {
      return nil
    }
    return name.filter { $0 != "_" }.lowercased()
  }
}

extension KerasUse {
  /// The value of an operator's parameter: in the settings, by its name or by its position.
  func parameter(_ names: String..., at position: Int? = nil) -> JSONValue? {
    for name in names {
      if let value = config[name] { return value }
      if let value = call.keywords?[name], value.content != .null { return value }
    }
    let arguments = call.arguments
    guard let position, arguments.indices.contains(position),
      arguments[position].content != .null
    else { return nil }
    return arguments[position]
  }

  /// A parameter that is a number or a list of numbers.
  func numbers(_ names: String..., at position: Int) throws(KerasError) -> [Int]? {
    var found: JSONValue?
    for name in names where found == nil { found = parameter(name, at: position) }
    guard let found else { return nil }
    let elements = found.list ?? [found]
    let numbers = elements.compactMap(\.wholeNumber)
    guard numbers.count == elements.count, numbers.count <= 64,
      numbers.allSatisfy({ $0.magnitude <= RawInteger.longest })
    else { throw config.unexpected(found, names[0], expected: "whole numbers") }
    return numbers
  }

  /// Returns axes as dimensions of a result, counted without the batch; nil if one is the batch.
  func axes(_ axes: [Int], of rank: Int) -> [Int]? {
    let own = axes.map { KerasTensor.dimension($0, of: rank) }
    return own.allSatisfy { (0..<rank).contains($0) } && Set(own).count == own.count ? own : nil
  }
}
