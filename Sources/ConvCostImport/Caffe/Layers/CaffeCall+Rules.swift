import ConvCostCore

extension CaffeCall {
  /// What each type of layers does: those of Caffe itself, then those of forks.
  private static let rules: [String: Rule] = [
    // Windows.
    "Convolution": { (call) throws(OperatorProblem) in try call.convolution() },
    "Deconvolution": { (call) throws(OperatorProblem) in try call.deconvolution() },
    "Pooling": { (call) throws(OperatorProblem) in try call.pooling() },
    "SPP": { (call) throws(OperatorProblem) in try call.pyramid() },
    "Im2col": { (call) throws(OperatorProblem) in try call.columns() },
    // Products.
    "InnerProduct": { (call) throws(OperatorProblem) in try call.innerProduct() },
    "Embed": { (call) throws(OperatorProblem) in try call.embedding() },
    "LSTM": { (call) throws(OperatorProblem) in try call.recurrence() },
    "RNN": { (call) throws(OperatorProblem) in try call.recurrence() },
    // Norms.
    "BatchNorm": { (call) throws(OperatorProblem) in try call.batchNorm() },
    "LRN": { (call) throws(OperatorProblem) in try call.localResponseNorm() },
    "MVN": { (call) throws(OperatorProblem) in try call.function() },
    // Functions of elements.
    "AbsVal": { (call) throws(OperatorProblem) in try call.function() },
    "BNLL": { (call) throws(OperatorProblem) in try call.function() },
    "Bias": { (call) throws(OperatorProblem) in try call.bias() },
    "Clip": { (call) throws(OperatorProblem) in try call.function() },
    "Dropout": { (_) throws(OperatorProblem) in .layer(Dropout()) },
    "ELU": { (call) throws(OperatorProblem) in try call.function() },
    "Eltwise": { (call) throws(OperatorProblem) in try call.elementwise() },
    "Exp": { (call) throws(OperatorProblem) in try call.function() },
    "Log": { (call) throws(OperatorProblem) in try call.function() },
    "PReLU": { (call) throws(OperatorProblem) in try call.learnedRectifier() },
    "Power": { (call) throws(OperatorProblem) in try call.function() },
    "ReLU": { (call) throws(OperatorProblem) in try call.rectifier() },
    "Scale": { (call) throws(OperatorProblem) in try call.scale() },
    "Sigmoid": activation(.sigmoid),
    "Softmax": activation(.softmax),
    "Swish": activation(.silu),
    "TanH": activation(.tanh),
    "Threshold": { (call) throws(OperatorProblem) in try call.function() },
    // Shapes.
    "ArgMax": { (call) throws(OperatorProblem) in try call.largest() },
    "Concat": { (call) throws(OperatorProblem) in try call.concat() },
    "Crop": { (call) throws(OperatorProblem) in try call.crop() },
    "Flatten": { (call) throws(OperatorProblem) in try call.flatten() },
    "Reduction": { (call) throws(OperatorProblem) in try call.reduction() },
    "Reshape": { (call) throws(OperatorProblem) in try call.reshape() },
    "Slice": { (call) throws(OperatorProblem) in try call.slice() },
    "Split": { (call) throws(OperatorProblem) in try call.split() },
    "Tile": { (call) throws(OperatorProblem) in try call.tile() },
    // Forks.
    "Axpy": { (call) throws(OperatorProblem) in try call.axpy() },
    "ConvolutionDepthwise": { (call) throws(OperatorProblem) in try call.depthwiseConvolution() },
    "DepthwiseConv": { (call) throws(OperatorProblem) in try call.depthwiseConvolution() },
    "DepthwiseConvolution": { (call) throws(OperatorProblem) in try call.depthwiseConvolution() },
    "DetectionOutput": { (call) throws(OperatorProblem) in try call.detections() },
    "HSigmoid": activation(.hardSigmoid),
    "HSwish": activation(.hardSwish),
    "HardSigmoid": activation(.hardSigmoid),
    "HardSwish": activation(.hardSwish),
    "Interp": { (call) throws(OperatorProblem) in try call.interpolate() },
    "Mish": { (call) throws(OperatorProblem) in try call.function() },
    "Normalize": { (call) throws(OperatorProblem) in try call.normalize() },
    "PSROIPooling": { (call) throws(OperatorProblem) in try call.placedRegions() },
    "Permute": { (call) throws(OperatorProblem) in try call.permute() },
    "PriorBox": { (call) throws(OperatorProblem) in try call.priorBoxes() },
    "Proposal": { (call) throws(OperatorProblem) in try call.proposals() },
    "ROIAlign": { (call) throws(OperatorProblem) in try call.regions() },
    "ROIPooling": { (call) throws(OperatorProblem) in try call.regions() },
    "ReLU6": activation(.relu6),
    "Reorg": { (call) throws(OperatorProblem) in try call.reorganize() },
    "ShuffleChannel": { (call) throws(OperatorProblem) in try call.shuffle() },
    "Upsample": { (call) throws(OperatorProblem) in try call.upsample() },
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
    if let rule, needed.allSatisfy({ $0 != nil }) { return try rule(self) }
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
