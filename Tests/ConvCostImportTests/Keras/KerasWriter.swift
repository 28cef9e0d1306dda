import ConvCostCore
import ConvCostTestSupport

@testable import ConvCostImport

/// Writes small models as Keras does.
enum KerasWriter {
  /// A sequential model of Keras 3.
  static func sequential(_ shape: String, _ layers: String...) -> String {
    let input =
      #"{"class_name": "InputLayer", "config": {"batch_shape": \#(shape), "name": "in"}}"#
    return #"{"class_name": "Sequential", "config": {"name": "small", "layers": ["#
      + ([input] + layers).joined(separator: ", ") + "]}}"
  }

  /// A layer of a sequential model.
  static func layer(_ type: String, _ config: String, name: String = "layer") -> String {
    let settings = config.isEmpty ? "" : ", \(config)"
    return #"{"class_name": "\#(type)", "config": {"name": "\#(name)"\#(settings)}}"#
  }

  /// A functional model, whose layers are `(type, name, config, inbound_nodes)`.
  static func functional(
    _ layers: [(type: String, name: String, config: String, nodes: String)],
    inputs: String = #"[["in", 0, 0]]"#, outputs: String
  ) -> String {
    let list = layers.map {
      #"{"class_name": "\#($0.type)", "name": "\#($0.name)", "config": {\#($0.config)}, "#
        + #""inbound_nodes": [\#($0.nodes)]}"#
    }
    return #"{"class_name": "Functional", "config": {"name": "small", "layers": ["#
      + list.joined(separator: ", ")
      + #"], "input_layers": \#(inputs), "output_layers": \#(outputs)}}"#
  }

  /// The input of functional models.
  static let input = (
    type: "InputLayer", name: "in", config: #""batch_input_shape": [null, 8, 8, 3]"#, nodes: ""
  )

  /// An archive with stored entries, without checksums.
  static func archive(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in entries {
      let sizes = little(bytes.count, 4) + little(bytes.count, 4)
      directory +=
        little(0x0201_4B50, 4) + little(20, 4) + little(0, 4) + little(0, 4) + little(0, 4) + sizes
        + little(name.utf8.count, 2) + little(0, 4) + little(0, 8) + little(file.count, 4)
        + Array(name.utf8)
      file +=
        little(0x0403_4B50, 4) + little(20, 2) + little(0, 4) + little(0, 4) + little(0, 4) + sizes
        + little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8) + bytes
    }
    let start = file.count
    return file + directory + little(0x0605_4B50, 4) + little(0, 4)
      + little(entries.count, 2) + little(entries.count, 2) + little(directory.count, 4)
      + little(start, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }

  /// Reads a text as a model.
  static func read(
    _ text: String, input: [Int]? = nil, inputs: [String: [Int]] = [:]
  ) throws -> ModelFile {
    try ModelFile(bytes: Array(text.utf8), name: "m", input: input, inputs: inputs)
  }

  /// The message of a text that cannot be read; nil if it can.
  static func problem(_ text: String, input: [Int]? = nil) -> String? {
    problem(Array(text.utf8), input: input)
  }

  /// The message of a file that cannot be read; nil if it can.
  static func problem(_ bytes: [UInt8], input: [Int]? = nil) -> String? {
    do {
      _ = try ModelFile(bytes: bytes, name: "m", input: input)
      return nil
    } catch {
      return String("\(error)".dropFirst("m: ".count))
    }
  }
}
