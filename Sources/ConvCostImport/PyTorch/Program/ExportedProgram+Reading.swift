import ConvCostJSON

extension ExportedProgram {
  /// Keys whose values do not matter for the cost. They are most of a file.
  private static let unwanted: Set<String> = [
    "stack_trace", "from_node", "strides", "storage_offset", "device", "requires_grad", "layout",
    "is_hop_single_tensor_return", "is_single_tensor_return", "module_call_graph", "guards_code",
    "treespec_namedtuple_fields", "sym_bool_values", "sym_float_values", "custom_obj_values",
  ]

  /// Reads the description of a program.
  ///
  /// - Parameter name: the text's name in the archive, for messages.
  /// - Throws: `PyTorchError` for a text that is not a program.
  init(_ text: [UInt8], named name: String) throws(PyTorchError) {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONReader.read(text, strictly: true, leavingOut: Self.unwanted)
    } catch {
      throw .structure(name, .json(error))
    }
    let stated = try Self.version(json, in: name)
    do throws(JSONStructureError) {
      try self.init(json, stated)
    } catch {
      guard stated.major == Version.known else {
        throw .version(major: stated.major, minor: stated.minor, known: Version.known)
      }
      throw .structure(name, error)
    }
  }

  private static func version(
    _ json: JSONValue, in name: String
  ) throws(PyTorchError) -> Version {
    do throws(JSONStructureError) {
      let version = try json.require("schema_version", at: "the program")
      return Version(
        major: try version.require("major", at: "the version").requireCount(at: "major"),
        minor: try version.require("minor", at: "the version").requireCount(at: "minor"))
    } catch {
      throw .structure(name, error)
    }
  }

  private init(_ json: JSONValue, _ version: Version) throws(JSONStructureError) {
    let module = try json.require("graph_module", at: "the program")
    let signature = try module.require("signature", at: "the module")
    graph = try ProgramGraph(try module.require("graph", at: "the module"))
    inputs = [:]
    let specs = try signature.require("input_specs", at: "the signature")
    for spec in try specs.requireElements(at: "input_specs") {
      guard let (name, input) = try Self.input(spec) else { continue }
      inputs[name] = input
    }
    outputs = try Self.outputs(try signature.require("output_specs", at: "the signature"))
    ranges = try json["range_constraints"]?.table(at: "range_constraints", Self.range) ?? [:]
    self.version = version
    writer = json["torch_version"]?.string ?? ""
  }

  private static func input(
    _ spec: JSONValue
  ) throws(JSONStructureError) -> (name: String, Input)? {
    guard let (kind, value) = spec.variant else { return nil }
    switch kind {
    case "parameter":
      let name = try value.require("parameter_name", at: kind).requireString(at: "parameter_name")
      return (try argumentName(value, kind), .parameter(name))
    case "buffer":
      let name = try value.require("buffer_name", at: kind).requireString(at: "buffer_name")
      return (try argumentName(value, kind), .buffer(name))
    case "tensor_constant": return (try argumentName(value, kind), .constant)
    case "user_input":
      guard case .tensor(let name) = try ProgramArgument(try value.require("arg", at: kind)) else {
        return nil
      }
      return (name, .user)
    default: return nil
    }
  }

  private static func argumentName(
    _ value: JSONValue, _ kind: String
  ) throws(JSONStructureError) -> String {
    try value.require("arg", at: kind).require("name", at: kind).requireString(at: "name")
  }

  private static func outputs(_ specs: JSONValue) throws(JSONStructureError) -> [String] {
    var names: [String] = []
    for spec in try specs.requireElements(at: "output_specs") {
      guard let (kind, value) = spec.variant, kind == "user_output" else { continue }
      names += try ProgramArgument(try value.require("arg", at: kind)).tensorNames
    }
    return names
  }

  /// A range whose ends may be open.
  private static func range(
    _ value: JSONValue, _ name: String
  ) throws(JSONStructureError) -> Range {
    func end(_ key: String, _ open: Int) -> Int { value[key]?.integer ?? open }
    let most = end("max_val", RawInteger.longest)
    return Range(least: end("min_val", 0), most: min(most, RawInteger.longest))
  }
}

extension ProgramArgument {
  /// The names of the tensors in it.
  var tensorNames: [String] {
    switch self {
    case .tensor(let name): [name]
    case .tensors(let names): names.compactMap { $0 }
    default: []
    }
  }
}
