import ConvCostCore

extension MILCall {
  /// Returns the shapes of the results, nil for one that is unknown, by the rule of the operator.
  func resultShapes() throws(OperatorProblem) -> [[Int]?] {
    switch rule.shapes {
    case .same: [try inputShape()]
    case .broadcast: [try broadcast(operands.map(\.shape))]
    case .convolution: [try convolution()]
    case .transposedConvolution: [try transposedConvolution()]
    case .pool: [try pooled()]
    case .linear: [try linear()]
    case .matmul: [try matmul()]
    case .einsum: [try einsum()?.shape]
    case .attention: [try attention()]
    case .recurrence: try recurrence()
    case .reduction: [try reduced()]
    case .argument: [try reducedAxis()]
    case .topK: Array(repeating: try largest(), count: 2)
    case .concat: [try concatenated()]
    case .stack: [try stacked()]
    case .split: try parts()
    case .reshape: [try reshaped()]
    case .reshapeLike: [nil]
    case .flatten: [try flattened()]
    case .expand: [try expanded()]
    case .squeeze: [try squeezed()]
    case .transpose: [try transposed()]
    case .slice: [try sliced()]
    case .sliceBySize: [try slicedBySize()]
    case .pad: [try padded()]
    case .crop: [try cropped()]
    case .tile: [try tiled()]
    case .gather: [try gathered()]
    case .gatherAlongAxis: [try shape("indices")]
    case .gatherDeep: [try gatheredDeep()]
    case .scatter: [try shape("data")]
    case .blocksToSpace: [try enlargedByBlocks()]
    case .spaceToBlocks: [try reducedToBlocks()]
    case .upsample: [try upsampled()]
    case .resizeLast: [try resizedLast("target_size_height", "target_size_width")]
    case .resize: [try resized()]
    case .cropResize: [try cropResized()]
    case .affine: [try resizedLast("output_height", "output_width")]
    case .resample: [try resampled()]
    case .fill: [try integers("shape").map { (list) throws(OperatorProblem) in try list.lengths() }]
    case .fillLike: [try shape("ref_tensor")]
    case .range: [range()]
    case .oneHot: [try oneHot()]
    case .windows: [try slidingWindows()]
    case .shapeOf: [try shape("x").map { [$0.count] }]
    case .stated: []
    }
  }

  /// What an operator of several tensors works on.
  private var operands: [MILFact] {
    ["cond", "x", "y", "a", "b"].compactMap { self[$0] }
  }

  /// Returns the axes that a reduction takes together; nil if they are unknown.
  func reducedAxes() throws(OperatorProblem) -> [Int]? {
    guard let rank = try inputShape()?.count else { return nil }
    if isComputed("axes") { return nil }
    return try integers("axes")?.axes(of: rank) ?? Array(0..<rank)
  }

  private func reduced() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape(), let axes = try reducedAxes() else { return nil }
    return without(Set(axes), input)
  }

  private func reducedAxis() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape() else { return nil }
    let axis = try integer("axis", default: -1).axis(of: input.count)
    return without([axis], input)
  }

  private func without(_ axes: Set<Int>, _ shape: [Int]) -> [Int] {
    flag("keep_dims")
      ? shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
  }

  private func largest() throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape(), !isComputed("k") else { return nil }
    let axis = try integer("axis", default: -1).axis(of: shape.count)
    shape[axis] = try integer("k", default: 1).length()
    return shape
  }

  private func upsampled() throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape() else { return nil }
    guard shape.count >= 3 else { throw .rank(shape.count, expected: "at least 3") }
    for (name, axis) in [("height", shape.count - 2), ("width", shape.count - 1)] {
      if isComputed("scale_factor_\(name)") { return nil }
      let factor = float("scale_factor_\(name)") ?? 1
      guard let scaled = Int(exactly: (Double(shape[axis]) * factor).rounded(.down)) else {
        throw .attribute("scale_factor_\(name)", expected: "a factor")
      }
      shape[axis] = try length(scaled)
    }
    return shape
  }

  private func resizedLast(_ height: String, _ width: String) throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape() else { return nil }
    guard shape.count >= 3 else { throw .rank(shape.count, expected: "at least 3") }
    guard let rows = try required(height), let columns = try required(width) else { return nil }
    shape[shape.count - 2] = try rows.length()
    shape[shape.count - 1] = try columns.length()
    return shape
  }

  private func resized() throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape("x"), let target = integers("shape"),
      let count = try required("resized_dims")?.length()
    else { return nil }
    guard count <= shape.count, count <= target.count else {
      throw .attribute("resized_dims", expected: "at most \(min(shape.count, target.count))")
    }
    for (index, length) in try target.suffix(count).map({ $0 }).lengths().enumerated()
    where length > 0 {
      shape[shape.count - count + index] = length
    }
    return shape
  }

  private func cropResized() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape("x") else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    let size = try [
      integer("target_height", default: 1), integer("target_width", default: 1),
    ].lengths()
    if let boxes = self["boxes"] {
      guard let count = boxes.shape?.first else { return nil }
      return [count, input[1]] + size
    }
    guard let count = try shape("roi")?.first else { return nil }
    return [count, input[0], input[1]] + size
  }

  private func resampled() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape("x"), let places = try shape("coordinates") else { return nil }
    guard input.count == 4, places.count == 4 else { throw .mismatch(input, places) }
    return [input[0], input[1], places[1], places[2]]
  }

  private func range() -> [Int]? {
    guard let start = float("start"), let end = float("end"), let step = float("step"), step != 0,
      let count = Int(exactly: ((end - start) / step).rounded(.up)), count <= RawInteger.longest
    else { return nil }
    return [max(0, count)]
  }

  private func oneHot() throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape("indices"),
      let depth = try required("one_hot_vector_size")?.length()
    else { return nil }
    let axis = try integer("axis", default: -1).axis(of: shape.count + 1)
    shape.insert(depth, at: axis)
    return shape
  }

  private func slidingWindows() throws(OperatorProblem) -> [Int]? {
    guard var shape = try inputShape(), let size = try required("size")?.length(from: 1) else {
      return nil
    }
    let axis = try integer("axis", default: 0).axis(of: shape.count)
    let step = try integer("stride", default: 1).length(from: 1)
    guard shape[axis] >= size else {
      throw .emptyOutput(axis: axis, input: shape[axis], window: size)
    }
    let count = (shape[axis] - size) / step + 1
    shape[axis] = size
    shape.insert(count, at: axis)
    return shape
  }
}
