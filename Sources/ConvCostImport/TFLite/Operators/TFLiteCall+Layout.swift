import ConvCostCore

extension TFLiteCall {
  /// How the operator treats the layout of the data that it reads first.
  func layout() throws(OperatorProblem) -> LoweredStep.Layout {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D, .transposeConv, .conv3DTranspose, .averagePool2D,
      .maxPool2D, .l2Pool2D, .resizeBilinear, .resizeNearestNeighbor, .localResponseNormalization:
      .maps
    // Padding of positions along one axis is not that of an image.
    case .pad, .padv2, .mirrorPad, .depthToSpace, .spaceToDepth:
      dataShape?.count == 4 ? .maps : .kept
    case .mean, .reduceMax: try isGlobal() ? .maps : .changed
    case .reshape, .squeeze, .expandDims, .transpose, .batchMatmul, .fullyConnected, .gather,
      .gatherND, .pack, .unpack, .batchToSpaceND, .spaceToBatchND, .embeddingLookup, .sum,
      .reduceMin, .reduceProd, .reduceAny, .reduceAll, .argMax, .argMin, .topkV2, .oneHot, .custom,
      .lstm, .unidirectionalSequenceLstm, .bidirectionalSequenceLstm, .rnn,
      .unidirectionalSequenceRnn, .bidirectionalSequenceRnn, .svdf, .tile, .broadcastTo, .where,
      .nonMaxSuppressionV4, .nonMaxSuppressionV5:
      .changed
    default: .kept
    }
  }

  /// Whether the operator moves positions: a concatenation of positions instead of channels, or a
  /// slice of positions that are not a map's rows and columns.
  ///
  /// The channels are the last axis.
  func moves(_ operation: Operation) -> (onMaps: Bool, elsewhere: Bool) {
    guard let rank = dataShape?.count else { return (false, false) }
    switch operation {
    case .merge(.concat):
      guard let axis = try? options.axis.axis(of: rank) else { return (false, false) }
      return (axis < rank - 1, rank >= 4 && axis < rank - 1)
    case .foreign(.shift):
      return (false, [.slice, .stridedSlice, .split, .splitV, .gather].contains(type))
    default: return (false, false)
    }
  }

  /// The number of samples that a layer works on, and whether they are the first axis; nil for an
  /// operator that does not distinguish samples from positions.
  var samples: (count: Int, isFirst: Bool)? {
    guard self[dataPlace]?.isData == true, let shape = dataShape, shape.count > 1 else {
      return nil
    }
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D, .transposeConv, .conv3DTranspose, .averagePool2D,
      .maxPool2D:
      return (shape[0], true)
    case .fullyConnected, .lstm, .rnn, .svdf: return shape.count == 2 ? (shape[0], true) : nil
    case .unidirectionalSequenceLstm, .bidirectionalSequenceLstm, .unidirectionalSequenceRnn,
      .bidirectionalSequenceRnn:
      return options.isTimeMajor ? (shape[1], false) : (shape[0], true)
    default: return nil
    }
  }

  /// Whether each of several results is a part of the operator's work.
  var computesAll: Bool {
    switch type {
    case .split, .splitV, .unpack, .topkV2: true
    default: false
    }
  }
}
