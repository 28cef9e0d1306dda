/// Collects the layers that are listed in a block's body.
///
/// Primitives, blocks and layers may be mixed; `if`, `switch` and `for` can be used.
@resultBuilder
public enum LayerBuilder {
  /// Takes a primitive, a block or a layer.
  public static func buildExpression(_ expression: some LayerConvertible) -> Layer {
    expression.makeLayer()
  }

  /// Takes a list of layers.
  public static func buildExpression(_ expression: [Layer]) -> [Layer] { expression }

  /// Takes a list of primitives or blocks of one type.
  public static func buildExpression(_ expression: [some LayerConvertible]) -> [Layer] {
    expression.map { $0.makeLayer() }
  }

  /// Starts with a layer. Most bodies have several, so room is reserved for them.
  public static func buildPartialBlock(first: Layer) -> [Layer] {
    var layers: [Layer] = []
    layers.reserveCapacity(8)
    layers.append(first)
    return layers
  }

  /// Starts with several layers.
  public static func buildPartialBlock(first: [Layer]) -> [Layer] { first }

  /// Adds the next layer.
  public static func buildPartialBlock(
    accumulated: consuming [Layer], next: Layer
  ) -> [Layer] {
    accumulated.append(next)
    return accumulated
  }

  /// Adds the next layers.
  public static func buildPartialBlock(
    accumulated: consuming [Layer], next: [Layer]
  ) -> [Layer] {
    accumulated.append(contentsOf: next)
    return accumulated
  }

  /// Allows an empty body.
  public static func buildBlock() -> [Layer] { [] }

  /// Takes an `if` without `else`.
  public static func buildOptional(_ layers: [Layer]?) -> [Layer] { layers ?? [] }

  /// Takes the first of two choices.
  public static func buildEither(first: [Layer]) -> [Layer] { first }

  /// Takes the second of two choices.
  public static func buildEither(second: [Layer]) -> [Layer] { second }

  /// Takes the layers of a loop.
  public static func buildArray(_ layers: [[Layer]]) -> [Layer] {
    var all: [Layer] = []
    all.reserveCapacity(layers.reduce(0) { $0 + $1.count })
    for layers in layers { all.append(contentsOf: layers) }
    return all
  }
}
