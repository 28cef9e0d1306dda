import ConvCostCore
import Testing

@testable import ConvCostImport

extension Operation {
  /// The operation with what reports do not print of it.
  func words(rank: Int) -> String {
    switch self {
    case .foreign(.product(let macs, let isLayer)):
      return "MatMul \(macs)" + (isLayer ? " layer" : "")
    case .foreign(.shift(let before)):
      return before == 0 ? "Shift" : "Shift \(before)"
    case .linear(let linear): return "Linear \(linear.features)\(linear.bias ? " bias" : "")"
    default:
      let extent = Extent(Array(repeating: 1, count: max(1, min(3, rank - 2)))) ?? 1
      return description(on: .map(1, extent))
    }
  }
}

/// What ONNX's operators are counted as, by hand, on values that tell all axes apart.
struct OperatorMeaningTests {
  /// Products of matrices and functions of elements.
  static let results = OperatorLine.table(
    """
    MatMul 2x3x4 4x5 => 2x3x5
    MatMul 4 4x5 => 5
    MatMul 2x3 4x5 => ! the shapes [2, 3] and [4, 5] do not fit
    MatMul s 4x5 => ! found 0 dimensions, expected at least 1
    MatMul ? 4x5 => ?
    MatMul 2x3 ? => ?
    MatMul 2x3=1,2,3,4,5,6 3x2=1,10,100,1000,2,20 => 2x2=207,2070,516,5160
    MatMul 1x2=1.5,2.0 2=4.0,8.0 => 1=22.0
    MatMul 1x2=4611686018427387904,1 2x1=2,1 => 1x1
    MatMul 1x2=9223372036854775807,1 2x1=1,1 => 1x1
    MatMul 1x1x2=1,2 2x1=3,4 => 1x1x1
    MatMul 1x2=1,2 1x2x1=3,4 => 1x1x1
    MatMul 2=1,2 2x3=1,2,3,4,5,6 => 3=9,12,15
    FusedMatMul 2x4x3 2x5x4 ; transA=1 transB=1 => 2x3x5
    FusedMatMul 4 4x5 ; transA=1 => 5
    FusedMatMul 1x2=1,2 2x1=3,4 => 1x1
    MatMulInteger 2x3 3x5 => 2x5:int32
    QLinearMatMul 2x3 s s 3x5 s s s s => 2x5
    Gemm 4x2 7x4 ; transA=1 transB=1 => 2x7
    Gemm 2x4 4x7 7 => 2x7
    Gemm 2x4 4x7 2x1 => 2x7
    Gemm 1x4 4x7 2x7 => ! the shapes [1, 7] and [2, 7] do not fit
    Gemm 2x4 4x7 3 => ! the shapes [2, 7] and [1, 3] do not fit
    Gemm 2x4x1 4x7 => ! found 3 dimensions, expected 2
    Gemm 2x4 4 => ! found 1 dimensions, expected 2
    Gemm 2x4 5x7 => ! the shapes [2, 4] and [5, 7] do not fit
    Gemm ? 4x7 => ?
    QGemm 2x4 s s 7x4 s s ; transB=1 => 2x7:float
    QGemm 2x4 s s 7x4 s s _ s s ; transB=1 => 2x7
    QGemm 1x4 s s 7x4 s s 2x7 ; transB=1 => ! the shapes [1, 7] and [2, 7] do not fit
    Det 2x3x4x4 => 2x3
    Det 4x4 => s
    Det 3 => ! found 1 dimensions, expected at least 2
    Det ? => ?
    Einsum 2x3x4 4x5 ; equation='...ij,jk->...ik => 2x3x5
    Einsum 6x2x3x4 2x4x5 ; equation='...ij,...jk->...ik => 6x2x3x5
    Einsum 2x4x5 6x2x3x4 ; equation='...jk,...ij->...ik => 6x2x3x5
    Einsum 3x6x2 ; equation='i...->...i => 6x2x3
    Einsum 2x3 3x4 ; equation='ij~,~jk->ik => 2x4
    Einsum 2x3 3x4 ; equation='ij,jk => 2x4
    Einsum 2x3 3x4 ; equation='zb,ba => 4x2
    Einsum 5x2x3 ; equation='...ji => 5x3x2
    Einsum 1x3 2x3 ; equation='ij,ij->i => 2
    Einsum 2x3 1x3 ; equation='ij,ij->i => 2
    Einsum 3x3 ; equation='ii->i => 3
    Einsum 3 3 ; equation='i,i-> => s
    Einsum s 3 ; equation=',i->i => 3
    Einsum 2x3 4x5 ; equation='ij,jk->ik => ! the shapes [3] and [4] do not fit
    Einsum 2x3 => ! attribute 'equation': expected an equation
    Einsum 2x3 ; equation='ij,jk->ik => ! attribute 'equation': expected 1 operands
    Einsum 2x3 ; equation='ij->ix => ! attribute 'equation': expected no 'x': it is in no operand
    Einsum 2x3 ; equation='ijk->i => ! found 2 dimensions, expected 3
    Einsum 2 ; equation='ij...->i => ! attribute 'equation': expected fewer letters
    Einsum 1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1 ; equation='...->... => ! attribute 'equation': \
    expected fewer letters
    Einsum 1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1 ; equation='...-> => s
    Einsum 1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x2 ; equation='...i->i => 2
    Einsum 2 3x4 ; equation='ij...,k...->i => ! found 1 dimensions, expected 2
    Einsum 0x3 ; equation='ij->ij => 0x3
    Einsum ? 3x4 ; equation='ij,jk->ik => ?
    Attention/4 2x4x5x6 2x2x7x6 2x2x7x8 => 2x4x5x8 2x2x7x6 2x2x7x8 2x4x5x7
    Attention/4 2x4x5x6 2x2x7x6 2x2x7x8 _ 2x2x3x6 2x2x3x8 => 2x4x5x8 2x2x10x6 2x2x10x8 2x4x5x10
    Attention/4 2x5x24 2x7x12 2x7x16 ; q_num_heads=4 kv_num_heads=2 => 2x5x32 2x2x7x6 2x2x7x8 \
    2x4x5x7
    Attention 2x5x24 2x7x12 2x7x16 => ! attribute 'q_num_heads': expected a divisor of 24; \
    kv_num_heads: one of 16
    Attention 2x5x24 2x7x12 2x7x16 ; q_num_heads=5 kv_num_heads=2 => ! attribute 'q_num_heads': \
    expected a divisor of 24; kv_num_heads: one of 16
    Attention 2x5x24 2x7x12 2x7x16 ; q_num_heads=4 kv_num_heads=3 => ! attribute 'q_num_heads': \
    expected a divisor of 24; kv_num_heads: one of 16
    Attention 2x5x24 2x7x12 2x7x16 ; q_num_heads=4 => ! attribute 'q_num_heads': \
    expected a divisor of 24; kv_num_heads: one of 16
    Attention 2x5x24 2x7x12 2x7x16 ; kv_num_heads=2 => ! attribute 'q_num_heads': \
    expected a divisor of 24; kv_num_heads: one of 16
    Attention 2x5x24 2x7 2x7x16 => ! found 2 dimensions, expected 3
    Attention 2x5x24 2x7x12 2x7 => ! found 2 dimensions, expected 3
    Attention 2x4x5x6 2x2x7x6 2x7x16 => ! the shapes [2, 4, 5, 6] and [2, 2, 7, 6] do not fit
    Attention/4 2x4x5x6 2x2x7x6 2x2x7x8 _ 2x3x6 2x3x8 => 2x4x5x8 2x2x7x6 2x2x7x8 2x4x5x7
    Attention 2x5 2x7 2x7 => ! found 2 dimensions, expected 3 or 4
    Attention 2x4x5x6 2x7x12 2x7x16 => ! the shapes [2, 4, 5, 6] and [2, 7, 12] do not fit
    Attention ? 2x7x12 2x7x16 => ? ? ? ?
    LSTM/3 7x6x5 c2x12x5 c2x12x3 => 7x2x6x3 2x6x3 2x6x3
    LSTM/3 6x7x5 c2x12x5 c2x12x3 ; layout=1 => 6x7x2x3 6x2x3 6x2x3
    GRU/2 7x6x5 c1x9x5 c1x9x3 => 7x1x6x3 1x6x3 1x6x3
    LSTM 7x6 c1x12x5 c1x12x3 => ! found 2 dimensions, expected 3
    LSTM 7x6x5 c12x5 c1x12x3 => ! found 2 dimensions, expected 3
    LSTM 7x6x5 ? c1x12x3 => ? ? ?
    LSTM ? c1x12x5 c1x12x3 => ? ? ?
    Sum 2x1 1x3 4x1x1 => 4x2x3
    Add 2x3 2x4 => ! the shapes [2, 3] and [2, 4] do not fit
    Add 2x3 ? => ?
    Equal 2x1 1x3 => 2x3:bool
    IsNaN 2x3 => 2x3:bool
    Where 2x1:bool 3:double s:double => 2x3:double
    QLinearAdd 2x3 s s 4x1x3 s s s s => 4x2x3
    Where 2=1,0 2=1.5,2.5 2=3.5,4.5 => 2:float=1.5,4.5
    Where 2=1,0 2=1.5,2.5 2=3,4 => 2:float=1.5,4.0
    Where 2=1,0 2=5,6 2=7,8 => 2:int64=5,8
    Equal 2=1.5,2.5 2=1.5,3.5 => 2:bool=1,0
    Greater 2=1.5,4.5 2=1.5,3.5 => 2:bool=0,1
    GreaterOrEqual 2=1.5,2.5 2=1.5,3.5 => 2:bool=1,0
    Less 2=1.5,2.5 2=1.5,3.5 => 2:bool=0,1
    LessOrEqual 2=1.5,4.5 2=1.5,3.5 => 2:bool=1,0
    Greater 3=1,2,3 3=2,2,2 => 3:bool=0,0,1
    GreaterOrEqual 3=1,2,3 3=2,2,2 => 3:bool=0,1,1
    Less 3=1,2,3 3=2,2,2 => 3:bool=1,0,0
    LessOrEqual 3=1,2,3 3=2,2,2 => 3:bool=1,1,0
    And 4=0,0,3,3 4=0,3,0,3 => 4:bool=0,0,0,1
    Or 4=0,0,3,3 4=0,3,0,3 => 4:bool=0,1,1,1
    Xor 4=0,0,3,5 4=0,3,0,3 => 4:bool=0,1,1,0
    Max 2=1.5,4.5 2=3.5,2.5 => 2=3.5,4.5
    Min 2=1.5,4.5 2=3.5,2.5 => 2=1.5,2.5
    Max 2=1,4 2=3,2 => 2=3,4
    Min 2=1,4 2=3,2 => 2=1,2
    Sub 2=5.5,1.0 2=2.0,0.5 => 2=3.5,0.5
    Mod 3=-7,7,6 3=3,-3,3 => 3=2,-2,0
    Mod 2=-7,7 2=3,-3 ; fmod=1 => 2=-1,1
    Mod 2=-7.5,7.5 2=2.0,2.0 ; fmod=1 => 2=-1.5,1.5
    Pow 3=2,3,7 3=62,2,0 => 3=4611686018427387904,9,1
    Pow 2=1,-1 2=63,63 => 2=1,-1
    Pow 1=1 1=64 => 1
    Pow 1=2 1=-1 => 1
    Pow 1=2 1=63 => 1
    Pow 2=2,9 2=3.0,0.5 => 2=8,3
    BitShift 1=1 1=62 ; direction='LEFT => 1=4611686018427387904
    BitShift 1=1 1=63 ; direction='LEFT => 1
    BitShift 2=0,5 2=3,0 ; direction='LEFT => 2=0,5
    BitShift 2=0,5 2=3,0 ; direction='RIGHT => 2=0,5
    BitShift 1=5 1=63 ; direction='RIGHT => 1=0
    BitShift 1=5 1=64 ; direction='RIGHT => 1
    BitShift 1=5 1=-1 ; direction='RIGHT => 1
    BitShift 1=-1 1=1 ; direction='RIGHT => 1
    BitShift 1=3 1=62 ; direction='LEFT => 1
    BitShift 2=5,8 2=1,3 ; direction='RIGHT => 2=2,1
    BitwiseAnd 1=6 1=3 => 1=2
    BitwiseOr 1=6 1=3 => 1=7
    BitwiseXor 1=6 1=3 => 1=5
    BitwiseNot 1=5 => 1=-6
    Div 2=7,-7 2=2,2 => 2=3,-3
    Div 1=7 1=0 => 1
    Mean 2=1,2 2=4,8 => 2=2.5,5.0
    Sign 3=-5,0,7 => 3=-1,0,1
    Round 3=0.5,1.5,2.5 => 3=0.0,2.0,2.0
    Ceil 2=1.2,-1.2 => 2=2.0,-1.0
    Floor 2=1.2,-1.2 => 2=1.0,-2.0
    Not 2=0,3 => 2:bool=1,0
    Relu 2=-3,4 => 2=0,4
    Abs 2=-3,4 => 2=3,4
    Neg 2=-3,4 => 2=3,-4
    Sqrt 2=9,2 => 2
    Sqrt 2=9,4 => 2=3,2
    Reciprocal 2=4.0,0.5 => 2=0.25,2.0
    Sigmoid 1=0.0 => 1=0.5
    Exp 1=0.0 => 1=1.0
    Log 1=1.0 => 1=0.0
    IsInf 2=1.5,2.5 => 2:bool=0,0
    Neg 1=9007199254740993 => 1
    Neg 1=9007199254740992 => 1
    IsNaN 2=1.5,nan => 2:bool=0,1
    IsInf 3=1.5,inf,-inf => 3:bool=0,1,1
    Sigmoid 2=800.5,-800.5 => 2=1.0,0.0
    CumSum 3=1,2,4 s=1 => 3
    Neg 1=9007199254740991 => 1=-9007199254740991
    Clip 3=-5,5,50 s=0 s=9 => 3=0,5,9
    Clip@6 3=-5.5,5.5,50.0 ; min=0.0 max=9.0 => 3=0.0,5.5,9.0
    Clip@6 3=-5,5,50 ; min=0 max=9 => 3=0,5,9
    Clip 3=-5,5,50 s s=9 => 3
    Clip 3=-5,5,50 s=0 s => 3
    Clip 2=-5,5 _ s=3 => 2=-5,3
    Clip 2=-5,5 s=3 => 2=3,5
    CumSum 3=1,2,4 s=0 => 3=1,3,7
    CumSum 3=1,2,4 s=0 ; reverse=1 => 3=7,6,4
    CumSum 3=1,2,4 s=0 ; exclusive=1 => 3=0,1,3
    CumSum 3=1.5,2.5,4.0 s=0 ; exclusive=1 reverse=1 => 3=6.5,4.0,0.0
    CumSum 1x3=1,2,4 s=0 => 1x3
    CumSum 2=9223372036854775807,1 s=0 => 2
    """)

