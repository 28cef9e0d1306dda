import ConvCostCore

/// Which rows and columns of a report are shown.
public struct ReportLayout: Sendable {
  /// How deep blocks are unfolded.
  public var folding: Report.Folding = .readable
  /// The columns, by their names.
  public var columns: [ReportColumn] = ReportColumn.standard.compactMap(ReportColumn.named)
  /// The column by which the innermost rows are sorted, the largest first.
  public var sorting: ReportColumn?
  /// How many rows of a sorted table are shown.
  public var top: Int?
  /// Whether blocks are left out whose layers are shown, so that every cost stands there once.
  public var isFlat = false
  /// The format in which the model is stored.
  public var dataType: DataType = .fp32

  /// Creates the usual layout.
  public init() {}
}

extension Report {
  /// Returns the report as a document in the given layout.
  public func document(_ layout: ReportLayout = ReportLayout()) -> Document {
    var shown = rows(folding: layout.folding)
    if layout.isFlat || layout.sorting != nil || layout.top != nil { shown = flat(shown, layout) }
    let rows = shown.map { row in
      Table.Row(layout.columns.map { $0.cell(row, of: total) })
    }
    let table = Table(
      columns: layout.columns.map(\.head), rows: rows + [totalRow(layout.columns)])
    return Document(
      title: "\(subject.reference) · input \(input)", tables: [table], facts: facts(layout))
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
        rows.sort { measure($0.cost) > measure($1.cost) }
      } else {
        rows.sort {
          column.cell($0, of: total).sortingText < column.cell($1, of: total).sortingText
        }
      }
    }
    return Array(rows.prefix(layout.top ?? rows.count))
  }

  private func totalRow(_ columns: [ReportColumn]) -> Table.Row {
    let whole = Row(
      path: "", name: "", depth: 0, operation: "", detail: "", inputs: [], output: input,
      cost: total, isBlock: true)
    let cells = columns.enumerated().map { index, column -> Table.Cell in
      if index == 0, !column.isNumeric { return .text("Total") }
      return column.isNumeric ? column.cell(whole, of: total) : .empty
    }
    return Table.Row(cells, isTotal: true)
  }

  private func facts(_ layout: ReportLayout) -> [Document.Fact] {
    let parts = [
      ("weights", total.weights), ("biases", total.biases), ("normalisation", total.normalization),
    ]
    let parameters = parts.filter { $0.1 > 0 }.map { "\(grouped($0.1)) \($0.0)" }
    var facts = [
      Document.Fact(
        "Parameters", "\(grouped(total.parameters)) (\(parameters.joined(separator: ", ")))"),
      Document.Fact("Buffers", grouped(total.buffers)),
      Document.Fact("MACs", grouped(total.macs)),
      Document.Fact("FLOPs", "\(grouped(total.flops)) (2 × MACs)"),
      Document.Fact("Activations", grouped(total.activations)),
      Document.Fact("Model size", modelSize(layout.dataType)),
    ]
    if hasAuxiliaryOutputs {
      facts.append(Document.Fact("Auxiliary", "the classifiers used in training only are counted"))
    } else if subject.hasOptionalHeads {
      facts.append(
        Document.Fact(
          "Auxiliary", "the classifiers used in training only are not counted; aux=true adds them"))
    }
    facts.append(
      Document.Fact(
        "Convention",
        "\(convention): convolutions and matrix products, without bias and normalisation"))
    if !subject.citation.isEmpty { facts.append(Document.Fact("Source", subject.citation)) }
    return facts
  }

  private func modelSize(_ type: DataType) -> String {
    let bytes = Double(total.parameters) * Double(type.bytes)
    return "\(fixed(bytes / 1e6, digits: 2)) MB (\(fixed(bytes / 1_048_576, digits: 2)) MiB)"
      + " as \(type.rawValue)"
  }
}

extension Table.Cell {
  /// What a cell of text is sorted by.
  fileprivate var sortingText: String {
    switch self {
    case .text(let text): text
    case .layer(let path, _, _): path
    default: ""
    }
  }
}
