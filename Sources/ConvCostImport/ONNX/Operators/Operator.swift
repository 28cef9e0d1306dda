/// The operators whose rules are known: ONNX's own, and those by which onnxruntime's quantiser and
/// optimiser replace them.
///
/// The raw value is the operator's name. For operators of com.microsoft, only names that ONNX
/// itself does not have are listed.
enum Operator: String, CaseIterable {
  // Functions of each element.
  case abs = "Abs", acos = "Acos", acosh = "Acosh", asin = "Asin", asinh = "Asinh", atan = "Atan"
  case atanh = "Atanh", bernoulli = "Bernoulli", bitwiseNot = "BitwiseNot", ceil = "Ceil"
  case celu = "Celu", clip = "Clip", cos = "Cos", cosh = "Cosh", cumSum = "CumSum", elu = "Elu"
  case cumProd = "CumProd", erf = "Erf", exp = "Exp", floor = "Floor", gelu = "Gelu"
  case fastGelu = "FastGelu", biasGelu = "BiasGelu", quickGelu = "QuickGelu"
  case hardSigmoid = "HardSigmoid", hardSwish = "HardSwish", hardmax = "Hardmax", isInf = "IsInf"
  case isNaN = "IsNaN", leakyRelu = "LeakyRelu", log = "Log", logSoftmax = "LogSoftmax"
  case mish = "Mish", neg = "Neg", not = "Not", reciprocal = "Reciprocal", relu = "Relu"
  case round = "Round", selu = "Selu", shrink = "Shrink", sigmoid = "Sigmoid", sign = "Sign"
  case sin = "Sin", sinh = "Sinh", softmax = "Softmax", softplus = "Softplus"
  case softsign = "Softsign", sqrt = "Sqrt", swish = "Swish", tan = "Tan", tanh = "Tanh"
  case thresholdedRelu = "ThresholdedRelu", trilu = "Trilu", lpNormalization = "LpNormalization"
  case meanVarianceNormalization = "MeanVarianceNormalization", randomNormalLike =
    "RandomNormalLike"
  case randomUniformLike = "RandomUniformLike", reverseSequence = "ReverseSequence"
  case qLinearSigmoid = "QLinearSigmoid", qLinearLeakyRelu = "QLinearLeakyRelu"
  case qLinearSoftmax = "QLinearSoftmax", rmsNormalization = "RMSNormalization"
  case rotaryEmbedding = "RotaryEmbedding", scatter = "Scatter", scatterElements = "ScatterElements"
  case scatterND = "ScatterND"
  // Functions of several tensors, which are stretched to a common shape.
  case add = "Add", and = "And", bitShift = "BitShift", bitwiseAnd = "BitwiseAnd"
  case bitwiseOr = "BitwiseOr", bitwiseXor = "BitwiseXor", div = "Div", equal = "Equal"
  case greater = "Greater", greaterOrEqual = "GreaterOrEqual", less = "Less"
  case lessOrEqual = "LessOrEqual", max = "Max", mean = "Mean", min = "Min", mod = "Mod", mul =
    "Mul"
  case or = "Or", pow = "Pow", prelu = "PRelu", sub = "Sub", sum = "Sum", where_ = "Where"
  case xor = "Xor", qLinearAdd = "QLinearAdd", qLinearMul = "QLinearMul", swiGLU = "SwiGLU"
  // Windows.
  case conv = "Conv", convInteger = "ConvInteger", convTranspose = "ConvTranspose"
  case deformConv = "DeformConv", fusedConv = "FusedConv", qLinearConv = "QLinearConv"
  case averagePool = "AveragePool", lpPool = "LpPool", maxPool = "MaxPool"
  case nhwcMaxPool = "NhwcMaxPool", qLinearAveragePool = "QLinearAveragePool"
  case globalAveragePool = "GlobalAveragePool", globalLpPool = "GlobalLpPool"
  case globalMaxPool = "GlobalMaxPool", qLinearGlobalAveragePool = "QLinearGlobalAveragePool"
  case maxUnpool = "MaxUnpool", maxRoiPool = "MaxRoiPool", roiAlign = "RoiAlign", col2Im = "Col2Im"
  // Matrices.
  case attention = "Attention", einsum = "Einsum", fusedGemm = "FusedGemm"
  case fusedMatMul = "FusedMatMul", gemm = "Gemm", gru = "GRU", lstm = "LSTM", matMul = "MatMul"
  case matMulInteger = "MatMulInteger", qGemm = "QGemm", qLinearMatMul = "QLinearMatMul", rnn =
    "RNN"
  case det = "Det"
  // Normalisations.
  case batchNormalization = "BatchNormalization", groupNormalization = "GroupNormalization"
  case instanceNormalization = "InstanceNormalization", layerNormalization = "LayerNormalization"
  case lrn = "LRN", skipLayerNormalization = "SkipLayerNormalization"
  // Changes of shapes and positions.
  case bitCast = "BitCast", cast = "Cast", castLike = "CastLike", centerCropPad = "CenterCropPad"
  case concat = "Concat"
  case constant = "Constant", constantOfShape = "ConstantOfShape", depthToSpace = "DepthToSpace"
  case dequantizeLinear = "DequantizeLinear", dropout = "Dropout"
  case dynamicQuantizeLinear = "DynamicQuantizeLinear", expand = "Expand", eyeLike = "EyeLike"
  case flatten = "Flatten", gather = "Gather", gatherElements = "GatherElements"
  case gatherND = "GatherND", identity = "Identity", nonZero = "NonZero", oneHot = "OneHot"
  case pad = "Pad", qLinearConcat = "QLinearConcat", quantizeLinear = "QuantizeLinear"
  case randomNormal = "RandomNormal", randomUniform = "RandomUniform", range = "Range"
  case reshape = "Reshape", shape = "Shape", size = "Size", slice = "Slice"
  case spaceToDepth = "SpaceToDepth", split = "Split", squeeze = "Squeeze", tensorScatter =
    "TensorScatter"
  case tile = "Tile", transpose = "Transpose", unsqueeze = "Unsqueeze"
  // Enlargements and grids.
  case affineGrid = "AffineGrid", gridSample = "GridSample", resize = "Resize", upsample =
    "Upsample"
  // Reductions.
  case argMax = "ArgMax", argMin = "ArgMin", reduceL1 = "ReduceL1", reduceL2 = "ReduceL2"
  case reduceLogSum = "ReduceLogSum", reduceLogSumExp = "ReduceLogSumExp", reduceMax = "ReduceMax"
  case reduceMean = "ReduceMean", reduceMin = "ReduceMin", reduceProd = "ReduceProd"
  case reduceSum = "ReduceSum", reduceSumSquare = "ReduceSumSquare", topK = "TopK"
  case nonMaxSuppression = "NonMaxSuppression", unique = "Unique", compress = "Compress"
  // Sequences and optional values, which contain tensors and compute nothing.
  case sequenceAt = "SequenceAt", sequenceConstruct = "SequenceConstruct"
  case sequenceEmpty = "SequenceEmpty", sequenceErase = "SequenceErase"
  case sequenceInsert = "SequenceInsert", sequenceLength = "SequenceLength"
  case concatFromSequence = "ConcatFromSequence", splitToSequence = "SplitToSequence"
  case optional = "Optional", optionalGetElement = "OptionalGetElement"
  case optionalHasElement = "OptionalHasElement"

  /// The operators of com.microsoft; the others are ONNX's, which onnxruntime may write too.
  static let domains: Set<String> = [
    "", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc",
  ]
}
