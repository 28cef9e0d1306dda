import ConvCostCore
import Testing

@testable import ConvCostImport

extension OperatorLine {
  /// The operator as the rules of TensorFlow Lite get it.
  func tfLite() throws -> TFLiteCall {
    var options = TFLiteOptions()
    func list(_ text: String) -> [RawInteger] { Self.numbers(text).map { RawInteger($0) } }
    func number(_ text: String) -> Int { Int(text) ?? 0 }
    var label = name
    for (name, text) in self.options {
      switch name {
      case "strides": options.strides = list(text)
      case "dilations": options.dilations = list(text)
      case "kernel": options.kernel = list(text)
      case "valid": options.isSame = false
      case "axis": options.axis = RawInteger(number(text))
      case "keep": options.keepsDimensions = true
      case "common": options.batchAxes = RawInteger(number(text))
      case "first": options.transposes.first = true
      case "second": options.transposes.second = true
      case "numbers": options.numbers = list(text)
      case "size": options.size = RawInteger(number(text))
      case "major": options.isTimeMajor = true
      case "begin": options.masks.begin = number(text)
      case "end": options.masks.end = number(text)
      case "ellipsis": options.masks.ellipsis = number(text)
      case "new": options.masks.newAxis = number(text)
      case "shrink": options.masks.shrinkAxis = number(text)
      case "label": label = text
      default: break
      }
    }
    return TFLiteCall(
      type: try #require(TFLiteOperator(rawValue: name)), label: label, options: options,
      inputs: inputs.map { input in
        input.map {
          TFLiteCall.Operand(
            shape: $0.shape, isData: !$0.isConstant, values: $0.values?.integers)
        }
      }, resultCount: results)
  }
}

