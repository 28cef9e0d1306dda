import ConvCostCore
import ConvCostText

extension Report {
  /// The report with a row for each resolution, as papers print architectures: the size of the
  /// maps, the blocks, parameters and the convention's count.
  package func stagesDocument(_ layout: ReportLayout = ReportLayout()) -> Document {
    let stages = Stages(analysis).stages
    let kinds = stages.keys.sorted()
    let metrics = [Metric.parameters, convention.counts[0].metric]
    let blocks = Self.innermost(rows(folding: .readable)).filter { $0.cost.macs > 0 }
    func kind(of row: Row) -> Stages.Kind {
      row.output.extent.flatMap { extent in
        kinds.first { stages[$0]?.extents.contains(extent) == true }
      } ?? .head
    }
    let rows = kinds.compactMap { key -> Table.Row? in
      guard let stage = stages[key] else { return nil }
      var names: [(name: String, count: Int)] = []
      for row in blocks where kind(of: row) == key {
        let name = row.detail.isEmpty ? row.kind : "\(row.kind) \(row.detail)"
        if let place = names.firstIndex(where: { $0.name == name }) {
          names[place].count += row.count
        } else {
          names.append((name, row.count))
        }
      }
      let text = names.map { $0.count > 1 ? "\($0.count) × \($0.name)" : $0.name }
      return Table.Row(
        [
          .text(key.name), .text(stage.extents.last?.description ?? "–"),
          .text(text.joined(separator: ", ")),
        ]
          + metrics.map { .count($0.value(of: stage.cost)) }
          + [share(stage.cost, metrics[1])])
    }
    let totals: [Table.Cell] = metrics.map {
      .count($0.value(of: total), isLowerBound: analysis.isLowerBound($0))
    }
    let heads = metrics.map {
      Table.Column(
        convention.label(of: $0).capitalizedHead, key: $0.rawValue, dashesZeros: true, need: .answer
      )
    }
    let table = Table(
      columns: [
        Table.Column("Stage", key: "stage", isNumeric: false),
        Table.Column("Output size", key: "maps", isNumeric: false, need: .output),
        Table.Column("Blocks", key: "blocks", isNumeric: false, wraps: true),
      ] + heads + [Table.Column("% of \(heads[1].title)", key: "share", need: .share)],
      rows: rows + [
        Table.Row(
          [.text("Total"), .empty, .empty] + totals + [share(total, metrics[1])], isTotal: true)
      ])
    var document = document(layout)
    document.tables = [table]
    return document
  }

  private func share(_ cost: Cost, _ metric: Metric) -> Table.Cell {
    let whole = metric.value(of: total)
    return whole == 0 ? .empty : .share(Double(metric.value(of: cost)) / Double(whole))
  }
}
