import Testing

@testable import ConvCostImport

/// What is known about the results of loops, sequences, functions and branches, by hand after their
/// definitions in ONNX.
struct GraphFactTests {
  static let loops = ModelText.table(
    """
    # two states and two lists of results
    x: 1x4x9x6
    v: c4x4x1x1
    n: s=3
    c: s=10
    graph g i,go,s,k
    on = Identity go
    t = Conv s v
    l = Add k i
    u = Identity l
    o = Relu t
    end on,t,l,u,o
    a,b,p,q = Loop n _ x c ; body=@g
    give a,b,p,q
    => 1x4x9x6:float data, s:int64=13, 3:int64=10,11,13, 3x1x4x9x6:float data

    # as many rounds as are followed
    n: s=1024
    c: s=10
    one: s=1
    graph g i,go,s
    on = Identity go
    t = Add s one
    end on,t
    y = Loop n _ c ; body=@g
    => s:int64=1034

    # one round more
    n: s=1025
    c: s=10
    graph g i,go,s
    on = Identity go
    end on,s
    y = Loop n _ c ; body=@g
    => ?:undefined data

    # as many rounds as are followed before it must end by itself
    c: s=0
    one: s=1
    last: s=1024
    graph g i,go,s
    t = Add s one
    on = Less t last
    end on,t
    y = Loop _ _ c ; body=@g
    => s:int64=1024

    # it ends one round later
    c: s=0
    one: s=1
    last: s=1025
    graph g i,go,s
    t = Add s one
    on = Less t last
    end on,t
    y = Loop _ _ c ; body=@g
    => ?:undefined data

    # no round, because the condition does not hold
    n: s=3
    f: s=0
    c: s=10
    graph g i,go,s
    t = Add s i
    end go,t
    y = Loop n f c ; body=@g
    => s:int64=10

    # the condition holds
    n: s=3
    f: s=1
    c: s=10
    graph g i,go,s
    t = Add s i
    end go,t
    y = Loop n f c ; body=@g
    => s:int64=13

    # the condition depends on the data
    f: s
    n: s=3
    c: s=10
    graph g i,go,s
    t = Add s i
    end go,t
    y = Loop n f c ; body=@g
    => ?:undefined data

    # the condition depends on the data after the first round
    n: s=3
    f: s
    c: s=10
    graph g i,go,s
    t = Add s i
    on = Identity f
    end on,t
    y = Loop n _ c ; body=@g
    => ?:undefined data

    # no rounds
    n: s=0
    c: s=10
    graph g i,go,s
    end go,i
    y = Loop n _ c ; body=@g
    => s:int64=10

    # fewer than no rounds
    n: s=-1
    c: s=10
    graph g i,go,s
    end go,i
    y = Loop n _ c ; body=@g
    => s:int64=10

    # a list of no results has no known shape
    n: s=0
    c: s=10
    graph g i,go,s
    end go,s,s
    z,y = Loop n _ c ; body=@g
    => ?:undefined data

    # a number of rounds that depends on the data
    n: s
    c: s=10
    graph g i,go,s
    end go,s
    y = Loop n _ c ; body=@g
    => ?:undefined data

    # a state that is left out
    n: s=3
    graph g i,go,s
    end go,i
    y = Loop n _ _ ; body=@g
    => ?:undefined data

    # a body with another number of inputs
    n: s=3
    c: s=10
    graph g i,go,s,t
    end go,s
    y = Loop n _ c ; body=@g
    => ?:undefined data

    # a body with fewer results than states
    n: s=3
    c: s=10
    graph g i,go,s
    end go
    y = Loop n _ c ; body=@g
    => ?:undefined data

    # another operator of that name
    n: s=3
    c: s=10
    graph g i,go,s
    end go,i
    y = own.Loop n _ c ; body=@g
    => ?:undefined data

    # a loop without a body
    n: s=3
    c: s=10
    y = Loop n _ c
    => ?:undefined data
    """)

  /// Four lists of one number, and an operator on the sequence of the first three.
  private static func sequence(_ node: String, _ i: String = "") -> String {
    """
    a: 1=4
    b: 1=5
    c: 1=6
    d: 1=7
    \(i)
    s = SequenceConstruct a b c
    \(node)
    """
  }

