package import ConvCostCore
import ConvCostText

/// Documents that describe all conventions, or one of them rule by rule.
package enum ConventionListing {
  /// A table of the conventions: what each counts, and its name for the result.
  package static func document(_ conventions: [Convention]) -> Document {
    Document(
      title: "",
      tables: [
        Table(
          columns: [
            Table.Column("Convention", key: "name", isNumeric: false),
            Table.Column("Calls it", key: "metric", isNumeric: false),
            Table.Column("Counts", key: "summary", isNumeric: false, wraps: true),
            Table.Column("Source", key: "source", isNumeric: false, wraps: true),
          ],
          rows: conventions.map { convention in
            Table.Row([
              .text(convention.name),
              .text(convention.counts.map(\.label).joined(separator: ", ")),
              .text(convention.summary), .text(convention.source),
            ])
          })
      ])
  }
}

extension Convention {
  /// The convention's table of rules, and an example counted by them.
  package var document: Document {
    var facts = [Document.Fact("Counts", summary), Document.Fact("Source", source)]
    for count in counts where count.forms != SourceForm.allCases {
      let forms = count.forms.map(\.rawValue).joined(separator: ", ")
      facts.append(Document.Fact("\(count.label.capitalizedHead) sees", forms))
    }
    for count in counts where !count.countedTwice.isEmpty {
      let kinds = OperationKind.allCases.filter(count.countedTwice.contains)
      facts.append(
        Document.Fact("Twice", kinds.map(\.rawValue).joined(separator: ", ") + " as modules"))
    }
    if foldsNorms {
      facts.append(Document.Fact("Folded", "batch norms directly after convolutions"))
    }
    return Document(
      title: name,
      tables: (counts + (parameters == .parameters ? [] : [parameters])).map(rules) + [quantities]
        + counts.compactMap(example),
      facts: facts.filter { !$0.value.isEmpty }, flat: flat)
  }

  /// The rules of all counts in one table, for formats that have only one.
  private var flat: Table {
    let all = counts + (parameters == .parameters ? [] : [parameters])
    return Table(
      columns: ["metric", "operation", "terms"].map {
        Table.Column($0, key: $0, isNumeric: false)
      },
      rows: all.flatMap { count in
        rules(of: count).rows.map { Table.Row([.text(count.label)] + $0.cells) }
      })
  }

  private func rules(of count: Count) -> Table {
    var rows: [Table.Row] = []
    func add(_ rules: Count.Rules, _ suffix: String) {
      for kind in OperationKind.allCases {
        guard let terms = rules[kind] else { continue }
        let texts = terms.map { term in
          let sign = term.factor < 0 ? "−" : ""
          return sign + (term.factor.magnitude == 1 ? "" : "\(term.factor.magnitude)·")
            + term.quantity.rawValue
        }
        rows.append(
          Table.Row([
            .text(kind.rawValue + suffix),
            .text(texts.isEmpty ? "nothing" : texts.joined(separator: " + ")),
          ]))
      }
    }
    add(count.rules, "")
    for form in SourceForm.allCases { add(count.exceptions[form] ?? [:], " as \(form.rawValue)") }
    add(count.axes[1] ?? [:], " of signals")
    add(count.axes[3] ?? [:], " of volumes")
    return Table(
      title: "\(count.label.capitalizedHead): what each operation adds",
      columns: [
        Table.Column("Operation", key: "operation", isNumeric: false),
        Table.Column("Adds", key: "terms", isNumeric: false, wraps: true),
      ], rows: rows)
  }

  /// The definitions of the quantities in the rules.
  private var quantities: Table {
    let rules = counts.flatMap { [$0.rules] + $0.exceptions.values + $0.axes.values }
    let used = Set(rules.flatMap { $0.values.flatMap { $0.map(\.quantity) } })
    return Table(
      title: "Quantities",
      columns: [
        Table.Column("Quantity", key: "quantity", isNumeric: false),
        Table.Column("Is", key: "definition", isNumeric: false, wraps: true),
      ],
      rows: Quantity.allCases.filter(used.contains).map { quantity in
        Table.Row([.text(quantity.rawValue), .text(quantity.definition)])
      })
  }

  /// A convolution, its norm and ReLU, a pool, and a classifier, counted.
  private func example(of count: Count) -> Table? {
    let network = Network(input: .map(3, 32)) {
      Convolution(16, kernel: 3, padding: 1, bias: false)
      BatchNorm()
      Activation.relu
      AdaptivePool.globalAverage
      Flatten()
      Linear(10)
    }
    guard let graph = try? network.graph(),
      let analysis = try? Analysis(graph.asSeen(by: self)),
      let total = try? Tally(count, of: analysis).value
    else { return nil }
    let rows = graph.nodes.indices.filter { graph.nodes[$0].operation.kind.computes }.map { index in
      Table.Row([
        .text(graph.operationDescription(index)),
        .text(graph.nodes[index].output.description),
        .count((try? count.value(at: analysis.site(index))) ?? 0),
      ])
    }
    return Table(
      title: "\(count.label.capitalizedHead) of an example on 3×32×32",
      columns: [
        Table.Column("Operation", key: "operation", isNumeric: false),
        Table.Column("Output", key: "output", isNumeric: false),
        Table.Column(count.label.capitalizedHead, key: count.metric.rawValue, dashesZeros: true),
      ], rows: rows + [Table.Row([.text("Total"), .empty, .count(total)], isTotal: true)])
  }
}

extension Count {
  /// The forms of source that are seen, in order.
  fileprivate var forms: [SourceForm] { SourceForm.allCases.filter(sees.contains) }
}
