/// A network or a part of it as a tree: how architectures are written down.
///
/// A tree names input channels only where a width is computed from them; elsewhere shape inference
/// knows them. It is plain data, so that it can be compared, stored and sent between threads; what
/// depends on shapes is data too (`Shortcut`). Lowering turns a tree into a `Graph`, on which everything is counted.
public enum Layer: Hashable, Sendable {
  /// A primitive.
  case operation(Operation)
  /// Layers one after another, without a level of their own in the paths unless they are named or
  /// stand in a numbered scope.
  case chain([Layer])
  /// Layers one after another, as a level in the paths.
  case scope(Scope, [Layer])
  /// Branches that share one input, and the operation that joins them.
  case merge(Merge, [Layer])
  /// Layers whose result is added to their input, or to what the shortcut makes of it.
  case residual(Shortcut, [Layer])
  /// Layers that read the value here and end in a result of their own; the network goes on with the value
  /// itself.
  case output(Output, [Layer])
  /// The value here, kept under a label.
  case keep(Label)
  /// The value that was kept under a label, in place of the one here.
  case from(Label)
  /// An operation that makes the map here as high and as wide as the value under a label.
  case fitted(Fitting, Label)
  /// A layer with a name in the paths.
  indirect case named(Name, Layer)
  /// A layer whose operations the source writes in the given form.
  indirect case written(SourceForm, Layer)
  /// A layer whose weights are those of all layers shared under the same label.
  indirect case shared(Label, Layer)

  /// What a result of the network beside the main one is.
  public enum Output: Hashable, Sendable {
    /// A result of inference, by its name.
    case result(String)
    /// A classifier that is used in training only.
    case auxiliary
  }

  /// A level in the paths.
  public struct Scope: Hashable, Sendable {
    /// What the level is, such as `Bottleneck`.
    public var type: String
    /// Whether unnamed layers inside are called by their position, as in PyTorch's `Sequential`.
    public var isNumbered: Bool

    /// The block that the level was made of, before anything changed its layers; nil for a level that was
    /// written without one.
    package private(set) var recipe: (@Sendable () -> any Block)?

    /// Creates a level.
    public init(type: String, isNumbered: Bool = false) {
      self.type = type
      self.isNumbered = isNumbered
    }

    /// Creates the level of a block.
    init<Recipe: Block>(_ block: Recipe) {
      self.init(type: Recipe.typeName, isNumbered: Recipe.isNumbered)
      // A closure holds the block with one allocation, and without making every layer larger.
      recipe = { block }
    }

    /// Whether two levels are called the same; the block that made them is not part of a tree.
    public static func == (left: Self, right: Self) -> Bool {
      left.type == right.type && left.isNumbered == right.isNumbered
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(type)
      hasher.combine(isNumbered)
    }
  }

  /// What a layer is called inside of its scope.
  public enum Name: Hashable, Sendable {
    /// By what it is, `relu`, and for the next of its kind `relu_1`.
    case automatic
    /// By its position.
    case index(Int)
    /// By a given name.
    case text(String)
  }
}

/// What a residual connection adds to its layers' result.
public enum Shortcut: Hashable, Sendable {
  /// The input, whose shape must be the result's.
  case identity
  /// The input where its shape is the result's; elsewhere there is no connection. MobileNetV2's.
  case whenShapesMatch
  /// The input where its shape is the result's, elsewhere the given layer's result on the input.
  indirect case identityOr(Layer)
  /// The given layer's result on the input.
  indirect case through(Layer)
}

extension Shortcut {
  /// The shortcut of a block that is projected where the block strides or changes the channels.
  ///
  /// A strided block never passes its input on, not even where a map is so small that its shape stays:
  /// parameters do not depend on the size of the input. With a stride of one, shapes are equal where
  /// channels are.
  public static func projected(by projection: Layer, stride: Int) -> Shortcut {
    stride == 1 ? .identityOr(projection) : .through(projection)
  }
}

/// Whatever stands for a layer: a primitive, a block, or a layer itself.
public protocol LayerConvertible: Sendable {
  /// The layer that it stands for.
  var layer: Layer { get }
}

extension Layer: LayerConvertible {
  public var layer: Layer { self }
}

extension LayerConvertible {
  /// Returns the layer with a name in the paths.
  public func named(_ name: String) -> Layer {
    .named(.text(name), layer)
  }

  /// Returns the layer with a note of how the source writes its operations, where that is not the
  /// usual form: counters that see modules only pass over a function.
  public func written(as form: SourceForm) -> Layer {
    .written(form, layer)
  }
}
