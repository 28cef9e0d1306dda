package import ConvCostJSON

/// An error in a spec file: the facts, without text.
package struct SpecError: Error, Hashable, Sendable {
  /// The problem.
  package indirect enum Problem: Hashable, Sendable {
    /// A text that is not JSON.
    case json(JSONError.Problem)
    /// Something other than expected.
    case unexpected(found: String, expected: String)
    /// An unknown key.
    case unknownKey(String, known: [String])
    /// An unknown name.
    case unknownName(String, known: [String])
    /// An object without a key that says what it is.
    case noKind(known: [String])
    /// An object with two keys that say what it is.
    case twoKinds(String, String)
    /// A key that is missing.
    case missingKey(String)
    /// A key that has no effect at its place.
    case noEffect(String, NoEffect)
    /// An invalid expression.
    case expression(String, ExpressionProblem)
    /// A text that is not a layer.
    case layer(LayerNotation.Problem)
    /// More layers than the limit.
    case tooManyLayers(limit: Int)
  }

  /// The position in the text; nil for a value from elsewhere.
  package var position: JSONValue.Position?
  /// The place in the tree, such as `layers[3].residual[0].conv`; empty at the top.
  package var path: String
  /// The problem.
  package var problem: Problem
}

/// The reason why a key, or a word of a layer, has no effect: the facts, without text.
package enum NoEffect: Hashable, Sendable {
  /// The groups of a depthwise convolution.
  case groupsOfDepthwise
  /// The multiplier of a convolution that is not depthwise.
  case multiplierOfGrouped
  /// The rounding of a transposed convolution's output.
  case roundingOfTransposed
  /// A key of a single layer, on a table, which gives several.
  case ofTable
  /// A key of a layer, on a label, which has no operation.
  case ofLabel
  /// The width of a block that does not widen its channels.
  case ofUnexpanded
  /// A setting that another key already states.
  case besides(String)
  /// A setting that needs another key.
  case without(String)
  /// A setting that only other kinds of a module have.
  case onlyOf(String)
}

/// An error in an expression: the facts, without text.
package indirect enum ExpressionProblem: Error, Hashable, Sendable {
  /// Something other than expected.
  case unexpected(String, expected: String)
  /// An unknown name.
  case unknownName(String, known: [String])
  /// A function with another number of arguments.
  case arguments(String, expected: Int, found: Int)
  /// A result that is not a number.
  case undefined
  /// More parts in parentheses than the limit.
  case tooDeep(limit: Int)
  /// A longer text than the limit, in characters.
  case tooLong(limit: Int)
}