/// The rules of TensorFlow Lite's operators, by hand after the schema and TensorFlow's definitions.
struct TFLiteRuleTests {
  static let shapes = OperatorLine.table(
    """
    CONV_2D 1x13x14x4 c6x3x4x2 ; strides=[2,3] dilations=[2,1] valid=1 => 1x5x4x6
    CONV_2D 1x13x14x4 c6x3x4x2 ; strides=[2,3] dilations=[2,1] => 1x7x5x6
    CONV_2D 1x13x14x4 c6x3x4x4 ; valid=1 => 1x11x11x6
    CONV_2D 1x3x4x4 c6x3x4x4 ; valid=1 => 1x1x1x6
    CONV_2D 1x13x4 c6x3x4x4 => ! found 3 dimensions, expected 4
    CONV_2D 1x13x14x4 c6x3x4 => ! the shapes [1, 13, 14, 4] and [6, 3, 4] do not fit
    CONV_2D 1x13x14x4 c6x3x4x3 => ! the shapes [1, 13, 14, 4] and [6, 3, 4, 3] do not fit
    CONV_2D 1x13x14x4 c5x3x4x2 => ! the shapes [1, 13, 14, 4] and [5, 3, 4, 2] do not fit
    CONV_2D 1x13x14x4 c0x3x4x2 => ! the shapes [1, 13, 14, 4] and [0, 3, 4, 2] do not fit
    CONV_2D 1x13x14x4 c6x3x4x0 => ! the shapes [1, 13, 14, 4] and [6, 3, 4, 0] do not fit
    CONV_2D 1x13x14x0 c6x3x4x1 => ! the shapes [1, 13, 14, 0] and [6, 3, 4, 1] do not fit
    CONV_2D 1x13x14x4 c6x3x4x4 ; dilations=[0,1] => ! a length of 0, expected 1 to 2147483647
    CONV_2D 1x13x14x4 c6x0x4x4 => ! a length of 0, expected 1 to 2147483647
    CONV_2D 1x13x3x4 c6x3x4x4 ; valid=1 => ! a window of 4 does not fit on axis 2, whose length \
    with padding is 3
    CONV_2D ? c6x3x4x4 => ?
    CONV_2D 1x13x14x4 _ => ! input 1 is missing
    DEPTHWISE_CONV_2D 1x13x14x4 c1x3x4x8 ; strides=[2,3] => 1x7x5x8
    DEPTHWISE_CONV_2D 1x13x14x4 c2x3x4x8 => ! the shapes [1, 13, 14, 4] and [2, 3, 4, 8] do not fit
    DEPTHWISE_CONV_2D 1x13x14x4 c1x3x4x6 => ! the shapes [1, 13, 14, 4] and [1, 3, 4, 6] do not fit
    DEPTHWISE_CONV_2D 1x13x14x4 c1x3x4x0 => ! the shapes [1, 13, 14, 4] and [1, 3, 4, 0] do not fit
    DEPTHWISE_CONV_2D 1x13x14x0 c1x3x4x1 => ! the shapes [1, 13, 14, 0] and [1, 3, 4, 1] do not fit
    CONV_3D 1x5x13x14x4 c2x3x4x2x6 ; strides=[1,2,3] valid=1 => 1x4x6x4x6
    CONV_3D 1x5x13x14x4 c2x3x4x2x5 => ! the shapes [1, 5, 13, 14, 4] and [2, 3, 4, 2, 5] do not fit
    CONV_3D 1x5x13x14x4 c2x3x4x3x6 => ! the shapes [1, 5, 13, 14, 4] and [2, 3, 4, 3, 6] do not fit
    CONV_3D 1x5x13x14x4 c2x3x4x2x0 => ! the shapes [1, 5, 13, 14, 4] and [2, 3, 4, 2, 0] do not fit
    CONV_3D 1x13x14x4 c2x3x4x2x6 => ! found 4 dimensions, expected 5
    TRANSPOSE_CONV 4 c6x3x4x4 1x5x7x4 ; strides=[2,3] valid=1 => 1x11x22x6
    TRANSPOSE_CONV 4 c6x3x4x4 1x5x7x4 ; strides=[2,3] dilations=[2,1] valid=1 => 1x13x22x6
    TRANSPOSE_CONV 4 c6x3x4x4 1x5x7x4 ; strides=[2,3] => 1x10x21x6
    TRANSPOSE_CONV 4=1,12,23,6 c6x3x4x4 1x5x7x4 ; strides=[2,3] => 1x12x23x6
    TRANSPOSE_CONV 4=1,0,23,6 c6x3x4x4 1x5x7x4 => ! a length of 0, expected 1 to 2147483647
    TRANSPOSE_CONV 4 c6x3x4x3 1x5x7x4 => ! the shapes [1, 5, 7, 4] and [6, 3, 4, 3] do not fit
    TRANSPOSE_CONV 4 c0x3x4x4 1x5x7x4 => ! the shapes [1, 5, 7, 4] and [0, 3, 4, 4] do not fit
    TRANSPOSE_CONV 4 c6x3x4x4 ? => ?
    CONV_3D_TRANSPOSE 5 c2x3x4x6x4 1x3x5x7x4 ; strides=[1,2,3] valid=1 => 1x4x11x22x6
    CONV_3D_TRANSPOSE 5 c2x3x4x6x5 1x3x5x7x4 => ! the shapes [1, 3, 5, 7, 4] and \
    [2, 3, 4, 6, 5] do not fit
    CONV_3D_TRANSPOSE 5 c2x3x4x0x4 1x3x5x7x4 => ! the shapes [1, 3, 5, 7, 4] and \
    [2, 3, 4, 0, 4] do not fit
    MAX_POOL_2D 1x11x18x4 ; kernel=[3,2] strides=[3,4] valid=1 => 1x3x5x4
    MAX_POOL_2D 1x11x18x4 ; kernel=[3,2] strides=[3,4] => 1x4x5x4
    L2_POOL_2D 1x11x18x4 ; kernel=[3,2] => 1x11x18x4
    MAX_POOL_2D 1x11x4 ; kernel=[3] => ! found 3 dimensions, expected 4
    AVERAGE_POOL_2D 1x11x2x4 ; kernel=[3,3] valid=1 => ! a window of 3 does not fit on axis 2, \
    whose length with padding is 2
    MAX_POOL_2D 1x11x18x4 ; kernel=[0,2] => ! a length of 0, expected 1 to 2147483647
    FULLY_CONNECTED 1x7x8x4 c10x4 => 56x10
    FULLY_CONNECTED 1x7x8x4 c10x4 ; keep=1 => 1x7x8x10
    FULLY_CONNECTED 2x5 c10x4 => ! the shapes [2, 5] and [10, 4] do not fit
    FULLY_CONNECTED 2x8 c10x4 ; keep=1 => ! the shapes [2, 8] and [10, 4] do not fit
    FULLY_CONNECTED 2x8 c10x4x2 => ! the shapes [2, 8] and [10, 4, 2] do not fit
    FULLY_CONNECTED 2x0 c10x0 => ! the shapes [2, 0] and [10, 0] do not fit
    FULLY_CONNECTED 2x8 c10x1 => 16x10
    BATCH_MATMUL 2x5x4 1x4x6 => 2x5x6
    BATCH_MATMUL 2x4x5 4x6 ; first=1 => 2x5x6
    BATCH_MATMUL 5x4 3x6x4 ; second=1 => 3x5x6
    BATCH_MATMUL 4 4x6 => ! found 1 dimensions, expected 2 or more
    BATCH_MATMUL 4x6 s => ! found 0 dimensions, expected 2 or more
    BATCH_MATMUL 2x5x4 3x6 => ! the shapes [2, 5, 4] and [3, 6] do not fit
    ADD 2x1x3 4x1 => 2x4x3
    ADD_N 2x1 1x3 4x1x1 => 4x2x3
    SUB 2x3 ? => ?
    EQUAL 2x3 2x4 => ! the shapes [2, 3] and [2, 4] do not fit
    MEAN 1x5x6x4 2=1,2 => 1x4
    MEAN 1x5x6x4 2=1,-2 ; keep=1 => 1x1x1x4
    REDUCE_MAX 5x6 1=-1 => 5
    SUM 5x6 1 => ?
    MEAN 5x6 1=2 => ! axis 2 is out of range for 2 dimensions
    CONCATENATION 1x5x4 1x5x3 1x5x2 ; axis=-1 => 1x5x9
    CONCATENATION 2x5 3x5 => 5x5
    CONCATENATION 1x5x4 1x6x3 ; axis=2 => ! the shapes [1, 5, 4] and [1, 6, 3] do not fit
    CONCATENATION 1x5 1x5x3 ; axis=1 => ! the shapes [1, 5] and [1, 5, 3] do not fit
    CONCATENATION 1x5 ? ; axis=1 => ?
    PAD 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => 1x8x13x4
    MIRROR_PAD 5x6 2x2=1,0,0,2 => 6x8
    PAD 1x5 3=0,0,1 => ! the shapes [2, 2] and [3] do not fit
    PAD 5 2=-1,0 => ! a length of -1, expected 0 to 2147483647
    RESIZE_BILINEAR 2x5x6x4 2=7,9 => 2x7x9x4
    RESIZE_BILINEAR 1x5x4 2=7,9 => ! found 3 dimensions, expected 4
    RESIZE_BILINEAR 1x5x6x4 2=0,9 => ! a length of 0, expected 1 to 2147483647
    RESIZE_BILINEAR 1x5x6x4 2 => ?
    RESHAPE 2x6 2=3,-1 => 3x4
    RESHAPE 2x6 2=-1,3 => 4x3
    RESHAPE 2x6 2=3,5 => ! [2, 6] cannot be reshaped to [3, 5]: the numbers of elements differ
    RESHAPE 2x6 2=5,-1 => ! [2, 6] cannot be reshaped to [5, -1]: the numbers of elements differ
    RESHAPE 2x6 2=-1,-1 => ! [2, 6] cannot be reshaped to [-1, -1]: the numbers of elements differ
    RESHAPE 2x6 2=-2,6 => ! a length of -2, expected 0 to 2147483647
    RESHAPE 2x6 ; numbers=[12] => 12
    RESHAPE 2x6 2 ; numbers=[12] => ?
    RESHAPE 2x6 => ?
    SQUEEZE 1x3x1 => 3
    SQUEEZE 1x3x1 ; numbers=[2] => 1x3
    SQUEEZE 1x3x1 ; numbers=[-3] => 3x1
    SQUEEZE 1x3x1 ; numbers=[0,1] => ! axis 1 of [1, 3, 1] does not have the length 1
    EXPAND_DIMS 2x3 s=1 => 2x1x3
    EXPAND_DIMS 2x3 s=-3 => 1x2x3
    EXPAND_DIMS 2x3 s=3 => ! axis 3 is out of range for 3 dimensions
    TRANSPOSE 2x3x4 3=2,0,1 => 4x2x3
    TRANSPOSE 2x3x4 3=0,1,1 => ! the shapes [3] and [0, 1, 1] do not fit
    TRANSPOSE 2x3x4 2=0,1 => ! the shapes [3] and [0, 1] do not fit
    TRANSPOSE 2x3x4 4=0,1,2,0 => ! the shapes [3] and [0, 1, 2, 0] do not fit
    DEPTH_TO_SPACE 1x4x5x24 ; size=2 => 1x8x10x6
    DEPTH_TO_SPACE 1x4x5x6 ; size=2 => ! the shapes [1, 4, 5, 6] and [2, 2] do not fit
    DEPTH_TO_SPACE 1x4x5x9 ; size=2 => ! the shapes [1, 4, 5, 9] and [2, 2] do not fit
    DEPTH_TO_SPACE 1x4x5 ; size=2 => ! found 3 dimensions, expected 4
    DEPTH_TO_SPACE 1x4x5x24 ; size=0 => ! a length of 0, expected 1 to 2147483647
    DEPTH_TO_SPACE 1x4x5x24 => ! a length of 0, expected 1 to 2147483647
    DEPTH_TO_SPACE 1x4x5x24 ; size=1 => 1x4x5x24
    STRIDED_SLICE 4x6x5 2=0,1 2=0,3 2=1,1 ; ellipsis=1 new=2 => 4x6x5x1
    SLICE 4x6 2=0,0 2=4,-1 => 4x6
    SLICE 4x6 2=0,-1 2=4,1 => ! a length of -1, expected 0 to 2147483647
    SLICE 4x6 2=0,0 2=4,-2 => ! a length of -2, expected 0 to 2147483647
    TILE 2x3 2=2,-1 => ! a length of -1, expected 0 to 2147483647
    SPLIT_V/2 2x9 2=4,5 s=2 => ! axis 2 is out of range for 2 dimensions
    SPLIT/2 s=2 2x9 => ! axis 2 is out of range for 2 dimensions
    UNPACK/2 2x4 ; axis=2 => ! axis 2 is out of range for 2 dimensions
    PACK 2x3 2x3 ; axis=2 => 2x3x2
    PACK 2x3 2x3 ; axis=3 => ! axis 3 is out of range for 3 dimensions
    GATHER 5x6x7 2x3 ; axis=0 => 2x3x6x7
    GATHER 5x6x7 s ; axis=2 => 5x6
    EXPAND_DIMS 2x3 s=0 => 1x2x3
    EXPAND_DIMS 2x3 s=2 => 2x3x1
    BATCH_TO_SPACE_ND 12x4x5 2=2,3 2x2=1,0,0,2 => 2x7x13
    SPACE_TO_BATCH_ND 2x7 1=2 1x2=0,0 => ! the shapes [2, 7] and [2] do not fit
    FULLY_CONNECTED 2x3x4 c7x12 => 2x7
    FULLY_CONNECTED 2x3 c7x0 => ! the shapes [2, 3] and [7, 0] do not fit
    BATCH_MATMUL 3x1x4 4x6 => 3x1x6
    MAX_POOL_2D 1x11x18x4 ; kernel=[11,18] valid=1 => 1x1x1x4
    RESIZE_BILINEAR 1x5x6x4 3=7,9,2 => ! found 4 dimensions, expected 4
    SPACE_TO_DEPTH 1x4x6x3 ; size=2 => 1x2x3x12
    SPACE_TO_DEPTH 1x5x6x3 ; size=2 => ! the shapes [1, 5, 6, 3] and [2, 2] do not fit
    SPACE_TO_DEPTH 1x6x5x3 ; size=2 => ! the shapes [1, 6, 5, 3] and [2, 2] do not fit
    STRIDED_SLICE 10x12 2=1,11 2=7,0 2=2,-3 => 3x4
    STRIDED_SLICE 10x12 1=1 1=7 1=2 => 3x12
    STRIDED_SLICE 10x12 2=1,2 1=7 2=1,1 => ! the shapes [1, 2] and [7] do not fit
    STRIDED_SLICE 10x12 2=1,2 2=7,8 1=1 => ! the shapes [1, 2] and [7, 8] do not fit
    STRIDED_SLICE 10 1=1 1=7 1=0 => ! a slice with a step of 0
    STRIDED_SLICE 10 1=1 1=7 1=-2147483647 => ! a slice with a step of -2147483647
    STRIDED_SLICE 10 1=1 1=7 1=-2147483646 => 0
    STRIDED_SLICE 10 1=1 1=7 1=2147483647 => 1
    STRIDED_SLICE 10 1=1 1=7 1=2147483648 => ! a slice with a step of 2147483648
    STRIDED_SLICE 10 2=0,0 2=5,5 2=1,1 => ! axis 1 is out of range for 1 dimensions
    STRIDED_SLICE 10 1=4 1=7 1=1 => 3
    STRIDED_SLICE 10 1=4 1=7 1=1 ; begin=1 => 7
    STRIDED_SLICE 10 1=4 1=7 1=1 ; end=1 => 6
    STRIDED_SLICE 10 1=4 1=7 1=-1 ; begin=1 => 2
    STRIDED_SLICE 10 1=4 1=7 1=-1 ; end=1 => 5
    STRIDED_SLICE 10 1=7 1=2 1=-2 => 3
    STRIDED_SLICE 1 1=5 1=-9 1=-1 => 1
    STRIDED_SLICE 10 1=-3 1=99 1=1 => 3
    STRIDED_SLICE 10 1=99 1=-99 1=-1 => 10
    STRIDED_SLICE 10x12 2=1,3 2=7,4 2=1,1 ; shrink=2 => 6
    STRIDED_SLICE 10x12 2=1,3 2=7,9 2=1,1 ; begin=2 => 6x9
    STRIDED_SLICE 10x12 2=1,3 2=7,9 2=1,1 ; end=2 => 6x9
    STRIDED_SLICE 10 2=0,2 2=0,7 2=1,1 ; new=1 => 1x5
    STRIDED_SLICE 4x6x5 2=0,1 2=0,3 2=1,1 ; ellipsis=1 => 4x6x2
    STRIDED_SLICE 4x6x5 3=1,0,1 3=3,0,4 3=1,1,1 ; ellipsis=2 => 2x6x3
    SLICE 4x6 2=1,2 2=-1,3 => 3x3
    SLICE 4x6 2=1,3 2=3,3 => 3x3
    SLICE 4x6 2=1,4 2=3,3 => ! the shapes [4, 6] and [3, 3] do not fit
    SLICE 4x6 2=5,0 2=-1,6 => ! the shapes [4, 6] and [-1, 6] do not fit
    SLICE 4x6 1=1 2=3,3 => ! the shapes [4, 6] and [3, 3] do not fit
    SLICE 4x6 2=1,2 1=3 => ! the shapes [4, 6] and [3] do not fit
    SLICE 4x6 2=4,0 2=-1,6 => 0x6
    SPLIT/3 s=-1 2x9 => 2x3 2x3 2x3
    SPLIT/2 s=1 2x9 => ! the shapes [2, 9] and [2] do not fit
    SPLIT/2 s=0 2x9 => 1x9 1x9
    SPLIT_V/3 2x9 3=2,-1,3 s=1 => 2x2 2x4 2x3
    SPLIT_V/2 2x9 2=4,5 s=-1 => 2x4 2x5
    SPLIT_V/2 2x9 2=5,5 s=1 => ! the shapes [2, 9] and [5, 5] do not fit
    SPLIT_V/3 2x9 3=-1,-1,3 s=1 => ! the shapes [2, 9] and [-1, -1, 3] do not fit
    PACK 2x3 2x3 2x3 2x3 ; axis=-1 => 2x3x4
    PACK 2x3 2x3 2x3 2x3 ; axis=1 => 2x4x3
    UNPACK/3 2x3 ; axis=-1 => 2 2 2
    UNPACK/2 2x3 ; axis=0 => 3 3
    GATHER 5x6x7 2x3 ; axis=1 => 5x2x3x7
    GATHER 5x6x7 2 ; axis=-1 => 5x6x2
    GATHER 5x6x7 2 ; axis=1 common=1 => ?
    TILE 2x3 2=2,3 => 4x9
    TILE 2x3 1=2 => ! the shapes [2, 3] and [2] do not fit
    ARG_MAX 5x6x7 s=1 => 5x7
    ARG_MIN 5x6x7 s=-3 => 6x7
    SHAPE 2x3x4 => 3
    SHAPE ? => ?
    RANK 2x3 => s
    SPACE_TO_BATCH_ND 2x7x13x3 2=2,3 2x2=1,0,0,2 => 12x4x5x3
    BATCH_TO_SPACE_ND 12x4x5x3 2=2,3 2x2=1,0,0,2 => 2x7x13x3
    SPACE_TO_BATCH_ND 2x7x13x3 2=2,3 2x2=0,0,0,2 => ! the shapes [2, 7, 13, 3] and [2, 3] do not fit
    BATCH_TO_SPACE_ND 11x4x5x3 2=2,3 2x2=1,0,0,2 => ! the shapes [11, 4, 5, 3] and [2, 3] do not fit
    BATCH_TO_SPACE_ND 12x4x5x3 1=0 1x2=0,0 => ! a length of 0, expected 1 to 2147483647
    SPACE_TO_BATCH_ND 2x7 2=2,3 2x2=1,0,0,2 => ! the shapes [2, 7] and [2, 3] do not fit
    SPACE_TO_BATCH_ND 2x7x13 2=2,3 1x2=1,0 => ! the shapes [2, 7, 13] and [2, 3] do not fit
    SPACE_TO_BATCH_ND 2x7 1=2 1x2=1,0 => 4x4
    EMBEDDING_LOOKUP 1x7 100x16 => 1x7x16
    LSTM 1x8 c1x4 c16x12 c16 c1x4 => 1x4
    LSTM 1x8 c4x8 c4x8 c4x8 c4x8 c4x5 c4x5 c4x5 c4x5 => 1x5
    UNIDIRECTIONAL_SEQUENCE_LSTM 1x7x8 c4x8 c4x8 c4x8 c4x8 c4x5 c4x5 c4x5 c4x5 => 1x7x5
    UNIDIRECTIONAL_SEQUENCE_LSTM 1x7x8 c4x8 c4x8 c4x8 c4x8 c4x5 c4x5 c4x5 c4x5 _ _ _ _ _ _ _ c3x4 \
    => 1x7x3
    RNN 1x8 c4x8 c4x6 c4 => 1x4
    UNIDIRECTIONAL_SEQUENCE_RNN 1x7x8 c4x8 c4x4 c4 => 1x7x4
    SCATTER_ND 2x1 2 1=9 => 9
    SPARSE_TO_DENSE 2 2=5,6 => 5x6
    FILL 2=3,4 s => 3x4
    BROADCAST_TO 1 2=3,4 => 3x4
    CUMSUM 2x3 s => 2x3
    BITCAST 2x3 => 2x3
    """)

