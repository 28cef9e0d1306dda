import ConvCostCore
import Testing

@testable import ConvCostImport

extension OperatorLine {
  static let types: [String: ElementType] = {
    var types: [String: ElementType] = [:]
    for number in 0..<30 {
      if let type = ElementType(rawValue: number) { types["\(type)"] = type }
    }
    return types
  }()

  static func attribute(_ text: String) -> ONNXAttribute {
    if text.hasPrefix("'") {
      return .string(text.dropFirst().split(separator: "~").joined(separator: " "))
    }
    if text.hasPrefix("[") {
      guard text.contains(".") else { return .integers(numbers(text)) }
      return .floats(text.split { "[],".contains($0) }.compactMap { Double($0) })
    }
    return text.contains(".") ? .float(Double(text) ?? 0) : .integer(Int(text) ?? 0)
  }

  /// The operator as ONNX's rules get it.
  func onnx() throws -> OperatorCall {
    var node = ONNXNode()
    node.type = name
    node.inputs = inputs.indices.map { "x\($0)" }
    node.outputs = (0..<results).map { "y\($0)" }
    for option in options where option.name != "batch" {
      node.attributes[option.name] = Self.attribute(option.text)
    }
    let facts = inputs.map { input -> TensorFact? in
      guard let input else { return nil }
      var type = ElementType.float
      if case .integers? = input.values { type = .int64 }
      if let name = input.type { type = Self.types[name] ?? .undefined }
      return TensorFact(
        type: type, shape: input.shape, values: input.values, isConstant: input.isConstant)
    }
    return OperatorCall(
      node: node, type: try #require(Operator(rawValue: name)), opset: version, inputs: facts)
  }

  /// What ONNX's rules give, as a line states it.
  func onnxResult() throws -> String {
    let call = try onnx()
    do {
      return try call.outcomes().map { outcome in
        let type = outcome.type.map { ":\($0)" } ?? ""
        return Self.words(outcome.shape) + type + Self.words(outcome.values)
      }.joined(separator: " ")
    } catch {
      return "! \(error)"
    }
  }
}

/// The rules of ONNX's operators, by hand after the definitions of the operator sets.
struct OperatorAttributeTests {
  static let windows = OperatorLine.table(
    """
    Conv 1x4x11x13 c6x2x3x4 ; group=2 strides=[2,3] pads=[1,2,0,3] dilations=[2,1] => 1x6x4x5
    Conv 1x4x11x13 c6x2x3x4 ; group=2 pads=[1,2,0,3] auto_pad='NOTSET => 1x6x10x15
    Conv 1x4x11x13 c6x2x3x4 ; group=2 strides=[2,3] dilations=[2,1] auto_pad='VALID => 1x6x4x4
    Conv 1x4x11x13 c6x4x3x4 ; strides=[2,3] auto_pad='SAME_UPPER => 1x6x6x5
    Conv 1x4x11x13 c6x4x3x4 ; strides=[2,3] auto_pad='SAME_LOWER => 1x6x6x5
    Conv 1x4x11x13 c6x4x3x4 ; auto_pad='OTHER => ! attribute 'auto_pad': expected NOTSET, VALID, \
    SAME_UPPER or SAME_LOWER
    Conv 1x4x11x13 c6x4x3x4 ; pads=[-1,0,0,-2] => 1x6x8x8
    Conv 1x4x11x13 c6x4x3x4 ; pads=[-2,1,3,0] => 1x6x10x11
    Conv 1x4x11x13 c6x4x3x4 ; pads=[3,0,-2,1] => 1x6x10x11
    Conv 1x4x11x13 c6x4x3x4 ; strides=[] pads=[] => 1x6x9x10
    Conv 1x4x11x13 c6x4x3x4 ; kernel_shape=[3,4] => 1x6x9x10
    Conv 1x4x11x13 c6x4x3x4 ; kernel_shape=[4,3] => ! attribute 'kernel_shape': expected [3, 4], \
    the kernel of the weight
    Conv 1x4x11x13 c6x4x3x4 ; strides=[2] => ! attribute 'strides': expected 2 lengths from 1
    Conv 1x4x11x13 c6x4x3x4 ; strides=[1,0] => ! attribute 'strides': expected 2 lengths from 1
    Conv 1x4x11x13 c6x4x3x4 ; dilations=[0,1] => ! attribute 'dilations': expected 2 lengths from 1
    Conv 1x4x11x13 c6x4x3x4 ; dilations=[1] => ! attribute 'dilations': expected 2 lengths from 1
    Conv 1x4x11x13 c6x4x3x4 ; pads=[1,2,0] => ! attribute 'pads': expected 4 lengths from \
    -2147483647
    Conv 1x4x11x13 c6x4x3x4 ; group=0 => ! a length of 0, expected 1 to 2147483647
    Conv 1x4x11x13 c6x3x3x4 ; group=2 => ! the shapes [1, 4, 11, 13] and [6, 3, 3, 4] do not fit
    Conv 1x4x11x13 c5x2x3x4 ; group=2 => ! the shapes [1, 4, 11, 13] and [5, 2, 3, 4] do not fit
    Conv 1x4x11 c6x4x3 => 1x6x9
    Conv 1x4x11 c6x4 => ! the shapes [1, 4, 11] and [6, 4] do not fit
    Conv 1x4 c6x4 => ! found 2 dimensions, expected at least 3
    Conv 1x4x2x13 c6x4x3x4 => ! a window of 3 does not fit on axis 2, whose length with padding is 2
    Conv 1x4x11x2 c6x4x3x4 ; pads=[0,0,0,1] => ! a window of 4 does not fit on axis 3, whose \
    length with padding is 3
    Conv 1x4x11x2 c6x4x3x4 ; pads=[0,1,0,0] => ! a window of 4 does not fit on axis 3, whose \
    length with padding is 3
    Conv 1x4x5x13 c6x4x3x4 ; dilations=[3,1] => ! a window of 7 does not fit on axis 2, whose \
    length with padding is 5
    Conv 1x4x0x13 c6x4x3x4 => 1x6x0x10
    Conv ? c6x4x3x4 => ?
    Conv 1x4x11x13 _ => ! input 1 is missing
    Conv 1x4x11x13 => ! input 1 is missing
    FusedConv 1x4x11x13 c6x4x3x4 => 1x6x9x10
    DeformConv 1x4x11x13 c6x4x3x4 1x24x9x10 => 1x6x9x10
    ConvInteger 1x4x11x13 c6x4x3x4 => 1x6x9x10:int32
    QLinearConv 1x4x11x13 s s c6x4x3x4 s s s s:int8 => 1x6x9x10:int8
    ConvTranspose 1x4x5x7 c4x3x3x2 ; group=2 strides=[2,3] pads=[1,0,0,1] dilations=[2,1] \
    output_padding=[1,2] => 1x6x13x21
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] => 1x3x11x20
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] output_padding=[1] => 1x3x12x20
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] output_shape=[12,22] => 1x3x12x22
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] output_shape=[1,3,12,22] => 1x3x12x22
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] auto_pad='SAME_UPPER => 1x3x10x21
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] auto_pad='VALID => 1x3x11x20
    ConvTranspose 1x4x5 c4x3x3 => 1x3x7
    ConvTranspose 1x4 c4x3 => ! found 2 dimensions, expected at least 3
    ConvTranspose 1x4x5 c4x3 => ! the shapes [1, 4, 5] and [4, 3] do not fit
    ConvTranspose 1x4x5 c3x4x3 => ! the shapes [1, 4, 5] and [3, 4, 3] do not fit
    ConvTranspose 1x4x5 c4x3x3 ; group=0 => ! a length of 0, expected 1 to 2147483647
    ConvTranspose 1x4x5x7 c4x3x3x2 ; strides=[2,3] output_shape=[12] => 1x3x11x20
    ConvTranspose ? c4x3x3 => ?
    MaxPool 1x4x11x13 ; kernel_shape=[3,2] strides=[3,4] => 1x4x3x3 1x4x3x3:int64
    MaxPool 1x4x11x13 ; kernel_shape=[3,2] strides=[3,4] ceil_mode=1 => 1x4x4x4 1x4x4x4:int64
    MaxPool 1x4x11x13 ; kernel_shape=[3,2] dilations=[2,5] => 1x4x7x8 1x4x7x8:int64
    MaxPool 1x4x11 ; kernel_shape=[3] => 1x4x9 1x4x9:int64
    MaxPool 1x4 ; kernel_shape=[3] => ! found 2 dimensions, expected at least 3
    MaxPool 1x4x11x13 => ! attribute 'kernel_shape': expected 2 lengths from 1
    MaxPool 1x4x11x13 ; kernel_shape=[3] => ! attribute 'kernel_shape': expected 2 lengths from 1
    MaxPool 1x4x11x13 ; kernel_shape=[0,3] => ! attribute 'kernel_shape': expected 2 lengths from 1
    MaxPool ? ; kernel_shape=[3,3] => ? ?:int64
    LpPool 1x4x11x13 ; kernel_shape=[3,2] pads=[1,0,2,1] => 1x4x12x13 1x4x12x13:int64
    NhwcMaxPool 1x11x13x4 ; kernel_shape=[3,2] => 1x9x12x4 1x9x12x4:int64
    QLinearAveragePool 1x11x13x4 s s s s ; kernel_shape=[3,2] channels_last=1 => 1x9x12x4 \
    1x9x12x4:int64
    QLinearAveragePool 1x4x11x13 s s s s ; kernel_shape=[3,2] => 1x4x9x12 1x4x9x12:int64
    GlobalAveragePool 2x3x4x5 => 2x3x1x1
    GlobalMaxPool 2x3x4 => 2x3x1
    GlobalLpPool 2x3 => 2x3
    GlobalMaxPool 3 => ! found 1 dimensions, expected at least 2
    GlobalAveragePool ? => ?
    QLinearGlobalAveragePool 2x3x4x5 s s s s ; channels_last=1 => 2x1x1x5
    QLinearGlobalAveragePool 2x3x4x5 s s s s ; channels_last=0 => 2x3x1x1
    MaxUnpool 1x4x5x7 1x4x5x7 ; kernel_shape=[2,3] strides=[2,3] => 1x4x10x21
    MaxUnpool 1x4x5x7 1x4x5x7 ; kernel_shape=[2,3] strides=[2,3] pads=[1,0,0,1] => 1x4x9x20
    MaxUnpool 1x4x5x7 1x4x5x7 ; kernel_shape=[2,3] => 1x4x6x9
    MaxUnpool 1x4x5x7 1x4x5x7 4=1,4,11,22 ; kernel_shape=[2,3] strides=[2,3] => 1x4x11x22
    MaxUnpool 1x4x5 1x4x5 ; kernel_shape=[2] strides=[2] => 1x4x10
    MaxUnpool 1x4 1x4 ; kernel_shape=[2] => ! found 2 dimensions, expected at least 3
    MaxRoiPool 1x4x11x13 5x5 ; pooled_shape=[2,3] => 5x4x2x3
    MaxRoiPool 1x4x11x13 5x5 ; pooled_shape=[2] => ! attribute 'pooled_shape': expected 2 lengths
    RoiAlign 1x4x11x13 5x4 5 => 5x4x1x1
    RoiAlign 1x4x11x13 5x4 5 ; output_height=2 output_width=3 => 5x4x2x3
    RoiAlign 1x4x11x13 s 5 => ?
    RoiAlign ? 5x4 5 => ?
    RoiAlign 1x4x11 5x4 5 => ?
    Col2Im 2x30x12 2=7,8 2=3,5 => 2x2x7x8
    Col2Im 2x30 2=7,8 2=3,5 => ?
    Col2Im 2x30x12 2=7,8 2=0,5 => ?
    Col2Im 2x30x12 2 2=3,5 => ?
    """)

