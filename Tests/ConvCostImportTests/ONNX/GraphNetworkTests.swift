import ConvCostCore
import Testing

@testable import ConvCostImport

/// What whole models are read as, by hand: the operations, the numbers that each stores, and what
/// there is to say of the file.
struct GraphNetworkTests {
  static let loops = ModelText.table(
    """
    # a loop on data, with a list of results
    x: 1x4x9x6
    v: c4x4x1x1
    n: s=2
    graph g i,go,s
    on = Identity go
    t = Conv s v
    o = Relu t
    end on,t,o
    a,y = Loop n _ x ; body=@g
    => 4×9×6, Conv2d 1×1 → 4×9×6 w16, ReLU → 4×9×6, Conv2d 1×1 → 4×9×6 +w16 of \
    0, ReLU → 4×9×6, Unsqueeze: View → [1×4×9×6], Unsqueeze: View → [1×4×9×6], \
    Concat: Movement → [2×1×4×9×6]

    # a loop that is not followed leaves no trace
    x: 1x4x9x6
    z: s:bool
    v: c4x4x1x1
    u: c6
    n: s=2
    graph p
    m = Relu t
    end m
    graph q
    m = Sigmoid t
    end m
    graph g i,go,s
    k = Neg u
    t = Conv s v
    h = Add t k
    j = If z ; then_branch=@p else_branch=@q
    on = Identity z
    end on,j
    a = Loop n _ x ; body=@g
    y = Relu x
    => 4×9×6 and 1, ReLU → 4×9×6; unknown 1 Loop; uncounted 1 Loop; 0 of 22; 22 lost; \
    omits 1 Loop* with 22

    # nor does one without results to list
    x: 1x4x9x6
    u: c6
    n: s=0
    graph g i,go,s
    t = Add s u
    end go,t,t
    a,b = Loop n _ x ; body=@g
    y = Relu x
    => 4×9×6, ReLU → 4×9×6; unknown 1 Loop; uncounted 1 Loop; 0 of 6; 6 lost; omits 1 \
    Loop* with 6

    # a sequence of data, its length and its tensors
    x: 1x4x9x6
    i: s=1
    s = SequenceConstruct x x
    a = SequenceLength s
    f = Cast a ; to=1
    d = SequenceAt s i
    y = Mul d f
    => 4×9×6, Mul constant: Function → 4×9×6

    # a sequence of constants
    x: 1x4x9x6
    p: c9x6
    q: c9x6
    s = SequenceConstruct p q
    o = Optional s
    k = ConcatFromSequence s ; axis=0 new_axis=1
    e = ReduceSum k ; axes=[0]
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 b108

    # a sequence in which one tensor depends on the data
    x: 1x4x9x6
    p: c9x6
    s = SequenceConstruct p x
    o = Optional s
    y = Relu x
    => 4×9×6, ReLU → 4×9×6; uncounted 1 Optional; 0 of 54; omits 1 Optional

    # a table whose rows are taken apart
    x: 1x4x9x6
    p: c2x6
    i: s=1
    s = SequenceEmpty
    t = SplitToSequence p ; keepdims=0
    k = SequenceAt t i
    y = Add x k
    => 4×9×6, Add constant: Function → 4×9×6 b12

    # the costlier of two branches
    x: 1x4x9x6
    z: s:bool
    v: c4x4x1x1
    w: c4x4x1x1
    u: c4x4x3x1
    graph p
    m = Conv x v
    end m
    graph q
    m = Conv x u
    end m
    graph r
    m = Conv x w
    end m
    a = If z ; then_branch=@p else_branch=@q name=one
    b = If z ; then_branch=@q else_branch=@p name=two
    c = If z ; then_branch=@p else_branch=@r name=equal
    give a,b,c
    => 4×9×6 and 1, Conv2d 3×1 → 4×7×6 w48, Conv2d 3×1 → 4×7×6 +w48 of 0, Conv2d \
    1×1 → 4×9×6 w16; one: else; two: then; equal: then; 64 of 80; 3 results

    # bodies that are not followed
    x: 1x4x9x6
    z: s:bool
    graph p
    w: c3x2
    m = MatMul s w
    end m
    graph q
    k = Constant ; value=t5
    m = Add s k
    end m
    graph g s
    v: c7
    t = Add s v
    u = If z ; then_branch=@p else_branch=@q
    end t,u
    a = Scan x ; body=@g
    y = Relu x
    => 4×9×6 and 1, ReLU → 4×9×6; unknown 1 Scan; uncounted 1 Scan; 0 of 18; 18 lost; \
    omits 1 \
    Scan* with 18
    """)

