/// A layer that is computed in one step: what it does to a shape, what that costs, and what training
/// keeps of it.
///
/// Each primitive states these rules once, beside its definition; lowering, counting and every
/// report call them there.
public protocol Primitive: Hashable, Sendable {
  /// Returns the hyper-parameters in short, such as `3×3 s2 p1`; empty where there are none.
  ///
  /// - Parameter rank: the number of axes of the map that the primitive works on.
  func detail(on rank: Int) -> String
  /// The case of `Operation` that holds this primitive.
  var operation: Operation { get }

  /// Returns the shape of the result.
  ///
  /// - Throws: `ShapeError` where the primitive cannot work on the input.
  func output(of input: Shape) throws(ShapeError) -> Shape

  /// Returns the cost on an input for which `output(of:)` gave `output`.
  ///
  /// - Throws: `ShapeError.overflow` where a count does not fit in 64 bits.
  func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost

  /// Returns what a training step keeps until the backward pass, on an input for which `output(of:)`
  /// gave `output`. Every primitive states it: there is no usual case.
  ///
  /// - Throws: `ShapeError.overflow` where a count does not fit in 64 bits.
  func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors
}

extension Primitive {
  /// Nothing to say beyond the name.
  public func detail(on rank: Int) -> String { "" }

  /// The same shape as the input's.
  public func output(of input: Shape) throws(ShapeError) -> Shape { input }

  /// Nothing: no parameters, and no work under the standard convention.
  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }
}
