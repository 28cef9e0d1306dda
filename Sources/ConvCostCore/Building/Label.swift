/// A name under which a value is kept, so that a later layer can read it.
///
/// A label is plain data: a tree with labels can be compared, stored and written. A block that wants to read
/// a value of its surroundings has the label as a property.
public struct Label: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text that tells labels apart.
  public var text: String

  /// Creates a label.
  public init(_ text: String) {
    self.text = text
  }

  /// Creates a label whose text is the literal.
  public init(stringLiteral text: String) {
    self.text = text
  }

  public var description: String { text }
}

/// Keeps the value here under a label, and passes it on.
///
///     for (level, width) in [64, 128, 256].enumerated() {
///       DoubleConv(width)
///       Keep(Label("skip\(level)"))
///       Pool.max(2)
///     }
///
/// Labels that a block keeps are there after it too, but the block never changes what a label means around
/// it: when a block ends, labels that were there before have their values of before.
public struct Keep: LayerConvertible, Hashable {
  /// The label.
  public var label: Label

  /// Keeps the value under a label.
  public init(_ label: Label) {
    self.label = label
  }

  public var layer: Layer { .keep(label) }
}

/// The value that was kept under a label, in place of the value here.
///
///     Concat {
///       From("skip2")
///       TransposedConvolution(256, kernel: 2, stride: 2)
///     }
public struct From: LayerConvertible, Hashable {
  /// The label.
  public var label: Label

  /// Reads the value of a label.
  public init(_ label: Label) {
    self.label = label
  }

  public var layer: Layer { .from(label) }
}

/// Layers that end in a result of the network beside its main one, with a name: a detection head, a level of a
/// pyramid, a mask.
///
///     Output("boxes") {
///       From("p3")
///       BoxHead()
///     }
///
/// The network goes on with the value before them.
public struct Output: LayerConvertible, Hashable {
  /// What the result is called.
  public var name: String
  /// The layers.
  public var layers: [Layer]

  /// Creates a result of the layers.
  public init(_ name: String, @LayerBuilder _ layers: () -> [Layer]) {
    self.name = name
    self.layers = layers()
  }

  public var layer: Layer { .output(.result(name), layers) }
}

extension LayerConvertible {
  /// Returns the layer with weights that all layers of the same label share, wherever they stand.
  ///
  /// The first of them has the parameters; the others must be the same layers on as many channels, and cost
  /// their multiply-accumulates only. RetinaNet's head works on five maps so. Lin et al., "Focal Loss for
  /// Dense Object Detection", 2017.
  public func sharing(_ label: Label) -> Layer {
    .shared(label, layer)
  }
}
