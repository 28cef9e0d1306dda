import ConvCostCore

extension CaffeCall {
  /// What each type of layers does: those of Caffe itself, then those of forks.
  private static let rules: [String: Rule] = [
    // Windows.
    "Convolution": Rule { (call) throws(OperatorProblem) in try call.convolution() },
    "Deconvolution": Rule { (call) throws(OperatorProblem) in try call.deconvolution() },
    "Pooling": Rule { (call) throws(OperatorProblem) in try call.pooling() },
    "SPP": Rule { (call) throws(OperatorProblem) in try call.pyramid() },
    "Im2col": Rule { (call) throws(OperatorProblem) in try call.columns() },
    // Products.
    "InnerProduct": Rule { (call) throws(OperatorProblem) in try call.innerProduct() },
    "Embed": Rule { (call) throws(OperatorProblem) in try call.embedding() },
    "LSTM": Rule { (call) throws(OperatorProblem) in try call.recurrence() },
    "RNN": Rule { (call) throws(OperatorProblem) in try call.recurrence() },
    // Norms.
    "BatchNorm": Rule { (call) throws(OperatorProblem) in try call.batchNorm() },
    "LRN": Rule { (call) throws(OperatorProblem) in try call.localResponseNorm() },
    "MVN": Rule { (call) throws(OperatorProblem) in try call.function() },
    // Functions of elements.
    "AbsVal": Rule { (call) throws(OperatorProblem) in try call.function() },
    "BNLL": Rule { (call) throws(OperatorProblem) in try call.function() },
    "Bias": Rule { (call) throws(OperatorProblem) in try call.bias() },
    "Clip": Rule { (call) throws(OperatorProblem) in try call.function() },
    "Dropout": Rule { (_) throws(OperatorProblem) in .layer(Dropout()) },
    "ELU": Rule { (call) throws(OperatorProblem) in try call.function() },
    "Eltwise": Rule { (call) throws(OperatorProblem) in try call.elementwise() },
    "Exp": Rule { (call) throws(OperatorProblem) in try call.function() },
    "Log": Rule { (call) throws(OperatorProblem) in try call.function() },
    "PReLU": Rule { (call) throws(OperatorProblem) in try call.learnedRectifier() },
    "Power": Rule { (call) throws(OperatorProblem) in try call.function() },
    "ReLU": Rule { (call) throws(OperatorProblem) in try call.rectifier() },
    "Scale": Rule { (call) throws(OperatorProblem) in try call.scale() },
    "Sigmoid": activation(.sigmoid),
    "Softmax": activation(.softmax),
    "Swish": activation(.silu),
    "TanH": activation(.tanh),
    "Threshold": Rule { (call) throws(OperatorProblem) in try call.function() },
    // Shapes.
    "ArgMax": Rule { (call) throws(OperatorProblem) in try call.largest() },
    "Concat": Rule { (call) throws(OperatorProblem) in try call.concat() },
    "Crop": Rule { (call) throws(OperatorProblem) in try call.crop() },
    "Flatten": Rule { (call) throws(OperatorProblem) in try call.flatten() },
    "Reduction": Rule { (call) throws(OperatorProblem) in try call.reduction() },
    "Reshape": Rule { (call) throws(OperatorProblem) in try call.reshape() },
    "Slice": Rule { (call) throws(OperatorProblem) in try call.slice() },
    "Split": Rule { (call) throws(OperatorProblem) in try call.split() },
    "Tile": Rule { (call) throws(OperatorProblem) in try call.tile() },
    // Forks.
    "Axpy": Rule { (call) throws(OperatorProblem) in try call.axpy() },
    "ConvolutionDepthwise": Rule { (call) throws(OperatorProblem) in
      try call.depthwiseConvolution()
    },
    "DepthwiseConv": Rule { (call) throws(OperatorProblem) in try call.depthwiseConvolution() },
    "DepthwiseConvolution": Rule { (call) throws(OperatorProblem) in
      try call.depthwiseConvolution()
    },
    "DetectionOutput": Rule { (call) throws(OperatorProblem) in try call.detections() },
    "HSigmoid": activation(.hardSigmoid),
    "HSwish": activation(.hardSwish),
    "HardSigmoid": activation(.hardSigmoid),
    "HardSwish": activation(.hardSwish),
    "Interp": Rule { (call) throws(OperatorProblem) in try call.interpolate() },
    "Mish": Rule { (call) throws(OperatorProblem) in try call.function() },
    "Normalize": Rule { (call) throws(OperatorProblem) in try call.normalize() },
    "PSROIPooling": Rule { (call) throws(OperatorProblem) in try call.placedRegions() },
    "Permute": Rule { (call) throws(OperatorProblem) in try call.permute() },
    "PriorBox": Rule { (call) throws(OperatorProblem) in try call.priorBoxes() },
    "Proposal": Rule { (call) throws(OperatorProblem) in try call.proposals() },
    "ROIAlign": Rule { (call) throws(OperatorProblem) in try call.regions() },
    "ROIPooling": Rule { (call) throws(OperatorProblem) in try call.regions() },
    "ReLU6": activation(.relu6),
    "Reorg": Rule { (call) throws(OperatorProblem) in try call.reorganize() },
    "ShuffleChannel": Rule { (call) throws(OperatorProblem) in try call.shuffle() },
    "Upsample": Rule { (call) throws(OperatorProblem) in try call.upsample() },
  ]

  /// The types whose second input gives only regions, which may be of unknown number.
  private static let takingRegions: Set<String> = ["PSROIPooling", "ROIAlign", "ROIPooling"]

  /// The types that work on each of several inputs with the same weights.
  static let workingOnEach: Set<String> = ["Convolution", "Deconvolution"]

  /// What the layer does.
  ///
  /// A layer of unknown type, and one that works on a value of unknown shape, has unknown work if
  /// it may have weights; the numbers that the file stores for it are its weights.
  func meaning() throws(OperatorProblem) -> CaffeMeaning {
    let rule = Self.rules[type]
    let needed = Self.takingRegions.contains(type) ? inputs.prefix(1) : inputs[...]
    if let rule, needed.allSatisfy({ $0 != nil }) { return try rule.meaning(self) }
    let isHarmless = rule != nil && !layer.hasWeights
    var meaning = CaffeMeaning.stated(
      Stated(name, isHarmless ? .function : .unknown, weights: layer.stored ?? 0))
    // A layer that writes into what it reads keeps its shape.
    let isInPlace = layer.tops.first == layer.bottoms.first
    meaning.hasOpenShape = !isInPlace || inputs.first.flatMap { $0 } == nil
    return meaning
  }

  /// The type, with the class for a layer in Python.
  private var name: String {
    guard type == "Python", let name = parameters("python_param").word("layer") else { return type }
    return "Python \(name)"
  }
}
