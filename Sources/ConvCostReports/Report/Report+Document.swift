package import ConvCostCore
import ConvCostText

/// The rows and columns of a report that are shown.
package struct ReportLayout: Sendable {
  /// How deep blocks are unfolded.
  package var folding: Report.Folding = .readable
  /// The columns; nil for the default ones of the convention.
  package var columns: [ReportColumn]?
  /// The column by which the innermost rows are sorted, the largest first.
  package var sorting: ReportColumn?
  /// How many rows of a sorted table are shown.
  package var top: Int?
  /// Whether blocks whose layers are shown are left out, so that every cost is shown once.
  package var isFlat = false
  /// Whether the format has pictures.
  package var hasPictures = false
  /// The optimiser of an estimated training step; nil if no step is estimated.
  package var optimizer: Training.Optimizer?

  /// Creates the default layout.
  package init() {}
}

extension Report {
  /// Returns the report as a document in the given layout.
  package func document(_ layout: ReportLayout = ReportLayout()) -> Document {
    var shown = rows(folding: layout.folding)
    if layout.isFlat || layout.sorting != nil || layout.top != nil { shown = flat(shown, layout) }
    let columns = layout.columns ?? ReportColumn.standard(by: convention)
    let rows = shown.map { row in
      Table.Row(columns.map { $0.cell(row, of: self) })
    }
    let table = Table(
      columns: columns.map { $0.head(by: convention) }, rows: rows + [totalRow(columns)])
    return Document(
      title: "\(subject.reference) · input \(analysis.graph.inputsText)", tables: [table],
      facts: facts(layout),
      charts: layout.hasPictures ? [.depth(DepthChart(self))] : [])
  }

  /// Returns the innermost rows as a list without a tree, in the order of a column.
  private func flat(_ rows: [Row], _ layout: ReportLayout) -> [Row] {
    var rows = Self.innermost(rows).map { row in
      var row = row
      row.depth = 0
      row.name = row.path
      return row
    }
    if let column = layout.sorting {
      if let measure = column.measure {
        rows.sort { measure($0) > measure($1) }
      } else {
        rows.sort {
          column.cell($0, of: self).sortingText < column.cell($1, of: self).sortingText
        }
      }
    }
    return Array(rows.prefix(layout.top ?? rows.count))
  }

  private func totalRow(_ columns: [ReportColumn]) -> Table.Row {
    let whole = Row(
      path: "", name: "", depth: 0, kind: "", detail: "", inputs: [], output: input,
      cost: total, footprint: efficiency.total,
      field: efficiency.fields.values[0],
      nodes: analysis.graph.nodes.indices, isBlock: true)
    let cells = columns.enumerated().map { index, column -> Table.Cell in
      if index == 0, !column.isNumeric { return .text("Total") }
      guard column.isNumeric, !column.isSpan else { return .empty }
      let cell = column.cell(whole, of: self)
      if case .count(let count) = cell, column.isLowerBound(in: self) { return .atLeast(count) }
      return cell
    }
    return Table.Row(cells, isTotal: true)
  }

