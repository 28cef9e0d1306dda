/// A further input of a network. Layers read it by its label.
///
///     Network(input: .map(3, 224), sideInputs: [Input("depth", .map(1, 224))]) {
///       Backbone()
///       Sum {
///         Chain {}
///         Chain {
///           From("depth")
///           Backbone()
///         }
///       }
///     }
public struct Input: Hashable, Sendable {
  /// The name of the input, by which layers read it.
  public var label: Label
  /// The shape of one sample.
  public var shape: Shape

  public init(_ label: Label, _ shape: Shape) {
    self.label = label
    self.shape = shape
  }
}