  @Test(arguments: results)
  func `products and functions follow the definitions`(line: OperatorLine) throws {
    #expect(try line.onnxResult() == line.expected)
  }

  /// The operation, and the multiply-accumulates of the whole batch; the option `batch` is the
  /// number of samples.
  static let meanings = OperatorLine.table(
    """
    Conv 1x4x11x13 c6x2x3x4 c6 ; group=2 strides=[2,3] pads=[1,2,0,3] dilations=[2,1] => \
    Conv2d 3×4 s2×3 p1,0,2,3 d2×1 g2, 2880
    Conv 1x4x11x13 c6x4x3x4 ; auto_pad='SAME_UPPER strides=[2,3] => Conv2d 3×4 s2×3 same, 8640
    Conv 1x4x11x13 c6x4x3x4 ; auto_pad='SAME_LOWER strides=[2,3] => \
    Conv2d 3×4 s2×3 p1,1,2,1, 8640
    Conv 1x4x11x13 c6x4x3x4 ; auto_pad='VALID => Conv2d 3×4, 25920
    Conv 1x4x11x13 c8x1x3x4 ; group=4 => Conv2d 3×4 dw×2, 8640
    Conv 1x1x11x13 c6x1x3x4 => Conv2d 3×4, 6480
    Conv 1x4x11x13 c6x2x3x4 ; group=2 => Conv2d 3×4 g2, 12960
    Conv 1x4x11 c6x4x3 => Conv1d 3, 648
    Conv 1x2x5x6x7 c3x2x2x3x4 => Conv3d 2×3×4, 9216
    Conv 1x4x11x13 6x4x3x4 => MatMul 25920, 25920
    Conv 1x2x5x6x7x8 c3x2x2x2x2x2 => MatMul 80640 layer, 80640
    Conv 6x4x11x13 c6x4x3x4 => MatMul 155520 layer, 155520
    Conv 6x4x11x13 c6x4x3x4 ; batch=6 => Conv2d 3×4, 155520
    Conv 6x4x11x13 c6x4x3x4 ; batch=2 => MatMul 77760 layer, 155520
    Conv 1x4x11x13 c6x4x3x4 ; pads=[-1,0,0,0] => MatMul 23040 layer, 23040
    Conv 1x4x11x13 c6x4x3x4 ; pads=[0,0,0,-1] => MatMul 23328 layer, 23328
    DeformConv 1x4x11x13 c6x4x3x4 1x24x9x10 => MatMul 25920 layer, 25920
    QLinearConv 1x4x11x13 s s c6x4x3x4 s s s s => Conv2d 3×4, 25920
    ConvTranspose 1x4x5x7 c4x3x3x2 ; group=2 strides=[2,3] output_padding=[1,2] => \
    ConvTranspose2d 3×2 s2×3 g2 op1×2, 2520
    ConvTranspose 1x4x5x7 4x3x3x2 => MatMul 2520, 2520
    ConvTranspose 1x4x5x7 c4x3x3x2 ; pads=[0,-1,0,0] => MatMul 2520 layer, 2520
    Gemm 1x8 c8x10 c10 => Linear 10 bias, 80
    Gemm 1x8 c8x10 => Linear 10, 80
    MatMul 1x5x8 c8x10 => Linear 10, 400
    MatMul c1x5x8 8x10 => MatMul 400 layer, 400
    MatMul 1x5x8 8x10 => MatMul 400, 400
    MatMul 1x5x8 c2x8x10 => MatMul 800 layer, 800
    FusedMatMul 1x8x5 c8x10 ; transA=1 => MatMul 400 layer, 400
    MatMul 8 c8x10 => Linear 10, 80
    MatMul 8 c8x10 ; batch=2 => MatMul 40 layer, 80
    FusedMatMul 8 c8x10 ; transA=1 => MatMul 80 layer, 80
    MatMulInteger 1x5x8 c8x10 => Linear 10, 400
    Gemm 8x3 c8x10 ; transA=1 => MatMul 240 layer, 240
    MatMul 3x5x8 c8x10 ; batch=3 => Linear 10, 1200
    MatMul 3x5x8 8x10 ; batch=3 => MatMul 400, 1200
    QGemm 1x8 s s c10x8 s s c10 ; transB=1 => Linear 10 bias, 80
    QGemm 1x8 s s c10x8 s s ; transB=1 => Linear 10, 80
    QLinearMatMul 1x8 s s c8x10 s s s s => Linear 10, 80
    Gemm 1x8 c8x0 => MatMul 0 layer, 0
    LSTM 7x6x5 c2x12x5 c2x12x3 => MatMul 8064 layer, 8064
    LSTM 7x6x5 c2x12x5 c2x12x3 ; batch=7 => MatMul 1152 layer, 8064
    Einsum 2x3x4 4x5 ; equation='...ij,jk->...ik => MatMul 120, 120
    Einsum 2x3 ; equation='ij->i => MatMul 0, 0
    Einsum 2x3 3x4 4x5 ; equation='ij,jk,kl->il => MatMul 120, 120
    Attention 2x4x5x6 2x2x7x6 2x2x7x8 => MatMul 3920, 3920
    Attention 2x4x5x6 2x2x7x6 2x2x7x8 _ 2x2x3x6 2x2x3x8 => MatMul 5600, 5600
    LayerNormalization 1x3x4x5 c5 => LayerNorm, 0
    LayerNormalization 1x3x4x5 c4x5 ; axis=-2 => GroupNorm g1, 0
    LayerNormalization 1x3x4x5 c4x5 ; axis=2 => GroupNorm g1, 0
    InstanceNormalization 1x4x5x6 c4 c4 => GroupNorm g4, 0
    GroupNormalization 1x4x5x6 c4 c4 ; num_groups=2 => GroupNorm g2, 0
    InstanceNormalization 4 c4 c4 => GroupNorm g1, 0
    GroupNormalization 1x4x5x6 c4 c4 => GroupNorm g1, 0
    LRN 1x4x5x6 => LocalResponseNorm n5, 0
    GroupNormalization 1x4x5x6 c4 c4 ; num_groups=0 => ! a length of 0, expected 1 to 2147483647
    LRN 1x4x5x6 ; size=3 => LocalResponseNorm n3, 0
    LRN 1x4x5x6 ; size=0 => ! a length of 0, expected 1 to 2147483647
    Clip 1x4x5x6 s=0 s=6 => ReLU6, 0
    Clip@6 1x4x5x6 ; min=0.0 max=6.0 => ReLU6, 0
    Clip@6 1x4x5x6 ; min=0.0 max=7.0 => Function, 0
    Clip@6 1x4x5x6 ; min=-1.0 max=6.0 => Function, 0
    Swish 1x4x5x6 => SiLU, 0
    SwiGLU 1x4x5x6 1x4x5x6 => Function, 0
    FastGelu 1x4x5x6 => GELU, 0
    QuickGelu 1x4x5x6 => GELU, 0
    QLinearSigmoid 1x4x5x6 cs cs cs cs => Sigmoid, 0
    QLinearSoftmax 1x4x5x6 cs cs cs cs => Softmax, 0
    MaxPool 1x4x11x13 ; kernel_shape=[3,2] strides=[3,4] ceil_mode=1 => \
    MaxPool2d 3×2 s3×4 ceil, 0
    NhwcMaxPool 1x11x13x4 ; kernel_shape=[3,2] auto_pad='SAME_LOWER => MaxPool2d 3×2 p1,1,1,0, 0
    AveragePool 1x4x11x13 ; kernel_shape=[3,2] pads=[1,0,0,1] => AvgPool2d 3×2 p1,0,0,1, 0
    AveragePool 6x4x11x13 ; kernel_shape=[3,2] => Function, 0
    QLinearGlobalAveragePool 1x4x5x6 cs cs cs cs => AdaptiveAvgPool2d to 1×1, 0
    ReduceMean 1x4x5x6 2=-1,2 => AdaptiveAvgPool2d to 1×1, 0
    ReduceMean 1x4x5x6 2=1,2 => Function, 0
    ReduceMean 1x4x5x6 1=3 => Function, 0
    ReduceMean 1x4x5x6 3=1,2,3 => Function, 0
    ReduceMean 1x4x5 1=2 => Function, 0
    Add 1x4 1x4 => Add, 0
    Add 1x4 c4 => Function, 0
    QLinearAdd 1x4 cs cs 1x4 cs cs cs cs => Add, 0
    QLinearAdd 1x4 cs cs c1x4 cs cs cs cs => Function, 0
    QLinearMul 1x4 cs cs 1x4 cs cs cs cs => Multiply, 0
    Mul 1x4 c4 => Function, 0
    Sum 1x4 1x4 c4 => Add, 0
    Concat 1x4 1x5 ; axis=1 => Concat, 0
    Concat 1x4 c1x5 ; axis=1 => Movement, 0
    Cast 1x4 ; to=1 => Shift, 0
    BitCast 1x4 ; to=6 => Shift, 0
    DequantizeLinear 1x4 cs => Shift, 0
    Slice 1x4x11x13 2=1,2 2=7,8 2=2,3 => Shift -1×-2, 0
    Slice 1x4x11x13 2=1,2 2=7,8 2=3,2 => Shift -2×-1, 0
    Slice 1x4x11x13 2=1,2 2=7,8 2=2,3 2=1,2 => Movement, 0
    Slice 4x11 1=1 1=7 1=1 => Movement, 0
    Pad 1x4x5x6 8=0,0,1,2,0,0,3,4 => Shift 1×2, 0
    Pad 1x4x5x6 8=0,0,1,2,0,0,3,4 ; mode='edge => Movement, 0
    Gather 1x4x5x6 c2 ; axis=1 => Shift, 0
    Gather 1x4x5x6 c2 ; axis=-3 => Shift, 0
    Gather 1x4x5x6 c2 ; axis=2 => Movement, 0
    Gather 1x4x5 c2 => Shift, 0
    Gather 4x6 c2 => Movement, 0
    Split/2 1x4x5x6 ; axis=1 => Shift, 0
    Split/2 1x4x6x6 ; axis=2 => Movement, 0
    Transpose 1x2x3x4x5 ; perm=[0,2,3,4,1] => Permute channels last, 0
    Transpose 1x2x3x4x5 ; perm=[0,4,1,2,3] => Permute channels first, 0
    Transpose 1x2x3x4x5 ; perm=[0,4,1,3,2] => Movement, 0
    Transpose 1x2x3x4 ; perm=[0,2,3,1] => Permute channels last, 0
    Transpose 1x2x3x4 ; perm=[0,3,1,2] => Permute channels first, 0
    Transpose 1x2x3 ; perm=[0,2,1] => Movement, 0
    Transpose 1x4x5x6 => Movement, 0
    Resize@11 1x3x4x5 _ c4=1.0,1.0,2.0,3.0 => Upsample by 2×3 nearest, 0
    Resize@11 1x3x4x5 _ _ 4=1,3,8,15 ; mode='linear => Upsample to 8×15 bilinear, 0
    Resize@11 1x3x4x5 _ _ 4=1,3,4,10 ; mode='cubic => Upsample to 4×10 bicubic, 0
    Resize@11 1x3x4 _ _ 3=1,3,8 => Upsample to 8 nearest, 0
    Resize@11 1x3x4 _ 3=1.0,1.0,2.0 => Upsample by 2 nearest, 0
    Resize@11 2x3x4x5 _ _ 4=1,3,8,15 => Function, 0
    Resize@11 1x3x4x5 _ _ 4=1,3,7,9 ; mode='other => Function, 0
    Resize@11 1x3x4x5 _ 4=1.0,1.0,1.5,1.0 => Upsample to 6×5 nearest, 0
    Resize@11 1x3x4x5 _ 4=1.0,2.0,2.0,3.0 => Function, 0
    Resize@11 1x3x4x5 _ _ 4=1,3,3,9 => Function, 0
    Resize@11 1x3x4x5 _ _ 4=1,3,9,4 => Function, 0
    Resize@11 1x3x0x5 _ _ 4=1,3,0,10 => Function, 0
    Upsample@9 1x3x4x5 4=1.0,1.0,2.0,3.0 ; mode='linear => Upsample by 2×3 bilinear, 0
    Upsample@8 1x3x4x5 ; scales=[1.0,1.0,3.0,2.0] => Upsample by 3×2 nearest, 0
    Resize@10 1x3x4x5 4=1.0,1.0,2.0,3.0 => Upsample by 2×3 nearest, 0
    BiasGelu 1x4 c4 => Function, 0
    Where 1x4 1x4 1x4 => Movement, 0
    Unsqueeze 1x4 1=1 => View, 0
    """)

