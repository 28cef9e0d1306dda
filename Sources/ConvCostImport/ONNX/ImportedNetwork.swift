package import ConvCostCore

/// A network from a model file, and what is to be said of it.
package struct ImportedNetwork: Sendable {
  /// An operator, and how often it occurs.
  package struct OperatorCount: Hashable, Sendable {
    /// What the file calls it.
    package var name: String
    /// How often it occurs.
    package var count: Int
  }

  /// A stored tensor.
  package struct Table: Hashable, Sendable {
    /// What the file calls it.
    package var name: String
    /// The number of its elements.
    package var count: Int
  }

  /// A choice between two branches that the file leaves to the data.
  package struct Branch: Hashable, Sendable {
    /// The operator.
    package var place: String
    /// Whether the first branch, which is taken when the condition holds, is counted.
    package var isFirst: Bool
    /// Whether both were followed, and the costlier is counted.
    package var isCostlier: Bool
  }

  /// The numbers that the file stores, beside those that are parameters.
  package struct Storage: Hashable, Sendable {
    /// Floating-point numbers in initialisers and constants.
    package var floats: Int
    /// Tensors whose numbers stand in other files.
    package var external: Int
    /// Stored floating-point numbers that are parameters or buffers.
    package var counted: Int
    /// Parameters of operators that could not be counted.
    package var lost: Int
    /// Parameters that are whole numbers of quantised tensors.
    package var quantized: Int
    /// Parameters that an operator makes of a shape.
    package var filled: Int
    /// Tensors of arithmetic that are taken for fixed, such as masks and anchors, and are not counted.
    package var fixed: [Table]
    /// Tensors that count as parameters though the exporter made them of others, which may be fewer.
    package var derived: [Table]
  }

  /// Where the network comes from.
  package struct Origin: Hashable, Sendable {
    /// The program that wrote the file; empty where it does not say.
    package var producer: String
    /// The version of ONNX's operators.
    package var operatorSet: Int?
    /// How many samples the file's tensors hold; what is counted is one of them.
    package var batch: Int
    /// Operators that are not known, whose shapes are those that the file states.
    package var unknown: [OperatorCount]
    /// Operators whose shapes are not known, so that they are not in the graph.
    package var uncounted: [OperatorCount]
    /// Products of stored numbers alone, which are computed ahead of the data and are not counted.
    package var ahead: [OperatorCount]
    /// The multiply-accumulates of these products.
    package var macsAhead: Int
    /// The branches that were chosen.
    package var branches: [Branch]
    /// What the file stores.
    package var storage: Storage
  }

  /// The network.
  package var graph: Graph
  /// Where it comes from.
  package var origin: Origin
}
