import ConvCostCore
import ConvCostJSON

extension Graph {
  /// Returns an input's name in reports: its own name, or its place if there are several inputs.
  func inputName(_ index: Int) -> String {
    guard inputs.count > 1 else { return "input" }
    return inputNames[index] ?? (index == 0 ? "input" : "input \(index + 1)")
  }

  /// The shapes of the inputs, with their names if there are several: `3×224×224, depth 1×224×224`.
  var inputsText: String {
    let shown = inputs.prefix(Self.mostInputs).enumerated().map { index, shape in
      inputs.count > 1 && (index > 0 || inputNames[0] != nil)
        ? "\(inputName(index)) \(shape)" : "\(shape)"
    }
    let more = inputs.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// The most inputs that a line names.
  private static let mostInputs = 8

  /// The names of the inputs as a key next to their shapes; no member if there is only one input.
  var inputsJSON: JSONNode {
    guard inputs.count > 1 else { return [:] }
    return [
      "inputs": .list(inputs.map { .numbers($0.dimensions) }),
      "inputNames": .line(
        .list(inputs.indices.map { inputNames[$0].map(JSONNode.text) ?? .null })),
    ]
  }
}