  static let functions = ModelText.table(
    """
    # an input that a call leaves out
    x: 1x4x9x6
    v: c5x4x1x1
    b: c5
    function f a,w,b
    c = Conv a w b
    end c
    d = own.f x v
    e = own.f x v _
    y = own.f x v b
    give d,e,y
    => 4×9×6, Conv2d 1×1 → 5×9×6 w20, Conv2d 1×1 → 5×9×6 +w20 of 0, Conv2d 1×1 → \
    5×9×6 b5 +w20; 3 results

    # results that nothing reads
    x: 1x4x9x6
    w: c4x4x1x1
    a,b,c = Split x ; axis=2 num_outputs=3
    d = Add a c
    p,i = MaxPool d ; kernel_shape=[2,2]
    q,j = MaxPool d ; kernel_shape=[2,2]
    e = Cast j ; to=1
    h = Add q e
    _ = Relu w
    = Relu x
    y = Sigmoid h
    => 4×9×6, Split: Movement → 4×3×6, Split: Movement → 4×3×6, Add → 4×3×6, \
    MaxPool2d 2×2 → 4×2×5, MaxPool2d 2×2 → 4×2×5, MaxPool: Movement → 4×2×5 of 64 \
    bits, Cast: Shift → 4×2×5, Add → 4×2×5, Sigmoid → 4×2×5; uncounted 1 Relu; 0 of \
    16; omits 1 Relu

    # what no operator needs
    x: 1x4x9x6
    w: c4x4x1x1
    k: c6
    = Neg k
    y = Conv x w
    => 4×9×6, Conv2d 1×1 → 4×9×6 w16; 16 of 22

    # unknown operators on data, on constants and on nothing
    x: 1x4x9x6
    k: c6
    p: c2
    q: c1
    r: c7
    value c 1x4x9x6:float16
    a = own.F x p q
    b = own.G k
    c = own.H x r
    d = own.K
    e = Add x d
    h = Add c k
    give h,c
    => 4×9×6, own.H: Unknown → 4×9×6 of 16 bits, Add constant: Function → 4×9×6 of 16 \
    bits b6; \
    unknown 1 own.F; unknown 1 own.G; unknown 1 own.H; uncounted 1 own.F; uncounted 1 own.G; \
    uncounted 1 Add; 6 of 16; 9 lost; omits 1 own.F* with 9; omits 1 own.G*; omits 1 own.H*; \
    omits 1 Add; 2 results

    # an unknown operator on a signal, with two results
    x: 1x4x9
    value a 1x4x9
    value b 1x5
    a,b = own.F x
    c = Relu b
    d = Relu a
    give c,d
    => [4×9], own.F: Unknown → [4×9], own.F: Movement → 5, ReLU → 5, ReLU → [4×9]; \
    unknown 1 own.F; omits 1 own.F*; 2 results

    # a sum of which only one operand is known
    x: 1x4x9x6
    value d 1x4x9x6
    u = NonZero x
    d = own.F u
    a = Add x d
    y = Add a x
    => 4×9×6, Add → 4×9×6 twice, Add → 4×9×6; unknown 1 own.F; uncounted 1 NonZero; \
    uncounted 1 own.F; omits 1 NonZero; omits 1 own.F*

    # more lengths than a shape in a report has
    x: 1x2x1x2x1x2x1x2x1x3
    y = Relu x
    => 48, ReLU → 48

    # a tensor without elements
    x: 1x4x9x6
    b: 1=0
    e = Slice x b b
    f = Relu e
    y = Relu x
    => 4×9×6, ReLU → 4×9×6

    # tensors in other files
    x: 1x4x9x6
    w: c4x4x1x1 away
    v: c4x4x1x1 away
    k: c6
    a = Conv x w
    b = Constant ; value=t6
    c = Add a b
    d = Add c k
    y = Conv d v
    => 4×9×6, Conv2d 1×1 → 4×9×6 w16, Add constant: Function → 4×9×6, Add constant: \
    Function → 4×9×6 b6, Conv2d 1×1 → 4×9×6 w16; 38 of 44; 2 away; fixed b 6
    """)

