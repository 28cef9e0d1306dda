/// The receptive fields of all values of a graph, in one pass.
///
/// Positions on one input do not correspond to positions on another one, which may have another
/// size. So the field of a value is part of a single input: of the requested one if the value
/// depends on it, otherwise of the first one that it depends on.
public struct ReceptiveFields: Sendable {
  /// The field of each value.
  public let values: [ReceptiveField]
  /// The input that the field of each value is a part of.
  public let inputs: [Int]
  /// The merges whose branches have different jumps or different centres, so that they join
  /// elements of different positions. Their field is the smallest that contains those of all
  /// branches.
  public let misaligned: [Int]

  /// Computes the fields of a graph.
  ///
  /// - Parameter wanted: the number of the requested input.
  public init(_ graph: Graph, of wanted: Int = 0) {
    // Each element of an input depends on its own sample. A vector has no positions.
    var values = graph.inputs.map { input in
      ReceptiveField(
        rank: input.rank ?? 2, input.extent == nil && !input.isTensor ? nil : .own)
    }
    values.reserveCapacity(graph.inputs.count + graph.nodes.count)
    var inputs = Array(graph.inputs.indices)
    inputs.reserveCapacity(graph.inputs.count + graph.nodes.count)
    var misaligned: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      var read = graph.inputs(of: node)
      var input = 0
      if graph.inputs.count > 1 {
        let sources = read.map { inputs[$0] }
        input = sources.contains(wanted) ? wanted : sources.min() ?? 0
        read = ArraySlice(read.filter { inputs[$0] == input })
      }
      inputs.append(input)
      guard let first = read.first, !graph.mixing.contains(index) else {
        values.append(ReceptiveField(rank: graph.inputs[input].rank ?? 2, nil))
        continue
      }
      guard node.operation.joins else {
        values.append(
          values[first].after(node.operation, on: graph.shape(ofValue: first), node.output))
        continue
      }
      func field(of value: Int) -> ReceptiveField {
        let shape = graph.shape(ofValue: value)
        return values[value].repeated(from: shape, to: node.output).after(
          node.operation, on: shape, node.output)
      }
      let extent = node.output.extent ?? 1
      var union = field(of: first)
      for value in read.dropFirst() {
        let other = field(of: value)
        if misaligned.last != index, !union.isAligned(with: other, over: extent) {
          misaligned.append(index)
        }
        union = union.union(other, over: extent)
      }
      values.append(union)
    }
    self.values = values
    self.inputs = inputs
    self.misaligned = misaligned
  }
}

extension Operation {
  /// Whether an element of the result depends on elements of several values.
  fileprivate var joins: Bool {
    switch self {
    case .merge, .foreign(.function): true
    default: false
    }
  }
}

extension Graph {
  /// Returns the field of an element of a value.
  public func receptiveField(ofValue value: Int) -> ReceptiveField {
    ReceptiveFields(self).values[value]
  }
}

extension ReceptiveField {
  /// Returns the field after an operation.
  fileprivate func after(
    _ operation: Operation, on input: Shape, _ output: Shape
  ) -> ReceptiveField {
    mapped { span, axis in
      guard let read = operation.reading(input, output, along: axis) else { return nil }
      return span.composed(with: read)
    }
  }

  /// Returns the field of a value that is added to or multiplied with a larger one: its only row or
  /// column is combined with each of the other's.
  fileprivate func repeated(from shape: Shape, to output: Shape) -> ReceptiveField {
    guard let extent = shape.extent, let whole = output.extent else { return self }
    return mapped { span, axis in
      guard extent[axis] == 1, whole[axis] > 1 else { return span }
      return Span(size: span.size, jump: 0, offset: span.offset, isBound: span.isBound)
    }
  }

  /// Whether elements with the same index lie at the same position of a map. Along an axis that is
  /// seen completely, or along which a value is repeated, elements have no position, and nothing is
  /// compared.
  fileprivate func isAligned(with other: ReceptiveField, over extent: Extent) -> Bool {
    // Fractions such as a third of a sample are not exact.
    let tolerance = 1e-6
    return axes.allSatisfy { axis in
      guard let one = self[axis], let two = other[axis], one.jump != 0, two.jump != 0 else {
        return true
      }
      // A single element has no distance to another one.
      return ((one.jump - two.jump).magnitude < tolerance || extent[axis] == 1)
        && (one.center - two.center).magnitude < tolerance
    }
  }

  /// Returns the smallest field that contains both at every element of a map.
  fileprivate func union(_ other: ReceptiveField, over extent: Extent) -> ReceptiveField {
    mapped { span, axis in other[axis].map { span.union($0, over: extent[axis]) } }
  }
}