  @Test(
    arguments: [
      // The place is counted from the end if it is negative, and may be the end.
      ("t = SequenceInsert s d", "", "4:int64=4,5,6,7"),
      ("t = SequenceInsert s d _", "", "4:int64=4,5,6,7"),
      ("t = SequenceInsert s d i", "i: s=0", "4:int64=7,4,5,6"),
      ("t = SequenceInsert s d i", "i: s=1", "4:int64=4,7,5,6"),
      ("t = SequenceInsert s d i", "i: s=3", "4:int64=4,5,6,7"),
      ("t = SequenceInsert s d i", "i: s=-1", "4:int64=4,5,7,6"),
      ("t = SequenceInsert s d i", "i: s=-3", "4:int64=7,4,5,6"),
      ("t = SequenceInsert s d i", "i: s=4", "?:undefined"),
      ("t = SequenceInsert s d i", "i: s=-4", "?:undefined"),
      ("t = SequenceInsert s d i", "i: s", "?:undefined data"),
      ("t = SequenceInsert s", "", "?:undefined"),
      ("t = SequenceErase s", "", "2:int64=4,5"),
      ("t = SequenceErase s _", "", "2:int64=4,5"),
      ("t = SequenceErase s i", "i: s=0", "2:int64=5,6"),
      ("t = SequenceErase s i", "i: s=2", "2:int64=4,5"),
      ("t = SequenceErase s i", "i: s=-1", "2:int64=4,5"),
      ("t = SequenceErase s i", "i: s=-3", "2:int64=5,6"),
      ("t = SequenceErase s i", "i: s=3", "?:undefined"),
      ("t = SequenceErase s i", "i: s=-4", "?:undefined"),
      ("t = SequenceErase s i", "i: s", "?:undefined data"),
      ("t = own.SequenceErase s", "", "?:undefined data"),
    ] as [(String, String, String)])
  func `a sequence is changed at a place`(node: String, place: String, expected: String) {
    let text = Self.sequence(node, place) + "\ny = ConcatFromSequence t ; axis=0"
    #expect(ModelText(text).facts() == expected)
  }

  @Test(
    arguments: [
      ("y = SequenceAt s i", "i: s=0", "1:int64=4"),
      ("y = SequenceAt s i", "i: s=2", "1:int64=6"),
      ("y = SequenceAt s i", "i: s=-1", "1:int64=6"),
      ("y = SequenceAt s i", "i: s=-3", "1:int64=4"),
      ("y = SequenceAt s i", "i: s=3", "?:undefined"),
      ("y = SequenceAt s i", "i: s=-4", "?:undefined"),
      ("y = SequenceAt s i", "i: s", "?:undefined data"),
      ("y = SequenceAt s _", "", "?:undefined"),
      ("y = SequenceAt s", "", "?:undefined"),
      ("y = SequenceLength s", "", "s:int64=3"),
      ("e = SequenceEmpty\ny = SequenceLength e", "", "s:int64=0"),
      ("e = SequenceEmpty\ny = SequenceAt e i", "i: s=0", "?:undefined"),
      ("e = SequenceEmpty\nt = SequenceErase e\ny = SequenceLength t", "", "?:undefined"),
      ("e = SequenceEmpty\ny = ConcatFromSequence e ; axis=0", "", "?:undefined"),
      ("y = ConcatFromSequence s", "", "?:undefined"),
      ("y = ConcatFromSequence i ; axis=0", "i: 2x3", "?:undefined data"),
      ("y = SequenceLength i", "i: 2x3", "?:undefined data"),
      ("y = ConcatFromSequence s ; axis=1 new_axis=1", "", "1x3:int64=4,5,6"),
      ("y = ConcatFromSequence s ; axis=0 new_axis=1", "", "3x1:int64=4,5,6"),
      ("y = ConcatFromSequence s ; axis=-1 new_axis=1", "", "1x3:int64=4,5,6"),
      ("y = ConcatFromSequence s ; axis=-2 new_axis=1", "", "3x1:int64=4,5,6"),
      ("y = ConcatFromSequence s ; axis=0 new_axis=0", "", "3:int64=4,5,6"),
      // A part of a matrix with three rows and five columns.
      (split("", at: 2), "", "1x5:int64=11,12,13,14,15"),
      (split("", " ; axis=1", at: 3), "", "3x1:int64=4,9,14"),
      (split("", " ; axis=-1 keepdims=1", at: 3), "", "3x1:int64=4,9,14"),
      (split("", " ; axis=-1 keepdims=0", at: 3), "", "3:int64=4,9,14"),
      (split("", " ; axis=0 keepdims=0", at: 1), "", "5:int64=6,7,8,9,10"),
      (split("", " ; axis=2", at: 0), "", "?:undefined"),
      (split("l", " ; axis=1", at: 0), "l: s=2", "3x2:int64=1,2,6,7,11,12"),
      (split("l", " ; axis=1", at: 2), "l: s=2", "3x1:int64=5,10,15"),
      (split("l", " ; axis=1 keepdims=0", at: 2), "l: s=2", "3x1:int64=5,10,15"),
      (split("l", " ; axis=1", at: 3), "l: s=2", "?:undefined"),
      (split("l", at: 0), "l: s=3", "3x5:int64=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"),
      (split("l", at: 1), "l: s=3", "?:undefined"),
      (split("l", at: 0), "l: s=0", "?:undefined"),
      (split("l", at: 0), "l: s=1", "1x5:int64=1,2,3,4,5"),
      (split("l", " ; axis=1", at: 1), "l: 2=4,1", "3x1:int64=5,10,15"),
      (split("l", " ; axis=1", at: 0), "l: 2=4,1", "3x4:int64=1,2,3,4,6,7,8,9,11,12,13,14"),
      (
        split("l", " ; axis=1", at: 0), "l: 2=4,2",
        "! a Split (Split): the parts [4, 2] do not add up to the length 5"
      ),
      (split("l", at: 0), "l: s", "?:undefined data"),
    ] as [(String, String, String)])
  func `an operator reads a sequence`(node: String, place: String, expected: String) {
    #expect(ModelText(Self.sequence(node, place)).facts() == expected)
  }

