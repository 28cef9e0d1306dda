/// Writes exported programs for tests, as `torch.export.save` lays them out.
struct ProgramWriter {
  /// An operator.
  struct Node {
    var target: String
    /// The arguments as JSON, by their names.
    var inputs: [(String, String)]
    /// The results with their lengths.
    var outputs: [(String, [String])]
    var modules = ""
    var function = ""

    init(
      _ target: String, _ inputs: [(String, String)], _ outputs: [(String, [String])],
      modules: String = "", function: String = ""
    ) {
      self.target = target
      self.inputs = inputs
      self.outputs = outputs
      self.modules = modules
      self.function = function
    }
  }

  /// The inputs with their lengths; a length is a number, or an expression and its example:
  /// `s0:224`.
  var inputs: [(String, [String])] = []
  /// The parameters by their names in the module; in the graph dots are underscores after `p_`.
  var parameters: [(String, [String])] = []
  /// The buffers, likewise after `b_`, with the schema's number of their type.
  var buffers: [(String, [String], Int)] = []
  /// Constants of the program, by their names in the graph.
  var constants: [(String, [String])] = []
  var nodes: [Node] = []
  var outputs: [String] = []
  var ranges: [(String, String, String)] = []
  /// The whole numbers that operators compute, by their names.
  var integers: [(String, String)] = []
  var version = (8, 20)
  /// The schema's numbers of types by the names of tensors, for those that are not 32 bits.
  var types: [String: Int] = [:]
  /// Names of parameters that are tied to another.
  var tied: [String: String] = [:]