  private static func meaning(_ line: OperatorLine) throws -> String {
    let call = try line.onnx()
    let samples = Int(line.option("batch") ?? "1") ?? 1
    do {
      let output = try call.outcomes().first?.shape ?? []
      let batch = Batch(inputs: [[samples, 1, 1]], firstLayer: nil)
      let operation = try call.operation(output: output, batch)
      let macs = try call.macs(output) ?? -1
      return "\(operation.words(rank: call[0]?.shape?.count ?? 4)), \(macs)"
    } catch {
      return "! \(error)"
    }
  }

  @Test(arguments: meanings)
  func `an operator is counted as what it does`(line: OperatorLine) throws {
    #expect(try Self.meaning(line) == line.expected)
  }

  @Test(arguments: [
    ("ConvTranspose 1x4x5x7 c4x3x3x2 c6 ; group=2", 6, true),
    ("ConvTranspose 1x4x5x7 c4x3x3x2", 3, false),
  ])
  func `a transposed convolution has its channels and its bias`(
    text: String, channels: Int, hasBias: Bool
  ) throws {
    let call = try OperatorLine(text).onnx()
    let operation = try call.operation(
      output: [1, channels, 1, 1], Batch(inputs: [], firstLayer: nil))
    let output = try operation.output(of: .map(4, Extent(5, 7)))
    #expect(output.channels == channels)
    let cost = try operation.cost(input: .map(4, Extent(5, 7)), output: output)
    #expect(cost.biases == (hasBias ? channels : 0))
  }

