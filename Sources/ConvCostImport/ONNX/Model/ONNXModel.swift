/// An ONNX file without its weights: what the schema's `ModelProto` holds that costs depend on.
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

  /// The domain of ONNX's own operators is written in two ways.
  static func domain(_ text: String) -> String { text == "ai.onnx" ? "" : text }
}

/// Operators in execution order, and what they start from.
struct ONNXGraph {
  var nodes: [ONNXNode] = []
  var initializers: [ONNXTensor] = []
  var inputs: [ONNXValue] = []
  var outputs: [ONNXValue] = []
  var values: [ONNXValue] = []
}

/// A function: operators with parameters, as which a node of its name is expanded.
struct ONNXFunction {
  var name = ""
  var domain = ""
  var inputs: [String] = []
  var outputs: [String] = []
  var nodes: [ONNXNode] = []
  var opsets: [String: Int] = [:]
  /// The attributes that have a value where a node gives none.
  var defaults: [String: ONNXAttribute] = [:]
}

/// An operator with the names of what it reads and makes.
struct ONNXNode {
  var inputs: [String] = []
  var outputs: [String] = []
  var name = ""
  var type = ""
  var domain = ""
  var attributes: [String: ONNXAttribute] = [:]
  /// The modules around the operator, where the exporter wrote them.
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
  /// The attribute of the function around, by its name.
  case reference(String)
  /// Of a kind that nothing here needs.
  case other
}

/// A constant tensor: its shape, and its values where they are few.
struct ONNXTensor {
  var name = ""
  /// Where the file has it, which tells stored tensors apart; nil for one that was not read from a file.
  var place: Int?
  var shape: [Int] = []
  var type = ElementType.undefined
  var values: TensorValues?
  /// What the file says of where the tensor comes from; nil for most files.
  var provenance: Provenance?
  /// Whether the values stand in another file.
  var isExternal = false
}

extension ONNXTensor {
  /// Whether the tensor has the name of a constant's result, such as `/attn/Constant_13_output_0`: an
  /// optimiser has made an initialiser of what PyTorch's exporter wrote as an operator.
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

/// The values of a small tensor, row by row.
enum TensorValues: Hashable {
  case integers([Int])
  case floats([Double])

  /// The most values that are kept: shapes are computed from them, and those are short.
  static let mostKept = 2048

  var count: Int {
    switch self {
    case .integers(let values): values.count
    case .floats(let values): values.count
    }
  }

  /// The values as whole numbers, fractions cut off as a cast does; nil for one beyond 64 bits.
  var integers: [Int]? {
    switch self {
    case .integers(let values): return values
    case .floats(let values):
      var result: [Int] = []
      for value in values {
        guard let whole = Int(exactly: value.rounded(.towardZero)) else { return nil }
        result.append(whole)
      }
      return result
    }
  }

  /// The values as floating-point numbers.
  var floats: [Double] {
    switch self {
    case .integers(let values): values.map(Double.init)
    case .floats(let values): values
    }
  }

  /// Returns the values as a type holds them: computed in 32 bits, 480 · (800/480) is less than 800, and
  /// shapes depend on it.
  func rounded(to type: ElementType) -> TensorValues {
    guard case .floats(let values) = self, type == .float else { return self }
    return .floats(values.map { Double(Float($0)) })
  }

  /// Returns the values at the given places, in that order.
  func picking(_ places: some Sequence<Int>) -> TensorValues {
    switch self {
    case .integers(let values): .integers(places.map { values[$0] })
    case .floats(let values): .floats(places.map { values[$0] })
    }
  }
}

/// A name with the type and the shape that the file states for it.
struct ONNXValue {
  /// A length of a shape.
  enum Length: Hashable {
    case fixed(Int)
    /// A length that is known when the network runs, by its name.
    case named(String)
    case unknown
  }

  var name = ""
  var type = ElementType.undefined
  /// The lengths; nil where the file does not state even their number.
  var shape: [Length]?
  /// Whether it is a tensor, not a sequence, a map or an optional.
  var isTensor = true
  /// What the file says of where the tensor comes from; nil for most files.
  var provenance: Provenance?
}

/// What PyTorch's exporter says of a stored tensor, in the metadata of its value.
enum Provenance: Hashable {
  /// A parameter of the module.
  case parameter
  /// A buffer of the module, which is not trained.
  case buffer
  /// A tensor that the exporter computed of others.
  case folded
}

/// What the elements of a tensor are, by the schema's numbers.
enum ElementType: Int {
  case undefined = 0
  case float, uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32
  case uint64, complex64, complex128, bfloat16, float8e4m3fn, float8e4m3fnuz, float8e5m2
  case float8e5m2fnuz, uint4, int4, float4e2m1, float8e8m0, uint2, int2

  /// Whether the elements are floating-point numbers.
  var isFloat: Bool {
    switch self {
    case .float, .float16, .double, .bfloat16, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2,
      .float8e5m2fnuz, .float4e2m1, .float8e8m0:
      true
    default: false
    }
  }
}
