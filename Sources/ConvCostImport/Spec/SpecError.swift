package import ConvCostJSON

/// Why a spec file does not describe a network: the facts.
package struct SpecError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// It is not JSON.
    case json(JSONError.Problem)
    /// Something else than should be there.
    case unexpected(found: String, expected: String)
    /// A key that is not known there.
    case unknownKey(String, known: [String])
    /// A name that is not known there.
    case unknownName(String, known: [String])
    /// An object that says nothing of what it is.
    case noKind(known: [String])
    /// An object that is two things at once.
    case twoKinds(String, String)
    /// A key that is missing.
    case missingKey(String)
    /// A key that changes nothing where it stands.
    case noEffect(String, NoEffect)
    /// An expression that is none.
    case expression(String, ExpressionProblem)
    /// A text that is no layer.
    case layer(LayerNotation.Problem)
    /// More layers than the limit.
    case tooManyLayers(limit: Int)
  }

  /// Where it is in the text; nil for a value that came from elsewhere.
  package var position: JSONValue.Position?
  /// Where it is in the tree, such as `layers[3].residual[0].conv`; empty at the top.
  package var path: String
  /// What is wrong.
  package var problem: Problem
}

/// Why a key, or a word of a layer, changes nothing: the facts.
package enum NoEffect: Hashable, Sendable {
  /// The groups of a depthwise convolution.
  case groupsOfDepthwise
  /// The multiplier of a convolution that is not depthwise.
  case multiplierOfGrouped
  /// The rounding of a transposed convolution's output.
  case roundingOfTransposed
  /// What one layer can have, on a table, which stands for several.
  case ofTable
  /// What a layer can have, on a label, which computes nothing.
  case ofLabel
  /// The width of a block that does not widen its channels.
  case ofUnexpanded
  /// What another key says already.
  case besides(String)
  /// What only a key that is not there would make use of.
  case without(String)
  /// What only other kinds of a module have.
  case onlyOf(String)
}

/// Why a text is no expression: the facts.
package enum ExpressionProblem: Error, Hashable, Sendable {
  /// Something else than should be there.
  case unexpected(String, expected: String)
  /// A name that has no value here.
  case unknownName(String, known: [String])
  /// A function with another number of arguments.
  case arguments(String, expected: Int, found: Int)
  /// A result that is no number.
  case undefined
  /// More parts in parentheses than the limit.
  case tooDeep(limit: Int)
}
