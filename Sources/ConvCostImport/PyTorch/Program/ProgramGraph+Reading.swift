import ConvCostJSON

extension ProgramGraph {
  init(_ json: JSONValue) throws(JSONStructureError) {
    inputs = try json.require("inputs", at: "the graph").list(at: "inputs", ProgramArgument.init)
    outputs = try json.require("outputs", at: "the graph").list(at: "outputs", ProgramArgument.init)
    nodes = try json.require("nodes", at: "the graph").list(at: "nodes", ProgramNode.init)
    tensors = try json.require("tensor_values", at: "the graph")
      .table(at: "tensor_values") { value, name throws(JSONStructureError) in
        try TensorType(value, name)
      }
    integers =
      try json["sym_int_values"]?
      .table(at: "sym_int_values") { value, name throws(JSONStructureError) in
        try SymbolicLength(value, name)
      } ?? [:]
  }
}

extension ProgramNode {
  fileprivate init(_ json: JSONValue) throws(JSONStructureError) {
    target = try json.require("target", at: "an operator").requireString(at: "target")
    inputs = []
    for input in try json.require("inputs", at: target).requireElements(at: "inputs") {
      let argument = try ProgramArgument(try input.require("arg", at: target))
      inputs.append((input["name"]?.string ?? "", argument))
    }
    outputs = try json.require("outputs", at: target).list(at: "outputs", ProgramArgument.init)
    modules = json["metadata"]?["nn_module_stack"]?.string ?? ""
    function = json["metadata"]?["torch_fn"]?.string ?? ""
  }
}

extension ProgramArgument {
  init(_ json: JSONValue) throws(JSONStructureError) {
    guard let (kind, value) = json.variant else {
      self = .none
      return
    }
    switch kind {
    case "as_tensor": self = .tensor(try Self.name(value))
    case "as_tensors": self = .tensors(try value.list(at: kind, Self.name))
    case "as_optional_tensor": self = try Self.optionalName(value).map { .tensor($0) } ?? .none
    case "as_optional_tensors": self = .tensors(try value.list(at: kind, Self.optionalName))
    case "as_int": self = value.integer.map { .integer(.value(RawInteger($0))) } ?? .none
    case "as_ints":
      self = .integers(
        try value.list(at: kind) { element throws(JSONStructureError) in
          .value(try element.requireInteger(at: kind))
        })
    case "as_sym_int": self = .integer(try ProgramInteger(value))
    case "as_sym_ints": self = .integers(try value.list(at: kind, ProgramInteger.init))
    case "as_float": self = value.number.map { .number($0) } ?? .none
    case "as_bool":
      // Written out: the optimizer of Swift 6.3 fails on a map here in a build for tests.
      guard let flag = value.bool else {
        self = .none
        return
      }
      self = .flag(flag)
    case "as_string": self = .text(try value.requireString(at: kind))
    case "as_scalar_type": self = value.integer.map { .elementType($0) } ?? .none
    case "as_graph": self = .graph(try ProgramGraph(try value.require("graph", at: kind)))
    default: self = .none
    }
  }

  private static func name(_ json: JSONValue) throws(JSONStructureError) -> String {
    try json.require("name", at: "a tensor").requireString(at: "name")
  }

  private static func optionalName(_ json: JSONValue) throws(JSONStructureError) -> String? {
    guard let (kind, value) = json.variant, kind == "as_tensor" else { return nil }
    return try name(value)
  }
}

extension ProgramInteger {
  fileprivate init(_ json: JSONValue) throws(JSONStructureError) {
    guard let (kind, value) = json.variant, kind == "as_int" || kind == "as_name" else {
      throw json.unexpected(at: "a whole number", expected: "as_int or as_name")
    }
    self =
      kind == "as_int"
      ? .value(try value.requireInteger(at: kind)) : .named(try value.requireString(at: kind))
  }
}

extension TensorType {
  fileprivate init(_ json: JSONValue, _ name: String) throws(JSONStructureError) {
    element = try json.require("dtype", at: name).requireCount(at: "dtype")
    sizes = try json.require("sizes", at: name)
      .list(at: "sizes") { size throws(JSONStructureError) in try SymbolicLength(size, name) }
  }
}

extension SymbolicLength {
  fileprivate init(_ json: JSONValue, _ name: String) throws(JSONStructureError) {
    guard let (kind, value) = json.variant else {
      throw json.unexpected(at: name, expected: "as_int or as_expr")
    }
    switch kind {
    case "as_int": self = .fixed(try value.requireInteger(at: kind))
    case "as_expr":
      let text = try value.require("expr_str", at: name).requireString(at: "expr_str")
      let hint = value["hint"]?["as_int"]?.integer.map { RawInteger($0) }
      self = .expression(text, hint: hint)
    default: throw json.unexpected(at: name, expected: "as_int or as_expr")
    }
  }
}

extension JSONValue {
  /// A number as floating point; nil for another value.
  fileprivate var number: Double? {
    guard case .number(let text) = content else { return nil }
    return Double(text)
  }
}