  @Test(arguments: shapes)
  func `shapes follow the definitions`(line: OperatorLine) throws {
    let call = try line.tfLite()
    let result: String
    do {
      result = try call.shapes().map { OperatorLine.words($0) }.joined(separator: " ")
    } catch {
      result = "! \(error)"
    }
    #expect(result == line.expected)
  }

  /// The operation, and the multiply-accumulates; the option `output` is the file's shape of an
  /// operator without a rule, and `batch` the number of samples.
  static let meanings = OperatorLine.table(
    """
    CONV_2D 1x13x14x4 c6x3x4x2 c6 ; strides=[2,3] dilations=[2,1] valid=1 => \
    Conv2d 3×4 s2×3 d2×1 g2, 2880
    CONV_2D 1x13x14x4 c6x3x4x4 => Conv2d 3×4 same, 52416
    CONV_2D 1x13x14x4 c8x3x4x1 => Conv2d 3×4 same dw×2, 17472
    FULLY_CONNECTED 1x8 c1x8 => Linear 1, 8
    FULLY_CONNECTED 1x1 c7x1 => Linear 7, 7
    FULLY_CONNECTED 1x8 c0x8 ; output=[1,0] => MatMul 0 layer, 0
    BATCH_MATMUL 1x5x4 c4x1 => Linear 1, 20
    BATCH_MATMUL 1x5x4 c1x4x6 => MatMul 120 layer, 120
    MEAN 1x2x5x6x4 3=1,2,3 => AdaptiveAvgPool3d to 1×1×1, 0
    MEAN 1x2x5x6x4 2=1,2 => Function, 0
    PAD 1x2x5x6x4 5x2=0,0,1,2,3,4,5,6,0,0 => ZeroPad3d 1,2,3,4,5,6, 0
    MIRROR_PAD 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => Shift 1×3, 0
    SLICE 1x11x4 3=0,3,1 3=1,7,2 => Shift -3, 0
    SLICE 1x2x11x13x4 5=0,1,2,3,0 5=1,1,7,8,4 => Shift -1×-2×-3, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,2,1,1 => Movement, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,1,1 ; new=1 => Movement, 0
    STRIDED_SLICE 11x13 2=1,2 2=7,8 2=1,1 => Movement, 0
    SPLIT/2 s=2 1x5x4 => Shift, 0
    SPLIT/2 s=0 1x5x4 ; output=[1,5,4] => Movement, 0
    GATHER 1x5x4 c2 ; axis=2 => Shift, 0
    RESIZE_BILINEAR 1x5x6x4 2=5,18 => Upsample by 1×3 bilinear, 0
    RESIZE_BILINEAR 1x5x6x4 2=10,5 => Function, 0
    RESIZE_BILINEAR 1x5x6x4 2=10,7 => Upsample to 10×7 bilinear, 0
    REDUCE_MAX 1x5x4 1=1 => Function, 0
    CONCATENATION 1x4 1x4 c1x4 ; axis=1 => Concat, 0
    CONV_2D 1x13x14x1 c8x3x4x1 => Conv2d 3×4 same, 17472
    CONV_2D 1x13x14x4 6x3x4x4 => MatMul 52416, 52416
    CONV_2D 6x13x14x4 c6x3x4x4 => MatMul 314496 layer, 314496
    CONV_2D 6x13x14x4 c6x3x4x4 ; batch=6 => Conv2d 3×4 same, 314496
    DEPTHWISE_CONV_2D 1x13x14x4 c1x3x4x8 ; strides=[2,3] => Conv2d 3×4 s2×3 same dw×2, 3360
    DEPTHWISE_CONV_2D 1x13x14x1 c1x3x4x1 => Conv2d 3×4 same dw, 2184
    CONV_3D 1x5x13x14x4 c2x3x4x2x6 ; strides=[1,2,3] valid=1 => \
    Conv3d 2×3×4 s1×2×3 g2, 27648
    CONV_2D 1x13x14x4 c6x3x4x4 ; output=[1,13,14,5] => ! the shapes [6, 3, 4, 4] and \
    [1, 13, 14, 5] do not fit
    CONV_2D 1x13x14x4 c6x3x4x4 ; output=[13,14,6] => ! the shapes [6, 3, 4, 4] and \
    [13, 14, 6] do not fit
    TRANSPOSE_CONV 4 c6x3x4x4 1x5x7x4 ; strides=[2,3] valid=1 => ConvTranspose2d 3×4 s2×3, 10080
    TRANSPOSE_CONV 4 6x3x4x4 1x5x7x4 ; strides=[2,3] valid=1 => MatMul 10080, 10080
    TRANSPOSE_CONV 4 c6x3x4x4 1x5x7x4 ; output=[1,5,7,5] => ! the shapes [6, 3, 4, 4] and \
    [1, 5, 7, 5] do not fit
    TRANSPOSE_CONV 4 c6x3x4x4 2x5x7x4 => MatMul 20160 layer, 20160
    CONV_3D_TRANSPOSE 5 c2x3x4x6x4 1x3x5x7x4 ; strides=[1,2,3] valid=1 => \
    ConvTranspose3d 2×3×4 s1×2×3, 60480
    CUSTOM 1x5x7x4 c6x3x4x4 c6 ; label=Convolution2DTransposeBias output=[1,10,14,6] => \
    MatMul 10080 layer, 10080
    CUSTOM 1x5x7x4 c6x4 ; label=TFLite_Detection_PostProcess output=[1,10,4] => Function, 0
    FULLY_CONNECTED 1x8 c10x8 c10 => Linear 10 bias, 80
    FULLY_CONNECTED 1x8 c10x8 => Linear 10, 80
    FULLY_CONNECTED 2x5x8 c10x8 ; keep=1 => Linear 10, 800
    FULLY_CONNECTED 1x8 10x8 => MatMul 80, 80
    FULLY_CONNECTED 3x16 c10x8 => MatMul 480 layer, 480
    FULLY_CONNECTED 8x8 c8x8 ; batch=8 => Linear 8, 512
    BATCH_MATMUL 1x5x4 c4x6 => Linear 6, 120
    BATCH_MATMUL 1x4x5 c4x6 ; first=1 => MatMul 120 layer, 120
    BATCH_MATMUL 1x5x4 1x4x6 => MatMul 120, 120
    BATCH_MATMUL c5x4 1x4x6 => MatMul 120 layer, 120
    BATCH_MATMUL 1x5x4 c6x4 ; second=1 => Linear 6, 120
    BATCH_MATMUL 1x5x4 c4x0 => MatMul 0 layer, 0
    LSTM 1x8 c1x4 c16x12 c16 c1x4 => MatMul 192 layer, 192
    LSTM 3x8 3x4 c16x12 c16 3x4 ; batch=3 => MatMul 192 layer, 576
    SVDF 2x8 c6x8 c6x5 c6 ; output=[2,6] => MatMul 156 layer, 156
    UNIDIRECTIONAL_SEQUENCE_RNN 1x7x8 c4x8 c4x4 c4 => MatMul 336 layer, 336
    BIDIRECTIONAL_SEQUENCE_RNN 1x7x8 c4x8 c4x4 c4 1x4 c3x8 c3x3 c3 ; output=[1,7,4] => \
    MatMul 567 layer, 567
    UNIDIRECTIONAL_SEQUENCE_LSTM 1x7x8 c4x8 c4x8 c4x8 c4x8 c4x5 c4x5 c4x5 c4x5 c4 c4 c4 => \
    MatMul 1456 layer, 1456
    LOCAL_RESPONSE_NORMALIZATION 1x5x6x4 ; size=3 => LocalResponseNorm n7, 0
    LOCAL_RESPONSE_NORMALIZATION 1x5x6x4 => LocalResponseNorm n1, 0
    LOCAL_RESPONSE_NORMALIZATION 1x5x6x4 ; size=-1 => ! a length of -1, expected 0 to 2147483647
    RELU 1x4 => ReLU, 0
    RELU6 1x4 => ReLU6, 0
    LEAKY_RELU 1x4 => LeakyReLU, 0
    TANH 1x4 => Tanh, 0
    STABLEHLO_TANH 1x4 ; output=[1,4] => Tanh, 0
    LOGISTIC 1x4 => Sigmoid, 0
    STABLEHLO_LOGISTIC 1x4 ; output=[1,4] => Sigmoid, 0
    GELU 1x4 => GELU, 0
    SOFTMAX 1x4 => Softmax, 0
    ELU 1x4 => Function, 0
    MAX_POOL_2D 1x11x18x4 ; kernel=[3,2] strides=[3,4] valid=1 => MaxPool2d 3×2 s3×4, 0
    AVERAGE_POOL_2D 1x11x18x4 ; kernel=[3,2] => AvgPool2d 3×2 same, 0
    AVERAGE_POOL_2D 6x11x18x4 ; kernel=[3,2] => Function, 0
    MEAN 1x5x6x4 2=1,2 => AdaptiveAvgPool2d to 1×1, 0
    MEAN 1x5x6x4 3=0,1,2 => Function, 0
    MEAN 1x5x6x4 2=2,3 => Function, 0
    MEAN 1x5x4 1=1 => Function, 0
    MEAN 1x5x6x4 2 ; output=[1,4] => Function, 0
    REDUCE_MAX 1x5x6x4 2=2,1 => AdaptiveMaxPool2d to 1×1, 0
    SUM 1x5x6x4 2=1,2 => Function, 0
    ADD 1x4 1x4 => Add, 0
    ADD 1x4 c4 => Function, 0
    ADD_N 1x4 1x4 c4 => Add, 0
    MUL 1x4 1x4 => Multiply, 0
    MUL c4 1x4 => Function, 0
    CONCATENATION 1x4 c1x4 ; axis=1 => Movement, 0
    PAD 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => ZeroPad2d 1,2,3,4, 0
    PADV2 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => Shift 1×3, 0
    PAD 1x5x6x4 4x2=0,0,1,2,3,4,0,5 => Shift 1×3, 0
    PAD 1x5x6x4 4x2=1,0,1,2,3,4,0,0 => Movement, 0
    PAD 1x5x6x4 4x2=0,1,1,2,3,4,0,0 => Movement, 0
    PAD 1x5x4 3x2=0,0,1,2,0,0 => Shift 1, 0
    PAD 1x5 2x2=0,0,1,2 => Movement, 0
    CAST 1x4 => Shift, 0
    FAKE_QUANT 1x4 => Shift, 0
    EXPAND_DIMS 1x4 s=1 => View, 0
    SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 => Shift -1×-2, 0
    SLICE 11x13 2=1,2 2=7,8 => Movement, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,1,1 => Shift -1×-2, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,1,2 => Shift -1×-2, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,2,1 => Movement, 0
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,1,1 ; shrink=8 => Movement, 0
    GATHER 1x5x6x4 c2 ; axis=3 => Shift, 0
    GATHER 1x5x6x4 c2 ; axis=-1 => Shift, 0
    GATHER 1x5x6x4 c2 ; axis=2 => Movement, 0
    GATHER 5x4 c2 ; axis=1 => Movement, 0
    SPLIT/2 s=3 1x5x6x4 => Shift, 0
    SPLIT/2 s=2 1x5x6x4 => Movement, 0
    SPLIT/2 s 1x5x6x4 ; output=[1,5,6,2] => Movement, 0
    SPLIT_V/2 1x5x6x4 2=1,3 s=-1 => Shift, 0
    SPLIT_V/2 1x5x6x4 2=1,5 s=2 => Movement, 0
    RESIZE_BILINEAR 1x5x6x4 2=10,18 => Upsample by 2×3 bilinear, 0
    RESIZE_NEAREST_NEIGHBOR 1x5x6x4 2=7,6 => Upsample to 7×6 nearest, 0
    RESIZE_BILINEAR 1x5x6x4 2=4,12 => Function, 0
    RESIZE_BILINEAR 1x5x4 2 ; output=[1,10,4] => Function, 0
    TRANSPOSE 1x5x6x4 4=0,3,1,2 => Movement, 0
    """)

