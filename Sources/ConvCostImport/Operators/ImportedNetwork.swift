package import ConvCostCore

/// A network from a model file, with facts about the file.
package struct ImportedNetwork: Sendable {
  /// An operator, and how often it occurs.
  package struct OperatorCount: Equatable, Sendable {
    /// The file's name for it.
    package var name: String
    /// The number of its occurrences.
    package var count: Int
  }

  /// A stored tensor.
  package struct Table: Hashable, Sendable {
    /// The file's name for it.
    package var name: String
    /// The number of its elements.
    package var count: Int
  }

  /// A choice between two branches that depends on the data.
  package struct Branch: Equatable, Sendable {
    /// The operator that chooses.
    package var place: String
    /// Whether the first branch is counted, which is taken if the condition holds.
    package var isFirst: Bool
    /// Whether both branches were followed and the costlier one is counted.
    package var isCostlier: Bool
  }

  /// The numbers that the file stores, and how many of them are parameters or not.
  package struct Storage: Equatable, Sendable {
    /// Floating-point numbers in initialisers and constants.
    package var floats: Int
    /// The number of tensors whose values are in other files.
    package var external: Int
    /// Stored floating-point numbers that are parameters or buffers.
    package var counted: Int
    /// Parameters of operators that could not be counted.
    package var lost: Int
    /// Parameters that are integers of quantised tensors.
    package var quantized: Int
    /// Parameters that an operator computes from a shape.
    package var filled: Int
    /// Tensors in arithmetic that are treated as fixed, such as masks and anchors, and are not
    /// counted.
    package var fixed: [Table]
    /// Tensors that count as parameters although the exporter computed them from others, which may
    /// have fewer numbers.
    package var derived: [Table]
    /// What no operator reads. It is in none of the other numbers.
    package var unread = Unread()
    /// The elements of each type that the counted tensors have, if it is not always 32 bits.
    package var types: [StoredType] = []
  }

  /// Parameters and buffers that no operator reads, such as those of a head that is not called.
  package struct Unread: Equatable, Sendable {
    /// The tensors.
    package private(set) var tables: [Table] = []
    /// The number of parameters in them.
    package private(set) var parameters = 0
    /// The number of elements of buffers in them.
    package private(set) var buffers = 0
    /// The parameters that operators do read.
    package var parametersRead = 0

    /// Adds a tensor.
    mutating func add(_ table: Table, isBuffer: Bool) {
      tables.append(table)
      let path = isBuffer ? \Unread.buffers : \Unread.parameters
      self[keyPath: path] = self[keyPath: path].saturatingAdding(table.count)
    }
  }

  /// The elements of one type among the stored numbers that are counted.
  package struct StoredType: Equatable, Sendable {
    /// The type as the file calls it, such as `int8`.
    package var name: String
    /// The number of elements.
    package var count: Int
    /// The bits that the file stores for all of them.
    package var bits: Int
  }

  /// Facts about the network's file.
  package struct Origin: Equatable, Sendable {
    /// The format with its version, and the program that wrote the file.
    package var format: String
    /// The number of samples in the file's tensors; counts are for one of them.
    package var batch: Int
    /// Unknown operators, whose shapes are those that the file states.
    package var unknown: [OperatorCount]
    /// Operators of unknown shapes, so that they are not in the graph.
    package var uncounted: [OperatorCount]
    /// Products of stored numbers only, which are computed before the data is known and are not
    /// counted.
    package var ahead: [OperatorCount]
    /// The multiply-accumulates of these products.
    package var macsAhead: Int
    /// The branches that were chosen.
    package var branches: [Branch]
    /// What only this format has to say of its files.
    package var remarks: [Subject.Note] = []
    /// What the file stores.
    package var storage: Storage
  }

  /// The operations.
  package var graph: Graph
  /// Facts about the network's file.
  package var origin: Origin
}
