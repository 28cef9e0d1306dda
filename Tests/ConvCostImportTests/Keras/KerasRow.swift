import ConvCostCore
import Testing

@testable import ConvCostImport

/// A small model, and what is read of it: the steps with the shapes of their results, and the
/// numbers of parameters, buffers and multiply-accumulates; or the message.
///
/// Settings are JSON with single quotes. A step that is not a layer of the tree has its kind of
/// work after its name.
struct KerasRow: Sendable, CustomTestStringConvertible {
  var text: String
  var input: [Int]?
  var expected: String

  var testDescription: String { "\(text) on \(input ?? [])" }

  /// A model as JSON with single quotes.
  init(
    text: String, input: [Int]? = nil, _ steps: String..., counts: String = "0 0 0",
    fails: String? = nil
  ) {
    self.text = Self.quoted(text)
    self.input = input
    expected = fails ?? Self.outline(steps, counts)
  }

  /// A layer `c` on an input of a shape without the batch.
  init(
    _ type: String, _ config: String = "", on shape: String, input: [Int]? = nil,
    _ steps: String..., counts: String = "0 0 0", fails: String? = nil
  ) {
    text = Self.model(["in = \(shape)", "c \(type) in | \(config)"], outputs: nil)
    self.input = input
    expected = fails ?? Self.outline(steps, counts)
  }

  /// Layers, of which the last gives the result if nothing is said.
  ///
  ///     in = 4, 3                                an input
  ///     d Dense in / r | 'units': 3              two calls, on `in` and on `r`
  ///     x ReLU s:0:1                             the result 1 of call 0 of `s`
  ///     e TFOpLambda in | 'function': 'f' | 'axis': 1       arguments beside the first input
  ///     m ops.Mean | | (@in, 1) | 'keepdims': true          a call as Keras 3 writes it
  init(
    layers: [String], outputs: String? = nil, input: [Int]? = nil, _ steps: String...,
    counts: String = "0 0 0", fails: String? = nil
  ) {
    text = Self.model(layers, outputs: outputs)
    self.input = input
    expected = fails ?? Self.outline(steps, counts)
  }

  /// What is read of the model.
  var found: String {
    do {
      return Self.outline(try KerasWriter.read(text, input: input))
    } catch {
      return String("\(error)".dropFirst("m: ".count))
    }
  }

  /// The message for a result whose shape is unknown.
  static func unknown(_ type: String, layer: String = "c") -> String {
    "\(layer): the shape of the result of \(type) is unknown: it is not a layer of Keras' own, and"
      + " the file does not state the shape for this input"
  }

  static func outline(_ file: ModelFile) -> String {
    let graph = file.graph
    var steps: [String] = []
    for index in graph.nodes.indices {
      let node = graph.nodes[index]
      var name = graph.operationDescription(index)
      if let label = graph.labels[index] { name = "\(label)/\(node.operation.kind.rawValue)" }
      steps.append("\(name) → \(node.output)")
    }
    let cost = file.cost
    return outline(steps, "\(cost.parameters) \(cost.buffers) \(cost.macs)")
  }

  private static func outline(_ steps: [String], _ counts: String) -> String {
    steps.joined(separator: "; ") + " | " + counts
  }

  static func quoted(_ text: String) -> String {
    String(text.map { $0 == "'" ? "\"" : $0 })
  }

  /// Writes a functional model.
  static func model(_ layers: [String], outputs: String?) -> String {
    let names = layers.map { String($0.prefix { $0 != " " }) }
    let inputs = layers.filter { isInput($0) }.map { "['\($0.prefix { $0 != " " })', 0, 0]" }
    let results = (outputs ?? names.last ?? "").split(separator: " ").map { read($0, "") }
    let list = layers.map { layer($0, names) }
    return quoted(
      "{'class_name': 'Functional', 'config': {'name': 'small', 'layers': ["
        + list.joined(separator: ", ") + "], 'input_layers': [" + inputs.joined(separator: ", ")
        + "], 'output_layers': [" + results.joined(separator: ", ") + "]}}")
  }

  private static func isInput(_ layer: String) -> Bool {
    layer.contains(" = ") || layer.contains(" InputLayer")
  }

  private static func layer(_ text: String, _ names: [String]) -> String {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    var words = parts[0].split(separator: " ").map { String($0) }
    let name = words.removeFirst()
    var type = words.removeFirst()
    var config = parts.count > 1 ? parts[1] : ""
    if type == "=" {
      type = "InputLayer"
      let lengths = words.isEmpty ? "" : ", " + words.joined(separator: " ")
      config = "'batch_shape': [null\(lengths)]"
      words = []
    }
    var module = ""
    if type.hasPrefix("ops.") {
      type = String(type.dropFirst(4))
      module = ", 'module': 'keras.src.ops.numpy'"
    }
    let settings = config.allSatisfy { $0 == " " } ? "" : ", \(config)"
    let third = parts.count > 2 ? String(parts[2].drop { $0 == " " }) : ""
    var nodes = ""
    if third.hasPrefix("(") {
      var arguments = String(third.dropFirst().prefix { $0 != ")" })
      var keywords = parts.count > 3 ? parts[3] : ""
      for other in names {
        let tensor =
          "{'class_name': '__keras_tensor__', 'config': {'keras_history': ['\(other)', 0, 0]}}"
        arguments = arguments.replacing("@\(other)", with: tensor)
        keywords = keywords.replacing("@\(other)", with: tensor)
      }
      nodes = "{'args': [\(arguments)], 'kwargs': {\(keywords)}}"
    } else {
      let calls = words.split(separator: "/")
      nodes = calls.map { call in
        var reads: [String] = []
        for word in call where word != "-" {
          reads.append(read(Substring(word), reads.isEmpty ? third : ""))
        }
        return "[" + reads.joined(separator: ", ") + "]"
      }.joined(separator: ", ")
    }
    return "{'class_name': '\(type)', 'name': '\(name)'\(module), 'config': {'name': '\(name)'"
      + settings + "}, 'inbound_nodes': [" + nodes + "]}"
  }

  private static func read(_ word: Substring, _ keywords: String) -> String {
    let parts = word.split(separator: ":")
    let call = parts.count > 1 ? parts[1] : "0"
    let result = parts.count > 2 ? parts[2] : "0"
    return "['\(parts[0])', \(call), \(result), {\(keywords)}]"
  }
}
