import ConvCostCore
import ConvCostJSON
import ConvCostText

/// The layers in which two networks differ: the layers that multiply are aligned in order.
struct LayerDifferences {
  /// A layer that one network has, and what the other has in its place.
  struct Difference: Equatable {
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
  /// All layers in order: those that are the same in pairs, and the differences between them.
  private let alignment: [(pair: Difference, isSame: Bool)]

  /// The most rows of the table.
  private static let mostRows = 12

  /// Compares two networks.
  ///
  /// - Parameter mostAligned: networks with more layers are compared only up to the first
  ///   difference, to save time.
  init(_ first: Report, _ second: Report, mostAligned: Int = 5_000) {
    reports = [first, second]
    layers = reports.map { report in
      report.analysis.graph.nodes.indices.filter {
        report.analysis.graph.nodes[$0].operation.kind.isWeighted
      }
    }
    let keys = zip(reports, layers).map { report, layers in layers.map { Key(report, $0) } }
    guard keys.allSatisfy({ $0.count <= mostAligned }) else {
      equal = zip(keys[0], keys[1]).prefix { $0 == $1 }.count
      let next = Difference(
        first: layers[0].dropFirst(equal).first, second: layers[1].dropFirst(equal).first)
      differences = next.first == nil && next.second == nil ? [] : [next]
      alignment = differences.map { ($0, false) }
      return
    }
    let named = zip(keys, zip(reports, layers)).map { keys, network in
      zip(keys, network.1).map { Named(key: $0, path: network.0.paths.nodes[$1]) }
    }
    // Of several ways to match as many layers, the one with equal paths is meant.
    let anchored = Self.pairs(named[0], named[1], within: keys)
    let free = Self.pairs(keys[0], keys[1])
    let pairs = anchored.count < free.count ? free : anchored
    var alignment: [(pair: Difference, isSame: Bool)] = []
    var (a, b) = (0, 0)
    // Between two equal layers, the layers that differ are listed side by side.
    for pair in pairs + [(keys[0].count, keys[1].count)] {
      while a < pair.0 || b < pair.1 {
        let difference = Difference(
          first: a < pair.0 ? layers[0][a] : nil, second: b < pair.1 ? layers[1][b] : nil)
        alignment.append((difference, false))
        if a < pair.0 { a += 1 }
        if b < pair.1 { b += 1 }
      }
      guard a < keys[0].count, b < keys[1].count else { break }
      alignment.append((Difference(first: layers[0][a], second: layers[1][b]), true))
      (a, b) = (a + 1, b + 1)
    }
    equal = pairs.count
    self.alignment = alignment
    differences = alignment.filter { !$0.isSame }.map(\.pair)
  }

  /// A layer with its path.
  private struct Named: Hashable {
    var key: Key
    var path: String
  }

  /// Returns the places of a longest common subsequence, in order.
  private static func pairs<Element: Hashable>(
    _ first: [Element], _ second: [Element]
  ) -> [(Int, Int)] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in second.difference(from: first) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    return Array(
      zip(
        first.indices.filter { !removed.contains($0) },
        second.indices.filter { !inserted.contains($0) }))
  }

  /// Returns the places of layers with equal paths, and between them those of equal layers.
  private static func pairs(
    _ first: [Named], _ second: [Named], within keys: [[Key]]
  ) -> [(Int, Int)] {
    var all: [(Int, Int)] = []
    var start = (0, 0)
    for anchor in pairs(first, second) + [(first.count, second.count)] {
      let gap = pairs(Array(keys[0][start.0..<anchor.0]), Array(keys[1][start.1..<anchor.1]))
      all += gap.map { ($0 + start.0, $1 + start.1) }
      guard anchor.0 < first.count else { break }
      all.append(anchor)
      start = (anchor.0 + 1, anchor.1 + 1)
    }
    return all
  }

  /// Two layers with equal keys are the same: their inputs, their output and their cost.
  private struct Key: Hashable {
    var kind: OperationKind
    var inputs: [Shape]
    var output: Shape
    var macs: Int?

