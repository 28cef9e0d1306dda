/// A layer that is computed in one step: a leaf of a tree.
public protocol OperationConvertible: Hashable, Sendable {
  /// The case of `Operation` that holds this layer.
  var operation: Operation { get }
}

/// Everything that the package knows about a layer that is computed in one step.
///
/// Each primitive states all of this next to its definition. There are no default values that a new
/// primitive could forget to change: what is counted, kept, seen, scaled and drawn of a network is
/// derived from these statements.
package protocol Primitive: OperationConvertible {
  /// The kind of the operation.
  var operationKind: OperationKind { get }
  /// Returns the hyper-parameters in short, such as `3×3 s2 p1`, or an empty text.
  ///
  /// - Parameter rank: the number of axes of the map that the primitive works on.
  func detail(on rank: Int) -> String
  /// How code usually writes it, which decides what other counters see.
  var usualForm: SourceForm { get }

  /// Returns the shape of the result.
  ///
  /// - Throws: `ShapeError` if the primitive cannot work on the input.
  func output(of input: Shape) throws(ShapeError) -> Shape

  /// Returns the cost on an input for which `output(of:)` gave `output`.
  ///
  /// - Throws: `ShapeError.overflow` if a count does not fit in 64 bits.
  func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost

  /// Where the result is stored.
  var memory: ResultMemory { get }
  /// Returns what a training step keeps until the backward pass, on an input for which
  /// `output(of:)` gave `output`.
  ///
  /// - Throws: `ShapeError.overflow` if a count does not fit in 64 bits.
  func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors

  /// Returns which elements of the input each element of the result depends on along an axis; nil
  /// for all.
  func reading(input: Shape, output: Shape, along axis: Axis) -> Reading?

  /// How it uses channels.
  var channelUse: ChannelUse { get }
  /// Returns the primitive with its own channels scaled; the input's channels come from earlier
  /// layers.
  func scaled(by scaling: ChannelScaling) -> Self
}
