import ConvCostCore
import Testing

@testable import ConvCostImport

/// What a file is read as, in one line, so that a table of short texts can test a reader.
enum ImportTrace {
  /// Returns each operation with its result, and the totals that are not zero:
  ///
  ///     Conv2d 3×3 s2 → 8×4×4; 216 parameters; 3456 MACs
  ///
  /// Operations that are not layers have the file's name and their kind in parentheses.
  static func text(_ file: ModelFile) -> String {
    let graph = file.graph
    var parts: [String] = []
    for (index, node) in graph.nodes.enumerated() {
      parts.append("\(name(graph, index)) → \(node.output)")
    }
    var text = parts.joined(separator: ", ")
    if file.cost.parameters != 0 { text += "; \(file.cost.parameters) parameters" }
    if file.cost.macs != 0 { text += "; \(file.cost.macs) MACs" }
    if file.cost.buffers != 0 { text += "; \(file.cost.buffers) buffers" }
    if !file.isComplete { text += "; unknown" }
    return text
  }

  /// Returns the text of a file, or what is wrong with it.
  static func text(_ bytes: [UInt8], input: [Int]? = nil) -> String {
    do throws(ModelFileError) {
      return text(try ModelFile(bytes: bytes, name: "f", input: input))
    } catch {
      return "\(error)"
    }
  }

  private static func name(_ graph: Graph, _ index: Int) -> String {
    let operation = graph.nodes[index].operation
    guard let label = graph.labels[index] else { return graph.operationDescription(index) }
    if case .foreign(.product(macs: _, isLayer: let isLayer)) = operation {
      return "\(label) (\(isLayer ? "layer" : "product"))"
    }
    return "\(label) (\(operation.kind.rawValue.lowercased()))"
  }
}

/// A text of a layer on an input, and what it is read as.
struct ImportRow: Sendable, CustomTestStringConvertible {
  var layer: String
  var input: [Int]
  var text: String

  init(_ layer: String, _ input: [Int], _ text: String) {
    self.layer = layer
    self.input = input
    self.text = text
  }

  var testDescription: String { layer }
}
