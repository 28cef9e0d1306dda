import ConvCostCore

// Layers that multiply by matrices, and tables.
extension CaffeCall {
  /// A product of everything from an axis on with a matrix.
  func innerProduct() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("inner_product_param")
    let input = try input()
    let features = try parameters.length("num_output")
    let bias = try parameters.flag("bias_term", default: true)
    let axis = try parameters.axis(default: 1, rank: input.lengths.count)
    guard axis > 0 else { throw .attribute("axis", expected: "an axis after the samples") }
    guard let count = elementCount(Array(input.lengths[axis...])) else {
      throw .tooManyElements(input.lengths)
    }
    // The rows are positions, whatever they were before.
    let rows = Array(input.lengths[..<axis].dropFirst(input.isStack ? 0 : 1)) + [count]
    guard let lengths = Dimensions(rows) else { throw .tooManyElements(input.lengths) }
    let wanted = rows.count == 1 ? Shape.vector(count) : .tensor(lengths)
    var preparation: Layer?
    switch CaffeMeaning.view(of: input, as: wanted).work {
    case .layer(let layer): preparation = layer
    default: break
    }
    return .layer(Linear(features, bias: bias), after: preparation, blobs: bias ? 2 : 1)
  }

  /// A row of a table for each index.
  func embedding() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("embed_param")
    let features = try parameters.length("num_output")
    let rows = try parameters.length("input_dim")
    let input = try input()
    let bias = try parameters.flag("bias_term", default: true)
    // A single index for each sample has no axis of its own.
    var places = input.lengths
    if input.shape == .vector(1) { places.removeLast() }
    let output = try shape(places + [features], isStack: input.isStack)
    var meaning = CaffeMeaning.stated(
      Stated(
        type, output: output, .function, weights: rows * features, biases: bias ? features : 0),
      reading: [0])
    meaning.sharedBlobs = bias ? 2 : 1
    return meaning
  }

  /// A recurrent layer on steps × sequences × features.
  ///
  ///     LSTM: weights = 4·H·I + 4·H·H        biases = 4·H
  ///     RNN:  weights = H·I + H·H + H·H      biases = 2·H
  ///
  /// Steps are in the place of samples, so one step is counted.
  func recurrence() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("recurrent_param")
    try requireInputs(1...2)
    guard !(try parameters.flag("expose_hidden", default: false)) else {
      throw .attribute("expose_hidden", expected: "false")
    }
    let width = try parameters.length("num_output")
    let input = try input()
    guard input.lengths.count >= 3, let features = elementCount(Array(input.lengths[2...])) else {
      throw .rank(input.lengths.count, expected: "at least 3: steps, sequences, features")
    }
    let sequences = input.lengths[1]
    let gates = type == "LSTM" ? 4 : 1
    let own = type == "LSTM" ? 4 : 2
    guard let read = checkedProduct(gates, width, features),
      let kept = checkedProduct(own, width, width),
      case let (weights, false) =
        read.addingReportingOverflow(kept),
      let macs = checkedProduct(weights, sequences)
    else { throw .tooManyElements(input.lengths) }
    var meaning = CaffeMeaning.stated(
      Stated(
        type, output: .tensor([sequences, width]), .layer, macs: macs, weights: weights,
        biases: own * width))
    meaning.sharedBlobs = 3
    return meaning
  }
}
