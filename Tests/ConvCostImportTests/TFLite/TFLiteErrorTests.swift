import Testing

@testable import ConvCostImport

/// A model that cannot be, and what the reader says of it.
struct Fault: Sendable, CustomTestStringConvertible {
  var message: String
  var model: TFLiteWriter

  var testDescription: String { message }
}

/// What the reader says of models that cannot be.
struct TFLiteErrorTests {
  static let relu = TFLiteWriter.single(.relu, to: [1, 8, 8, 3])

  static func changed(_ change: (inout TFLiteWriter) -> Void) -> TFLiteWriter {
    var model = relu
    change(&model)
    return model
  }

  static let faults: [Fault] = [
    Fault(
      message: "a TensorFlow Lite model without a network",
      model: changed { $0.graphs = [] }),
    Fault(
      message: "the network's inputs: tensor 7 of 2 does not exist",
      model: changed { $0.graphs[0].inputs = [7] }),
    Fault(
      message: "the results of subgraph 0: tensor -1 of 2 does not exist",
      model: changed { $0.graphs[0].outputs = [-1] }),
    Fault(
      message: "operator 1: tensor 9 of 2 does not exist",
      model: changed { $0.node(.relu, [0], [9]) }),
    Fault(
      message:
        "operator 1, which computes 'net/layer/y': computes 'net/layer/y', which already exists",
      model: changed { $0.node(.relu, [0], [1]) }),
    Fault(
      message: "operator 1, which computes 'x': computes 'x', which already exists",
      model: changed { $0.node(.relu, [0], [0]) }),
    Fault(
      message: "the results of subgraph 0: reads 'z', which no earlier operator computes",
      model: changed { model in
        let other = model.tensor("z", [1])
        model.graphs[0].outputs = [other]
      }),
    Fault(
      message: "operator 1, which computes 'b': reads 'a', which no earlier operator computes",
      model: changed { model in
        let (a, b) = (model.tensor("a", [1]), model.tensor("b", [1]))
        model.node(.relu, [a], [b])
        model.node(.relu, [b], [a])
      }),
    Fault(
      message: "operator 0, which computes 'net/layer/y' (CONV_2D): the shapes [1, 8, 8, 3] and"
        + " [4, 3, 3, 2] do not fit",
      model: .single(.conv2D, stored: [[4, 3, 3, 2]], to: [1, 8, 8, 4], TFLiteOperatorTests.same)),
    Fault(
      message: "operator 0, which computes 'net/layer/y' (CONV_2D): the shapes [4, 3, 3, 3] and"
        + " [1, 8, 8, 5] do not fit",
      model: .single(.conv2D, stored: [[4, 3, 3, 3]], to: [1, 8, 8, 5], TFLiteOperatorTests.same)),
    Fault(
      message: "operator 0, which computes 'net/layer/y' (CONV_2D): input 1 is missing",
      model: .single(.conv2D, to: [1, 8, 8, 5])),
    Fault(
      message:
        "operator 0, which computes 'net/layer/y' (CONV_2D): a length of 0, expected 1 to"
        + " 2147483647",
      model: .single(
        .conv2D, stored: [[4, 3, 3, 3]], to: [1, 8, 8, 4], [1: .int32(0), 2: .int32(1)])),
    Fault(
      message:
        "operator 0, which computes 'net/layer/y' (CONV_2D): a window of 9 does not fit on axis 1,"
        + " whose length with padding is 8",
      model: .single(
        .conv2D, stored: [[4, 9, 9, 3]], to: [1, 8, 8, 4],
        [0: .int8(1), 1: .int32(1), 2: .int32(1)])),
    Fault(
      message:
        "operator 0, which computes 'net/layer/y' (FULLY_CONNECTED): the shapes [1, 7] and"
        + " [4, 8] do not fit",
      model: .single(.fullyConnected, [1, 7], stored: [[4, 8]], to: [1, 4])),
    Fault(
      message:
        "the tensor 'x' has the shape [1, -2, 8, 3], expected lengths from 0 to 2147483647 whose"
        + " product fits in 64 bits",
      model: .single(.relu, [1, -2, 8, 3], to: [1])),
    Fault(
      message:
        "the tensor 'net/layer/y' has the shape [1, 2147483647, 2147483647, 2147483647], expected"
        + " lengths from 0 to 2147483647 whose product fits in 64 bits",
      model: .single(.relu, to: [1, 2_147_483_647, 2_147_483_647, 2_147_483_647])),
    Fault(
      message: "the tensor 'x' has more than 64 dimensions",
      model: .single(.relu, Array(repeating: 1, count: 65), to: [1])),
    Fault(
      message:
        "operator 1, which computes 'net/layer/y': computes 'net/layer/y', which already exists",
      model: changed { $0.node(.if, [0, 0], [1], [0: .int32(3), 1: .int32(4)]) }),
    Fault(
      message: "operator 1, which computes 'z': subgraph 3 of 1 does not exist",
      model: changed { model in
        let other = model.tensor("z", [1])
        model.node(.if, [0, 0], [other], [0: .int32(3), 1: .int32(4)])
      }),
    Fault(
      message:
        "operator 1, which computes 'z': calls a subgraph with 2 inputs and 1 results, which has"
        + " others",
      model: changed { model in
        let other = model.tensor("z", [1])
        model.node(.call, [0, 0], [other], [0: .int32(0)])
      }),
    Fault(
      message:
        "operator 1, which computes 'z': calls a subgraph with 1 inputs and 2 results, which has"
        + " others",
      model: changed { model in
        let (a, b) = (model.tensor("z", [1]), model.tensor("y", [1]))
        model.graphs.append(TFLiteWriter.Graph())
        let x = model.tensor("x", [1], in: 1)
        model.graphs[1].inputs = [x]
        model.graphs[1].outputs = [x]
        model.node(.call, [0], [a, b], [0: .int32(1)])
      }),
    Fault(
      message: "operator 1, which computes 'a' (SPLIT): the shapes [1, 8, 8, 3] and [2] do not fit",
      model: changed { model in
        let axis = model.integers([3], shape: [])
        let (a, b) = (model.tensor("a", [1]), model.tensor("b", [1]))
        model.node(.split, [axis, 0], [a, b])
      }),
    Fault(
      message: "subgraphs that call each other more than 16 deep",
      model: changed { model in
        let other = model.tensor("z", [1])
        model.node(.call, [0], [other], [0: .int32(0)])
      }),
  ]

