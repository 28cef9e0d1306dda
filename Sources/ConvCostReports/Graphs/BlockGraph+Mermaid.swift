import ConvCostCore
import ConvCostText

extension BlockGraph {
  /// The graph for Mermaid, which GitHub draws in Markdown.
  package var mermaid: String {
    var text = "---\ntitle: \"\(title.mermaid)\"\n---\nflowchart TD\n"
    for (number, input) in inputs.enumerated() {
      text += "  i\(number)([\"\(input.name.mermaid)<br>\(input.shape.mermaid)\"])\n"
    }
    for (number, node) in nodes.enumerated() {
      let lines = node.lines(label).map(\.mermaid).joined(separator: "<br>")
      text += "  n\(number)[\"\(lines)\"]:::c\(node.tone)\n"
    }
    for (number, input) in inputs.enumerated() {
      for reader in input.readers { text += "  i\(number) --> n\(reader)\n" }
    }
    for edge in edges { text += "  n\(edge.from) --> n\(edge.to)\n" }
    for (tone, color) in Self.colors.enumerated() {
      text += "  classDef c\(tone) fill:\(color),stroke:#57606a,color:#24292f\n"
    }
    return text
  }
}

extension String {
  /// The text escaped for quotes in Mermaid, which interprets entities and tags there.
  fileprivate var mermaid: String {
    escaped { scalar in
      switch scalar {
      case "&": "#amp;"
      case "<": "#lt;"
      case ">": "#gt;"
      case "\"": "#quot;"
      case "#": "#35;"
      case "\\": "#92;"
      case "`": "#96;"
      default: nil
      }
    }
  }
}