  static func tensor(_ name: String) -> String { #"{"as_tensor": {"name": "\#(name)"}}"# }
  static func tensors(_ names: [String]) -> String {
    #"{"as_tensors": [\#(names.map { #"{"name": "\#($0)"}"# }.joined(separator: ", "))]}"#
  }
  static func int(_ number: Int) -> String { #"{"as_int": \#(number)}"# }
  static func ints(_ numbers: [Int]) -> String {
    #"{"as_ints": [\#(numbers.map(String.init).joined(separator: ", "))]}"#
  }
  static func float(_ number: Double) -> String { #"{"as_float": \#(number)}"# }
  static func flag(_ flag: Bool) -> String { #"{"as_bool": \#(flag)}"# }
  static func text(_ text: String) -> String { #"{"as_string": "\#(text)"}"# }
  static let none = #"{"as_none": true}"#

  /// A graph as an argument, with its inputs and results.
  static func graph(
    _ nodes: [Node], inputs: [(String, [String])], outputs: [String]
  ) -> String {
    #"{"as_graph": {"name": "part", "graph": \#(graph(nodes, inputs, outputs))}}"#
  }

  /// The name in the graph of a parameter.
  static func parameter(_ name: String) -> String {
    "p_" + String(name.map { $0 == "." ? "_" : $0 })
  }

  /// The name in the graph of a buffer.
  static func buffer(_ name: String) -> String { "b_" + String(name.map { $0 == "." ? "_" : $0 }) }

  /// The description of the program.
  var json: String {
    let stored =
      parameters.map { (Self.parameter($0), $1, 7) } + buffers.map { (Self.buffer($0), $1, $2) }
      + constants.map { ($0, $1, 7) }
    let specs =
      parameters.map {
        """
        {"parameter": {"arg": {"name": "\(Self.parameter($0.0))"}, "parameter_name": "\($0.0)"}}
        """
      }
      + buffers.map {
        #"{"buffer": {"arg": {"name": "\#(Self.buffer($0.0))"}, "buffer_name": "\#($0.0)"}}"#
      }
      + constants.map { #"{"tensor_constant": {"arg": {"name": "\#($0.0)"}}}"# }
      + inputs.map { #"{"user_input": {"arg": \#(Self.tensor($0.0))}}"# }
    let results = outputs.map { #"{"user_output": {"arg": \#(Self.tensor($0))}}"# }
    let ranges = ranges.map { #""\#($0.0)": {"min_val": \#($0.1), "max_val": \#($0.2)}"# }
    let graph = Self.graph(
      nodes, stored.map { ($0.0, $0.1) } + inputs, outputs,
      types: Dictionary(stored.map { ($0.0, $0.2) }) { first, _ in first }
        .merging(types) { $1 }, integers)
    return """
      {"graph_module": {"graph": \(graph), "signature": {"input_specs": [\(Self.list(specs))], \
      "output_specs": [\(Self.list(results))]}}, "range_constraints": {\(Self.list(ranges))}, \
      "schema_version": {"major": \(version.0), "minor": \(version.1)}, "torch_version": "2.15.0"}
      """
  }

  /// The archive.
  var bytes: [UInt8] {
    let weights = parameters.enumerated().map { index, parameter in
      let place = tied[parameter.0].flatMap { name in parameters.firstIndex { $0.0 == name } }
      return """
        "\(parameter.0)": {"path_name": "weight_\(place ?? index)", "tensor_meta": \
        {"sizes": [\(Self.sizes(parameter.1))], "strides": [], "storage_offset": {"as_int": 0}}}
        """
    }
    return Self.zip([
      ("net/data/weights/model_weights_config.json", "{\"config\": {\(Self.list(weights))}}"),
      ("net/models/model.json", json),
    ])
  }

  private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }

  private static func sizes(_ sizes: [String]) -> String {
    list(
      sizes.map { size in
        if Int(size) != nil { return #"{"as_int": \#(size)}"# }
        let parts = size.split(separator: ":")
        let hint = parts.count > 1 ? #"{"as_int": \#(parts[1])}"# : "null"
        return #"{"as_expr": {"expr_str": "\#(parts[0])", "hint": \#(hint)}}"#
      })
  }

  private static func graph(
    _ nodes: [Node], _ inputs: [(String, [String])], _ outputs: [String],
    types: [String: Int] = [:], _ integers: [(String, String)] = []
  ) -> String {
    let values = (inputs + nodes.flatMap(\.outputs)).map { name, sizes in
      #""\#(name)": {"dtype": \#(types[name] ?? 7), "sizes": [\#(Self.sizes(sizes))]}"#
    }
    let operators = nodes.map { node in
      let inputs = node.inputs.map { #"{"name": "\#($0)", "arg": \#($1), "kind": 1}"# }
      return """
        {"target": "\(node.target)", "inputs": [\(list(inputs))], \
        "outputs": [\(list(node.outputs.map { tensor($0.0) }))], "metadata": \
        {"stack_trace": "File \\"net.py\\"", "nn_module_stack": "\(node.modules)", \
        "torch_fn": "\(node.function)"}}
        """
    }
    let numbers = integers.map { #""\#($0.0)": \#(Self.sizes([$0.1]))"# }
    return """
      {"inputs": [\(list(inputs.map { tensor($0.0) }))], "outputs": \
      [\(list(outputs.map(tensor)))], "nodes": [\(list(operators))], "tensor_values": \
      {\(list(values))}, "sym_int_values": {\(list(numbers))}}
      """
  }

  /// An archive of files that are not compressed.
  static func zip(_ files: [(name: String, text: String)], method: UInt16 = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    for file in files {
      let (name, data) = (Array(file.name.utf8), Array(file.text.utf8))
      let sizes = number(0, 4) + number(data.count, 4) + number(data.count, 4)
      let head = number(0, 2) + number(Int(method), 2) + number(0, 4) + sizes
      let lengths = number(name.count, 2) + number(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + number(0, 2) + number(0, 2) + head + lengths + number(0, 10)
        + number(bytes.count, 4) + name
      bytes += [0x50, 0x4B, 3, 4] + number(0, 2) + head + lengths + name + data
    }
    let end =
      [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
  }
}