  static let constants = ModelText.table(
    """
    # factors of a summand
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    d = MatMul p q
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w45; ahead 1 MatMul; 162 MACs ahead

    # a layer with a bias
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c6
    d = MatMul p q
    e = Add d k
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w18 b6; ahead 1 MatMul; 162 MACs ahead; 24 of \
    51; fixed p 27

    # a bias before the product
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c9x1
    d = MatMul p q
    e = Add k d
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w18 b9; ahead 1 MatMul; 162 MACs ahead; 27 of \
    54; fixed p 27

    # a single number is not a bias
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c1
    d = MatMul p q
    e = Add d k
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w45; ahead 1 MatMul; 162 MACs ahead; 45 of 46

    # nor are as many as the product has
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c9x6
    d = MatMul p q
    e = Add d k
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w45 b54; ahead 1 MatMul; 162 MACs ahead

    # nor is a larger tensor
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c4x9x6
    d = MatMul p q
    e = Add d k
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w45 b216; ahead 1 MatMul; 162 MACs ahead

    # a product of Gemm
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    d = Gemm p q
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w45; ahead 1 Gemm; 162 MACs ahead

    # with a bias of its own
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c6
    d = com.microsoft.FusedGemm p q k
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w18 b6; ahead 1 FusedGemm; 162 MACs ahead; 24 \
    of 51; fixed p 27

    # with one that is added
    x: 1x4x9x6
    p: c9x3
    q: c3x6
    k: c6
    d = Gemm p q
    e = Add d k
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w18 b6; ahead 1 Gemm; 162 MACs ahead; 24 of \
    51; fixed p 27

    # a table of three lengths
    x: 1x4x9x6
    p: c1x9x3
    q: c3x6
    d = MatMul p q
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w18; ahead 1 MatMul; 162 MACs ahead; 18 of \
    45; fixed p 27

    # two of them
    x: 1x4x9x6
    p: c1x9x3
    q: c1x3x6
    d = MatMul p q
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w45; ahead 1 MatMul; 162 MACs ahead

    # a table and a list
    x: 1x4x9x6
    p: c9x6x3
    q: c3
    d = MatMul p q
    e = ReduceSum d ; axes=[0]
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w3; ahead 1 MatMul; 162 MACs ahead; 3 of 165; \
    fixed p 162

    # a matrix and a list
    x: 1x4x9x6
    p: c6x3
    q: c3
    d = MatMul p q
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w21; ahead 1 MatMul; 18 MACs ahead

    # a convolution of a table, which is learned if the file says so
    x: 1x4x9x6
    p: c1x3x9x6
    q: c4x3x1x1
    value r 1x3x9x6 PARAMETER
    r: c1x3x9x6
    d = Conv p q
    e = Conv r q
    f = Add d e
    y = Add x f
    => 4×9×6, Add constant: Function → 4×9×6 w174; ahead 2 Conv; 1296 MACs ahead; 174 of \
    336; fixed p 162

    # both addends of a bias
    x: 1x4x9x6
    w: c5x4x1x1
    p: c5
    q: c5
    r: c1
    k: 5=1,2,3,4,5
    m = Constant ; value=t5
    a = Mul p q
    b = Mul a r
    c = Mul b k
    d = Mul c m
    y = Conv x w d
    => 4×9×6, Conv2d 1×1 → 5×9×6 w20 b10; 30 of 36; fixed m 5

    # the scale of a norm
    x: 1x4x9x6
    p: c4
    q: c4
    r: c4
    s: c4
    a = Neg p
    y = BatchNormalization x a q r s
    => 4×9×6, BatchNorm2d → 4×9×6 n8 r8

    # single numbers: of a layer and of arithmetic
    x: 1x1x9x6
    w: c1x1x1x1
    k: c1
    a = Conv x w
    y = Add a k
    => 1×9×6, Conv2d 1×1 → 1×9×6 w1, Add constant: Function → 1×9×6; 1 of 2

    # constants where the first factor is one
    x: 1x4x9x6
    m = Constant ; value=t9x9
    k = Constant ; value=t6
    a = MatMul m x
    y = Mul a k
    => 4×9×6, MatMul: MatMul 1944 layer → [4×9×6] w81, Mul constant: Function → \
    [4×9×6]; 81 of 87; fixed k 6

    # and where the second is
    x: 1x4x9x6
    m = Constant ; value=t6x6
    k = Constant ; value=t6
    a = MatMul x m
    y = Mul a k
    => [4×9×6], Linear → [4×9×6] w36, Mul constant: Function → [4×9×6] w6

    # numbers that no file stores
    x: 1x4x9x6
    h: 1=6
    k = ConstantOfShape h
    r = RandomNormal ; shape=[9,6]
    a = Add x k
    y = Add a r
    => 4×9×6, Add constant: Function → 4×9×6, Add constant: Function → 4×9×6

    # as kernels too
    x: 1x4x9x6
    w: c4x4x1x1
    g: 4=4,4,1,1
    h: 1=6
    a = Conv x w
    v = ConstantOfShape g
    b = Conv a v
    k1 = ConstantOfShape h
    k2 = ConstantOfShape h
    k3 = ConstantOfShape h
    k4 = ConstantOfShape h
    k5 = ConstantOfShape h
    k6 = ConstantOfShape h
    k7 = ConstantOfShape h
    k8 = ConstantOfShape h
    y = Sum b k1 k2 k3 k4 k5 k6 k7 k8
    => 4×9×6, Conv2d 1×1 → 4×9×6 w16, Conv2d 1×1 → 4×9×6 w16, Sum constant: Function \
    → 4×9×6 b48; 64 filled

    # ones and zeros as a scale and a shift are none
    x: 1x4x9x6
    s = Constant ; value=t4=1.0,1.0,1.0,1.0
    b = Constant ; value=t4=0.0,0.0,0.0,0.0
    a = InstanceNormalization x s b
    y = InstanceNormalization a b s
    => 4×9×6, GroupNorm g4 → 4×9×6, GroupNorm g4 → 4×9×6 n8

    # only as constants
    x: 1x4x9x6
    s: 4=1.0,1.0,1.0,1.0
    b: 4=0.0,0.0,0.0,0.0
    k = Constant ; value=t4=1.0,1.0,1.0,2.0
    a = InstanceNormalization x s b
    y = InstanceNormalization a k b
    => 4×9×6, GroupNorm g4 → 4×9×6 n8, GroupNorm g4 → 4×9×6 n4 +n4
    """)

