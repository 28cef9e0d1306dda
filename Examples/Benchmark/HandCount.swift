import ConvCostCore

/// The multiplications of a network without anything else: the least work that counting can take.
struct HandCount {
  private struct Row {
    var kernel: Int
    var input: Int
    var output: Int
    var positions: Int
  }

  private var rows: [Row] = []

  /// Copies the numbers of the convolutions and linear layers from a graph.
  init(_ graph: Graph) throws {
    for node in graph.nodes {
      guard let input = graph.inputShapes(of: node).first else { continue }
      switch node.operation {
      case .convolution(let convolution):
        rows.append(
          Row(
            kernel: convolution.window.area(on: input.rank ?? 2),
            input: input.channels / convolution.groups(on: input.channels),
            output: node.output.channels, positions: node.output.count / node.output.channels))
      case .linear:
        rows.append(
          Row(kernel: 1, input: input.channels, output: node.output.channels, positions: 1))
      default:
        break
      }
    }
  }

  func macs() -> Int {
    var sum = 0
    for row in rows { sum += row.kernel * row.input * row.output * row.positions }
    return sum
  }
}
