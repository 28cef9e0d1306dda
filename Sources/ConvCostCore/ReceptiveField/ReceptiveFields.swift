/// The receptive fields of all values of a graph, in one pass.
///
/// A place on one input says nothing of a place on another one, which may be of another size. So the field of a
/// value is the part of a single input: of the one that was asked for where the value depends on it, and else
/// of the first one that it depends on.
public struct ReceptiveFields: Sendable {
  /// The field of each value.
  public let values: [ReceptiveField]
  /// The input that the field of each value is a part of.
  public let inputs: [Int]
  /// The merges whose branches have other jumps or other centres, so that they join what does not lie
  /// on the same place. Their field is the smallest that holds those of all branches.
  public let misaligned: [Int]

  /// Computes the fields of a graph.
  ///
  /// - Parameter wanted: the number of the input that is asked for.
  public init(_ graph: Graph, of wanted: Int = 0) {
    // Each element of an input depends on its own sample.
    var values = graph.inputs.map { ReceptiveField(rank: $0.rank ?? 2, .own) }
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
      var union = field(of: first)
      for value in read.dropFirst() {
        let other = field(of: value)
        if misaligned.last != index, !union.isAligned(with: other) { misaligned.append(index) }
        union = union.union(other, over: node.output.extent ?? 1)
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
  /// Returns what an element of a value depends on.
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

  /// Returns the field of a value that is added or multiplied to a larger one: its only row or column meets
  /// each of the other's.
  fileprivate func repeated(from shape: Shape, to output: Shape) -> ReceptiveField {
    guard let extent = shape.extent, let whole = output.extent else { return self }
    return mapped { span, axis in
      guard extent[axis] == 1, whole[axis] > 1 else { return span }
      return Span(size: span.size, jump: 0, offset: span.offset, isBound: span.isBound)
    }
  }

  /// Whether elements of the same number lie on the same place. What sees all of an axis, or is repeated
  /// along it, has no place there.
  fileprivate func isAligned(with other: ReceptiveField) -> Bool {
    // Fractions such as a third of a sample are not exact.
    let tolerance = 1e-6
    return axes.allSatisfy { axis in
      guard let one = self[axis], let two = other[axis], one.jump != 0, two.jump != 0 else {
        return true
      }
      return (one.jump - two.jump).magnitude < tolerance
        && (one.center - two.center).magnitude < tolerance
    }
  }

  /// Returns the smallest field that holds both at every element of a map.
  fileprivate func union(_ other: ReceptiveField, over extent: Extent) -> ReceptiveField {
    mapped { span, axis in other[axis].map { span.union($0, over: extent[axis]) } }
  }
}
