import ConvCostCore
import ConvCostText

extension String {
  /// The text for XML's contents and attributes.
  var xml: String {
    escaped { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: nil
      }
    }
  }

  /// The text with Markdown's special characters escaped.
  var markdown: String {
    escaped { "\\|`*_<>[]#~&".unicodeScalars.contains($0) ? "\\\($0)" : nil }
  }

  /// The text for a code span in a table, where a bar would end the cell.
  var markdownCode: String {
    escaped { $0 == "|" ? "\\|" : $0 == "`" ? "'" : nil }
  }
}