  static let copies = ModelText.table(
    """
    # a bias in two forms, and its second reader
    x: 1x4x9x6
    onnx::M_1: c4x1x1
    onnx::M_2: c4x1x1
    k = Mul onnx::M_1 onnx::M_2
    a = Add x k
    y = Add a k
    => 4×9×6, Add constant: Function → 4×9×6 b4, Add constant: Function → 4×9×6 +b4 of \
    0; 0 of 8

    # two halves of a bias
    x: 1x4x9x6
    onnx::M_3: c2x1x1
    onnx::M_4: c2x1x1
    k = Concat onnx::M_3 onnx::M_4 ; axis=0
    y = Add x k
    => 4×9×6, Add constant: Function → 4×9×6 b4; derived onnx::M_3 2; derived onnx::M_4 2

    # a form that was read before
    x: 1x4x9x6
    onnx::M_1: c4x1x1
    onnx::M_2: c4x1x1
    k = Mul onnx::M_1 onnx::M_2
    a = Add x onnx::M_1
    y = Add a k
    => 4×9×6, Add constant: Function → 4×9×6 b4, Add constant: Function → 4×9×6 b4 \
    +b4; derived onnx::M_1 4; derived onnx::M_2 4

    # the matrix of a layer on constants is none
    x: 1x4x9x6
    p: c9x30
    onnx::M_1: c30x6
    onnx::M_2: c6
    d = MatMul p onnx::M_1
    e = Add d onnx::M_2
    y = Add x e
    => 4×9×6, Add constant: Function → 4×9×6 w180 b6; ahead 1 MatMul; 1620 MACs ahead; 186 \
    of 456; fixed p 270; derived onnx::M_2 6

    # nor are factors
    x: 1x4x9x6
    onnx::M_1: c9x30
    onnx::M_2: c30x6
    d = MatMul onnx::M_1 onnx::M_2
    y = Add x d
    => 4×9×6, Add constant: Function → 4×9×6 w450; ahead 1 MatMul; 1620 MACs ahead; \
    derived onnx::M_1 270; derived onnx::M_2 180

    # names and origins
    x: 1x4x9x6
    onnx::M_1: c4x1x1
    value onnx::M_1 4x1x1 PARAMETER
    onnx::M_2: c4x1x1
    value onnx::M_2 4x1x1 BUFFER
    p: c4x1x1
    value p 4x1x1 FOLDED
    /a/Mul_output_0: c4x1x1
    /a/Mul_output_1: c4x1x1
    y = Sum x onnx::M_1 onnx::M_2 p /a/Mul_output_0 /a/Mul_output_1
    => 4×9×6, Sum constant: Function → 4×9×6 b16 r4; derived p 4; derived /a/Mul_output_0 \
    4

    # names of constants
    x: 1x4x9x6
    /a/Constant_output_0: c4x1x1
    Constant_90_output_0: c4x9x1
    a/Constant_1_2_output_0: c4x9x6
    Constant_:_output_0: c4x1x6
    Constant_1_output_1: c9x6
    b/Constant_1/output_0: c9x1
    y = Sum x /a/Constant_output_0 Constant_90_output_0 a/Constant_1_2_output_0 \
    Constant_:_output_0 Constant_1_output_1 b/Constant_1/output_0
    => 4×9×6, Sum constant: Function → 4×9×6 b87; 87 of 343; fixed /a/Constant_output_0 4; \
    fixed Constant_90_output_0 36; fixed a/Constant_1_2_output_0 216; derived \
    Constant_:_output_0 24

    # a buffer that two operators add, and one of which both take rows
    x: 1x4x9x6
    i: 1x3:int64
    p: c6
    value p 6 BUFFER
    q: c7x5
    value q 7x5 BUFFER
    a = Add x p
    b = Add a p
    c = Gather q i
    d = Gather q i
    give b,c,d
    => 4×9×6 and 3, Add constant: Function → 4×9×6 r6, Add constant: Function → 4×9×6 \
    +r6, Gather: Movement → [3×5] r35, Gather: Movement → [3×5] +r35 of 2; 3 results

    # repeated parts of a matrix
    x: 1x4x9x6
    m: c6x12
    to: 1=6
    from: 1=0
    axis: 1=1
    times: 2=1,4
    p = Slice m from to axis
    t = Tile p times
    a = MatMul x p
    b = MatMul x t
    give a,b
    => [4×9×6], Linear → [4×9×6] w72, Linear → [4×9×24] +w72; 2 results

    # a slice with all elements is no part
    x: 1x4x9x6
    m: c6x6
    to: 1=9
    from: 1=0
    p = Slice m from to
    a = MatMul x m
    y = MatMul a p
    => [4×9×6], Linear → [4×9×6] w36, Linear → [4×9×6] +w36 of 0

    # the rows that are left out
    x: 1x4x9x6
    m: c7x6
    to: 1=6
    from: 1=0
    p = Slice m from to
    q = Transpose p
    a = MatMul x p
    y = MatMul a q
    => [4×9×6], Linear → [4×9×6] w42, Linear → [4×9×6] +w36

    # types of numbers
    x: 1x4x9x6
    i: 1x3:int64
    s: s=0.5
    w: c5x4x1x1:int8
    k: c5:int32
    p: c7x5:int32
    q: c7x5:int64
    r: c7x5:float16
    t: c7x5:int4
    v = DequantizeLinear w s
    l = DequantizeLinear k s
    a = Conv x v l
    b = Gather p i
    c = Gather q i
    d = Gather r i
    e = Gather t i
    give a,b,c,d,e
    => 4×9×6 and 3, Conv2d 1×1 → 5×9×6 w20 b5 in 320+0 by 8, Gather: Movement → [3×5], \
    Gather: Movement → [3×5] of 64 bits, Gather: Movement → [3×5] of 16 bits w35 in 560+0 \
    by 16, Gather: Movement → [3×5] of 4 bits w35 in 140+0 by 4; 35 of 36; 60 whole; 5 \
    results

    # the integers of quantised layers
    x: 1x4x9x6:uint8
    s: s=0.5
    z: s:uint8=0
    w: c5x4x1x1:uint8
    k: c5:int32
    v: c3x5x1x1:int16
    a = QLinearConv x s z w s z s z k
    y = ConvInteger a v
    => 4×9×6, Conv2d 1×1 → 5×9×6 of 8 bits w20 b5 in 320+0 by 8, Conv2d 1×1 → 3×9×6 \
    w15 in 240+0 by 16; 0 of 1; 40 whole
    """)

