package import ConvCostCore
import ConvCostJSON

/// A network in a file that people write: the library's tree as JSON, with parameters, repetitions
/// and tables of stages.
///
///     {
///       "convcost": "network/1",
///       "parameters": { "width": 1, "classes": 10 },
///       "input": [3, 32, 32],
///       "layers": [
///         "conv 3x3 16, bn, relu",
///         { "table": { "columns": ["c", "n", "s"], "rows": [[16, 3, 1], [32, 3, 2], [64, 3, 2]] },
///           "layers": [
///             { "basicBlock": "divisible(c * width, 8)", "stride": "first(s, 1)", "repeat": "n" }
///           ] },
///         "globalpool, flatten",
///         { "linear": "classes", "name": "fc" }
///       ]
///     }
package struct NetworkSpec: Sendable {
  /// The format that the file states.
  package static let schema = "network/1"

  /// A number that users can set.
  package struct Parameter: Equatable, Sendable {
    /// The name.
    package var name: String
    /// The default value.
    package var standard: Double
  }

  /// The parameters, in the file's order.
  package let parameters: [Parameter]
  /// A description of the network.
  package let about: String
  /// The framework of the source code, if the layers state their forms in it.
  private let framework: Framework?
  private let input: JSONValue
  /// The inputs after the first; nil if there are none.
  private let sideInputs: JSONValue?
  private let layers: JSONValue

  /// Reads a spec file; comments and trailing commas are allowed.
  ///
  /// - Throws: `SpecError` for an error outside the layers, which are read later, with the
  ///   parameters.
  package init(_ bytes: [UInt8]) throws(SpecError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(bytes)
    } catch {
      throw SpecError(position: error.position, path: "", problem: .json(error.problem))
    }
    let file = SpecFields(value: value, path: "", names: SpecNames(), budget: SpecBudget())
    try file.check([
      "$schema", "convcost", "about", "framework", "parameters", "input", "inputs", "layers",
    ])
    let schema = try file.required("convcost")
    guard schema.string == Self.schema else {
      throw SpecError(
        position: schema.position, path: "convcost",
        problem: .unexpected(found: schema.kind, expected: "\"\(Self.schema)\""))
    }
    var parameters: [Parameter] = []
    for member in file["parameters"]?.members ?? [] {
      guard Expression.isName(member.key), !Self.reserved.contains(member.key) else {
        throw SpecError(
          position: member.position, path: "parameters",
          problem: .unexpected(
            found: "the name \"\(member.key)\"",
            expected: "a name of letters and digits that has no other meaning"))
      }
      let standard = try file.number(
        member.value, "parameters.\(member.key)", expected: "a number, true or false")
      parameters.append(Parameter(name: member.key, standard: standard))
    }
    if let value = file["parameters"], value.members == nil {
      throw file.error(value, found: value.kind, expected: "an object", key: "parameters")
    }
    self.parameters = parameters
    if let value = file["about"], value.string == nil {
      throw file.error(value, found: value.kind, expected: "a text", key: "about")
    }
    about = file["about"]?.string ?? ""
    framework = try file["framework"].map { (value) throws(SpecError) in
      try SpecValue.choice.decode(value, "framework", file)
    }
    input = try file.required("input")
    sideInputs = file["inputs"]
    layers = try file.required("layers")
  }

  /// Names with another meaning on the command line, which parameters cannot have.
  private static let reserved = ["input"]

  /// Returns the network.
  ///
  /// - Parameter values: the values of parameters, by their names.
  /// - Throws: `SpecError` for an invalid input, or for the first invalid layer, with its place.
  package func network(_ values: [String: Double] = [:]) throws(SpecError) -> Network {
    let file = SpecFields(value: input, path: "", names: names(values), budget: SpecBudget())
    let (name, shape) = try input(file)
    let sideInputs = try sideInputs(file)
    let layers = try file.layers(layers, "layers")
    return Network(
      input: shape, named: name, sideInputs: sideInputs, framework: framework
    ) { layers }
  }

  /// The names of the inputs, in order; a first input without a name is left out.
  package var inputNames: [String] {
    [input, sideInputs].flatMap { $0?.members?.map(\.key) ?? [] }
  }

  /// Returns the first input: a shape, or an object whose only key is the name.
  private func input(_ fields: SpecFields) throws(SpecError) -> (name: Label?, shape: Shape) {
    // The only key of a tensor's shape is not a name. An input whose name is that key contains no
    // list.
    guard let members = input.members,
      SpecFields.shapeKeys.allSatisfy({ input[$0]?.elements == nil })
    else {
      return (nil, try fields.shape(input, "input"))
    }
    guard members.count == 1, let member = members.first, !member.key.isEmpty else {
      throw fields.error(
        input, found: members.isEmpty ? "an empty object" : input.kind,
        expected: "a shape, or an object of one name and its shape; other inputs go in \"inputs\"",
        key: "input")
    }
    return (Label(member.key), try fields.shape(member.value, "input.\(member.key)"))
  }

  /// Returns the inputs after the first.
  private func sideInputs(_ fields: SpecFields) throws(SpecError) -> [Input] {
    guard let sideInputs else { return [] }
    guard let members = sideInputs.members, members.allSatisfy({ !$0.key.isEmpty }) else {
      throw fields.error(
        sideInputs, found: sideInputs.members == nil ? sideInputs.kind : "an empty name",
        expected: "an object of names and shapes", key: "inputs")
    }
    var inputs: [Input] = []
    for member in members {
      let shape = try fields.shape(member.value, "inputs.\(member.key)")
      inputs.append(Input(Label(member.key), shape))
    }
    return inputs
  }

  private func names(_ values: [String: Double]) -> SpecNames {
    SpecNames(parameters.map { ($0.name, values[$0.name] ?? $0.standard) })
  }

  /// Returns the value of a parameter from a command line; nil for an invalid text.
  package static func number(_ text: String) -> Double? {
    if let flag = Bool(text) { return flag ? 1 : 0 }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ".-".contains($0)) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// Returns whether a file begins as a spec; models do not.
  package static func isSpec(_ file: ByteSource) -> Bool {
    let head = file.withBytes(in: 0..<min(1 << 12, file.count)) {
      String(decoding: $0, as: UTF8.self)
    }
    let text = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return text.hasPrefix("{") || text.hasPrefix("//") || text.hasPrefix("/*")
  }
}
