package import ConvCostCore
import ConvCostText

extension ImportedNetwork {
  /// What a report says of the file, in English.
  package var notes: [Subject.Note] {
    var notes: [Subject.Note] = []
    let format = origin.operatorSet.map { "ONNX operator set \($0)" } ?? "ONNX"
    notes.append(
      Subject.Note(
        "Format",
        origin.producer.isEmpty ? format : "\(format), written by \(origin.producer)"))
    if origin.batch > 1 {
      notes.append(
        Subject.Note("Batch", "the file has a batch of \(origin.batch); counts are per sample"))
    }
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
          "\(Self.list(origin.uncounted)), whose shapes depend on the data or are unknown"))
    }
    if !origin.ahead.isEmpty {
      notes.append(
        Subject.Note(
          "Ahead",
          "\(Self.list(origin.ahead)) on stored numbers alone:"
            + " \(Digits.grouped(origin.macsAhead)) MACs that are computed in advance and not"
            + " counted; their weights are parameters"))
    }
    notes += origin.branches.prefix(Self.mostNamed).map { branch in
      let choice =
        branch.isCostlier
        ? "the costlier of two" : "not compared with the other: there are too many branches"
      return Subject.Note(
        "Branch",
        "\(branch.place): the \(branch.isFirst ? "then" : "else") branch is counted, \(choice)")
    }
    if let text = origin.storage.difference { notes.append(Subject.Note("Stored", text)) }
    if !origin.storage.fixed.isEmpty {
      notes.append(
        Subject.Note(
          "Fixed", "treated as fixed, not counted as parameters: \(Self.list(origin.storage.fixed))"
        ))
    }
    if !origin.storage.derived.isEmpty {
      notes.append(
        Subject.Note(
          "Uncertain",
          "counted as parameters, but computed by the exporter, perhaps from fewer numbers:"
            + " \(Self.list(origin.storage.derived))"))
    }
    if origin.storage.external > 0 {
      notes.append(
        Subject.Note(
          "Weights",
          "\(Digits.grouped(origin.storage.external)) tensors in other files, which are not read"))
    }
    return notes
  }

  /// The reason why the totals are not exact, and how many of the stored numbers they lack; nil if
  /// they are exact.
  package var warning: String? {
    let omissions = graph.omissions
    guard !omissions.isEmpty else { return nil }
    let products = omissions.filter(\.mayMultiply)
    let named = products.isEmpty ? omissions : products
    let operators = Self.list(named.map { ($0.operation, $0.count) })
    let lost = origin.storage.lost
    let numbers =
      lost > 0
      ? "; \(Digits.grouped(lost)) of the \(Digits.grouped(origin.storage.floats)) stored numbers"
        + " belong to them"
      : ""
    let totals = products.isEmpty && lost == 0 ? "memory and traffic" : "totals"
    return "\(totals) are lower bounds: the work of \(operators) is unknown\(numbers)"
  }

  /// The most operators or branches that are named.
  private static let mostNamed = 12

  private static func list(_ tables: [Table]) -> String {
    let numbers = tables.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
    let names = tables.prefix(3).map(\.name).joined(separator: ", ")
    let more = tables.count - min(3, tables.count)
    return "\(Digits.grouped(numbers)) numbers, \(names)"
      + (more > 0 ? " and \(more) more tables" : "")
  }

  private static func list(_ operators: [OperatorCount]) -> String {
    list(operators.map { ($0.name, $0.count) })
  }

  private static func list(_ operators: [(name: String, count: Int)]) -> String {
    let shown = operators.prefix(mostNamed).map { "\(Digits.grouped($0.count)) \($0.name)" }
    let more = operators.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more kinds" : "")
  }
}

extension ImportedNetwork.Storage {
  /// The difference of the parameters from the floating-point numbers in the file; nil if there is
  /// no difference.
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
    "\(Digits.grouped(words.count)) \(words.count == 1 ? words.one : words.several)"
  }
}