  private static func meaning(_ line: OperatorLine) throws -> String {
    let call = try line.tfLite()
    let samples = Int(line.option("batch") ?? "1") ?? 1
    let stated = line.option("output").map { OperatorLine.numbers($0) }
    do {
      let shape = try stated ?? call.shapes().first.flatMap { $0 }
      let output = try #require(shape)
      let operation = try call.operation(
        output: output, Batch(inputs: [[samples, 1, 1]], firstLayer: nil))
      let macs = try call.macs(output) ?? -1
      return "\(operation.words(rank: call.dataShape?.count ?? 4)), \(macs)"
    } catch {
      return "! \(error)"
    }
  }

  @Test(arguments: meanings)
  func `an operator is counted as what it does`(line: OperatorLine) throws {
    #expect(try Self.meaning(line) == line.expected)
  }

  @Test(arguments: [
    ("CONV_2D 1x5x7x4 c8x3x2x4 c8 ; valid=1", true), ("CONV_2D 1x5x7x4 c8x3x2x4 ; valid=1", false),
    ("DEPTHWISE_CONV_2D 1x5x7x4 c1x3x2x8 c8 ; valid=1", true),
    ("TRANSPOSE_CONV 4 c8x3x2x4 1x5x7x4 c8 ; valid=1", true),
    ("TRANSPOSE_CONV 4 c8x3x2x4 1x5x7x4 ; valid=1", false),
  ])
  func `a convolution has its channels and its bias`(text: String, hasBias: Bool) throws {
    let call = try OperatorLine(text).tfLite()
    let operation = try call.operation(
      output: [1, 3, 6, 8], Batch(inputs: [], firstLayer: nil))
    let input = Shape.map(4, Extent(5, 7))
    let output = try operation.output(of: input)
    #expect(output.channels == 8)
    #expect(try operation.cost(input: input, output: output).biases == (hasBias ? 8 : 0))
  }