  static let shapes = OperatorLine.table(
    """
    BatchNormalization 2x3x4x5 c3 c3 c3 c3 => 2x3x4x5 3 3 3 3
    BatchNormalization ? c3 => ? ? ? ? ?
    LayerNormalization 2x3x4x5 => 2x3x4x5 2x3x4x1:float 2x3x4x1:float
    LayerNormalization 2x3x4x5 ; axis=1 => 2x3x4x5 2x1x1x1:float 2x1x1x1:float
    LayerNormalization ? => ? ? ?
    SkipLayerNormalization 2x3x4 2x3x4 c4 => 2x3x4 ? ? 2x3x4
    GroupNormalization 2x4x5 c4 c4 ; num_groups=2 => 2x4x5
    QuantizeLinear 2x3 s => 2x3:uint8
    QuantizeLinear 2x3 s s:int8 => 2x3:int8
    QuantizeLinear 2x3 s ; output_dtype=5 => 2x3:int16
    DequantizeLinear 2x3:int8 s:float16 => 2x3:float16
    DynamicQuantizeLinear 2x3 => 2x3:uint8 s:float s:uint8
    Dropout 2x3 => 2x3 2x3:bool
    Cast 2x3 ; to=7 => 2x3:int64 2x3:bool
    Cast 3=0,2,-1 ; to=9 => 3:bool=0,1,1 3:bool
    Cast 2=1.5,-2.5 ; to=7 => 2:int64=1,-2 2:bool
    Cast 2=1,2 ; to=1 => 2:float=1.0,2.0 2:bool
    CastLike 2x3 4:int8 => 2x3:int8 2x3:bool
    BitCast 2x3 ; to=6 => 2x3:int32
    BitCast 2=1,2 ; to=1 => 2:float
    SwiGLU 2x3 2x3 ; alpha=1.5 => 2x3
    Identity => ! input 0 is missing
    Reshape@4 2x6 ; shape=[3,4] => 3x4
    Reshape@4 2x6 2=3,4 => ?
    Reshape@5 2x6 2=3,-1 => 3x4
    Reshape 2x6 2=-1,3 => 4x3
    Reshape 2x6x5 3=0,-1,3 => 2x10x3
    Reshape 2x6 2 => ?
    Reshape 0x6 2=0,5 ; allowzero=1 => 0x5
    Reshape 0x6 2=-1,5 => 0x5
    Reshape 0x6 2=0,-1 => 0x0
    Reshape 2x6 2=0,12 ; allowzero=1 => ! [2, 6] cannot be reshaped to [0, 12]: the numbers of \
    elements differ
    Reshape 2x6 2=-1,-1 => ! [2, 6] cannot be reshaped to [-1, -1]: the numbers of elements differ
    Reshape 2x6 2=5,-1 => ! [2, 6] cannot be reshaped to [5, -1]: the numbers of elements differ
    Reshape 2x6 3=2,6,0 => ! [2, 6] cannot be reshaped to [2, 6, 0]: the numbers of elements differ
    Reshape 2x6 2=3,5 => ! [2, 6] cannot be reshaped to [3, 5]: the numbers of elements differ
    Reshape 2x6 2=-2,6 => ! a length of -2, expected -1 to 2147483647
    Reshape ? 2=3,4 => 3x4
    Reshape ? 2=0,4 => ?
    Reshape ? 2=-1,4 => ?
    Reshape@5 ? 2=3,4 => 3x4
    Reshape ? 2 => ?
    Flatten 2x3x4 => 2x12
    Flatten 2x3x4 ; axis=0 => 1x24
    Flatten 2x3x4 ; axis=2 => 6x4
    Flatten 2x3x4 ; axis=3 => 24x1
    Flatten 2x3x4 ; axis=-1 => 6x4
    Flatten 2x3x4 ; axis=4 => ! axis 4 is out of range for 3 dimensions
    Flatten 2x3x4 ; axis=-4 => ! axis -4 is out of range for 3 dimensions
    Squeeze@12 1x3x1 ; axes=[2] => 1x3
    Squeeze@13 1x3x1 1=2 => 1x3
    Squeeze 1x3x1 1=-3 => 3x1
    Squeeze 1x3x1 => 3
    Squeeze 1x3x1 1 => ?
    Squeeze 1x3x1 1=1 => ! axis 1 of [1, 3, 1] does not have the length 1
    Unsqueeze@12 2x3 ; axes=[0,3] => 1x2x3x1
    Unsqueeze@13 2x3 2=-1,0 => 1x2x3x1
    Unsqueeze 2x3 1=1 => 2x1x3
    Unsqueeze 2x3 2=1,1 => ! attribute 'axes': expected each once
    Unsqueeze 2x3 1=3 => ! axis 3 is out of range for 3 dimensions
    Unsqueeze 2x3 => ?
    NonZero 0x3= => 2x0:int64=
    NonZero s=5 => 0x1:int64=
    Transpose 2x3x4 => 4x3x2
    Transpose 2x3x4 ; perm=[2,0,1] => 4x2x3
    Transpose 2x3x4 ; perm=[0,2,2] => ! attribute 'perm': expected each of 3 axes once
    Transpose 2x3x4 ; perm=[0,1] => ! attribute 'perm': expected each of 3 axes once
    Transpose 2x3=1,2,3,4,5,6 => 3x2=1,4,2,5,3,6
    Shape 2x3x4x5 ; start=-3 end=-1 => 2:int64=3,4
    Shape 2x3x4 ; start=1 end=9 => 2:int64=3,4
    Shape 2x3x4 ; start=-9 end=2 => 2:int64=2,3
    Shape 2x3x4 ; start=2 end=1 => 0:int64=
    Shape 2x3x4 => 3:int64=2,3,4
    Shape ? => ?:int64
    Size 2x3 => s:int64=6
    Size ? => s:int64
    NonZero 2x3 => ?:int64
    NonZero 2x3=0,5,0,7,0,9 => 2x3:int64=0,1,1,1,0,2
    NonZero ? => ?:int64
    OneHot 2x3 s=5 2:int8 => 2x3x5:int8
    OneHot 2x3 s=5 2 ; axis=1 => 2x5x3:float
    OneHot 2x3 s=5 2 ; axis=-3 => 5x2x3:float
    OneHot 2x3 s 2 => ?
    Constant ; value_int=5 => s:int64=5
    Constant ; value_ints=[5,6] => 2:int64=5,6
    Constant ; value_float=1.5 => s:float=1.5
    Constant ; value_floats=[1.5,2.5] => 2:float=1.5,2.5
    Constant ; value_string='a => s:string
    Constant ; sparse_value=1 => ?
    Constant => ! attribute 'value': expected a value
    RandomNormal ; shape=[2,3] => 2x3:float
    EyeLike 2x3 => 2x3
    ConstantOfShape 2=1,3 => 1x3:float=0.0,0.0,0.0
    ConstantOfShape 2 => ?:float
    Range s=2 s=9 s=3 => 3=2,5,8
    Range s=2 s=8 s=3 => 2=2,5
    Range s=9 s=2 s=-3 => 3=9,6,3
    Range s=9 s=2 s=3 => 0=
    Range s=0.5 s=2.0 s=0.5 => 3=0.5,1.0,1.5
    Range 2=2,3 s=9 s=1 => ?
    Range s=2 2=9,8 s=1 => ?
    Range s=2 s=9 2=1,2 => ?
    Range s=0.5 s=3 s=1 => 3=0.5,1.5,2.5
    Range s=1 s=3 s=0.5 => 4=1.0,1.5,2.0,2.5
    Range s=2 s=9 s=0 => ! a step of 0
    Range s s=9 s=1 => ?
    Range s=2 s s=1 => ?
    Range s=2 s=9 s => ?
    """)

