import ConvCostCore
import ConvCostText

/// A network's blocks and the values that flow between them, for graph formats.
package struct BlockGraph: Sendable {
  /// A block, or an operation outside of all blocks.
  struct Node: Sendable {
    var path: String
    var operation: String
    var output: String
    var count: Int
    var parameters: Int
    /// The share of the network's main count, 0 to 1.
    var share: Double
  }

  let title: String
  let label: String
  let nodes: [Node]
  /// The numbers of blocks between which a value flows, each pair once.
  let edges: [(from: Int, to: Int)]
  /// The names and shapes of the network's inputs, and the blocks that read them.
  let inputs: [(name: String, shape: String, readers: [Int])]

  /// Creates the graph of a report, with as many levels as asked for, or as stay readable.
  package init(_ report: Report, depth: Int? = nil) {
    // Without a depth, runs of equal blocks are one, as in a table.
    let rows = Report.innermost(
      report.rows(folding: depth.map(Report.Folding.depth) ?? .readable))
    let graph = report.analysis.graph
    let metric = report.convention.counts[0].metric
    let whole = max(1, metric.value(of: report.total))
    var block = [Int](repeating: 0, count: graph.nodes.count)
    for (number, row) in rows.enumerated() {
      for node in row.nodes { block[node] = number }
    }
    var edges: [(from: Int, to: Int)] = []
    var seen: Set<[Int]> = []
    var readers = [[Int]](repeating: [], count: graph.inputs.count)
    for (index, node) in graph.nodes.enumerated() {
      for value in graph.inputs(of: node) {
        let to = block[index]
        guard value >= graph.inputs.count else {
          if !readers[value].contains(to) { readers[value].append(to) }
          continue
        }
        let from = block[value - graph.inputs.count]
        if from != to, seen.insert([from, to]).inserted { edges.append((from, to)) }
      }
    }
    title =
      "\(report.subject.reference) · input \(graph.inputsText)"
      + (report.lowerBoundsText.map { " · \($0)" } ?? "")
    label = report.convention.label(of: metric)
    nodes = rows.map { row in
      let count = metric.value(of: row.cost)
      return Node(
        path: row.path,
        operation: row.detail.isEmpty ? row.operation : "\(row.operation) \(row.detail)",
        output: row.output.description, count: count, parameters: row.cost.parameters,
        share: Double(count) / Double(whole))
    }
    self.edges = edges
    inputs = graph.inputs.indices.map { index in
      (graph.inputName(index), graph.inputs[index].description, readers[index])
    }
  }
}

extension BlockGraph.Node {
  /// Returns the lines of text in the block.
  func lines(_ label: String) -> [String] {
    var lines = [path, operation, output]
    if count > 0 { lines.append("\(Digits.compact(Double(count))) \(label)") }
    if parameters > 0 { lines.append("\(Digits.compact(Double(parameters))) parameters") }
    return lines
  }

  /// The colour of the block, one of five steps, by its share of the count.
  var tone: Int {
    switch share {
    case 0.2...: 4
    case 0.1...: 3
    case 0.03...: 2
    case 0.005...: 1
    default: 0
    }
  }
}
