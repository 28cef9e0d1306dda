/// A network as `torch.export` describes it.
///
/// The names are those of PyTorch's `torch/_export/serde/schema.py`.
struct ExportedProgram {
  /// A version of the format.
  struct Version: Equatable {
    var major: Int
    var minor: Int

    /// The major version that this reader was written for.
    static let known = 8
  }

  /// What an input of the graph is.
  enum Input: Equatable {
    /// A parameter, by its name in the module.
    case parameter(String)
    /// A buffer, by its name in the module.
    case buffer(String)
    /// A constant of the program, which is neither.
    case constant
    /// An input of the network.
    case user
  }

  /// The values that a named length may have.
  struct Range: Equatable {
    var least: Int
    var most: Int
  }

  /// The operators.
  var graph: ProgramGraph
  /// What the graph's inputs are, by their names in the graph.
  var inputs: [String: Input]
  /// The names of the tensors that are results.
  var outputs: [String]
  /// The ranges of named lengths.
  var ranges: [String: Range]
  /// The version of the format.
  var version: Version
  /// The version of PyTorch that wrote the file; empty if the file does not state it.
  var writer: String
}

/// A graph of a program: the whole of it, or a part that one of its operators runs.
struct ProgramGraph {
  /// The inputs, in order.
  var inputs: [ProgramArgument]
  /// The results, in order.
  var outputs: [ProgramArgument]
  /// The operators in execution order.
  var nodes: [ProgramNode]
  /// The tensors by their names.
  var tensors: [String: TensorType]
  /// The whole numbers that operators compute, by their names.
  var integers: [String: SymbolicLength]
}

/// An operator.
struct ProgramNode {
  /// The operator's full name, such as `torch.ops.aten.conv2d.default`.
  var target: String
  /// The arguments with their names. Those that have their usual values are missing.
  var inputs: [(name: String, value: ProgramArgument)]
  /// The results.
  var outputs: [ProgramArgument]
  /// The modules around it; empty if the file does not state them.
  var modules: String
  /// The Python function that was called; empty if the file does not state it.
  var function: String
}

/// An argument, or a result.
enum ProgramArgument {
  /// A tensor, by its name.
  case tensor(String)
  /// Tensors by their names; nil stands for a missing one.
  case tensors([String?])
  /// A whole number.
  case integer(ProgramInteger)
  /// Whole numbers.
  case integers([ProgramInteger])
  /// Another number.
  case number(Double)
  /// True or false.
  case flag(Bool)
  /// A text.
  case text(String)
  /// A type of elements.
  case elementType(Int)
  /// A graph that the operator runs.
  indirect case graph(ProgramGraph)
  /// Nothing, or a value that does not matter for the cost.
  case none
}

/// A whole number in a program.
enum ProgramInteger: Equatable {
  case value(RawInteger)
  /// The result of an operator, by its name.
  case named(String)
}

/// A length of a tensor.
enum SymbolicLength: Equatable {
  /// A length that the file fixes.
  case fixed(RawInteger)
  /// An expression of named lengths, and its value when the file was exported.
  case expression(String, hint: RawInteger?)
}

/// The type of a tensor.
struct TensorType: Equatable {
  /// The type of the elements, by the schema's number.
  var element: Int
  /// The lengths.
  var sizes: [SymbolicLength]
}