  @Test(arguments: windows + shapes)
  func `windows and shapes follow the definitions`(line: OperatorLine) throws {
    #expect(try line.onnxResult() == line.expected)
  }

  static let movements = OperatorLine.table(
    """
    Concat@3 2x3 2x4 => 2x7
    Concat@4 2x3 2x4 => ! attribute 'axis': expected an axis
    Concat 2x3 4x3 5x3 ; axis=-2 => 11x3
    Concat 2x3 3x3 ; axis=1 => ! the shapes [2, 3] and [3, 3] do not fit
    Concat 2x3 2x3x1 ; axis=1 => ! the shapes [2, 3] and [2, 3, 1] do not fit
    Concat 2x3 ? ; axis=0 => ?
    Concat ? 2x3 ; axis=0 => ?
    Concat _ 2x3 ; axis=0 => ! input 0 is missing
    Concat 2x3 4x3 ; axis=0.0 => 6x3
    Concat 2x3 4x3 ; axis=0.5 => ! attribute 'axis': expected an axis
    Concat 0= 2=5,6 ; axis=0 => 2=5,6
    Concat 2x1=1,2 2x2=3,4,5,6 ; axis=1 => 2x3=1,3,4,2,5,6
    Concat 2=1,2 1=1.5 ; axis=0 => 3
    Concat 2=1.5,2.5 1=3.5 ; axis=0 => 3=1.5,2.5,3.5
    QLinearConcat s s 2x3 s s 2x5 s s ; axis=1 => 2x8
    Split/2@12 2x9 ; axis=1 split=[4,5] => 2x4 2x5
    Split/3@11 2x9 ; axis=-1 => 2x3 2x3 2x3
    Split/2@13 9x2 2=4,5 => 4x2 5x2
    Split/2@13 9x2 2=4,6 => ! the parts [4, 6] do not add up to the length 9
    Split/3 10x2 ; num_outputs=3 => 4x2 4x2 2x2
    Split/2 10x2 ; num_outputs=3 => 4x2 4x2
    Split/2 10x2 ; num_outputs=0 => ! a length of 0, expected 1 to 2147483647
    Split/2 10x2 ; num_outputs=1 => 10x2
    Split/1 10x2 => 10x2
    Split/1@13 9x2 2=4,5 => 4x2
    Split/4 7x2 ; num_outputs=5 => 2x2 2x2 2x2 1x2
    Split/5 7x2 => 2x2 2x2 2x2 1x2 0x2
    Split/2 ? => ? ?
    Split/2@13 9x2 2 => ? ?
    Split/2@13 5=1,2,3,4,5 2=2,3 => 2=1,2 3=3,4,5
    Split/2@13 2x3=1,2,3,4,5,6 2=1,2 ; axis=1 => 2x1=1,4 2x2=2,3,5,6
    Gather 2x3x4 5x6 => 5x6x3x4
    Gather 2x3x4 5x6 ; axis=1 => 2x5x6x4
    Gather 2x3x4 5x6 ; axis=-1 => 2x3x5x6
    Gather 3=1,2,3 1=3 => ! index 3 of 3 elements
    Gather 2x3=1,2,3,4,5,6 2=-1,0 ; axis=1 => 2x2=3,1,6,4
    Gather 2x3=1,2,3,4,5,6 1x2=1,0 => 1x2x3=4,5,6,1,2,3
    Gather ? 2 => ?
    GatherElements 2x3 4x3 => 4x3
    GatherElements 2x3 3 => ! the shapes [2, 3] and [3] do not fit
    GatherElements 2x3=1,2,3,4,5,6 1x3=1,-2,1 => 1x3=4,2,6
    GatherElements 3=1,2,3 1=3 => 1
    GatherElements 3=1,2,3 1=-4 => 1
    GatherElements 2x3=1,2,3,4,5,6 2x1=2,-3 ; axis=1 => 2x1=3,4
    GatherND 2x3x4x5 6x2 => 6x4x5
    GatherND 2x3x4x5 2x6x2 ; batch_dims=1 => 2x6x5
    GatherND 2x3 5x2 => 5
    GatherND 2x3 5x3 => ! the shapes [2, 3] and [5, 3] do not fit
    GatherND 2x3x4 3x6x1 ; batch_dims=1 => ! the shapes [2, 3, 4] and [3, 6, 1] do not fit
    GatherND 2x3x4 2x3 ; batch_dims=2 => ! the shapes [2, 3, 4] and [2, 3] do not fit
    GatherND 2x3x4 2x3 ; batch_dims=-1 => ! a length of -1, expected 0 to 2147483647
    GatherND 2x3 s => ?
    GatherND 2x3=1,2,3,4,5,6 2x1=2,-3 ; batch_dims=1 => 2=3,4
    GatherND 2x2x3=1,2,3,4,5,6,7,8,9,10,11,12 1x2=1,0 => 1x3=7,8,9
    GatherND 2=1,2 1x1=2 => 1
    GatherND 2=1,2 1x1=-3 => 1
    Expand 3x1 3=2,1,6 => 2x3x6
    Expand 3x1 2 => ?
    Expand 2x1=5,6 2=2,2 => 2x2=5,5,6,6
    Tile 2x3 2=2,3 => 4x9
    Tile 2x3 1=2 => ! the shapes [2, 3] and [2] do not fit
    Tile 1x2=5,6 2=2,2 => 2x4=5,6,5,6,5,6,5,6
    DepthToSpace 1x24x4x5 ; blocksize=2 => 1x6x8x10
    DepthToSpace 1x18x4x5 ; blocksize=3 => 1x2x12x15
    DepthToSpace 1x6x4x5 ; blocksize=3 => ! 6 channels cannot be divided into blocks of 9
    SpaceToDepth 1x2x6x12 ; blocksize=3 => 1x18x2x4
    DepthToSpace 1x6x4x5 ; blocksize=2 => ! 6 channels cannot be divided into blocks of 4
    DepthToSpace 1x24x4x5 => ! attribute 'blocksize': expected a length from 1
    DepthToSpace 1x24x4x5 ; blocksize=0 => ! a length of 0, expected 1 to 2147483647
    DepthToSpace 1x24x4 ; blocksize=2 => ! found 3 dimensions, expected 4
    SpaceToDepth 1x3x4x6 ; blocksize=2 => 1x12x2x3
    SpaceToDepth 1x3x5x6 ; blocksize=2 => ! 5×6 cannot be divided into blocks of 2
    SpaceToDepth 1x3x6x5 ; blocksize=2 => ! 6×5 cannot be divided into blocks of 2
    CenterCropPad 2x10x8 2=7,9 ; axes=[2,-2] => 2x9x7
    CenterCropPad 2x10 2=7,9 => 7x9
    CenterCropPad 2x10 1=7 => ! the shapes [0, 1] and [7] do not fit
    Slice@9 10x12 ; starts=[1,2] ends=[7,-3] => 6x7
    Slice@9 10x12 ; starts=[2] ends=[100] axes=[1] => 10x10
    Slice@9 10x12 ; starts=[2] ends=[100] axes=[0,1] => ! 1 starts, 2 axes and 0 steps
    Slice@9 10x12 2=1,2 2=7,-3 => ?
    Slice@10 10x12 2=1,2 2=7,-3 => 6x7
    Slice 10x12 2=1,11 2=6,0 2=0,1 2=2,-3 => 3x4
    Slice 10x12 1=1 1=7 1=-1 => 10x6
    Slice 10x12 1=1 1=7 1=0 1=0 => ! a step of 0
    Slice 10x12 2=1,2 2=7,8 1=0 => ! 2 starts, 1 axes and 0 steps
    Slice 10x12 2=1,2 2=7,8 2=0,1 1=1 => ! 2 starts, 2 axes and 1 steps
    Slice 10x12 2=1,2 1=7 => ?
    Slice 10x12 1=1 1=7 1 => ?
    Slice 10x12 1=1 1=7 1=0 1 => ?
    Slice 10x12 1=1 1=7 1=2 => ! axis 2 is out of range for 2 dimensions
    Slice 4=5,6,7,8 1=-1 1=-9 1=0 1=-2 => 2=8,6
    Slice 2x3=1,2,3,4,5,6 1=1 1=3 1=1 => 2x2=2,3,5,6
    Pad@10 4x5 ; pads=[1,2,3,4] => 8x11
    Pad@1 4x5 ; paddings=[1,2,3,4] => 8x11
    Pad@10 4x5 4=1,2,3,4 => ?
    Pad@11 4x5 4=1,2,3,4 => 8x11
    Pad 4x5 2=1,2 _ 1=-1 => 4x8
    Pad 4x5 2=1,2 _ 1 => ?
    Pad 4x5 3=1,2,3 => ! attribute 'pads': expected 4 lengths
    Pad 4x5x6 4=1,2,3,4 => ! attribute 'pads': expected 6 lengths
    Pad 4x5x6 6=1,2,3,4,5,6 => 9x12x15
    Pad 4x5x6 4=1,2,3,4 _ 2=2,0 => 10x5x10
    Pad 4x5 4=-1,0,0,-2 => 3x3
    Pad 4x5 4=-3,0,-2,0 => ! a length of -1, expected 0 to 2147483647
    Pad 2=5,6 2=1,0 => 3=0,5,6
    Pad 2=5,6 2=1,0 s=9 => 3=9,5,6
    Pad 2=5,6 2=1,0 s => 3
    Pad 2=5,6 2=1,0 ; mode='edge => 3
    Pad@10 2=5,6 ; pads=[0,1] value=9.0 => 3=5,6,9
    Pad@10 2=5,6 ; pads=[1,0] value=0.5 => 3
    Pad 2=5.5,6.5 2=0,1 => 3=5.5,6.5,0.0
    ScatterElements 2x3=1,2,3,4,5,6 2x1=1,-1 2x1=7,8 ; axis=1 => 2x3=1,7,3,4,5,8
    ScatterElements 2x3=1,2,3,4,5,6 1x2=1,0 1x2=7,8 => 2x3=1,8,3,7,5,6
    ScatterElements 2=1,2 1=1 1=7 ; reduction='add => 2
    ScatterElements 2=1,2 1=2 1=7 => 2
    ScatterElements 2=1.5,2.5 1=1 1=7 => 2=1.5,7.0
    ScatterND 2x3=1,2,3,4,5,6 1x1=1 1x3=7,8,9 => 2x3=1,2,3,7,8,9
    ScatterND 2=1,2 1x0= 1x2=7,8 => 2
    ScatterND 2=1,2 1x1=2 1=7 => 2
    ScatterND 2=1,2 1x1=1 2=7,8 => 2
    ScatterND 2x3=1,2,3,4,5,6 2x2=0,1,1,-1 2=7,8 => 2x3=1,7,3,4,5,8
    ScatterND 2x3=1,2,3,4,5,6 1x1=1 1x3=7,8,9 ; reduction='max => 2x3
    """)