  static let layouts = ModelText.table(
    """
    # rows of maps, and their channels
    x: 1x4x9x6
    a = Relu x
    b = Concat x a ; axis=1
    c = Concat x a ; axis=2
    d = Concat x a ; axis=-1
    give b,c,d
    => 4×9×6, ReLU → 4×9×6, Concat → 8×9×6, Concat: Movement → 4×18×6, Concat: \
    Movement → 4×9×12; 3 results

    # signals without a layer
    x: 1x4x9
    a = Relu x
    b = Concat x a ; axis=1
    c = Concat x a ; axis=2
    give b,c
    => [4×9], ReLU → [4×9], Concat → [8×9], Concat → [4×18]; 2 results

    # channels that come last
    x: 1x9x6x4
    from: 1=1
    to: 1=5
    rows: 1=1
    depth: 1=3
    t = Transpose x ; perm=[0,3,1,2]
    a = Relu x
    b = Concat x a ; axis=3
    c = Concat x a ; axis=2
    d = Concat x a ; axis=1
    e = Slice x from to rows
    f = Slice x from to depth
    g = Cast x ; to=10
    h = Transpose t ; perm=[0,2,3,1]
    give b,c,d,e,f,g,h
    => [9×6×4], Permute channels first → 4×9×6, ReLU → [9×6×4], Concat → [9×6×8], \
    Concat: Movement → [9×12×4], Concat: Movement → [18×6×4], Slice: Movement → \
    [4×6×4], Slice: Movement → [9×6×3], Cast: Shift → [9×6×4] of 16 bits, Permute \
    channels last → [9×6×4]; 7 results

    # rows and columns that are cut off
    x: 1x4x9x6
    from: 2=1,2
    to: 2=8,5
    axes: 2=2,3
    a = Slice x from to axes
    b,c = Split a ; axis=1
    d,e = Split a ; axis=3 split=[1,2]
    f = Add b c
    g = Add e d
    give f,g
    => 4×9×6, Slice: Shift -1×-2 → 4×7×3, Split: Shift → 2×7×3, Split: Shift → \
    2×7×3, Split: Movement → 4×7×1, Split: Movement → 4×7×2, Add → 2×7×3, Add → \
    4×7×2; 2 results

    # means of maps and of positions
    x: 1x4x9x6
    axes: 2=2,3
    last: 1=3
    a = ReduceMean x axes
    b = ReduceMean x last
    c = Softmax x ; axis=1
    d = Softmax x ; axis=2
    e = TopK x last
    give a,b,c,d,e
    => 4×9×6, AdaptiveAvgPool2d to 1×1 → 4×1×1 method, ReduceMean: Function → 4×9×1 \
    method, Softmax → 4×9×6, Softmax → 4×9×6 mixes, TopK: Function → 4×9×3 mixes; 5 \
    results

    # constants in arithmetic of maps
    x: 1x4x9x6
    k: c6
    m: c1x4x9x6
    a = Add x k
    b = Mul x k
    c = Sub x k
    d = Sum x k
    e = Concat x m ; axis=1
    f = Add x a
    give b,c,d,e,f
    => 4×9×6, Add constant: Function → 4×9×6 b6, Mul constant: Function → 4×9×6 +w6 of \
    0, Sub: Function → 4×9×6 +b6 of 0, Sum constant: Function → 4×9×6 +b6 of 0, Concat \
    constant: Movement → 8×9×6 w216, Add → 4×9×6; 5 results

    # a layer on positions
    x: 1x4x9x6
    w: c6x5
    c: c3x4x1x1
    v: c5x2
    a = Conv x c
    b = MatMul a w
    y = MatMul b v
    => 4×9×6, Conv2d 1×1 → [3×9×6] w12, Linear → [3×9×5] w30, Linear → [3×9×2] \
    w10

    # products before the channels move
    x: 1x4x9x6
    w: c6x5
    a = MatMul x w
    b = Transpose a ; perm=[0,2,3,1]
    c = MatMul x w
    d = Conv c v
    v: c3x4x1x1
    y = Relu d
    give b,y
    => [4×9×6], Linear → 4×9×5 w30, Permute channels last → [9×5×4], Linear → \
    4×9×5 +w30 of 0, Conv2d 1×1 → 3×9×5 w12, ReLU → 3×9×5; 2 results

    # volumes, and images without a batch
    x: 1x2x5x7x9
    z: 2x5x7
    w: c3x2x1x1x1
    a = Conv x w
    b = GlobalAveragePool a
    c = Relu z
    give b,c
    => 2×5×7×9 and [2×5×7], Conv3d 1×1×1 → 3×5×7×9 w6, AdaptiveAvgPool3d to 1×1×1 \
    → 3×1×1×1, ReLU → [2×5×7]; 2 results
    """)