  /// The layout of the result; the samples that a layer works on, and `first` if they are the
  /// first axis; and other properties by their names.
  static let properties = OperatorLine.table(
    """
    CONV_2D 2x5x6x4 c6x3x3x4 => maps 2 first
    TRANSPOSE_CONV 4 c6x3x3x4 2x5x6x4 => maps 2 first
    MAX_POOL_2D 2x5x6x4 ; kernel=[1,1] => maps 2 first
    CONV_2D c2x5x6x4 c6x3x3x4 => maps
    FULLY_CONNECTED 2x8 c10x8 => changed 2 first
    FULLY_CONNECTED 2x5x8 c10x8 => changed
    FULLY_CONNECTED 8 c10x8 => changed
    SVDF 3x8 c6x8 => changed 3 first
    RNN 3x5x8 c6x8 => changed
    UNIDIRECTIONAL_SEQUENCE_LSTM 3x7x8 => changed 3 first
    UNIDIRECTIONAL_SEQUENCE_LSTM 7x3x8 ; major=1 => changed 3
    BIDIRECTIONAL_SEQUENCE_RNN 7x3x8 ; major=1 => changed 3
    PAD 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => maps
    PAD 1x5x4 3x2=0,0,1,2,0,0 => kept
    DEPTH_TO_SPACE 1x5x6x4 ; size=2 => maps
    MEAN 1x5x6x4 2=1,2 => maps
    MEAN 1x5x6x4 2=1,3 => changed
    SUM 1x5x6x4 2=1,2 => changed
    RELU 1x5x6x4 => kept
    CONCATENATION 1x5x6x4 1x5x6x3 ; axis=3 => kept
    CONCATENATION 1x5x6x4 1x5x6x3 ; axis=-1 => kept
    CONCATENATION 1x5x6x4 1x5x2x4 ; axis=2 => kept moves elsewhere
    CONCATENATION 1x5x4 1x3x4 ; axis=1 => kept moves
    CONCATENATION 1x5x4 1x5x3 ; axis=2 => kept
    CONCATENATION 1x4 1x4 ; axis=9 output=[1,8] => kept
    SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 => kept elsewhere
    GATHER 1x5x6x4 c2 ; axis=3 => changed elsewhere
    SPLIT/2 s=3 1x5x6x4 => kept elsewhere parts
    SPLIT_V/2 1x5x6x4 2=1,3 s=-1 => kept elsewhere parts
    STRIDED_SLICE 1x11x13x4 4=0,1,2,0 4=1,7,8,4 4=1,1,1,1 => kept elsewhere
    PADV2 1x5x6x4 4x2=0,0,1,2,3,4,0,0 => maps
    CAST 1x4 => kept
    UNPACK/2 2x4 => changed parts
    TOPK_V2/2 1x4 s=2 => changed mixes parts
    ARG_MAX 1x4 s=1 => changed mixes
    CUMSUM 1x4 s => kept mixes
    UNIQUE/2 4 ; output=[4] => kept mixes
    WHERE 4 ; output=[4,1] => changed mixes
    CUSTOM 1x4 c6x4 ; output=[1,4] => changed mixes
    NON_MAX_SUPPRESSION_V5 9x4 9 ; output=[9] => changed mixes
    """)

