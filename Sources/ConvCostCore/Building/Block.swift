/// A part of an architecture that is composed of layers and other blocks.
///
/// A block is a value that says what it consists of; its stored properties are the columns of the
/// paper's table:
///
///     struct Fire: Block {                       // SqueezeNet
///       var squeeze: Int, expand: Int
///       var body: [Layer] {
///         Convolution(squeeze, kernel: 1)
///         Activation.relu
///         Concat {
///           Sequential { Convolution(expand, kernel: 1); Activation.relu }
///           Sequential { Convolution(expand, kernel: 3, padding: 1); Activation.relu }
///         }
///       }
///     }
public protocol Block: LayerConvertible, Hashable {
  /// The block's name in reports; the type's name unless stated.
  static var typeName: String { get }

  /// Whether unnamed layers of the body get their position as a name, as in PyTorch's `Sequential`;
  /// by default they get their kind.
  static var isNumbered: Bool { get }

  /// What the block consists of, in order.
  @LayerBuilder var body: [Layer] { get }
}

extension Block {
  /// The type's own name.
  public static var typeName: String { String(describing: Self.self) }

  /// Unnamed layers get their kind as a name, not their position.
  public static var isNumbered: Bool { false }

  /// The block as a level of the tree.
  public func makeLayer() -> Layer {
    .scope(Layer.Scope(self), body)
  }
}
