/// A TensorFlow Lite file without its weights: the parts of the schema's `Model` on which costs
/// depend.
struct TFLiteModel {
  /// The version of the schema.
  var version = 0
  /// What the program that wrote the file says of itself, such as `MLIR Converted.`.
  var description = ""
  /// The networks: the main one first, then those that its operators call.
  var subgraphs: [TFLiteSubgraph] = []
  /// The names of the network's entry points, and the subgraphs that they call.
  var signatures: [(name: String, subgraph: Int)] = []
}

/// Operators in execution order with the tensors that they read and give.
struct TFLiteSubgraph {
  var tensors: [TFLiteTensor] = []
  /// The inputs, by the numbers of their tensors.
  var inputs: [Int] = []
  /// The results, by the numbers of their tensors.
  var outputs: [Int] = []
  var nodes: [TFLiteNode] = []
}

/// A tensor: its shape, and where its numbers are if the file stores them.
struct TFLiteTensor {
  var name = ""
  /// The lengths that the file stores; 1 in place of an open one.
  var shape: [Int] = []
  /// Whether each length is open: known only when the network runs.
  var isOpen: [Bool] = []
  /// The type of the elements; nil for an unknown one.
  var type: TFLiteType?
  /// The type as reports call it.
  var typeName = ""
  /// The buffer of its numbers; nil for a tensor that operators compute.
  var buffer: TFLiteBuffer?
  /// Whether integers stand for fractions by a stated scale.
  var isScaled = false
  /// Whether it is a state that operators change, such as that of a recurrent layer.
  var isVariable = false
}

/// Numbers that the file stores.
struct TFLiteBuffer: Equatable {
  /// Its number among the buffers.
  var number: Int
  /// Where its bytes lie in the file.
  var bytes: Range<Int>
}

/// An operator.
struct TFLiteNode {
  /// Its kind; nil for one that the schema does not define.
  var type: TFLiteOperator?
  /// The schema's or the file's own name for it.
  var label = ""
  /// The tensors that it reads; -1 for one that is left out.
  var inputs: [Int] = []
  /// The tensors that it gives.
  var outputs: [Int] = []
  var options = TFLiteOptions()
}
