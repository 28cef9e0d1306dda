/// A function of each element; it has no parameters and keeps the shape.
public enum Activation: String, Primitive, CaseIterable {
  /// max(x, 0).
  case relu
  /// min(max(x, 0), 6), MobileNetV2's.
  case relu6
  /// max(x, αx) with a small factor α, Darknet's.
  case leakyRelu
  /// x · σ(x), EfficientNet's swish.
  case silu
  /// σ(x) = 1/(1 + e^−x).
  case sigmoid
  /// relu6(x + 3)/6, MobileNetV3's.
  case hardSigmoid
  /// x · hardSigmoid(x), MobileNetV3's.
  case hardSwish
  /// x · Φ(x), with the normal distribution function Φ.
  case gelu
  /// The hyperbolic tangent.
  case tanh
  /// Exponentials divided by their sum, over the features.
  case softmax

  package var operationKind: OperationKind {
    switch self {
    case .relu: .relu
    case .relu6: .relu6
    case .leakyRelu: .leakyRelu
    case .silu: .silu
    case .sigmoid: .sigmoid
    case .hardSigmoid: .hardSigmoid
    case .hardSwish: .hardSwish
    case .gelu: .gelu
    case .tanh: .tanh
    case .softmax: .softmax
    }
  }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .activation(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps the result if the derivative can be computed from it, otherwise the input.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch self {
    case .relu, .sigmoid, .tanh, .softmax: SavedTensors(output: true)
    case .relu6, .leakyRelu, .silu, .hardSigmoid, .hardSwish, .gelu: SavedTensors(inputs: .all)
    }
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