  private func facts(_ layout: ReportLayout) -> [Document.Fact] {
    let parts = [
      ("weights", total.weights), ("biases", total.biases), ("normalisation", total.normalization),
    ]
    let parameters = parts.filter { $0.1 > 0 }.map { "\(Digits.grouped($0.1)) \($0.0)" }
    let breakdown = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
    var facts = [
      Document.Fact("Parameters", words(.parameters) + breakdown),
      Document.Fact("Buffers", words(.buffers)),
    ]
    if convention.parameters != .parameters, let printed = printedParameters {
      facts.append(
        Document.Fact(
          convention.parameters.label.capitalizedHead,
          "\(Digits.grouped(printed)), as printed by \(convention.name)"))
    }
    for count in convention.counts {
      let value = Digits.bounded(
        count.metric.value(of: total), isLowerBound: analysis.isLowerBound(count.metric))
      let isDouble = convention == .standard && count.metric == .flops
      facts.append(
        Document.Fact(count.label.capitalizedHead, isDouble ? "\(value) (2 × MACs)" : value))
    }
    if let regionText { facts.append(Document.Fact("Regions", regionText)) }
    facts += [
      Document.Fact("Activations", words(.activations)),
      Document.Fact("Model size", modelSize), peakFact,
    ]
    facts += efficiencyFacts(layout)
    facts += inputFacts + outputFacts
    if hasAuxiliaryOutputs {
      facts.append(Document.Fact("Auxiliary", "the classifiers used in training only are counted"))
    } else if subject.hasOptionalHeads {
      facts.append(
        Document.Fact(
          "Auxiliary", "the classifiers used in training only are not counted; aux=true adds them"))
    }
    facts.append(Document.Fact("Convention", convention.description))
    facts += uncounted
    if !analysis.graph.isExact(convention.counts[0], by: convention) {
      facts.append(
        Document.Fact(
          "Assumed", "layers are \(convention.framework.rawValue) modules, sums are operators"))
    }
    facts += subject.facts
    return facts
  }

  /// The inputs of a network that has several.
  private var inputFacts: [Document.Fact] {
    let graph = analysis.graph
    return graph.inputs.count > 1 ? [Document.Fact("Inputs", graph.inputsText)] : []
  }

  /// The named results, and the number of operations that use weights of others.
  private var outputFacts: [Document.Fact] {
    var facts: [Document.Fact] = []
    if outputs.contains(where: { $0.name != nil }) {
      let named = outputs.filter { $0.name != nil || !$0.isAuxiliary }
        .map { "\($0.name ?? $0.path ?? "the input") \($0.shape)" }
      facts.append(Document.Fact("Outputs", named.joined(separator: ", ")))
    }
    let borrowers = rows.count { $0.lender != nil }
    let others = rows.count { $0.borrowed > 0 }
    var sharing: [String] = []
    if borrowers > 0 {
      sharing.append(
        borrowers == 1
          ? "1 operation uses the weights of another, which are counted once"
          : "\(borrowers) operations use the weights of others, which are counted once")
    }
    if others > 0 {
      sharing.append(
        "\(others) \(others == 1 ? "operation uses" : "operations use") some numbers that are"
          + " counted at others")
    }
    if !sharing.isEmpty {
      facts.append(Document.Fact("Shared weights", sharing.joined(separator: "; ")))
    }
    return facts
  }

  /// The number of parameters that the convention prints; nil if it does not fit in 64 bits.
  var printedParameters: Int? {
    let graph = analysis.graph.asWritten(for: convention.framework)
    return try? Tally(convention.parameters, of: Analysis(graph)).value
  }

  /// What the convention leaves out, and what its tool cannot see.
  private var uncounted: [Document.Fact] {
    let all = analysis.uncounted(by: convention.counts[0])
    return [(false, "Uncounted"), (true, "Unseen")].compactMap { isUnseen, name in
      let left = all.filter { $0.isUnseen == isUnseen }
      return left.isEmpty
        ? nil
        : Document.Fact(name, left.map { "\($0.count) \($0.operation)" }.joined(separator: ", "))
    }
  }

  private var modelSize: String {
    (isLowerBound(.modelBytes) ? "≥ " : "")
      + "\(UnitPrefix.bytes(efficiency.modelBytes)) as "
      + (efficiency.deployment.bits == nil ? efficiency.deployment.dataType.rawValue : "stored")
  }
}

extension Table.Cell {
  /// The text by which a cell is sorted.
  fileprivate var sortingText: String {
    switch self {
    case .text(let text): text
    case .layer(let path, _, _): path
    default: ""
    }
  }
}

extension Subject {
  /// Facts about the network besides its costs.
  var facts: [Document.Fact] {
    (citation.isEmpty ? [] : [Document.Fact("Source", citation)])
      + notes.map { Document.Fact($0.label, $0.text) }
  }
}