  @Test(arguments: [
    ("Conv 1x4x5x7 c8x4x3x2 c8", true), ("Conv 1x4x5x7 c8x4x3x2", false),
    ("QLinearConv 1x4x5x7 cs cs c8x4x3x2 cs cs cs cs c8", true),
    ("QLinearConv 1x4x5x7 cs cs c8x4x3x2 cs cs cs cs", false),
    ("Conv 1x4x5x7 c8x1x3x2 c8 ; group=4", true),
  ])
  func `a convolution has its channels and its bias`(text: String, hasBias: Bool) throws {
    let call = try OperatorLine(text).onnx()
    let operation = try call.operation(output: [1, 8, 3, 6], Batch(inputs: [], firstLayer: nil))
    let output = try operation.output(of: .map(4, Extent(5, 7)))
    #expect(output == .map(8, Extent(3, 6)))
    let cost = try operation.cost(input: .map(4, Extent(5, 7)), output: output)
    #expect(cost.biases == (hasBias ? 8 : 0))
  }

  /// Whether an element may depend on all positions, whether the operator works on maps, and
  /// whether its result is laid out as its input.
  static let properties = OperatorLine.table(
    """
    Softmax@13 1x4x5x6 ; axis=1 => kept
    Softmax@13 1x4x5x6 => all kept
    Softmax@13 1x4x5x6 ; axis=2 => all kept
    Softmax@12 1x4x5x6 ; axis=1 => all kept
    Softmax@13 ? ; axis=1 => all kept
    Softmax@13 1x4x5x6 ; axis=9 => all kept
    LogSoftmax@13 1x4x5x6 ; axis=-3 => kept
    LogSoftmax@12 1x4x5x6 ; axis=1 => all kept
    LpNormalization@1 1x4x5x6 ; axis=1 => kept
    LpNormalization@1 1x4x5x6 => all kept
    Hardmax@13 1x4x5x6 ; axis=1 => kept
    CumSum 1x4x5x6 s=1 => kept
    CumSum 1x4x5x6 s=-3 => kept
    CumSum 1x4x5x6 s=2 => all kept
    CumProd 1x4x5x6 s=2 => all kept
    CumSum 1x4x5x6 s => all kept
    CumSum ? s=1 => all kept
    TopK 1x4x5x6 1=1 => all kept
    GridSample 1x4x5x6 1x5x6x2 => all maps kept
    LpPool 1x4x5x6 => all maps kept
    MeanVarianceNormalization 1x4x5x6 => all kept
    NonMaxSuppression 1x9x4 1x2x9 => all kept
    Conv 1x4x5x6 c6x4x3x3 => maps kept
    ConvTranspose 1x4x5x6 c4x6x3x3 => maps kept
    NhwcMaxPool 1x4x5x6 => kept
    BatchNormalization 1x4x5x6 => maps kept
    DepthToSpace 1x4x5x6 => maps kept
    ReduceMean 1x4x5x6 2=2,3 => maps kept
    ReduceMean 1x4x5x6 2=1,2 => kept
    ReduceMean ? 2=1,2 => kept
    Relu 1x4x5x6 => kept
    Reshape 1x4x5x6 => changed
    MatMul 1x4x5x6 c6x6 => changed
    LayerNormalization 1x4x5x6 => changed
    """)