  @Test(arguments: properties)
  func `an operator's layout, samples and other properties`(line: OperatorLine) throws {
    let call = try line.tfLite()
    let layout = try call.layout()
    var words = ["\(layout)"]
    if let samples = call.samples {
      words.append("\(samples.count)")
      if samples.isFirst { words.append("first") }
    }
    let stated = line.option("output").map { OperatorLine.numbers($0) }
    let shape = try stated ?? call.shapes().first.flatMap { $0 }
    if let shape, line.expected.hasPrefix("maps 2") == false {
      let moves = call.moves(
        try call.operation(output: shape, Batch(inputs: [], firstLayer: nil)))
      if moves.onMaps { words.append("moves") }
      if moves.elsewhere { words.append("elsewhere") }
    }
    if call.mixesPositions { words.append("mixes") }
    if call.computesAll { words.append("parts") }
    #expect(words.joined(separator: " ") == line.expected)
  }

  /// The roles of the stored tensors that an operator reads: weight, bias, normalisation or none.
  static let roles: [String: String] = [
    "CONV_2D": "-wb-", "DEPTHWISE_CONV_2D": "-wb-", "CONV_3D": "-wb-", "FULLY_CONNECTED": "-wb-",
    "TRANSPOSE_CONV": "-w-b-", "CONV_3D_TRANSPOSE": "-w-b-", "RNN": "-wwb-",
    "UNIDIRECTIONAL_SEQUENCE_RNN": "-wwb-", "SVDF": "-wwb-",
    "BIDIRECTIONAL_SEQUENCE_RNN": "-wwb-wwb--ww-", "LSTM": "--wb-",
    "UNIDIRECTIONAL_SEQUENCE_LSTM": "-wwwwwwwwwwwbbbbwb--nnnn-",
    "BIDIRECTIONAL_SEQUENCE_LSTM": "-wwwwwwwwwwwbbbbwbwwwwwwwwwwwbbbbwb-----wwwwwwww-",
    "BATCH_MATMUL": "ww", "PRELU": "ww", "GATHER": "w-", "EMBEDDING_LOOKUP_SPARSE": "----w-",
    "EMBEDDING_LOOKUP": "-w-", "MUL": "ww", "DIV": "ww", "CONCATENATION": "ww", "ADD": "bb",
    "SUB": "bb", "ADD_N": "bb", "RELU": "--", "CUSTOM": "---",
  ]

