import ConvCostImport
import ConvCostReports

extension ImportedNetwork {
  /// What a report says of the file, in English.
  var notes: [Subject.Note] {
    var notes: [Subject.Note] = []
    let format = origin.operatorSet.map { "ONNX operator set \($0)" } ?? "ONNX"
    notes.append(
      Subject.Note(
        "Format",
        origin.producer.isEmpty ? format : "\(format), written by \(origin.producer)"))
    if !origin.unknown.isEmpty {
      notes.append(
        Subject.Note(
          "Unknown",
          "\(Self.list(origin.unknown)), not counted; their shapes are those that the file states"))
    }
    if !origin.uncounted.isEmpty {
      notes.append(
        Subject.Note(
          "Not counted",
          "\(Self.list(origin.uncounted)), whose shapes depend on the data or are not known"))
    }
    notes += origin.branches.prefix(Self.mostNamed).map { branch in
      let choice = branch.isCostlier ? "the costlier of two" : "one of too many to follow both"
      return Subject.Note(
        "Branch",
        "\(branch.place): the \(branch.isFirst ? "then" : "else") branch is counted, \(choice)")
    }
    if let text = origin.storage.difference { notes.append(Subject.Note("Stored", text)) }
    if origin.storage.external > 0 {
      notes.append(
        Subject.Note(
          "Weights",
          "\(grouped(origin.storage.external)) tensors in other files, which are not read"))
    }
    return notes
  }

  /// The most operators or branches that are named.
  private static let mostNamed = 12

  private static func list(_ operators: [OperatorCount]) -> String {
    let shown = operators.prefix(mostNamed).map { "\(grouped($0.count)) \($0.name)" }
    let more = operators.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more kinds" : "")
  }
}

extension ImportedNetwork.Storage {
  /// How the parameters differ from the floating-point numbers that the file stores; nil where they do
  /// not.
  fileprivate var difference: String? {
    let parts = [
      (
        lost, "belongs to an operator that could not be counted",
        "belong to operators that could not be counted"
      ),
      (
        floats - counted - lost, "is a scale, a constant of arithmetic or not read as a weight",
        "are scales, constants of arithmetic or not read as weights"
      ),
    ].filter { $0.0 > 0 }.map { floats == 1 ? "which \($0.1)" : "of which \(Self.text($0))" }
    let others = [
      (quantized, "parameter is a whole number", "parameters are whole numbers"),
      (filled, "is made by ConstantOfShape", "are made by ConstantOfShape"),
      (computed, "is computed from stored ones", "are computed from stored ones"),
    ].filter { $0.0 > 0 }.map(Self.text)
    guard !parts.isEmpty || !others.isEmpty else { return nil }
    return
      ([
        Self.text((floats, "floating-point number", "floating-point numbers"))
          + parts.map { ", \($0)" }.joined()
      ] + others)
      .joined(separator: "; ")
  }

  /// Returns a count with the words for one or for several.
  private static func text(_ words: (count: Int, one: String, several: String)) -> String {
    "\(grouped(words.count)) \(words.count == 1 ? words.one : words.several)"
  }
}
