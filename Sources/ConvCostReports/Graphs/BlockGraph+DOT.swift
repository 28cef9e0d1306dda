import ConvCostCore
import ConvCostText

extension BlockGraph {
  /// The graph for Graphviz.
  package var dot: String {
    var text = "digraph convcost {\n  label=\"\(title.dot)\";\n  labelloc=t;\n"
    text += "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=10];\n"
    for (number, input) in inputs.enumerated() {
      text +=
        "  i\(number) [label=\"\(input.name.dot)\\n\(input.shape.dot)\", shape=oval, "
        + "fillcolor=\"white\"];\n"
    }
    for (number, node) in nodes.enumerated() {
      let lines = node.lines(label).map(\.dot).joined(separator: "\\n")
      text += "  n\(number) [label=\"\(lines)\", fillcolor=\"\(Self.colors[node.tone])\"];\n"
    }
    for (number, input) in inputs.enumerated() {
      for reader in input.readers { text += "  i\(number) -> n\(reader);\n" }
    }
    for edge in edges { text += "  n\(edge.from) -> n\(edge.to);\n" }
    return text + "}\n"
  }

  /// The colours of blocks. Those of costly blocks are dark enough to find and light enough to
  /// read.
  static let colors = ["#ffffff", "#ddf4ff", "#b6e3ff", "#80ccff", "#54aeff"]
}

extension String {
  /// The text escaped for quotes in Graphviz's language.
  fileprivate var dot: String {
    escaped { $0 == "\"" || $0 == "\\" ? "\\\($0)" : nil }
  }
}
