package import ConvCostCore
import ConvCostText

extension ImportedNetwork {
  /// What a report says of the file, in English.
  package var notes: [Subject.Note] {
    var notes: [Subject.Note] = []
    notes.append(Subject.Note("Format", origin.format))
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
    notes += origin.remarks
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
    if let text = origin.storage.unread.text { notes.append(Subject.Note("Unread", text)) }
    if let text = origin.storage.types.storedText { notes.append(Subject.Note("Types", text)) }
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
    graph.lowerBoundWarning(lacking: origin.storage.lost, of: origin.storage.floats)
  }

  /// The most branches that are named.
  private static let mostNamed = 12

  private static func list(_ tables: [Table]) -> String {
    let numbers = tables.reduce(0) { $0.saturatingAdding($1.count) }
    return "\(Digits.grouped(numbers)) numbers, \(names(of: tables))"
  }

  fileprivate static func names(of tables: [Table]) -> String {
    let names = tables.prefix(3).map(\.name).joined(separator: ", ")
    let more = tables.count - min(3, tables.count)
    return names + (more > 0 ? " and \(more) more tables" : "")
  }

  private static func list(_ operators: [OperatorCount]) -> String {
    OperatorTally.text(of: operators.map { ($0.name, $0.count) })
  }
}

extension Graph {
  /// The reason why totals are lower bounds, in a sentence; nil if they are exact.
  package var lowerBoundWarning: String? { lowerBoundWarning(lacking: 0, of: 0) }

  /// The reason why totals are lower bounds, in a sentence; nil if they are exact.
  ///
  /// - Parameters:
  ///   - lost: the stored numbers of operators that are not counted.
  ///   - stored: the numbers that the file stores.
  func lowerBoundWarning(lacking lost: Int, of stored: Int) -> String? {
    guard !omissions.isEmpty else { return nil }
    let products = omissions.filter(\.mayMultiply)
    let named = products.isEmpty ? omissions : products
    let operators = OperatorTally.text(of: named.map { ($0.operation, $0.count) })
    let numbers =
      lost > 0
      ? "; \(Digits.grouped(lost)) of the \(Digits.grouped(stored)) stored numbers belong to them"
      : ""
    let totals = products.isEmpty && lost == 0 ? "memory and traffic" : "totals"
    return "\(totals) are lower bounds: the work of \(operators) is unknown\(numbers)"
  }
}

extension ImportedNetwork.Unread {
  /// What is unread, and the sum with it; nil if nothing is.
  fileprivate var text: String? {
    guard !tables.isEmpty else { return nil }
    let counts = [(parameters, "parameters"), (buffers, "numbers of buffers")].filter { $0.0 > 0 }
      .map { "\(Digits.grouped($0)) \($1)" }.joined(separator: " and ")
    let all = parametersRead.saturatingAdding(parameters)
    return "no operator reads \(counts), \(ImportedNetwork.names(of: tables)); not counted"
      + (parameters > 0 ? ", with them there are \(Digits.grouped(all)) parameters" : "")
  }
}

extension [ImportedNetwork.StoredType] {
  /// How a file stores the counted numbers; nil if all of them have 32 bits.
  var storedText: String? {
    guard contains(where: { $0.bits != 32 * $0.count }) else { return nil }
    let bits = reduce(0) { $0.saturatingAdding($1.bits) }
    let bytes = bits / 8 + (bits % 8 > 0 ? 1 : 0)
    return map { "\(Digits.grouped($0.count)) as \($0.name)" }.joined(separator: ", ")
      + "; \(Digits.grouped(bytes)) bytes as stored"
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
        max(0, floats - counted) - lost,
        "is a scale, a constant of arithmetic or not read as a weight",
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
