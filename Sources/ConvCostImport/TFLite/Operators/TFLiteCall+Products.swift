extension TFLiteCall {
  /// Returns the multiply-accumulates of an operator that sums products, over all samples; nil if a
  /// shape is unknown.
  ///
  /// - Parameter output: the shape of the result.
  /// - Throws: `OperatorProblem` for shapes that do not fit, and for a number of more than 64 bits.
  func macs(_ output: [Int]?) throws(OperatorProblem) -> Int? {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D:
      guard let weight = try shape(1), let output, let filter = weight.dropFilters(of: type) else {
        return nil
      }
      return try product(output, filter)
    case .transposeConv, .conv3DTranspose:
      guard let weight = try shape(1), let input = dataShape, let channels = input.last,
        channels > 0
      else { return nil }
      return try product(input.dropLast(), weight)
    case .custom where isTransposedConvolution:
      guard let weight = try shape(1), let input = dataShape else { return nil }
      return try product(input.dropLast(), weight)
    case .fullyConnected:
      guard let weight = try shape(1), weight.count == 2, let output else { return nil }
      return try product(output, [weight[1]])
    case .batchMatmul:
      guard let left = try shape(0), left.count > 1, let output else { return nil }
      return try product(output, [left[left.count - (options.transposes.first ? 2 : 1)]])
    case .lstm, .unidirectionalSequenceLstm, .bidirectionalSequenceLstm, .rnn,
      .unidirectionalSequenceRnn, .bidirectionalSequenceRnn, .svdf:
      return try recurrentProducts()
    default: return 0
    }
  }

  /// Every sample of every step is multiplied with every matrix.
  private func recurrentProducts() throws(OperatorProblem) -> Int? {
    guard let input = try shape(0) else { return nil }
    var sum = 0
    for place in inputs.indices where role(at: place) == .weight {
      // Vectors are factors of single elements, such as those from a cell to its gates.
      guard let weight = self[place]?.shape, weight.count > 1 else { continue }
      let (total, overflow) = sum.addingReportingOverflow(try product(input.dropLast(), weight))
      guard !overflow else { throw .tooManyElements(weight) }
      sum = total
    }
    return sum
  }

  private func product(
    _ first: some Sequence<Int>, _ second: some Sequence<Int>
  ) throws(OperatorProblem) -> Int {
    let factors = Array(first) + Array(second)
    guard let count = elementCount(factors) else { throw .tooManyElements(factors) }
    return count
  }
}

extension [Int] {
  /// Returns the lengths of one filter in a convolution's weights; nil for another number of
  /// lengths.
  fileprivate func dropFilters(of type: TFLiteOperator) -> [Int]? {
    switch type {
    case .conv2D: count == 4 ? Array(self[1...]) : nil
    case .depthwiseConv2D: count == 4 ? Array(self[1...2]) : nil
    default: count == 5 ? Array(self[..<4]) : nil
    }
  }
}
