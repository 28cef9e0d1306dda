/// The operations up to one map, and the parts of their results on which a part of it depends.
struct PatchStage {
  /// Rows and columns of a map.
  struct Region: Equatable {
    var rows: Range<Int>
    var columns: Range<Int>

    var area: Int { rows.count * columns.count }

    /// The smallest region that contains both.
    func union(_ other: Region) -> Region {
      Region(
        rows: min(
          rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound),
        columns: min(
          columns.lowerBound, other.columns.lowerBound)..<max(
            columns.upperBound, other.columns.upperBound))
    }
  }

  private let graph: Graph
  /// The node that computes the map.
  private let last: Int
  /// The nodes on which the map depends, in order, and itself.
  let nodes: [Int]

  init(_ graph: Graph, endingAt last: Int) {
    self.graph = graph
    self.last = last
    var isInside = [Bool](repeating: false, count: graph.nodes.count)
    isInside[last] = true
    for index in (0...last).reversed() where isInside[index] {
      for value in graph.inputs(of: graph.nodes[index]) where value >= graph.inputs.count {
        isInside[value - graph.inputs.count] = true
      }
    }
    nodes = graph.nodes.indices.filter { isInside[$0] }
  }

  /// Whether an operation may read fewer rows or columns at some places than at others.
  var hasBounds: Bool {
    nodes.contains { index in
      let node = graph.nodes[index]
      return graph.inputShapes(of: node).contains { input in
        [Axis.height, .width].contains {
          node.operation.reading(input, node.output, along: $0)?.isBound == true
        }
      }
    }
  }

  /// Checks that later operations read nothing of the stage but its last map.
  func requireSingleResult(_ paths: Paths) throws(PatchError) {
    let inside = Set(nodes)
    let inputs = Set(nodes.flatMap { graph.inputs(of: graph.nodes[$0]) })
    for (index, node) in graph.nodes.enumerated() where !inside.contains(index) {
      for value in graph.inputs(of: node) where value != graph.inputs.count + last {
        let source = value - graph.inputs.count
        // An input that the stage does not read is not divided.
        guard source < 0 ? inputs.contains(value) : inside.contains(source) else { continue }
        throw .readLater(source < 0 ? "the input" : paths.nodes[source], by: paths.nodes[index])
      }
    }
    for value in graph.outputs where value >= graph.inputs.count {
      let source = value - graph.inputs.count
      if inside.contains(source), source != last {
        throw .readLater(paths.nodes[source], by: "the end of the network")
      }
    }
  }

  /// Returns the part of every value on which a part of the map depends, by value; nil for values
  /// on which it does not depend.
  func regions(
    rows: Range<Int>, columns: Range<Int>, _ paths: Paths
  ) throws(PatchError) -> [Region?] {
    var regions = [Region?](repeating: nil, count: graph.inputs.count + graph.nodes.count)
    regions[graph.inputs.count + last] = Region(rows: rows, columns: columns)
    for index in nodes.reversed() {
      guard let region = regions[graph.inputs.count + index] else { continue }
      let node = graph.nodes[index]
      for value in graph.inputs(of: node) {
        let input = graph.shape(ofValue: value)
        guard !graph.mixing.contains(index),
          let rows = node.rows(of: region.rows, on: input, along: .height),
          let columns = node.rows(of: region.columns, on: input, along: .width)
        else { throw .needsWhole(paths.nodes[index]) }
        let read = Region(rows: rows, columns: columns)
        regions[value] = regions[value].map { $0.union(read) } ?? read
      }
    }
    return regions
  }
}

extension Graph.Node {
  /// Returns the rows, or columns, of an input that some rows of the result depend on; nil if they
  /// depend on all of it without regard to their place.
  fileprivate func rows(
    of rows: Range<Int>, on input: Shape, along axis: Axis
  ) -> Range<Int>? {
    guard let length = input.extent?[axis], output.extent?[axis] != nil else { return nil }
    // A length of one is stretched along the other operand.
    if case .merge = operation, length == 1 { return 0..<1 }
    guard
      let reading = operation.reading(input, output, along: axis)
    else { return nil }
    // Positions that are whole numbers may be a little off as sums of fractions.
    let first: Double = reading.offset + reading.jump * Double(rows.lowerBound) + 1e-6
    let final: Double = reading.offset + reading.jump * Double(rows.upperBound - 1)
    let last: Double = final + reading.size - 1 - 1e-6
    let start = min(max(0, Int(first.rounded(.down))), length - 1)
    return start..<max(start + 1, min(length, Int(last.rounded(.up)) + 1))
  }
}

extension Graph {
  /// Returns the last node of the operation or block at a path; nil if there is none.
  func lastNode(at path: String, _ paths: Paths) -> Int? {
    if let scope = paths.scopes.firstIndex(of: path), !path.isEmpty, !scopes[scope].nodes.isEmpty {
      return scopes[scope].nodes.upperBound - 1
    }
    return paths.nodes.firstIndex(of: path)
  }
}
