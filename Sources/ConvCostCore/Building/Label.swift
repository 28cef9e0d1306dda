/// A name under which a value is kept, so that a later layer can read it.
///
/// A label is plain data: a tree with labels can be compared, stored and written. A block that
/// reads a value from outside of it has the label as a property.
public struct Label: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text that tells labels apart.
  public var text: String

  public init(_ text: String) {
    self.text = text
  }

  public init(stringLiteral text: String) {
    self.text = text
  }

  public var description: String { text }
}

/// Keeps the current value under a label, and passes it on.
///
///     for (level, width) in [64, 128, 256].enumerated() {
///       DoubleConv(width)
///       Keep(Label("skip\(level)"))
///       Pool.max(2)
///     }
///
/// Labels that a block keeps can be read after it too. If a block keeps a value under a label that
/// was in use before, the label has its earlier value again after the block.
public struct Keep: LayerConvertible, Hashable {
  /// The label.
  public var label: Label

  public init(_ label: Label) {
    self.label = label
  }

  public func makeLayer() -> Layer { .keep(label) }
}

/// Goes on with the value that was kept under a label, in place of the current one.
///
///     Concat {
///       From("skip2")
///       TransposedConvolution(256, kernel: 2, stride: 2)
///     }
public struct From: LayerConvertible, Hashable {
  /// The label.
  public var label: Label

  public init(_ label: Label) {
    self.label = label
  }

  public func makeLayer() -> Layer { .from(label) }
}

/// Layers that compute a further result of the network, with a name: a detection head, a level of a
/// pyramid, a mask.
///
///     Output("boxes") {
///       From("p3")
///       BoxHead()
///     }
///
/// The network goes on with the value before them.
public struct Output: LayerConvertible, Hashable {
  /// The name of the result.
  public var name: String
  /// The layers.
  public var layers: [Layer]

  public init(_ name: String, @LayerBuilder _ layers: () -> [Layer]) {
    self.name = name
    self.layers = layers()
  }

  public func makeLayer() -> Layer { .output(.result(name), layers) }
}

extension LayerConvertible {
  /// Returns the layer with weights that are shared by all layers under the same label, anywhere in
  /// the network.
  ///
  /// The first of them has the parameters. The others must be the same layers on the same number of
  /// channels; they add multiply-accumulates but no parameters. RetinaNet's head is used on five
  /// maps in this way. Lin et al., "Focal Loss for Dense Object Detection", 2017.
  public func sharing(_ label: Label) -> Layer {
    .shared(label, layer)
  }
}
