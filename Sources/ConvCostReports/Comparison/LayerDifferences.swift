import ConvCostCore
import ConvCostJSON
import ConvCostText

/// The layers in which two networks differ: the layers that multiply are aligned in order.
struct LayerDifferences {
  /// A layer that one network has, and what the other has in its place.
  struct Difference: Hashable {
    /// The layer of the first network; nil if only the second has one.
    var first: Int?
    /// The layer of the second network; nil if only the first has one.
    var second: Int?
  }

  private let reports: [Report]
  /// The layers with MACs of each network, by the numbers of their nodes.
  private let layers: [[Int]]
  /// The number of layers that are the same in both, in order.
  let equal: Int
  /// The layers that are not the same.
  let differences: [Difference]

  /// Networks with more layers are compared only up to the first difference, to save time.
  private static let mostAligned = 5_000
  /// The most rows of the table.
  private static let mostRows = 12

  /// Compares two networks.
  init(_ first: Report, _ second: Report) {
    reports = [first, second]
    layers = reports.map { report in
      report.analysis.graph.nodes.indices.filter {
        report.analysis.graph.nodes[$0].operation.kind.isWeighted
      }
    }
    let keys = zip(reports, layers).map { report, layers in layers.map { Key(report, $0) } }
    var pairs: [Difference] = []
    var equal = 0
    if keys.allSatisfy({ $0.count <= Self.mostAligned }) {
      let changes = keys[1].difference(from: keys[0])
      var removed = Set<Int>()
      var inserted = Set<Int>()
      for change in changes {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
      }
      // Between two equal layers, the layers that differ are listed side by side.
      var (a, b) = (0, 0)
      while a < keys[0].count || b < keys[1].count {
        let isRemoved = removed.contains(a)
        let isInserted = inserted.contains(b)
        guard isRemoved || isInserted else {
          (a, b, equal) = (a + 1, b + 1, equal + 1)
          continue
        }
        pairs.append(
          Difference(
            first: isRemoved ? layers[0][a] : nil, second: isInserted ? layers[1][b] : nil))
        if isRemoved { a += 1 }
        if isInserted { b += 1 }
      }
    } else {
      equal = zip(keys[0], keys[1]).prefix { $0 == $1 }.count
      pairs = [
        Difference(
          first: layers[0].dropFirst(equal).first, second: layers[1].dropFirst(equal).first)
      ]
    }
    self.equal = equal
    differences = pairs
  }

  /// Two layers with equal keys are the same: their inputs, their output and their cost.
  private struct Key: Hashable {
    var kind: OperationKind
    var inputs: [Shape]
    var output: Shape
    var macs: Int

    init(_ report: Report, _ index: Int) {
      let graph = report.analysis.graph
      let node = graph.nodes[index]
      kind = node.operation.kind
      inputs = graph.inputShapes(of: node)
      output = node.output
      macs = (try? node.operation.cost(input: inputs[0], output: output).macs) ?? 0
    }
  }

  /// The facts of the comparison: how many layers agree, and which kinds of numbers are more or
  /// fewer.
  var facts: [Document.Fact] {
    let counts = layers.map(\.count)
    let text =
      differences.isEmpty
      ? "all \(Digits.grouped(equal)) with products match in order"
      : "\(Digits.grouped(equal)) of \(Digits.grouped(counts[0])) and"
        + " \(Digits.grouped(counts[1])) with products match in order"
    return [Document.Fact("Layers", text)] + (kinds.map { [$0] } ?? [])
  }

  /// The kinds of stored numbers that differ; nil if they are equal.
  private var kinds: Document.Fact? {
    let (a, b) = (reports[0].total, reports[1].total)
    let parts = [
      ("weights", a.weights, b.weights), ("biases", a.biases, b.biases),
      ("normalisation", a.normalization, b.normalization), ("buffers", a.buffers, b.buffers),
    ].filter { $0.1 != $0.2 }.map { "\($0.0) \(Digits.grouped($0.1)) → \(Digits.grouped($0.2))" }
    return parts.isEmpty ? nil : Document.Fact("Stored", parts.joined(separator: ", "))
  }

  /// The layers that differ, if the networks are mostly the same; otherwise nil.
  var table: Table? {
    guard !differences.isEmpty, 2 * equal >= layers.map(\.count).max() ?? 0 else { return nil }
    let names = reports.map(\.subject.reference)
    let shown = differences.prefix(Self.mostRows)
    let more = differences.count - shown.count
    return Table(
      title: "Layers that differ"
        + (more > 0 ? ", the first \(shown.count) of \(differences.count)" : ""),
      columns: zip(names, ["first", "second"]).flatMap { name, key in
        [
          Table.Column(name, key: "\(key) layer", isNumeric: false),
          Table.Column("Operation", key: "\(key) operation", isNumeric: false, mayShrink: true),
          Table.Column("Output", key: "\(key) output", isNumeric: false),
        ]
      },
      rows: shown.map { difference in
        Table.Row(cells(difference.first, of: 0) + cells(difference.second, of: 1))
      })
  }

  private func cells(_ index: Int?, of number: Int) -> [Table.Cell] {
    guard let index else { return [.empty, .empty, .empty] }
    let report = reports[number]
    return [
      .text(report.paths.nodes[index]), .text(report.analysis.graph.operationDescription(index)),
      .text("\(report.analysis.graph.nodes[index].output)"),
    ]
  }

  /// The comparison as JSON.
  var json: JSONNode {
    [
      "counts": .numbers(layers.map(\.count)), "equal": .number(equal),
      "differences": .list(
        differences.map { difference in
          .line(["first": path(difference.first, of: 0), "second": path(difference.second, of: 1)])
        }),
    ]
  }

  private func path(_ index: Int?, of number: Int) -> JSONNode {
    index.map { .text(reports[number].paths.nodes[$0]) } ?? .null
  }
}
