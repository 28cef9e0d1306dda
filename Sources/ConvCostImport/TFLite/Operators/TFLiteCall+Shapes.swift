extension TFLiteCall {
  /// Returns the shapes of the results, as far as they follow from the inputs; nil for one without
  /// a rule, whose shape the file states.
  ///
  /// - Throws: `OperatorProblem` for inputs on which the operator cannot work.
  func shapes() throws(OperatorProblem) -> [[Int]?] {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D: [try convolved()]
    case .transposeConv, .conv3DTranspose: [try transposed()]
    case .averagePool2D, .maxPool2D, .l2Pool2D: [try pooled()]
    case .fullyConnected: [try connected()]
    case .batchMatmul: [try multiplied()]
    case .add, .sub, .mul, .div, .maximum, .minimum, .pow, .floorDiv, .floorMod, .addN,
      .squaredDifference, .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual,
      .logicalAnd, .logicalOr, .select, .selectV2, .atan2:
      [try broadcast(inputs.map { $0?.shape })]
    case .mean, .sum, .reduceMax, .reduceMin, .reduceProd, .reduceAny, .reduceAll:
      [try reduced()]
    case .concatenation: [try concatenated()]
    case .pad, .padv2, .mirrorPad: [try padded()]
    case .resizeBilinear, .resizeNearestNeighbor: [try resized()]
    case .reshape: [try reshaped()]
    case .squeeze: [try squeezed()]
    case .expandDims: [try expanded()]
    case .transpose: [try permuted()]
    case .depthToSpace, .spaceToDepth: [try regrouped()]
    case .stridedSlice: [try strided()]
    case .slice: [try sliced()]
    case .split: try split()
    case .splitV: try splitUnevenly()
    case .pack: [try packed()]
    case .unpack: try unpacked()
    case .gather: [try gathered()]
    case .tile: [try tiled()]
    case .shape: [self[0]?.shape.map { [$0.count] }]
    case .rank: [[]]
    case .argMax, .argMin: [try withoutAxis()]
    case .spaceToBatchND, .batchToSpaceND: [try blocked()]
    case .embeddingLookup: [try looked()]
    case .lstm, .unidirectionalSequenceLstm, .rnn, .unidirectionalSequenceRnn:
      [try remembered()]
    case .scatterND: [try self[2]?.values?.asStated.lengths()]
    case .sparseToDense: [try self[1]?.values?.asStated.lengths()]
    case .fill: [try self[0]?.values?.asStated.lengths()]
    case .broadcastTo: [try self[1]?.values?.asStated.lengths()]
    case _ where keepsShape: [try shape(0)]
    default: []
    }
  }

  /// Whether the result has the shape of the first input.
  private var keepsShape: Bool {
    switch type {
    case .relu, .relu6, .reluN1To1, .relu0To1, .tanh, .logistic, .hardSwish, .leakyRelu, .gelu,
      .elu, .prelu, .softmax, .logSoftmax, .l2Normalization, .localResponseNormalization,
      .quantize, .dequantize, .cast, .fakeQuant, .exp, .log, .sqrt, .rsqrt, .square, .neg, .abs,
      .sin, .cos, .floor, .ceil, .round, .sign, .logicalNot, .zerosLike, .cumsum, .reverseV2,
      .reverseSequence, .densify, .dynamicUpdateSlice, .bitcast:
      true
    default: false
    }
  }

  private func convolved() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let weight = try shape(1) else { return nil }
    let (kernel, filters) = try layout(weight, input)
    return try positions(input, kernel) + [filters]
  }

  private func transposed() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(2), let weight = try shape(1) else { return nil }
    let (kernel, filters) = try layout(weight, input)
    // With a step, several inputs give one length: the file states the result's.
    if let stated = self[0]?.values {
      return try stated.asStated.lengths(from: 1)
    }
    var result = [input[0]]
    for (window, length) in zip(try windows(kernel), input.dropFirst()) {
      result.append(try window.spread(of: length))
    }
    return result + [filters]
  }

  private func pooled() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    return try positions(input, try options.kernel.lengths(from: 1)) + [input[3]]
  }

  private func positions(_ input: [Int], _ kernel: [Int]) throws(OperatorProblem) -> [Int] {
    var result = [input[0]]
    for (index, window) in try windows(kernel).enumerated() {
      result.append(try window.positions(on: input[index + 1], axis: index + 1))
    }
    return result
  }

  /// Returns the kernel's lengths and the number of filters of a convolution's weights.
  ///
  /// - Throws: `OperatorProblem` if the weights or the input have another number of lengths, or if
  ///   their channels do not fit.
  func layout(
    _ weight: [Int], _ input: [Int]
  ) throws(OperatorProblem) -> (kernel: [Int], filters: Int) {
    let rank = type == .conv3D || type == .conv3DTranspose ? 5 : 4
    guard input.count == rank else { throw .rank(input.count, expected: "\(rank)") }
    guard weight.count == rank else { throw .mismatch(input, weight) }
    // The channels that a filter reads.
    let own = weight[type == .conv3DTranspose ? 4 : 3]
    let filters: Int
    let fits: Bool
    switch type {
    case .depthwiseConv2D:
      filters = weight[3]
      fits = weight[0] == 1 && input[3] > 0 && filters > 0 && filters % input[3] == 0
    case .conv3D:
      filters = weight[4]
      fits = own > 0 && filters > 0 && input[4] % own == 0 && filters % (input[4] / own) == 0
    case .conv3DTranspose:
      filters = weight[3]
      fits = own == input[4] && filters > 0
    case .transposeConv:
      filters = weight[0]
      fits = own == input[3] && filters > 0
    default:
      filters = weight[0]
      let groups = own > 0 && input[3] % own == 0 ? input[3] / own : 0
      fits = groups > 0 && filters > 0 && filters % groups == 0
    }
    guard fits else { throw .mismatch(input, weight) }
    return (rank == 5 ? Array(weight[..<3]) : Array(weight[1...2]), filters)
  }

  private func connected() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let weight = try shape(1) else { return nil }
    guard weight.count == 2, weight[1] > 0, let count = elementCount(input),
      count % weight[1] == 0
    else { throw .mismatch(input, weight) }
    guard options.keepsDimensions else { return [count / weight[1], weight[0]] }
    guard input.last == weight[1] else { throw .mismatch(input, weight) }
    return input.dropLast() + [weight[0]]
  }

  private func multiplied() throws(OperatorProblem) -> [Int]? {
    guard var left = try shape(0), var right = try shape(1) else { return nil }
    guard left.count > 1, right.count > 1 else {
      throw .rank(min(left.count, right.count), expected: "2 or more")
    }
    if options.transposes.first { left.swapAt(left.count - 1, left.count - 2) }
    if options.transposes.second { right.swapAt(right.count - 1, right.count - 2) }
    guard left[left.count - 1] == right[right.count - 2] else { throw .mismatch(left, right) }
    return try broadcast([left.dropLast(2), right.dropLast(2)]).map {
      $0 + [left[left.count - 2], right[right.count - 1]]
    }
  }

  private func resized() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let size = self[1]?.values else { return nil }
    guard input.count == 4, size.count == 2 else { throw .rank(input.count, expected: "4") }
    return try [input[0]] + size.asStated.lengths(from: 1) + [input[3]]
  }

  /// The results of a recurrent layer: as many features as its last matrix gives.
  private func remembered() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    let isBasic = type == .lstm && inputs.count <= 5
    let features: Int?
    switch type {
    case .lstm where isBasic: features = try shape(1)?.last
    case .lstm, .unidirectionalSequenceLstm:
      features = self[16]?.shape?.first ?? self[8]?.shape?.last
    default: features = try shape(1)?.first
    }
    return features.map { input.dropLast() + [$0] }
  }

  private func regrouped() throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape(0) else { return nil }
    guard shape.count == 4 else { throw .rank(shape.count, expected: "4") }
    let block = try options.size.length(from: 1)
    if type == .depthToSpace {
      guard shape[3] / block % block == 0, shape[3] % block == 0 else {
        throw .mismatch(shape, [block, block])
      }
      shape = [shape[0], shape[1] * block, shape[2] * block, shape[3] / block / block]
    } else {
      guard shape[1] % block == 0, shape[2] % block == 0,
        let channels = checkedProduct(shape[3], block, block)
      else { throw .mismatch(shape, [block, block]) }
      shape = [shape[0], shape[1] / block, shape[2] / block, channels]
    }
    return try shape.asStated.lengths()
  }
}
