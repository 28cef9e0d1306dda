import ConvCostCore

// Functions of elements, and norms.
extension CaffeCall {
  /// A function of each element that keeps the shape.
  static func activation(_ activation: Activation) -> Rule {
    Rule { (_) throws(OperatorProblem) in .layer(activation) }
  }

  /// A function without a primitive that keeps the shape and has no weights.
  func function() throws(OperatorProblem) -> CaffeMeaning {
    .stated(Stated(type, .function), reading: [0])
  }

  /// max(x, 0), or with a slope for negative elements.
  func rectifier() throws(OperatorProblem) -> CaffeMeaning {
    let slope = parameters("relu_param").message.last("negative_slope")?.number ?? 0
    return .layer(slope == 0 ? Activation.relu : .leakyRelu)
  }

  /// A rectifier with a learned slope, for each channel or for all.
  func learnedRectifier() throws(OperatorProblem) -> CaffeMeaning {
    let isShared = try parameters("prelu_param").flag("channel_shared", default: false)
    return factors(of: isShared ? 1 : try channels(), reading: [0])
  }

  /// SSD's norm over the channels, with a learned factor for each of them or for all. Liu et al.,
  /// "SSD: Single Shot MultiBox Detector", 2015, §3.1.
  func normalize() throws(OperatorProblem) -> CaffeMeaning {
    let isShared = try parameters("norm_param").flag("channel_shared", default: true)
    return factors(of: isShared ? 1 : try channels(), reading: [0])
  }

  private func factors(of count: Int, reading reads: [Int]) -> CaffeMeaning {
    var meaning = CaffeMeaning.stated(
      Stated(type, .function, weights: count), reading: reads)
    meaning.sharedBlobs = 1
    return meaning
  }

  /// The length of Caffe's axis of channels.
  private func channels() throws(OperatorProblem) -> Int {
    let lengths = try input().lengths
    guard let channels = lengths.dropFirst().first else {
      throw .rank(lengths.count, expected: "at least 2")
    }
    return channels
  }

  /// Statistics of each channel, without a learned scale. Caffe stores a factor for all of them
  /// too.
  func batchNorm() throws(OperatorProblem) -> CaffeMeaning {
    let channels = try channels()
    var meaning: CaffeMeaning
    if try input().shape.channels == channels {
      meaning = .layer(BatchNorm(scale: false, shift: false), blobs: 3)
    } else {
      meaning = .stated(Stated(type, .function, buffers: 2 * channels), reading: [0])
      meaning.sharedBlobs = 3
    }
    meaning.uncountedNumbers = 1
    return meaning
  }

  /// A learned factor for each channel, or the product with a second input.
  func scale() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("scale_param")
    let bias = try parameters.flag("bias_term", default: false)
    guard inputs.count < 2 else {
      let (one, other) = (try input(0), try input(1))
      let axis = try parameters.axis(default: 1, rank: one.lengths.count)
      guard !bias else {
        let count = try product(from: axis, axes: other.lengths.count, of: one)
        return .stated(Stated(type, .function, biases: count))
      }
      return one.shape == other.shape
        ? CaffeMeaning(.merge(.multiply)) : .stated(Stated(type, .function))
    }
    let count = try learnedCount(parameters)
    if try isEachChannel(parameters) {
      return .layer(ChannelScale(bias: bias), blobs: bias ? 2 : 1)
    }
    var meaning = CaffeMeaning.stated(
      Stated(type, .function, weights: count, biases: bias ? count : 0), reading: [0])
    meaning.sharedBlobs = bias ? 2 : 1
    return meaning
  }

  /// A learned summand for each channel, or the sum with a second input.
  func bias() throws(OperatorProblem) -> CaffeMeaning {
    guard inputs.count < 2 else { return .stated(Stated(type, .function)) }
    var meaning = CaffeMeaning.stated(
      Stated(type, .function, biases: try learnedCount(parameters("bias_param"))), reading: [0])
    meaning.sharedBlobs = 1
    return meaning
  }

  /// Whether a learned blob has a number for each channel of a map or a vector.
  private func isEachChannel(_ parameters: CaffeParameters) throws(OperatorProblem) -> Bool {
    let input = try input()
    let axis = try parameters.axis(default: 1, rank: input.lengths.count)
    let axes = try parameters.integer("num_axes") ?? 1
    return axis == 1 && axes == 1 && input.shape.channels == input.lengths[1]
  }

  /// The numbers of a learned blob that covers some axes of the first input.
  private func learnedCount(_ parameters: CaffeParameters) throws(OperatorProblem) -> Int {
    let input = try input()
    let axis = try parameters.axis(default: 1, rank: input.lengths.count)
    let axes = try parameters.integer("num_axes") ?? 1
    if axes == -1 { return try product(from: axis, axes: input.lengths.count, of: input) }
    let count = try axes.length()
    guard count == 0 || axis > 0 else { throw .attribute("axis", expected: "an axis from 1") }
    guard axis + count <= input.lengths.count else {
      throw .attribute("num_axes", expected: "at most \(input.lengths.count - axis)")
    }
    return try product(from: axis, axes: count, of: input)
  }

  private func product(
    from axis: Int, axes: Int, of input: Input
  ) throws(OperatorProblem) -> Int {
    guard let count = elementCount(Array(input.lengths[axis...].prefix(axes))) else {
      throw .tooManyElements(input.lengths)
    }
    return count
  }

  /// SENet's x·s + y, in the order s, x, y. Hu et al., "Squeeze-and-Excitation Networks", 2017.
  func axpy() throws(OperatorProblem) -> CaffeMeaning {
    try requireInputs(3...3)
    // The result has the shape of the first one that is read.
    return .stated(Stated(type, .function), reading: [1, 2, 0])
  }

  /// The sum, the product or the maximum of several inputs.
  func elementwise() throws(OperatorProblem) -> CaffeMeaning {
    try requireInputs(2...BlobNetwork.mostLayers)
    switch parameters("eltwise_param").word("operation") ?? "SUM" {
    case "SUM", "1": return CaffeMeaning(.merge(.add))
    case "PROD", "0": return CaffeMeaning(.merge(.multiply))
    case "MAX", "2":
      let shape = try input().shape
      for index in inputs.indices where try input(index).shape != shape {
        throw .mismatch(shape.dimensions, try input(index).shape.dimensions)
      }
      return .stated(Stated("Max", .function))
    case let other:
      throw .attribute("operation", expected: "SUM, PROD or MAX, found \(other)")
    }
  }

  /// A norm across neighbouring channels, or inside windows of each.
  func localResponseNorm() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("lrn_param")
    let size = try parameters.length("local_size", default: 5)
    if ["WITHIN_CHANNEL", "1"].contains(parameters.word("norm_region")) {
      return .stated(Stated(type, .function), reading: [0])
    }
    return .layer(LocalResponseNorm(size: size), after: try map().reshape)
  }
}
