import ConvCostCore

extension NCNNCall {
  /// A sum, a product or another function of two blobs, or of one and a number.
  mutating func binary() throws(OperatorProblem) -> Source {
    let operation = try layer.integer(.init(0, "op_type"), default: 0)
    guard inputs.count > 1, try !layer.flag(.init(1, "with_scalar")) else {
      return try function()
    }
    let (one, other) = (inputs[0].lengths, inputs[1].lengths)
    let rank = max(one.count, other.count)
    let (a, b) = (Self.expanded(one, like: other, rank), Self.expanded(other, like: one, rank))
    guard let output = try broadcast([a, b]) else { return try function() }
    let merge: Merge? = operation == 0 ? .add : operation == 2 ? .multiply : nil
    guard let merge, !readsStored, let first = inputs[0].shape, let second = inputs[1].shape else {
      return try stated(.function, lengths: output)
    }
    // Equal shapes, and maps with lengths of one, are joined as they are.
    guard first == second || rank > 2 else { return try stated(.function, lengths: output) }
    let left = first == second ? Source.input(0) : try shaped(0, to: .ncnn(a))
    let right = first == second ? Source.input(1) : try shaped(1, to: .ncnn(b))
    return step(.merge(merge), reading: [left, right])
  }

  /// Returns the lengths of a blob with as many dimensions as another: features stand for channels
  /// if there are as many, otherwise for the innermost dimension; others are the outermost
  /// dimensions.
  private static func expanded(_ lengths: [Int], like other: [Int], _ rank: Int) -> [Int] {
    let ones = Array(repeating: 1, count: rank - lengths.count)
    guard !ones.isEmpty else { return lengths }
    return lengths.count == 1 && lengths[0] != other[0] ? ones + lengths : lengths + ones
  }

  /// A sum, a product or the largest of blobs of one shape.
  mutating func elementwise() throws(OperatorProblem) -> Source {
    for input in inputs where input.lengths != lengths {
      throw .mismatch(lengths, input.lengths)
    }
    let operation = try layer.integer(.init(0, "op_type"), default: 0)
    let shape = inputs[0].shape
    guard operation < 2, !readsStored, inputs.allSatisfy({ $0.shape == shape }) else {
      return try stated(.function, lengths: lengths)
    }
    return step(
      .merge(operation == 0 ? .multiply : .add), reading: inputs.indices.map(Source.input))
  }

  mutating func concatenation() throws(OperatorProblem) -> Source {
    let axis = try layer.integer(.init(0, "axis"), default: 0).axis(of: lengths.count)
    var output = lengths
    output[axis] = 0
    for input in inputs {
      guard input.lengths.count == lengths.count else { throw .mismatch(lengths, input.lengths) }
      for place in lengths.indices where place != axis {
        guard input.lengths[place] == lengths[place] else {
          throw .mismatch(lengths, input.lengths)
        }
      }
      output[axis] = try RawInteger(output[axis] + input.lengths[axis]).length()
    }
    let shapes = inputs.compactMap(\.shape)
    let isOfTensors = shapes.allSatisfy(\.isTensor)
    let isOfMaps = shapes.allSatisfy { !$0.isTensor }
    let joinsChannels = isOfTensors ? axis == lengths.count - 1 : axis == 0 && isOfMaps
    guard joinsChannels, shapes.count == inputs.count else {
      return try stated(.movement, lengths: output)
    }
    return step(.merge(.concat), reading: inputs.indices.map(Source.input))
  }

  /// One half of the input times the sigmoid of the other.
  mutating func gatedUnit() throws(OperatorProblem) -> Source {
    let axis = try layer.integer(.init(0, "axis"), default: 0).axis(of: lengths.count)
    var output = lengths
    guard output[axis] % 2 == 0 else { throw .other("a length of \(output[axis]) has no halves") }
    output[axis] /= 2
    return try stated(.function, lengths: output)
  }

  mutating func largestPlaces() throws(OperatorProblem) -> Source {
    let count = try layer.length(.init(1, "topk"), default: 1, from: 1)
    let givesValues = try layer.flag(.init(0, "out_max_val"))
    return try stated(.function, lengths: givesValues ? [2, count] : [count])
  }
}