  static let reductions = OperatorLine.table(
    """
    ReduceSum@12 2x3x4 ; axes=[1] => 2x1x4
    ReduceSum@12 2x3x4 ; axes=1 => 2x1x4
    ReduceSum 2x3 0= => 1x1
    ReduceSum 2x3=1,2,3,4,5,6 1=0 => 1x3=5,7,9
    ReduceProd 2x3=1,2,3,4,5,6 1=1 => 2x1=6,120
    ReduceMean 2=1,2 => 1=1
    ReduceSum@13 2x3x4 1=1 ; keepdims=0 => 2x4
    ReduceSum 2x3 => 1x1
    ReduceSum 2x3 ; keepdims=0 => s
    ReduceSum 2x3 ; noop_with_empty_axes=1 => 2x3
    ReduceSum 2x3 1 => ?
    ReduceMean@17 2x3x4 ; axes=[-1] => 2x3x1
    ReduceMean@17 2x3x4 ; axes=[0,2] keepdims=0 => 3
    ReduceMean@18 2x3x4 1=0 => 1x3x4
    ReduceMax@17 2x3x4 ; axes=[1] keepdims=0 => 2x4
    ReduceL2@18 2x3x4 2=0,2 ; keepdims=0 => 3
    ReduceMax ? 1=0 => ?
    ReduceMean 2x3=1,2,3,5,6,7 1=1 => 2x1=2,6
    ReduceMean 2x2=1.5,2.5,3.5,5.5 1=0 => 1x2=2.5,4.0
    ReduceMax 2x2=-3.5,-2.5,-5.5,-1.5 1=0 => 1x2=-3.5,-1.5
    ReduceMin 2x2=3.5,2.5,5.5,1.5 1=1 => 2x1=2.5,1.5
    ReduceProd 2x2=1.5,2.0,4.0,0.5 1=1 => 2x1=3.0,2.0
    ReduceSum 2x2=1.5,2.0,4.0,0.5 1=1 => 2x1=3.5,4.5
    ReduceL1 2x2=1.5,2.0,4.0,0.5 1=1 => 2x1
    ReduceL1 2=1,2 => 1
    ReduceMax 2x2=-3,-2,-5,-1 1=0 => 1x2=-3,-1
    ReduceMin 2x2=3,2,5,1 1=1 => 2x1=2,1
    ReduceProd 2=4611686018427387904,2 => 1
    ReduceSum 2=9223372036854775807,1 => 1
    ArgMax 2x3 => 1x3:int64
    ArgMax 2x3 ; axis=1 keepdims=0 => 2:int64
    ArgMax 2x3 ; axis=2 => ! axis 2 is out of range for 2 dimensions
    ArgMax 3x2=1,9,5,2,4,3 => 1x2:int64=1,0
    ArgMax 2x3x1=1,9,5,2,4,6 ; axis=-2 => 2x1x1:int64=1,2
    ArgMax 3=5,7,7 => 1:int64=1
    ArgMax 3=5,7,7 ; select_last_index=1 => 1:int64
    ArgMin 2x3=1,9,3,7,5,4 ; axis=1 => 2x1:int64=0,2
    ArgMin 3=-1,-5,-5 ; keepdims=0 => s:int64=1
    ArgMax 2x2=-4,-3,-2,-9 => 1x2:int64=1,0
    TopK/2@9 4x9 ; k=5 => 4x5 4x5:int64
    TopK/2@10 4x9 1=5 => 4x5 4x5:int64
    TopK/2 4x9 1=3 ; axis=0 => 3x9 3x9:int64
    TopK/2 4x9 1=9 => 4x9 4x9:int64
    TopK/2 4x9 1=10 => ! the 10 largest of only 9 elements
    TopK/2 4x9 1 => ? ?:int64
    TopK/2 4=3,9,3,7 1=3 => 3=9,7,3 3:int64=1,3,0
    TopK/2 4=3,9,3,7 1=3 ; largest=0 => 3=3,3,7 3:int64=0,2,3
    NonMaxSuppression 1x9x4 1x2x9 => ?
    Unique/3 9 => ? ? ?
    Unique/0 9 => ?
    Upsample@8 1x3x4x5 ; scales=[1.0,1.0,2.0,3.0] => 1x3x8x15
    Upsample@9 1x3x4x5 4=1.0,1.0,2.0,3.0 => 1x3x8x15
    Upsample@9 1x3x4x5 3=1.0,2.0,3.0 => ! 3 scales for 4 dimensions
    Upsample@9 1x3x4x5 4 => ?
    Resize@10 1x3x4x5 4=1.0,1.0,2.0,3.0 => 1x3x8x15
    Resize@10 1x3x4x5 4 => ?
    Resize@10 1x3x4x5 _ _ 4=1,3,7,9 => ?
    Resize@18 1x3x0x5 _ _ 2=4,10 ; axes=[2,3] keep_aspect_ratio_policy='not_smaller => 1x3x0x20
    Resize@18 1x3x4x5 _ _ 0= ; axes=[] keep_aspect_ratio_policy='not_larger => 1x3x4x5
    Resize@11 1x3x4x5 _ 4=1.0,1.0,2.0,3.0 => 1x3x8x15
    Resize@11 1x3x4x5 _ _ 4=1,3,7,9 => 1x3x7x9
    Resize@13 1x3x4x5 _ 0= 4=1,3,7,9 => 1x3x7x9
    Resize@18 1x3x4x5 _ _ 2=7,9 ; axes=[3,2] => 1x3x9x7
    Resize@18 1x3x4x5 _ 2=2.0,3.0 ; axes=[3,2] => 1x3x12x10
    Resize@11 1x3x10 _ 3=1.0,1.0,0.7 => 1x3x7
    Resize@11 1x3x4x5 _ _ 3=1,3,7 => ! 3 sizes for 4 dimensions
    Resize@18 1x3x4x5 _ 3=1.0,2.0,3.0 ; axes=[2,3] => ! 3 scales for 2 dimensions
    Resize@18 1x3x4x5 _ _ 2=10,10 ; axes=[2,3] keep_aspect_ratio_policy='not_larger => 1x3x8x10
    Resize@18 1x3x4x5 _ _ 2=10,10 ; axes=[2,3] keep_aspect_ratio_policy='not_smaller => 1x3x10x13
    Resize@18 1x3x1x5 _ _ 2=4,10 ; axes=[2,3] keep_aspect_ratio_policy='not_smaller => 1x3x4x20
    Resize@18 1x3x4x5 _ _ 2=7,9 ; axes=[2,3] keep_aspect_ratio_policy='stretch => 1x3x7x9
    Resize@18 1x3x4x5 _ _ 2=7,9 ; axes=[2,3] keep_aspect_ratio_policy='no => ! attribute \
    'keep_aspect_ratio_policy': expected stretch, not_larger or not_smaller
    GridSample 2x3x8x9 2x5x6x2 => 2x3x5x6
    GridSample 2x3x8 2x5x1 => 2x3x5
    GridSample 2x3 2x3 => ! the shapes [2, 3] and [2, 3] do not fit
    GridSample 2x3x8x9 2x5x2 => ! the shapes [2, 3, 8, 9] and [2, 5, 2] do not fit
    GridSample 2x3x8 ? => ?
    GridSample ? 2x5x2 => ?
    AffineGrid 2x2x3 4=2,3,5,6 => 2x5x6x2
    AffineGrid 2x3x4 5=2,3,4,5,6 => 2x4x5x6x3
    AffineGrid 2x2x3 3=2,3,5 => 2x5x1
    AffineGrid 2x2x3 2=2,3 => ?
    """)

  @Test(arguments: movements + reductions)
  func `movements and reductions follow the definitions`(line: OperatorLine) throws {
    #expect(try line.onnxResult() == line.expected)
  }
}