  /// Splits a matrix into a sequence, and reads one of its tensors.
  private static func split(_ lengths: String, _ options: String = "", at place: Int) -> String {
    """
    m: 3x5=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    p: s=\(place)
    t = SplitToSequence m \(lengths)\(options)
    y = SequenceAt t p
    """
  }

  /// A sequence has up to 4096 tensors.
  @Test(arguments: [(4_096, "s:int64=4096"), (4_097, "?:undefined data")])
  func `long sequences are not followed`(count: Int, expected: String) {
    let names = String(repeating: " x", count: count)
    for (nodes, input) in [
      ("s = SequenceConstruct\(names)", "1"), ("s = SplitToSequence x", "\(count)"),
      ("two: s=2\ns = SplitToSequence x two", "\(2 * count - 1)"),
    ] {
      let text = "x: \(input)\n\(nodes)\ny = SequenceLength s"
      #expect(ModelText(text).facts() == expected, "\(nodes.prefix(40))")
    }
  }

  static let calls = ModelText.table(
    """
    # the attributes of a function, and those of a call
    x: 2x3x5
    opset 17
    function f a ; axis=0 keepdims=1
    b = ReduceMax a ; axes=[1] keepdims=$keepdims
    c = Concat b b ; axis=$axis
    end b,c
    p,q = own.f x ; axis=2
    r,t = own.f x ; keepdims=0
    u = own.f x
    _,v = own.f x
    give p,q,r,t,u,v
    => 2x1x5:float data, 2x1x10:float data, 2x5:float data, 4x5:float data, 2x1x5:float data, \
    4x1x5:float data

    # the operator set of a function
    x: 9x7
    function f a
    opset 9
    b = Slice a ; starts=[2] ends=[7]
    end b
    function g a
    b = Slice a ; starts=[2] ends=[7]
    end b
    p = own.f x
    q = own.g x
    give p,q
    => 5x7:float data, ?:float data

    # a branch inside a function, with the attributes of the call
    x: 2x3x5
    yes: s=1
    function f a,c ; axis=1
    graph g
    b = Concat a a ; axis=$axis
    end b
    graph h
    b = Relu a
    end b
    d = If c ; then_branch=@g else_branch=@h
    end d
    p = own.f x yes
    q = own.f x yes ; axis=2
    give p,q
    => 2x6x5:float data, 2x3x10:float data

    # a function does not read the names around it
    x: 2x3
    function f a
    b = Add a x
    end b
    y = own.f x
    => ! the node that makes 'b': reads 'x', which no earlier operator computes

    # a function that does not compute its result
    x: 2x3
    function f a
    b = Relu a
    end c
    y = own.f x
    => ! the node that makes 'y': reads 'c', which no earlier operator computes

    # a graph that does not compute its result
    x: 2x3
    c: s=1
    graph g
    b = Relu x
    end e
    y = If c ; then_branch=@g else_branch=@g
    => ! the node that makes 'y': reads 'e', which no earlier operator computes

    # a function's result twice
    x: 2x3
    function f a
    b = Relu a
    end b
    y = own.f x
    y = own.f x
    => ! the node that makes 'y': computes 'y', which already exists

    # either branch, as the condition says
    x: 2x3
    yes: s=5
    no: s=0
    graph g
    b = Concat x x ; axis=0
    end b
    graph h
    b = Concat x x ; axis=1
    end b
    p = If yes ; then_branch=@g else_branch=@h
    q = If no ; then_branch=@g else_branch=@h
    r = own.If no ; then_branch=@g else_branch=@h
    t = If no ; then_branch=@g
    u = If no ; else_branch=@g
    give p,q,r,t,u
    => 4x3:float data, 2x6:float data, ?:undefined data, ?:undefined data, ?:undefined data

    # operators of other domains
    x: 3x5
    w: c5x7
    p = own.Relu x
    q = com.microsoft.FusedMatMul x w
    r = com.example.Relu x
    give p,q,r
    => ?:undefined data, 3x7:float data, ?:undefined data

    # a file without the operator set of ONNX's own operators
    opset 3 own
    x: 2x3
    y = Concat x x
    => 2x6:float data

    # an unknown operator on nothing but constants, and on nothing
    c: 2=5,6
    p = own.F c
    q = own.F
    r = RandomNormal ; shape=[2,3]
    give p,q,r
    => ?:undefined data, ?:undefined, 2x3:float

    # shapes that the file states
    x: Nx3
    value p 2xNx3:float16
    value q 2xM
    value r 2x?
    value t s:int8
    value u 9999999999x3
    p,q,r,t,u = own.F x
    give p,q,r,t,u
    => 2x1x3:float16 data, ?:float data, ?:float data, s:int8 data, ?:float data
    """)

  @Test(arguments: loops + calls)
  func `loops and calls have the results of their definitions`(model: ModelText) {
    #expect(model.facts() == model.expected)
  }
}
