import ConvCostCore

extension NCNNCall {
  /// Adds the steps of the layer and returns its results. This is the only list of kinds.
  mutating func results() throws(OperatorProblem) -> [Source] {
    switch layer.type {
    case "Convolution", "ConvolutionDepthWise": try [convolution(axes: 2)]
    case "Convolution1D", "ConvolutionDepthWise1D": try [convolution(axes: 1)]
    case "Convolution3D", "ConvolutionDepthWise3D": try [convolution(axes: 3)]
    case "Deconvolution", "DeconvolutionDepthWise": try [deconvolution(axes: 2)]
    case "Deconvolution1D", "DeconvolutionDepthWise1D": try [deconvolution(axes: 1)]
    case "Deconvolution3D", "DeconvolutionDepthWise3D": try [deconvolution(axes: 3)]
    case "DeformableConv2D": try [deformable()]
    case "Unfold": try [unfolded()]
    case "Fold": try [folded()]
    case "InnerProduct": try [innerProduct()]
    case "Gemm": try [gemm()]
    case "MatMul": try [matrixProduct()]
    case "Einsum": try [einsum()]
    case "MultiHeadAttention": try attention()
    case "SDPA": try attentionProduct()
    case "LSTM": try recurrent(gates: 4, biasGates: 4)
    case "GRU": try recurrent(gates: 3, biasGates: 4)
    case "RNN": try recurrent(gates: 1, biasGates: 1)
    case "Embed": try [embedding()]

    case "Pooling": try [pool(axes: 2)]
    case "Pooling1D": try [pool(axes: 1)]
    case "Pooling3D": try [pool(axes: 3)]
    case "Reduction": try [reduction()]
    case "StatisticsPooling": try [statistics()]
    case "Interp": try [interpolation()]
    case "GridSample": try [sampledGrid()]
    case "ROIPooling", "ROIAlign": try [regions(standard: 0)]
    case "PSROIPooling": try [regions(standard: 7, channels: NCNNLayer.Key(3, "output_dim"))]
    case "PriorBox": try [priorBoxes()]
    case "Proposal":
      try [boxes(NCNNLayer.Key(3, "after_nms_topN"), standard: 300, numbers: [1, 4])]
    case "DetectionOutput": try [boxes(NCNNLayer.Key(3, "keep_top_k"), standard: 100, numbers: [6])]
    case "YoloDetectionOutput", "Yolov3DetectionOutput": try [yoloBoxes()]

    case "BatchNorm": try [batchNorm()]
    case "Scale": try [scale()]
    case "Bias": try [function(biases: layer.count(NCNNLayer.Key(0, "bias_data_size")))]
    case "PReLU": try [function(weights: layer.count(NCNNLayer.Key(0, "num_slope")))]
    case "Normalize": try [function(weights: layer.count(NCNNLayer.Key(3, "scale_data_size")))]
    case "InstanceNorm": try [instanceNorm()]
    case "GroupNorm": try [groupNorm()]
    case "LayerNorm": try [layerNorm(shifts: true)]
    case "RMSNorm": try [layerNorm(shifts: false)]
    case "LRN": try [localResponseNorm()]

    case "ReLU":
      try [step(layer.real(.init(0, "slope")) ?? 0 == 0 ? Activation.relu : .leakyRelu)]
    case "Clip": try [isReLU6 ? step(Activation.relu6) : function()]
    case "Sigmoid": [step(Activation.sigmoid)]
    case "TanH": [step(Activation.tanh)]
    case "Swish": [step(Activation.silu)]
    case "HardSigmoid": [step(Activation.hardSigmoid)]
    case "HardSwish": [step(Activation.hardSwish)]
    case "GELU": [step(Activation.gelu)]
    case "Softmax": [step(Activation.softmax)]
    case "AbsVal", "BNLL", "CELU", "CumulativeSum", "ELU", "Erf", "Exp", "Log", "Mish", "MVN",
      "Power", "SELU", "Shrink", "Softplus", "Threshold", "UnaryOp", "RotaryEmbed", "Quantize",
      "Dequantize", "Requantize":
      try [function()]
    case "GLU": try [gatedUnit()]
    case "ArgMax": try [largestPlaces()]

    case "BinaryOp": try [binary()]
    case "Eltwise": try [elementwise()]
    case "Concat": try [concatenation()]

    case "Dropout": [step(Dropout())]
    case "Flatten": try [shaped(0, to: .vector(count), as: "")]
    case "Reshape": try [reshape()]
    case "Squeeze": try [squeeze()]
    case "ExpandDims": try [expandedAxes()]
    case "Permute": try [permutation()]
    case "ShuffleChannel": try [shuffle()]
    case "PixelShuffle": try [pixelShuffle()]
    case "Reorg": try [reorganization()]
    case "Padding": try [padding()]
    case "Crop": try crop()
    case "Slice": try slices()
    case "Tile": try [tiles()]
    case "Cast", "Packing", "Flip", "CopyTo", "DeepCopy":
      try [stated(.movement, lengths: lengths, reading: [.input(0)])]
    default: try unknown()
    }
  }

  private var isReLU6: Bool {
    get throws(OperatorProblem) {
      let least = try layer.real(.init(0, "min"))
      let most = try layer.real(.init(1, "max"))
      return least == 0 && most == 6
    }
  }
}
