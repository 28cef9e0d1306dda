/// What an operator states besides its tensors. Each kind of operator has a few of these.
struct TFLiteOptions {
  /// A function that an operator applies to its results, by the schema's numbers.
  enum Activation: String, CaseIterable {
    case none = "NONE", relu = "RELU", reluN1To1 = "RELU_N1_TO_1", relu6 = "RELU6", tanh = "TANH"
    case signBit = "SIGN_BIT"
  }

  /// Whether windows are padded so that the stride alone decides the result's lengths.
  var isSame = true
  /// The steps between windows along depth, height and width, the last two for images.
  var strides: [RawInteger] = []
  /// The distances between a window's samples, likewise.
  var dilations: [RawInteger] = []
  /// The window of a pool.
  var kernel: [RawInteger] = []
  /// The function of the results that the operator includes.
  var activation = Activation.none
  /// The axis of a concatenation, a choice or a stack.
  var axis: RawInteger = 0
  /// Whether lengths of one are kept after a reduction, and leading lengths by a product.
  var keepsDimensions = false
  /// The leading axes that both inputs of a choice have in common.
  var batchAxes: RawInteger = 0
  /// Whether the first or the second factor of a product is transposed.
  var transposes = (first: false, second: false)
  /// Whether a recurrent layer's steps are the first axis, before the samples.
  var isTimeMajor = false
  /// Lengths or axes: the shape of a reshape, the axes of a squeeze.
  var numbers: [RawInteger]?
  /// The bits of a slice's axes: which ends are open, which are new, and which are removed.
  var masks = Masks()
  /// The block of a move between depth and space, or the radius of a normalisation.
  var size: RawInteger = 0
  /// The subgraphs that the operator calls.
  var subgraphs: [Int] = []

  /// A bit for each axis of a slice.
  struct Masks {
    var begin = 0
    var end = 0
    var ellipsis = 0
    var newAxis = 0
    var shrinkAxis = 0
  }
}

extension TFLiteOptions {
  /// Reads the options of a kind of operator. Slots are those of the schema's tables.
  init(_ type: TFLiteOperator, _ table: FlatBufferTable) throws(FlatBufferError) {
    self.init()
    switch type {
    case .conv2D:
      try window(table, strides: [2, 1], dilations: [5, 4], activation: 3)
    case .depthwiseConv2D:
      try window(table, strides: [2, 1], dilations: [6, 5], activation: 4)
    case .conv3D, .conv3DTranspose:
      try window(table, strides: [1, 3, 2], dilations: [5, 7, 6], activation: 4)
    case .averagePool2D, .maxPool2D, .l2Pool2D:
      try window(table, strides: [2, 1], dilations: [], activation: 5)
      kernel = [try length(table, 4), try length(table, 3)]
    case .transposeConv: try window(table, strides: [2, 1], dilations: [], activation: 3)
    case .fullyConnected:
      activation = try activation(table, 0)
      keepsDimensions = try table.flag(2)
    case .concatenation:
      axis = try length(table, 0)
      activation = try activation(table, 1)
    case .add, .sub, .mul, .div: activation = try activation(table, 0)
    case .mean, .sum, .reduceProd, .reduceMax, .reduceMin, .reduceAny, .reduceAll:
      keepsDimensions = try table.flag(0)
    case .batchMatmul:
      transposes = (try table.flag(0), try table.flag(1))
    case .reshape, .squeeze: numbers = try table.integers(0, Int32.self)?.asStated
    case .gather:
      axis = try length(table, 0)
      batchAxes = try length(table, 1)
    case .pack, .unpack: axis = try length(table, 1)
    case .stridedSlice:
      masks = Masks(
        begin: try table.integer(0, Int32.self), end: try table.integer(1, Int32.self),
        ellipsis: try table.integer(2, Int32.self), newAxis: try table.integer(3, Int32.self),
        shrinkAxis: try table.integer(4, Int32.self))
    case .depthToSpace, .spaceToDepth, .localResponseNormalization: size = try length(table, 0)
    case .unidirectionalSequenceLstm: isTimeMajor = try table.flag(3)
    case .unidirectionalSequenceRnn: isTimeMajor = try table.flag(0)
    case .bidirectionalSequenceLstm:
      isTimeMajor = try table.integer(4, UInt8.self, default: 1) != 0
    case .bidirectionalSequenceRnn:
      isTimeMajor = try table.flag(0)
    case .call: subgraphs = [try table.integer(0, Int32.self)]
    case .if, .while:
      subgraphs = [try table.integer(0, Int32.self), try table.integer(1, Int32.self)]
    case .stablehloComposite: subgraphs = [try table.integer(1, Int32.self)]
    default: break
    }
  }

  private mutating func window(
    _ table: FlatBufferTable, strides: [Int], dilations: [Int], activation slot: Int
  ) throws(FlatBufferError) {
    isSame = try table.integer(0, Int8.self) == 0
    for slot in strides { self.strides.append(try length(table, slot)) }
    for slot in dilations {
      self.dilations.append(RawInteger(try table.integer(slot, Int32.self, default: 1)))
    }
    activation = try activation(table, slot)
  }

  private func length(_ table: FlatBufferTable, _ slot: Int) throws(FlatBufferError) -> RawInteger {
    RawInteger(try table.integer(slot, Int32.self))
  }

  private func activation(
    _ table: FlatBufferTable, _ slot: Int
  ) throws(FlatBufferError) -> Activation {
    let number = try table.integer(slot, Int8.self)
    let all = Activation.allCases
    return all.indices.contains(number) ? all[number] : .none
  }
}