  @Test(arguments: roles.keys.sorted())
  func `stored tensors have the roles that the schema gives them`(name: String) throws {
    let expected = try #require(Self.roles[name])
    let call = try OperatorLine("\(name) 1x4").tfLite()
    #expect(Self.letters(call, count: expected.count) == expected)
  }

  private static func letters(_ call: TFLiteCall, count: Int) -> String {
    (0..<count).map { place in
      switch call.role(at: place) {
      case .weight?: "w"
      case .bias?: "b"
      case .normalization?: "n"
      case .buffer?: "u"
      case nil: "-"
      }
    }.joined()
  }

  /// An LSTM of more than five inputs is one with a matrix for each gate.
  @Test(arguments: [
    ("LSTM 1x8 1x4 c16x12 c16 1x4", "--wb-"), ("LSTM 1x8 _ _ _ _ _", "-wwwwwwwwwwwbbbbwb--nnnn-"),
    ("CUSTOM 1x4 ; label=Convolution2DTransposeBias", "-wb-"),
  ])
  func `the form of an operator decides on roles`(text: String, expected: String) throws {
    let call = try OperatorLine(text).tfLite()
    #expect(Self.letters(call, count: expected.count) == expected)
    #expect(call.hasProducts)
    #expect(!call.isArithmetic)
  }

