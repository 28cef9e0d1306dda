/// An ONNX file without its weights: the parts of the schema's `ModelProto` on which costs depend.
///
/// Field numbers are those of onnx/onnx.proto, version 1.23 of the onnx package.
struct ONNXModel {
  /// The program that wrote the file.
  var producer = ""
  /// The version of each operator set, by its domain.
  var opsets: [String: Int] = [:]
  /// The network.
  var graph = ONNXGraph()
  /// Functions of the file's own, by domain and name.
  var functions: [String: ONNXFunction] = [:]

  /// Returns one spelling for the domain of ONNX's own operators, which is written in two ways.
  static func domain(_ text: String) -> String { text == "ai.onnx" ? "" : text }
}

/// Operators in execution order, with their inputs and constants.
struct ONNXGraph {
  var nodes: [ONNXNode] = []
  var initializers: [ONNXTensor] = []
  var inputs: [ONNXValue] = []
  var outputs: [ONNXValue] = []
  var values: [ONNXValue] = []
}

/// A function: a node of its name is replaced by its operators.
struct ONNXFunction {
  var name = ""
  var domain = ""
  var inputs: [String] = []
  var outputs: [String] = []
  var nodes: [ONNXNode] = []
  var opsets: [String: Int] = [:]
  /// The attributes that have a value if a node gives none of its own.
  var defaults: [String: ONNXAttribute] = [:]
}

/// An operator with the names of its inputs and results.
struct ONNXNode {
  var inputs: [String] = []
  var outputs: [String] = []
  var name = ""
  var type = ""
  var domain = ""
  var attributes: [String: ONNXAttribute] = [:]
  /// The modules around the operator, if the exporter wrote them.
  var scopes: String?
  /// The classes of these modules.
  var classes: String?
}

/// A constant argument of an operator.
indirect enum ONNXAttribute {
  case integer(Int)
  case float(Double)
  case string(String)
  case integers([Int])
  case floats([Double])
  case strings([String])
  case tensor(ONNXTensor)
  case graph(ONNXGraph)
  /// The attribute of the surrounding function, by its name.
  case reference(String)
  /// An attribute of another kind, which is not needed.
  case other
}

/// A constant tensor: its shape, and its values if they are few.
struct ONNXTensor {
  var name = ""
  /// The tensor's place in the file, which distinguishes stored tensors; nil for one that was not
  /// read from a file.
  var place: Int?
  var shape: [Int] = []
  var type = ElementType.undefined
  var values: TensorValues?
  /// The origin of the tensor as the file states it; nil for most files.
  var provenance: Provenance?
  /// Whether the values are in another file.
  var isExternal = false
}

extension ONNXTensor {
  /// The most lengths of a shape.
  static let mostDimensions = 64

  /// Whether the tensor has the name of a constant's result, such as `/attn/Constant_13_output_0`:
  /// an optimiser turned an operator of PyTorch's exporter into an initialiser.
  var isNamedAsConstant: Bool {
    let bytes = name.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
    let last = bytes[start...]
    guard last.starts(with: "Constant_".utf8), last.reversed().starts(with: "0_tuptuo_".utf8) else {
      return false
    }
    return last.dropFirst(9).dropLast(8).allSatisfy { (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}

/// A name with the type and the shape that the file states.
struct ONNXValue {
  /// A length of a shape.
  enum Length: Equatable {
    case fixed(Int)
    /// A length that is only known when the network runs, by its name.
    case named(String)
    case unknown
  }

  var name = ""
  var type = ElementType.undefined
  /// The lengths; nil if the file does not even state their number.
  var shape: [Length]?
  /// Whether it is a tensor, not a sequence, a map or an optional.
  var isTensor = true
  /// The origin of the tensor as the file states it; nil for most files.
  var provenance: Provenance?
}

/// The origin of a stored tensor that PyTorch's exporter states in the metadata of its value.
enum Provenance: Equatable {
  /// A parameter of the module.
  case parameter
  /// A buffer of the module, which is not trained.
  case buffer
  /// A tensor that the exporter computed from others.
  case folded
}