  @Test(arguments: properties)
  func `an operator's layout and what it mixes`(line: OperatorLine) throws {
    let call = try line.onnx()
    var words = [call.keepsLayout ? "kept" : "changed"]
    if call.worksOnImages { words.insert("maps", at: 0) }
    if try call.mixesPositions() { words.insert("all", at: 0) }
    #expect(words.joined(separator: " ") == line.expected)
  }

  /// The roles of the constants that an operator reads, place by place.
  static let roles: [String: [ParameterRole?]] = [
    "Conv": [nil, .weight, .bias, nil], "FusedConv": [nil, .weight, .bias, nil],
    "ConvTranspose": [nil, .weight, .bias, nil], "ConvInteger": [nil, .weight, nil, nil],
    "DeformConv": [nil, .weight, nil, .bias, nil],
    "QLinearConv": [nil, nil, nil, .weight, nil, nil, nil, nil, .bias, nil],
    "Gemm": [.weight, .weight, .bias, nil], "FusedGemm": [nil, .weight, .bias, nil],
    "QGemm": [nil, nil, nil, .weight, nil, nil, .bias, nil],
    "QLinearMatMul": [.weight, nil, nil, .weight, nil],
    "MatMulInteger": [.weight, .weight, nil], "MatMul": [.weight, .weight],
    "LSTM": [nil, .weight, .weight, .bias, nil, nil], "GRU": [nil, .weight, .weight, .bias, nil],
    "RNN": [nil, .weight, .weight, .bias, nil], "Gather": [.weight, nil], "PRelu": [nil, .weight],
    "BiasGelu": [nil, .bias, nil],
    "SkipLayerNormalization": [nil, nil, .normalization, .normalization, .bias, nil],
    "InstanceNormalization": [nil, .normalization, .normalization, nil],
    "BatchNormalization": [nil, .normalization, .normalization, .buffer, .buffer, nil],
    "GroupNormalization": [nil, .normalization, .normalization, nil],
    "LayerNormalization": [nil, .normalization, .normalization, nil],
    "RMSNormalization": [nil, .normalization, nil], "Add": [.bias, .bias], "Sub": [.bias, .bias],
    "Mul": [.weight, .weight], "Div": [.weight, .weight], "Concat": [.weight, .weight],
    "Einsum": [.weight, .weight], "Relu": [nil, nil], "Clip": [nil, nil, nil],
  ]

