import ConvCostCore

@testable import ConvCostImport

/// Small networks of Caffe as texts, for tests.
enum CaffeNet {
  /// An input of the given lengths, the batch first.
  static func input(_ lengths: [Int], name: String = "data") -> String {
    let shape = lengths.map { "dim: \($0)" }.joined(separator: " ")
    return "input: '\(name)' input_shape { \(shape) }\n"
  }

  /// A layer; it reads the first name and gives the second one if these are not stated.
  static func layer(
    _ type: String, _ parameters: String = "", from bottoms: [String] = ["data"],
    to tops: [String] = ["y"], name: String = "it"
  ) -> String {
    let ends = bottoms.map { "bottom: '\($0)' " } + tops.map { "top: '\($0)' " }
    return "layer { name: '\(name)' type: '\(type)' \(ends.joined())\(parameters) }\n"
  }

  static func convolution(
    _ channels: Int, _ kernel: Int, from bottom: String = "data", to top: String = "y",
    name: String = "conv", _ more: String = ""
  ) -> String {
    layer(
      "Convolution",
      "convolution_param { num_output: \(channels) kernel_size: \(kernel) \(more) }",
      from: [bottom], to: [top], name: name)
  }

  /// Reads a text or a binary file.
  static func read(_ text: String, input: [Int]? = nil) throws -> ModelFile {
    try ModelFile(bytes: Array(text.utf8), name: "net", input: input)
  }

  /// Returns the error of a file, or the shape of the last result.
  static func problem(_ bytes: [UInt8], input: [Int]? = nil) -> String {
    do throws(ModelFileError) {
      let file = try ModelFile(bytes: bytes, name: "net", input: input)
      return "read \(file.graph.nodes.last?.output.description ?? "")"
    } catch {
      return error.description
    }
  }

  static func problem(_ text: String, input: [Int]? = nil) -> String {
    problem(Array(text.utf8), input: input)
  }
}
