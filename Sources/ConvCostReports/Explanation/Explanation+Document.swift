import ConvCostCore
package import ConvCostJSON
import ConvCostText

extension Explanation {
  /// The explanation as a document.
  package var document: Document {
    let first = graph.nodes[nodes.lowerBound]
    let last = graph.nodes[nodes.upperBound - 1]
    let inputs = graph.inputShapes(of: first)
    var tables: [Table] = []
    if !shapeLines.isEmpty { tables.append(table("Shape", shapeLines)) }
    if !storedLines.isEmpty { tables.append(table("Stored numbers and output", storedLines)) }
    var facts: [Document.Fact] = []
    for count in convention.counts {
      let lines = lines(of: count)
      let label = count.label.capitalizedHead
      if lines.isEmpty {
        facts.append(Document.Fact(label, "0, not counted by \(convention.name)"))
      } else {
        tables.append(table("\(label) by \(convention.name)", lines, totalOf: count.metric))
      }
    }
    if !isLayer, let largest { tables.append(largest) }
    // An operation of a file has the file's name, as in reports.
    let name =
      graph.labels[nodes.lowerBound] != nil
      ? graph.operationName(nodes.lowerBound) : first.operation.description(on: inputs[0])
    let what = isLayer ? " · \(name)" : ""
    facts += [
      Document.Fact("Input", inputs.map(\.description).joined(separator: " and ")),
      Document.Fact("Output", last.output.description),
      Document.Fact("Sees", sight),
    ]
    if isLayer, seen.graph.nodes[nodes.lowerBound].operation != first.operation {
      facts.append(
        Document.Fact("Folded", "\(convention.name) folds norms into convolutions"))
    }
    if !definition.isEmpty { facts.append(Document.Fact("Stands in", definition)) }
    facts += subject.facts
    facts.append(Document.Fact("Convention", convention.description))
    let left = uncounted
    if !left.isEmpty {
      facts.append(
        Document.Fact(
          "Uncounted", left.map { "\($0.count) \($0.operation)" }.joined(separator: ", ")))
    }
    let place = path.isEmpty ? "" : " · \(path)"
    return Document(
      title: "\(subject.reference)\(place)\(what)", tables: tables, facts: facts, notes: letters,
      flat: flat)
  }

  /// The receptive field of an element of the result, in words.
  private var sight: String {
    let fields = receptiveFields
    let isAlone = graph.inputs.count == 1
    return fields.map { input, field in
      if field.isGlobal { return isAlone ? "all of it" : "all of \(graph.inputName(input))" }
      return (field.isBound ? "at most " : "") + "\(field.samples) of "
        + (isAlone ? "the network's input" : graph.inputName(input))
    }.joined(separator: ", ")
  }

  /// The receptive field on the first input that the result depends on and, if there are several,
  /// on each.
  private var receptiveFieldJSON: JSONNode {
    let fields = receptiveFields
    guard graph.inputs.count > 1 else { return fields[0].field.samplesJSON }
    return fields[0].field.samplesJSON + [
      "receptiveFieldOf": .text(graph.inputName(fields[0].input)),
      "receptiveFields": .list(
        fields.map { input, field in
          .line(["input": .text(graph.inputName(input))] + field.samplesJSON)
        }),
    ]
  }

  /// All lines in one table, for formats that have only one.
  private var flat: Table {
    let parts =
      [("shape", shapeLines), ("stored", storedLines)]
      + convention.counts.map { ($0.label, lines(of: $0)) }
    return Table(
      columns: ["part", "name", "formula", "numbers"].map {
        Table.Column($0, key: $0, isNumeric: false)
      } + [Table.Column("layers", key: "layers"), Table.Column("value", key: "value")],
      rows: parts.flatMap { part, lines in
        lines.map { line in
          Table.Row([
            .text(part), .text(line.name), .text(line.formula), .text(line.numbers),
            .count(line.layers), .count(line.value),
          ])
        }
      })
  }

  /// The meaning of the letters in the formulas.
  private var letters: [String] {
    let axes = Axis.axes(of: graph.inputs[0].rank ?? 2).map { "\($0.symbol) \($0.rawValue)" }
    return [
      "C channels, \(axes.joined(separator: ", ")), K kernel, g groups, s stride, d dilation; in "
        + "and out: of the input and the output."
    ]
  }

  private func table(_ title: String, _ lines: [Line], totalOf metric: Metric? = nil) -> Table {
    let numbers =
      isLayer
      ? Table.Column("With numbers", key: "numbers", isNumeric: false, wraps: true)
      : Table.Column("Layers", key: "layers")
    var rows = lines.map { line in
      Table.Row([
        .text(line.name), .text(line.formula),
        isLayer ? .text(line.numbers) : .count(line.layers), .count(line.value),
      ])
    }
    if let metric {
      let sum = lines.reduce(0) { $0 + $1.value }
      // What is missing from a file affects the whole network, not a single block.
      let isBound = path.isEmpty && graph.isLowerBound(metric, by: convention)
      rows.append(
        Table.Row(
          [.text("Total"), .empty, .empty, .count(sum, isLowerBound: isBound)], isTotal: true))
    }
    return Table(
      title: title,
      columns: [
        Table.Column("", key: "name", isNumeric: false),
        Table.Column("Formula", key: "formula", isNumeric: false, wraps: true), numbers,
        Table.Column("Value", key: "value", need: .answer),
      ], rows: rows)
  }

  /// The layers that add the most; nil if nothing is counted.
  private var largest: Table? {
    let count = convention.counts[0]
    let paths = Paths(graph).nodes
    let values = nodes.map { ($0, (try? count.value(at: seen.site($0))) ?? 0) }
    let total = values.reduce(0) { $0 + $1.1 }
    guard total > 0 else { return nil }
    let order = values.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.prefix(5)
    return Table(
      title: "The layers that add the most",
      columns: [
        Table.Column("Layer", key: "path", isNumeric: false, mayShrink: true),
        Table.Column("Operation", key: "operation", isNumeric: false),
        Table.Column("Value", key: "value", need: .answer),
        Table.Column("% of total", key: "share", need: .share),
      ],
      rows: order.map { index, value in
        Table.Row([
          .text(paths[index]), .text(graph.operationDescription(index)), .count(value),
          .share(Double(value) / Double(total)),
        ])
      })
  }

  /// The explanation as `convcost.explain/1`.
  package var json: JSONNode {
    let first = graph.nodes[nodes.lowerBound]
    let last = graph.nodes[nodes.upperBound - 1]
    return [
      "schema": "convcost.explain/1",
      "network": subject.json(input: graph.inputs[0]) + graph.inputsJSON,
      "path": .text(path), "convention": .text(convention.name),
      "operation": isLayer ? .text(graph.operationName(nodes.lowerBound)) : .null,
      "inputs": .line(.list(graph.inputShapes(of: first).map { .numbers($0.dimensions) })),
      "output": .numbers(last.output.dimensions),
    ] + receptiveFieldJSON + [
      "shape": .list(shapeLines.map(\.json)), "stored": .list(storedLines.map(\.json)),
      "counts": .list(
        convention.counts.map { count in
          let lines = lines(of: count)
          return [
            "metric": .text(count.label),
            "value": .number(lines.reduce(0) { $0 + $1.value }),
            "terms": .list(lines.map(\.json)),
          ]
        }),
      "uncounted": .list(uncounted.map(\.json)),
    ]
  }
}

extension Explanation.Line {
  fileprivate var json: JSONNode {
    .line([
      "name": .text(name), "layers": .number(layers), "formula": .text(formula),
      "numbers": .text(numbers), "value": .number(value),
    ])
  }
}
