public import ConvCostCore

/// Reads ONNX files: the network without its weights.
public enum ONNXFile {
  /// Reads a network from a file's bytes, of which the weights are not looked at.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - size: the input's lengths where they are not the file's: the side of a square, height and width,
  ///     or these after the channels. They are those of the first input that is a map.
  ///   - sizes: the lengths of other inputs, by their names.
  ///   - dimensions: lengths that the file leaves open, by their names.
  /// - Throws: `ONNXError` for bytes that are no model, and for a model that cannot be followed.
  public static func read(
    _ bytes: ByteSource, size: [Int]? = nil, sizes: [String: [Int]] = [:],
    dimensions: [String: Int] = [:]
  ) throws(ONNXError) -> ImportedNetwork {
    let model = try ONNXModel(bytes)
    let binding = try InputBinding(model, size: size, sizes: sizes, dimensions: dimensions)
    let inference = try ShapeInference(model, binding)
    var lowering = GraphLowering(inference)
    let graph = try lowering.graph()
    return ImportedNetwork(graph: graph, origin: lowering.origin(model))
  }
}

/// A network from a model file, and what is to be said of it.
public struct ImportedNetwork: Sendable {
  /// An operator, and how often it occurs.
  public struct OperatorCount: Hashable, Sendable {
    /// What the file calls it.
    public var name: String
    /// How often it occurs.
    public var count: Int
  }

  /// A stored tensor.
  public struct Table: Hashable, Sendable {
    /// What the file calls it.
    public var name: String
    /// The number of its elements.
    public var count: Int
  }

  /// A choice between two branches that the file leaves to the data.
  public struct Branch: Hashable, Sendable {
    /// The operator.
    public var place: String
    /// Whether the first branch, which is taken when the condition holds, is counted.
    public var isFirst: Bool
    /// Whether both were followed, and the costlier is counted.
    public var isCostlier: Bool
  }

  /// The numbers that the file stores, beside those that are parameters.
  public struct Storage: Hashable, Sendable {
    /// Floating-point numbers in initialisers and constants.
    public var floats: Int
    /// Tensors whose numbers stand in other files.
    public var external: Int
    /// Stored floating-point numbers that are parameters or buffers.
    public var counted: Int
    /// Parameters of operators that could not be counted.
    public var lost: Int
    /// Parameters that are whole numbers of quantised tensors.
    public var quantized: Int
    /// Parameters that an operator makes of a shape.
    public var filled: Int
    /// Tensors of arithmetic that are taken for fixed, such as masks and anchors, and are not counted.
    public var fixed: [Table]
    /// Tensors that count as parameters though the exporter made them of others, which may be fewer.
    public var derived: [Table]
  }

  /// Where the network comes from.
  public struct Origin: Hashable, Sendable {
    /// The program that wrote the file; empty where it does not say.
    public var producer: String
    /// The version of ONNX's operators.
    public var operatorSet: Int?
    /// How many samples the file's tensors hold; what is counted is one of them.
    public var batch: Int
    /// Operators that are not known, whose shapes are those that the file states.
    public var unknown: [OperatorCount]
    /// Operators whose shapes are not known, so that they are not in the graph.
    public var uncounted: [OperatorCount]
    /// Products of stored numbers alone, which are computed ahead of the data and are not counted.
    public var ahead: [OperatorCount]
    /// The multiply-accumulates of these products.
    public var macsAhead: Int
    /// The branches that were chosen.
    public var branches: [Branch]
    /// What the file stores.
    public var storage: Storage
  }

  /// The network.
  public var graph: Graph
  /// Where it comes from.
  public var origin: Origin
}