  @Test(arguments: faults)
  func `an impossible model is named`(fault: Fault) {
    #expect(fault.model.problem() == fault.message)
  }

  @Test func `lengths of inputs`() {
    func problem(_ options: ModelOptions) -> String { Self.relu.problem(options) }
    #expect(
      problem(ModelOptions(dimensions: ["n": 3]))
        == "found the dimension 'n', but lengths have no names in a TensorFlow Lite model")
    #expect(
      problem(ModelOptions(inputs: ["y": [3]])) == "no input is called 'y', expected 'x'")
    #expect(
      problem(ModelOptions(input: [1, 2, 3, 4]))
        == "input: found '1×2×3×4', expected lengths for 'x' of shape 1×8×8×3")
    #expect(problem(ModelOptions(inputs: ["x": [3, 16, 20]])) == "read")
    let open = TFLiteWriter.single(.relu, [1, 1, 1, 3], to: [1, 1, 1, 3])
    var model = open
    model.graphs[0].tensors[0].fields[7] = .integers([-1, -1, -1, 3])
    #expect(model.problem() == "the input 'x' of shape ?×?×?×3 leaves lengths open")
    #expect(model.problem(ModelOptions(input: [16])) == "read")
    let without = Self.changed { $0.graphs[0].inputs = [] }
    #expect(
      without.problem(ModelOptions(input: [16]))
        == "the network has no input whose lengths could be given")
  }

  @Test func `open lengths are the user's to give`() {
    let error = TFLiteError.openLengths(input: "x", shape: ["?", "3"])
    #expect(error.kind == .options)
    #expect(error.openLengths == OpenLengths(names: [], mayTakeSize: true))
    #expect(TFLiteError.noSubgraph.kind == .malformed)
  }

  @Test(arguments: [
    (TFLiteError.tooManyNodes(limit: 100_000), "more than 100,000 operators"),
    (.tooManyTensors(limit: 1_000_000), "more than 1,000,000 tensors"),
  ])
  func `limits`(error: TFLiteError, message: String) { #expect("\(error)" == message) }
}
