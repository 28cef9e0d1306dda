/// A network or a part of one as a tree: the form in which architectures are written.
///
/// A tree states input channels only where a width is computed from them; shape inference finds the
/// others. It is plain data, so that it can be compared, stored and sent between threads; what
/// depends on shapes is data too (`Shortcut`). Lowering turns a tree into a `Graph`, on which
/// everything is counted.
///
/// Blocks and primitives are layers without being wrapped; a body or a network collects them:
///
/// ```swift
/// let head: [Layer] = [
///   AdaptivePool.globalAverage.layer,
///   Flatten().layer,
///   Linear(10).named("fc"),
/// ]
/// let network = Network(input: .map(64, 7)) { head }
/// print(try network.cost.parameters)  // 650
/// ```
public enum Layer: Hashable, Sendable {
  /// A primitive.
  case operation(Operation)
  /// Layers one after another, without a level of their own in the paths unless they are named or
  /// are in a numbered scope.
  case chain([Layer])
  /// Layers one after another, as a level in the paths.
  case scope(Scope, [Layer])
  /// Branches that share one input, and the operation that joins them.
  case merge(Merge, [Layer])
  /// Layers whose result is added to their input, or to the shortcut's result on it.
  case residual(Shortcut, [Layer])
  /// Layers that compute a further result from the current value; the network goes on with the
  /// current value.
  case output(Output, [Layer])
  /// Keeps the current value under a label.
  case keep(Label)
  /// Goes on with the value that was kept under a label.
  case from(Label)
  /// An operation that gives the current map the height and width of the value under a label.
  case fitted(Fitting, Label)
  /// A layer that is not one of the primitives, with what is known about it.
  indirect case stated(Stated)
  /// A layer with a name in the paths.
  indirect case named(Name, Layer)
  /// A layer whose operations the source writes in the given form.
  indirect case written(SourceForm, Layer)
  /// A layer that shares its weights with all layers under the same label.
  indirect case shared(Label, Layer)

  /// The kinds of results that a network has besides its main one.
  public enum Output: Hashable, Sendable {
    /// A result of inference, with its name.
    case result(String)
    /// A classifier that is used in training only.
    case auxiliary
  }

  /// A level in the paths.
  public struct Scope: Hashable, Sendable {
    /// The type of the level, such as `Bottleneck`.
    public var type: String
    /// Whether unnamed layers inside are named by their position, as in PyTorch's `Sequential`.
    public var isNumbered: Bool

    /// The block that the level was made of, before anything changed its layers; nil for a level
    /// that was written without one.
    package private(set) var recipe: (@Sendable () -> any Block)?

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

  /// The name of a layer inside its scope.
  public enum Name: Hashable, Sendable {
    /// The layer's kind, such as `relu`; the next layer of the same kind is `relu_1`.
    case automatic
    /// The layer's position.
    case index(Int)
    /// A given name.
    case text(String)
  }
}

/// What a residual connection adds to its layers' result.
public enum Shortcut: Hashable, Sendable {
  /// The input, which must have the result's shape.
  case identity
  /// The input if it has the result's shape; otherwise there is no connection. Used by MobileNetV2.
  case whenShapesMatch
  /// The input if it has the result's shape, otherwise the given layer's result on the input.
  indirect case identityOr(Layer)
  /// The given layer's result on the input.
  indirect case through(Layer)
}

extension Shortcut {
  /// Returns a block's shortcut: the projection if the block strides or changes the channels,
  /// otherwise the input.
  ///
  /// A strided block never passes its input on, even if a map is so small that its shape stays the
  /// same: parameters must not depend on the size of the input. With a stride of one, shapes are
  /// equal if the channels are.
  public static func projected(by projection: some LayerConvertible, stride: Int) -> Shortcut {
    stride == 1 ? .identityOr(projection.layer) : .through(projection.layer)
  }
}

/// A value that can be used as a layer: a primitive, a block, or a `Layer` itself.
public protocol LayerConvertible: Sendable {
  /// Returns the value as a layer.
  func makeLayer() -> Layer
}

extension Layer: LayerConvertible {
  public func makeLayer() -> Layer { self }
}

extension LayerConvertible {
  /// The value as a layer.
  // Not the requirement, so that a block may have a property of this name.
  public var layer: Layer { makeLayer() }

  /// Returns the layer with a name in the paths.
  public func named(_ name: String) -> Layer {
    .named(.text(name), layer)
  }

  /// Returns the layer with a note of how the source writes its operations, if that is not the
  /// usual form: counters that see only modules skip a function.
  public func written(as form: SourceForm) -> Layer {
    .written(form, layer)
  }
}
