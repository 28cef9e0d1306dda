package import ConvCostCore

/// The counts of a network at several inputs and widths, for the sliders of a page.
///
/// A layer's multiply-accumulates are a factor that depends on the width alone times one that
/// depends on the input alone, and so are the elements of its result. The page multiplies them. A
/// grid exists only if that gives the counts of every variant exactly.
package struct ExplorerGrid: Sendable {
  /// The inputs and widths as the sliders show them.
  package let inputs: [String]
  package let widths: [String]
  /// The places of the network itself.
  package let own: (input: Int, width: Int)
  /// The multiply-accumulates of each node at a position, by the width.
  let perPosition: [[Int]]
  /// The positions of each node, by the input.
  let positions: [[Int]]
  /// The elements of each node's result at a position, by the width.
  let channels: [[Int]]
  /// The positions of each node's result, by the input.
  let extents: [[Int]]
  /// The parameters of each node, by the width, and the stored numbers that it reads.
  let parameters: [[Int]]
  let stored: [[Int]]
  /// The elements of the image, by the input.
  let inputElements: [Int]
  /// The totals of every variant, by the input and the width.
  let totals: [[Cost]]

  /// Counts all variants; nil if their counts are not products, or if a variant cannot be built.
  ///
  /// - Parameters:
  ///   - own: the places of the network itself.
  ///   - variant: returns the variant at an input and a width.
  package init?(
    inputs: [String], widths: [String], own: (input: Int, width: Int),
    variant: (_ input: Int, _ width: Int) -> Graph?
  ) {
    var analyses: [[Analysis]] = []
    for input in inputs.indices {
      var row: [Analysis] = []
      for width in widths.indices {
        guard let graph = variant(input, width), let analysis = try? Analysis(graph) else {
          return nil
        }
        row.append(analysis)
      }
      analyses.append(row)
    }
    let count = analyses[own.input][own.width].graph.nodes.count
    guard analyses.allSatisfy({ $0.allSatisfy { $0.graph.nodes.count == count } }) else {
      return nil
    }
    func factors(_ value: (Analysis, Int) -> Int) -> (widths: [[Int]], inputs: [[Int]])? {
      var byWidth = widths.map { _ in [Int](repeating: 0, count: count) }
      var byInput = inputs.map { _ in [Int](repeating: 0, count: count) }
      for node in 0..<count {
        let column = inputs.indices.map { value(analyses[$0][own.width], node) }
        let shared = column.reduce(0, greatestCommonDivisor)
        guard shared > 0 else { continue }
        for input in inputs.indices { byInput[input][node] = column[input] / shared }
        for width in widths.indices {
          byWidth[width][node] =
            value(analyses[own.input][width], node) / max(1, byInput[own.input][node])
        }
      }
      for input in inputs.indices {
        for width in widths.indices {
          for node in 0..<count
          where byWidth[width][node] * byInput[input][node]
            != value(analyses[input][width], node)
          {
            return nil
          }
        }
      }
      return (byWidth, byInput)
    }
    guard let macs = factors({ $0.costs[$1].macs }),
      let elements = factors({ $0.graph.nodes[$1].output.count }),
      inputs.indices.allSatisfy({ input in
        widths.indices.allSatisfy {
          analyses[input][$0].total.parameters == analyses[own.input][$0].total.parameters
        }
      })
    else { return nil }
    self.inputs = inputs
    self.widths = widths
    self.own = own
    (perPosition, positions) = (macs.widths, macs.inputs)
    (channels, extents) = (elements.widths, elements.inputs)
    parameters = widths.indices.map { width in
      analyses[own.input][width].costs.map(\.parameters)
    }
    stored = widths.indices.map { analyses[own.input][$0].storedNumbersRead }
    inputElements = analyses.map { $0[own.width].graph.inputs[0].count }
    totals = analyses.map { $0.map(\.total) }
  }
}

extension Analysis {
  /// The stored numbers that each node reads: those of shared weights at each reader.
  var storedNumbersRead: [Int] {
    graph.nodes.indices.map { index in
      let lender = costOfWeights(index)
      return graph.nodes[index].operation.isView ? 0 : lender.parameters + lender.buffers
    }
  }
}
