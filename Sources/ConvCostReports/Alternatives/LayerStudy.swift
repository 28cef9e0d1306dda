package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// A layer, or a short chain of them, with the alternatives that give the same output shape.
package struct LayerStudy: Sendable {
  /// A way to compute the same output shape.
  package struct Alternative: Sendable {
    /// Its name.
    package var name: String
    /// Its cost.
    package var cost: Cost
    /// The part of the input that an element of the result depends on.
    package var receptiveField: ReceptiveField
  }

  /// The layers as they were written.
  package let text: String
  /// The layers' graph and the cost of each.
  package let analysis: Analysis
  /// The layers themselves first, then their possible replacements.
  package let alternatives: [Alternative]

  /// Counts layers on an input and, if they are a single convolution, its substitutes too.
  ///
  /// - Parameter reductions: the channels of bottlenecks to try; by default a quarter and a half of
  ///   the input's.
  /// - Throws: `NetworkError` if the layers cannot work on the input.
  package init(
    _ text: String, _ layers: [Layer], on input: Shape, reductions: [Int] = [],
    by convention: Convention = .standard
  ) throws(NetworkError) {
    self.text = text
    let analysis = try Network(input: input) { layers }.analysis(by: convention)
    self.analysis = analysis
    var alternatives = [Self.alternative("as written", analysis)]
    if layers.count == 1, case .operation(.convolution(let convolution)) = layers[0] {
      for (substitution, layer) in convolution.alternatives(on: input, reductions: reductions) {
        let counted = try Network(input: input) { layer }.analysis(by: convention)
        alternatives.append(Self.alternative(substitution.name, counted))
      }
    }
    self.alternatives = alternatives
  }

  private static func alternative(_ name: String, _ analysis: Analysis) -> Alternative {
    let graph = analysis.graph
    return Alternative(
      name: name, cost: analysis.total,
      receptiveField: graph.receptiveField(ofValue: graph.outputs[0]))
  }

  /// What is compared: the convention's main number.
  private var count: Count { analysis.convention.counts[0] }

  /// The shape of the input.
  package var input: Shape { analysis.graph.inputs[0] }

  /// The shape of the result.
  package var output: Shape { analysis.graph.shape(ofValue: analysis.graph.outputs[0]) }

  /// The study as a document: the layers with their arithmetic, then the alternatives.
  package var document: Document {
    let paths = Paths(analysis.graph).nodes
    let layers = analysis.graph.nodes.indices.map { index in
      let node = analysis.graph.nodes[index]
      let cost = analysis.costs[index]
      return Table.Row([
        .text(paths[index]), .text(analysis.graph.operationDescription(index)),
        .text(node.output.description),
        .count(cost.parameters), .count(operations(cost)),
        .text(arithmetic(index)),
      ])
    }
    let whole = alternatives[0].cost
    let rows = alternatives.map { alternative in
      Table.Row([
        .text(alternative.name), .count(alternative.cost.parameters),
        ratio(alternative.cost.parameters, whole.parameters), .count(operations(alternative.cost)),
        ratio(operations(alternative.cost), operations(whole)),
        .text(
          (alternative.receptiveField.isBound ? "≤ " : "") + alternative.receptiveField.samples),
      ])
    }
    return Document(
      title: "\(text) · input \(input) · output \(output)",
      tables: [
        Table(
          title: "Alternatives with the same output",
          columns: [
            Table.Column("Alternative", key: "name", isNumeric: false),
            Table.Column("Parameters", key: "parameters", dashesZeros: true),
            Table.Column("ratio", key: "parametersRatio"),
            operationsColumn,
            Table.Column("ratio", key: "ratio"),
            Table.Column("Receptive field", key: "receptiveField"),
          ], rows: rows),
        Table(
          title: "Layers as written",
          columns: [
            Table.Column("Layer", key: "path", isNumeric: false, mayShrink: true),
            Table.Column("Operation", key: "operation", isNumeric: false),
            Table.Column("Output", key: "output", isNumeric: false),
            Table.Column("Parameters", key: "parameters", dashesZeros: true),
            operationsColumn,
            Table.Column("Arithmetic", key: "arithmetic", isNumeric: false, mayShrink: true),
          ], rows: layers),
      ])
  }

  /// The multiplications that give the MACs, with their numbers; empty for an operation without
  /// MACs.
  private func arithmetic(_ index: Int) -> String {
    let site = analysis.site(index)
    guard site.operation.kind.isWeighted else { return "" }
    return (try? Quantity.macs.derivation(at: site).numbers) ?? ""
  }

  private func operations(_ cost: Cost) -> Int { count.metric.value(of: cost) }

  private var operationsColumn: Table.Column {
    Table.Column(count.label.capitalizedHead, key: count.metric.rawValue, dashesZeros: true)
  }

  private func ratio(_ count: Int, _ whole: Int) -> Table.Cell {
    whole == 0 ? .empty : .ratio(Double(count) / Double(whole))
  }

  /// The study as `convcost.layer/1`.
  package var json: JSONNode {
    let whole = alternatives[0].cost
    return [
      "schema": "convcost.layer/1",
      "layer": [
        "text": .text(text), "input": .numbers(input.dimensions),
        "output": .numbers(output.dimensions),
      ] + .object(whole.members(by: analysis.convention))
        + alternatives[0].receptiveField.samplesJSON,
      "convention": .text(analysis.convention.name),
      "alternatives": .list(
        alternatives.dropFirst().map { alternative in
          let name: JSONNode = ["name": .text(alternative.name)]
          return .line(
            name + .object(alternative.cost.members(by: analysis.convention)) + [
              "ratio": operations(whole) == 0
                ? .null
                : .decimal(Double(operations(alternative.cost)) / Double(operations(whole)))
            ] + alternative.receptiveField.samplesJSON)
        }),
    ]
  }
}