  static let batches = ModelText.table(
    """
    # lists
    x: 3x4
    w: c4x5
    y = Gemm x w
    => 4, Linear → 5 w20; batch 3

    # lists without a layer
    x: 3x4
    y = Relu x
    => [3×4], ReLU → [3×4]

    # a matrix
    x: 3x4
    w: c3x5
    y = Gemm x w ; transA=1
    => [3×4], Gemm: MatMul 60 layer → [4×5] w15

    # images
    x: 3x4x9x6
    w: c5x4x1x1
    y = Conv x w
    => 4×9×6, Conv2d 1×1 → 5×9×6 w20; batch 3

    # images in rows
    x: 6x2x9x7
    s: 4=3,4,9,7
    w: c5x4x1x1
    a = Reshape x s
    y = Conv a w
    => 6×2×9×7, Reshape: View → 3×4×9×7, Conv: MatMul 3780 layer → 3×5×9×7 w20

    # an image in several
    x: 2x4x9x6
    s: 4=4,2,9,6
    w: c5x2x1x1
    a = Reshape x s
    y = Conv a w
    => 4×9×6, Reshape: View → 4×9×6, Conv: MatMul 1080 layer → 2×5×9×6 w10; batch 2

    # steps first
    x: 7x3x5
    w: c1x8x5
    r: c1x8x2
    _,y = LSTM x w r
    => [7×5], LSTM: MatMul 392 layer → [7×1×2] w56, LSTM: Movement → [1×2]; batch 3

    # samples first
    x: 3x7x5
    w: c1x8x5
    r: c1x8x2
    _,y = LSTM x w r ; layout=1
    => [7×5], LSTM: MatMul 392 layer → [7×1×2] w56, LSTM: Movement → [1×2]; batch 3

    # one sample
    x: 7x1x5
    w: c1x8x5
    r: c1x8x2
    _,y = LSTM x w r
    => [7×1×5], LSTM: MatMul 392 layer → [7×1×1×2] w56, LSTM: Movement → [1×2]

    # one sample first
    x: 1x7x5
    w: c1x8x5
    r: c1x8x2
    _,y = LSTM x w r ; layout=1
    => [7×5], LSTM: MatMul 392 layer → [7×1×2] w56, LSTM: Movement → [1×2]

    # a step for each sample
    x: 7x15
    s: 3=7,3,5
    w: c1x8x5
    r: c1x8x2
    a = Reshape x s
    _,y = LSTM a w r
    => [7×15], Reshape: View → [7×3×5], LSTM: MatMul 1176 layer → [7×1×3×2] w56, LSTM: \
    Movement → [3×2]

    # the first of two layers decides
    x: 3x4x9x6
    w: c5x4x1x1
    s: 2=15,54
    v: c54x2
    a = Conv x w
    b = Reshape a s
    y = Gemm b v
    => 4×9×6, Conv2d 1×1 → 5×9×6 w20, Reshape: View → [5×54], Linear → [5×2] w108; \
    batch 3

    # a layer on constants does not
    x: 3x4x9x6
    k: c5x7
    v: c7x6
    d = Gemm k v
    a = Relu x
    y = Gemm k v
    give a
    => 4×9×6, ReLU → 4×9×6; batch 3; 0 of 77

    # several inputs
    z: 5
    q: 7x2
    x: 3x4x9x6
    a = Relu z
    b = Relu q
    c = Relu x
    give a,b,c
    => 5 and [7×2] and 4×9×6, ReLU → 5, ReLU → [7×2], ReLU → 4×9×6; batch 3; 3 \
    results
    """)

  @Test(arguments: loops + functions + constants + copies + layouts + batches)
  func `a model is read as its operators`(model: ModelText) {
    #expect(model.network() == model.expected)
  }
}