  @Test(arguments: roles.keys.sorted())
  func `constants have the roles that the definitions give them`(name: String) throws {
    let call = try OperatorLine("\(name) 1x4x5x6").onnx()
    let roles = try #require(Self.roles[name])
    #expect(roles.indices.map { call.role(at: $0) } == roles)
  }

  /// Operators that give a list of some numbers.
  static func lists(_ count: Int) -> [String] {
    let zeros = Array(repeating: "0", count: count).joined(separator: ",")
    return [
      "ConstantOfShape 1=\(count)", "Range s=0 s=\(count) s=1", "Expand 1=5 1=\(count)",
      "Tile 1=5 1=\(count)", "Pad 1=5 2=0,\(count - 1)", "Gather 1=5 \(count)=\(zeros)",
      "Add 1=5 \(count)=\(zeros)", "MatMul \(count)x1=\(zeros) 1=5", "Transpose \(count)=\(zeros)",
      "Split/1 \(count + 1)=\(zeros),0 2=\(count),1",
      "ReduceSum \(count)x1=\(zeros) 1=1 ; keepdims=0",
      "ArgMax \(count)x1=\(zeros) ; axis=1 keepdims=0", "Where 1=1 1=5 \(count)=\(zeros)",
      "Concat \(count - 1)=\(zeros.dropLast(2)) 1=5 ; axis=0",
    ]
  }

  /// Up to 2048 numbers are kept.
  @Test(arguments: [(2_048, true), (2_049, false)])
  func `the values of short tensors are kept`(count: Int, isKept: Bool) throws {
    for text in Self.lists(count) {
      let outcome = try #require(try OperatorLine(text).onnx().outcomes().first)
      let name = Comment(rawValue: "\(text.prefix(20))")
      #expect(outcome.shape == [count], name)
      #expect((outcome.values != nil) == isKept, name)
    }
  }

  /// An ellipsis stands for any number of dimensions, each with its own length; and what has
  /// another number of dimensions is what a message names.
  @Test(arguments: [
    "Einsum 2x1x1x1x1x1x1x1x1x1x3 ; equation='...->... => 2x1x1x1x1x1x1x1x1x1x3",
    "LSTM 7x6x5 c1x12x5 c12x3 => ! found 2 dimensions, expected 3",
  ])
  func `rules that are easily forgotten`(text: String) throws {
    let line = OperatorLine(text)
    #expect(try line.onnxResult() == line.expected)
  }
}