    init(_ report: Report, _ index: Int) {
      let graph = report.analysis.graph
      let node = graph.nodes[index]
      kind = node.operation.kind
      inputs = graph.inputShapes(of: node)
      output = node.output
      macs = try? node.operation.cost(input: inputs[0], output: output).macs
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
    guard !differences.isEmpty, 2 * equal >= max(layers[0].count, layers[1].count) else {
      return nil
    }
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

  /// All layers of both networks side by side: what was removed, added and changed, with its cost.
  /// Longer runs of equal layers take one row.
  var alignedTable: Table {
    let metric = reports[0].convention.counts[0].metric
    var rows: [Table.Row] = []
    var run: [Difference] = []
    func endRun() {
      if run.count > Self.shownOfRun {
        // Layers with equal products may still differ in what a convention adds for biases.
        let before = run.compactMap { cost(metric, $0.first, of: 0) }.reduce(0, +)
        let now = run.compactMap { cost(metric, $0.second, of: 1) }.reduce(0, +)
        rows.append(
          Table.Row([
            .empty, .text("\(run.count) equal layers"), .empty, .count(before), .count(now),
            before == now ? .empty : .change(from: before, to: now),
          ]))
      } else {
        rows += run.map { row($0, metric, isSame: true) }
      }
      run = []
    }
    for (pair, isSame) in alignment {
      if isSame {
        run.append(pair)
      } else {
        endRun()
        rows.append(row(pair, metric, isSame: false))
      }
    }
    endRun()
    return Table(
      title: "Layers: − removed, + added, ~ changed",
      columns: [
        Table.Column("", key: "mark", isNumeric: false),
        Table.Column("Layer", key: "layer", isNumeric: false, mayShrink: true),
        Table.Column(
          "Operation", key: "operation", isNumeric: false, mayShrink: true, need: .operation),
        Table.Column("\(metric.heading) before", key: "before", dashesZeros: true, need: .answer),
        Table.Column("now", key: "now", dashesZeros: true, need: .answer),
        Table.Column("Change", key: "change", need: .ratio),
      ], rows: rows)
  }

  /// The most equal layers in a run that have a row each.
  private static let shownOfRun = 2

  private func row(_ pair: Difference, _ metric: Metric, isSame: Bool) -> Table.Row {
    func text(_ describe: (Report, Int) -> String) -> String {
      let texts = [
        pair.first.map { describe(reports[0], $0) }, pair.second.map { describe(reports[1], $0) },
      ]
      .compactMap(\.self)
      return texts.count == 2 && texts[0] != texts[1] ? texts.joined(separator: " → ") : texts[0]
    }
    let before = cost(metric, pair.first, of: 0)
    let now = cost(metric, pair.second, of: 1)
    let mark = isSame ? "" : pair.first == nil ? "+" : pair.second == nil ? "−" : "~"
    return Table.Row([
      .text(mark), .text(text { $0.paths.nodes[$1] }),
      .text(
        text {
          "\($0.analysis.graph.operationDescription($1)) \($0.analysis.graph.nodes[$1].output)"
        }),
      before.map { .count($0) } ?? .empty, now.map { .count($0) } ?? .empty,
      before.flatMap { before in now.map { .change(from: before, to: $0) } } ?? .empty,
    ])
  }

  private func cost(_ metric: Metric, _ index: Int?, of number: Int) -> Int? {
    index.map { metric.value(of: reports[number].analysis.costs[$0]) }
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
          .line([
            "first": path(difference.first, of: 0), "second": path(difference.second, of: 1),
            "macsBefore": cost(.macs, difference.first, of: 0).map(JSONNode.number) ?? .null,
            "macsNow": cost(.macs, difference.second, of: 1).map(JSONNode.number) ?? .null,
          ])
        }),
    ]
  }

  private func path(_ index: Int?, of number: Int) -> JSONNode {
    index.map { .text(reports[number].paths.nodes[$0]) } ?? .null
  }
}
