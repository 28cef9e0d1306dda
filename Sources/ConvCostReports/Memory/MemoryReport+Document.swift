import ConvCostCore
import ConvCostText

extension MemoryReport: Presentable {
  /// The live bytes along the depth, and what they are made of at the peak.
  package var document: Document {
    let peak = max(1, plan.liveness.peak)
    let rows = report.rows(folding: folding).map { row in
      let live = live(row)
      let isPeak = row.nodes.contains(plan.liveness.peakNode)
      return Table.Row([
        .layer(path: row.path, name: row.name, depth: row.depth),
        .text(row.detail.isEmpty ? row.operation : "\(row.operation) \(row.detail)"),
        .text(row.output.description), .count(live), .share(Double(live) / Double(peak)),
        .text(isPeak ? "◂ peak" : ""),
      ])
    }
    let timeline = Table(
      columns: [
        Table.Column("Layer", key: "path", isNumeric: false),
        Table.Column(
          "Operation", key: "operation", isNumeric: false, mayShrink: true, need: .operation),
        Table.Column("Output", key: "output", isNumeric: false, need: .output),
        Table.Column("Live bytes", key: "liveBytes", need: .answer),
        Table.Column("% of peak", key: "ofPeak", need: .share),
        Table.Column("", key: "peak", isNumeric: false),
      ], rows: rows)
    let total = residents.reduce(0) { $0 + $1.bytes }
    let atPeak = Table(
      title: "In memory at the peak, while \(peakPath) runs",
      columns: [
        Table.Column("Value", key: "value", isNumeric: false),
        Table.Column("Shape", key: "shape", isNumeric: false, need: .output),
        Table.Column("Bytes", key: "bytes", need: .answer),
      ],
      rows: residents.map {
        Table.Row([.text($0.name), .text($0.shape.description), .count($0.bytes)])
      } + [
        Table.Row([.text("Total"), .empty, .count(total)], isTotal: true)
      ])
    return Document(
      title: "\(report.subject.reference) · input \(plan.graph.inputsText) · memory as "
        + "\(plan.dialect.name), \(plan.dataType.rawValue)"
        + (plan.batch > 1 ? ", \(plan.batch) samples" : ""),
      tables: [timeline, atPeak] + (patches.map { [table(of: $0)] } ?? []), facts: facts,
      charts: [.timeline(TimelineChart(self))])
  }

  /// What the network needs whole, and with its first operations in patches.
  private func table(of patches: PatchPlan) -> Table {
    let title =
      "In \(patches.rows)×\(patches.columns) patches until \(patches.path), each of up to "
      + "\(patches.imagePart) of the image"
    func row(_ name: String, _ bytes: Int, _ macs: Int, isTotal: Bool = false) -> Table.Row {
      Table.Row(
        [
          .text(name), .count(bytes),
          .ratio(Double(bytes) / Double(max(1, plan.liveness.peak))), .count(macs),
          .ratio(Double(macs) / Double(max(1, patches.wholeMACs))),
        ], isTotal: isTotal)
    }
    return Table(
      title: title,
      columns: [
        Table.Column("", key: "part", isNumeric: false),
        Table.Column("Live bytes", key: "liveBytes"), Table.Column("ratio", key: "bytesRatio"),
        Table.Column("MACs", key: "macs"), Table.Column("ratio", key: "macsRatio"),
      ],
      rows: [
        row("whole maps", plan.liveness.peak, patches.wholeMACs),
        row("in patches", patches.peakBytes, patches.macs),
        Table.Row([
          .text("– while a patch is computed"), .count(patches.patchBytes), .empty, .empty, .empty,
        ]),
        Table.Row([
          .text("– in the operations after them"), .count(patches.restBytes), .empty, .empty,
          .empty,
        ]),
      ])
  }

  private var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Activations",
        (report.analysis.graph.lacksValues ? "≥ " : "")
          + "\(UnitPrefix.bytes(plan.liveness.peak)) live at once at most: "
          + "\(Digits.grouped(plan.liveness.peak)) bytes, at \(peakPath)")
    ]
    if let bits = plan.bits { facts.append(Document.Fact("Bits", bits.text)) }
    if let arena = plan.arena {
      facts.append(
        Document.Fact(
          "Arena",
          "\(UnitPrefix.bytes(arena.size)): \(Digits.grouped(arena.size)) bytes, "
            + (arena.size == plan.liveness.peak
              ? "as many as live at once" : "\(excess(arena.size)) more than live at once")
            + "; aligned to \(plan.dialect.placement?.alignment ?? 1) bytes"))
    }
    if patches?.isUpperBound == true {
      facts.append(
        Document.Fact(
          "Patches", "upper bounds: an operation reads fewer rows at some places than at others"))
    }
    if plan.workspaceBytes > 0 {
      facts.append(
        Document.Fact(
          "Workspace",
          "\(Digits.grouped(plan.workspaceBytes)) of these bytes are a buffer of the operation"))
    }
    if let best = plan.bestOrder { facts.append(Document.Fact("Order", text(of: best))) }
    facts += [
      Document.Fact("Weights", "\(UnitPrefix.bytes(plan.weightBytes)) of parameters"),
      Document.Fact("Buffers", "\(UnitPrefix.bytes(plan.bufferBytes)) of running statistics"),
      Document.Fact(
        "Not counted", "code, the runtime's own structures, scratch buffers of kernels"),
      Document.Fact("Rules", "\(plan.dialect.name): \(plan.dialect.summary)"),
      Document.Fact("Rules from", plan.dialect.source),
      Document.Fact("Reproduced", plan.dialect.evidence),
    ]
    return facts + report.subject.facts
  }

  private func excess(_ bytes: Int) -> String {
    "\(Percent.number(Double(bytes - plan.liveness.peak) / Double(max(1, plan.liveness.peak)))) %"
  }

  /// What other orders of execution need.
  private func text(of best: ExecutionOrder) -> String {
    let certainty =
      best.isBest ? "" : ", and none needs less than \(Digits.grouped(best.bound))"
    let bytes = "\(UnitPrefix.bytes(best.peak)), \(Digits.grouped(best.peak)) bytes"
    guard best.peak < plan.writtenPeak else {
      return "as written; "
        + (best.isBest ? "no order needs less" : "no better one was found\(certainty)")
    }
    guard plan.writtenPeak == plan.liveness.peak else {
      return "the best one\(certainty); as written it is \(UnitPrefix.bytes(plan.writtenPeak)), "
        + "\(Digits.grouped(plan.writtenPeak)) bytes"
    }
    return "as written; the best one needs \(bytes)" + certainty
  }
}
