extension TFLiteCall {
  /// Returns the role of a stored tensor at a place; nil if it is not a parameter, such as a shape.
  func role(at place: Int) -> ParameterRole? {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D, .fullyConnected: Self.role(place, [1], [2])
    case .transposeConv, .conv3DTranspose: Self.role(place, [1], [3])
    case .rnn, .unidirectionalSequenceRnn: Self.role(place, [1, 2], [3])
    case .svdf: Self.role(place, [1, 2], [3])
    case .bidirectionalSequenceRnn: Self.role(place, [1, 2, 5, 6, 10, 11], [3, 7])
    case .lstm where inputs.count <= 5: Self.role(place, [2], [3])
    case .lstm, .unidirectionalSequenceLstm:
      (20...23).contains(place)
        ? .normalization : Self.role(place, Array(1...11) + [16], Array(12...15) + [17])
    case .bidirectionalSequenceLstm:
      Self.role(
        place, Array(1...11) + [16] + Array(18...28) + [33] + Array(40...47),
        Array(12...15) + [17] + Array(29...32) + [34])
    case .batchMatmul, .prelu: .weight
    case .gather, .embeddingLookupSparse: place == (type == .gather ? 0 : 4) ? .weight : nil
    case .embeddingLookup: place == 1 ? .weight : nil
    case .mul, .div, .concatenation: .weight
    case .add, .sub, .addN: .bias
    case .custom where isTransposedConvolution: Self.role(place, [1], [2])
    default: nil
    }
  }

  private static func role(_ place: Int, _ weights: [Int], _ biases: [Int]) -> ParameterRole? {
    weights.contains(place) ? .weight : biases.contains(place) ? .bias : nil
  }

  /// Whether the operator is arithmetic, which reads both parameters and other numbers.
  var isArithmetic: Bool {
    switch type {
    case .add, .sub, .addN, .mul, .div, .concatenation: true
    default: false
    }
  }

  /// Whether the operator sums products: a layer, or a product of matrices.
  var hasProducts: Bool {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D, .transposeConv, .conv3DTranspose, .fullyConnected,
      .batchMatmul, .lstm, .unidirectionalSequenceLstm, .bidirectionalSequenceLstm, .rnn,
      .unidirectionalSequenceRnn, .bidirectionalSequenceRnn, .svdf:
      true
    case .custom: isTransposedConvolution
    default: false
    }
  }

  /// Whether the operator is MediaPipe's transposed convolution, which reads the data, the kernel
  /// and the bias.
  var isTransposedConvolution: Bool {
    type == .custom && label == "Convolution2DTransposeBias"
  }

  /// Whether the operator is the last one of SSD detectors, which decodes boxes and chooses among
  /// them without products.
  var isDetection: Bool { type == .custom && label == "TFLite_Detection_PostProcess" }

  /// Whether the operator's work is known.
  var isKnown: Bool {
    switch type {
    case .custom: isTransposedConvolution || isDetection
    case .if, .while, .call, .delegate, .readVariable, .hashtableFind, .hashtableLookup,
      .lshProjection, .rfft2d, .concatEmbeddings, .skipGram, .stablehloComposite, .reduceWindow,
      .placeholderForGreaterOPCodes:
      false
    // They are named, but no runtime executes most of them.
    default: !label.hasPrefix("STABLEHLO_") || isStablehloFunction
    }
  }

  private var isStablehloFunction: Bool {
    switch type {
    case .stablehloLogistic, .stablehloAdd, .stablehloMultiply, .stablehloMaximum,
      .stablehloMinimum, .stablehloDivide, .stablehloSubtract, .stablehloTanh, .stablehloRsqrt,
      .stablehloExponential:
      true
    default: false
    }
  }
}