  @Test(arguments: [
    ("CUSTOM 1x4 ; label=Mystery", false), ("CUSTOM 1 ; label=Convolution2DTransposeBias", true),
    ("CUSTOM 1x4 ; label=TFLite_Detection_PostProcess", true), ("WHILE 1", false),
    ("STABLEHLO_ADD 1", true), ("STABLEHLO_CONVOLUTION 1", false), ("RELU 1", true),
    ("REDUCE_WINDOW 1", false), ("STABLEHLO_EXPONENTIAL 1", true),
  ])
  func `an operator's work is known or not`(text: String, isKnown: Bool) throws {
    #expect(try OperatorLine(text).tfLite().isKnown == isKnown)
  }

  /// Integers of results, as `TFLiteCall` computes them.
  static let values = OperatorLine.table(
    """
    SHAPE 2x3x4 ; output=[3] => 2,3,4
    RANK 2x3x4 ; output=[] => 3
    RESHAPE 2=5,6 ; output=[1,2] => 5,6
    ADD 2=5,6 1=3 ; output=[2] => 8,9
    ADD 1=3 2=5,6 ; output=[2] => 8,9
    ADD 2=5,6 2=1,2 ; output=[2] => 6,8
    ADD 2=5,6 3=1,2,3 ; output=[3] => ?
    SUB 2=5,6 s=3 ; output=[2] => 2,3
    MUL 2=5,6 s=3 ; output=[2] => 15,18
    FLOOR_DIV 2=9,6 s=2 ; output=[2] => 4,3
    FLOOR_DIV 1=-9 1=2 ; output=[1] => ?
    FLOOR_DIV 1=1 1=2 ; output=[1] => 0
    MAXIMUM 2=5,1 s=3 ; output=[2] => 5,3
    MINIMUM 2=5,1 s=3 ; output=[2] => 3,1
    SUM 3=2,3,4 1=0 ; output=[1] => 9
    SUM 1x3=2,3,4 1=0 ; output=[1,3] => ?
    REDUCE_PROD 3=2,3,4 1=0 ; output=[1] => 24
    FILL 1=3 s=7 ; output=[3] => 7,7,7
    PACK s=5 s=6 ; output=[2] => 5,6
    PACK s=5 s ; output=[2] => ?
    PACK 1=5 1=6 ; output=[2,1] => ?
    CONCATENATION 1=5 2=6,7 ; output=[3] => 5,6,7
    CONCATENATION 1x1=5 1x2=6,7 ; output=[1,3] => ?
    GATHER 3=5,6,7 2=2,0 ; output=[2] => 7,5
    GATHER 3=5,6,7 1=3 ; output=[1] => ?
    GATHER 3=5,6,7 1=-1 ; output=[1] => ?
    SLICE 4=5,6,7,8 1=1 1=2 ; output=[2] => 6,7
    STRIDED_SLICE 4=5,6,7,8 1=3 1=0 1=-2 ; output=[2] => 8,6
    STRIDED_SLICE 4=5,6,7,8 1=1 1=4 1=2 ; output=[2] => 6,8
    STRIDED_SLICE 4=5,6,7,8 1=2 1=3 1=1 ; shrink=1 output=[] => 7
    STRIDED_SLICE 4=5,6,7,8 1=2 1=3 1=1 ; new=1 output=[1,4] => ?
    CAST 2=5,6 ; output=[2] => 5,6
    SUB 1=-9223372036854775807 1=2 ; output=[1] => ?
    RELU 2=5,6 ; output=[2] => ?
    """)

  @Test(arguments: values)
  func `integers are computed as the operators do`(line: OperatorLine) throws {
    let output = OperatorLine.numbers(try #require(line.option("output")))
    let values = try line.tfLite().values(output)
    let text = values.map { $0.map { "\($0)" }.joined(separator: ",") } ?? "?"
    #expect(text == line.expected)
  }

  @Test(arguments: [(2_048, true), (2_049, false)])
  func `the integers of short lists are kept`(count: Int, isKept: Bool) throws {
    let call = try OperatorLine("FILL 1=\(count) s=7").tfLite()
    #expect((try call.values([count]) != nil) == isKept)
  }
}
