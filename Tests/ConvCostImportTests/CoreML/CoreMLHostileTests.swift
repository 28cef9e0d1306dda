import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Files that no reader should trust: every one must soon end in an error or in counts.
struct CoreMLHostileTests {
  private static let relu = Message { $0.message(10, Message()) }

  private static func read(_ bytes: [UInt8], _ options: ModelOptions = ModelOptions()) {
    guard let file = try? ModelFile(ByteSource(bytes), name: "m", options) else { return }
    _ = Paths(file.graph)
  }

  @Test(arguments: [
    "small_state.mlmodel", "small_lstm.mlmodel", "tv_mobilenet_v2_neuralnetwork.mlmodel",
  ])
  func `a file that is cut off`(file: String) throws {
    let bytes = try Fixtures.bytes("\(CoreMLModelTests.folder)/\(file)")
    let step = bytes.count > 10_000 ? 397 : bytes.count > 4_000 ? 37 : 7
    for length in stride(from: 0, to: bytes.count, by: step) {
      let part = Array(bytes[..<length])
      do throws(ModelFileError) {
        _ = try ModelFile(ByteSource(part), name: "m", ModelOptions())
        Issue.record("read \(length) bytes")
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test(arguments: [
    "small_state.mlmodel", "small_condwhile.mlmodel", "small_att.mlmodel",
    "tv_mobilenet_v2_neuralnetwork.mlmodel",
  ])
  func `bytes that are changed`(file: String) throws {
    let bytes = try Fixtures.bytes("\(CoreMLModelTests.folder)/\(file)")
    var generator = SeededGenerator(seed: 7)
    for round in 0..<25 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: changed.indices, using: &generator)
        changed[place] = UInt8.random(in: 0...255, using: &generator)
      }
      Self.read(changed, round % 3 == 0 ? ModelOptions(input: [9]) : ModelOptions())
    }
  }

  @Test func `extreme numbers in every operator`() {
    let extremes = [Int.min, -1, 0, 7, Int.max]
    let operators = [
      "conv", "conv_transpose", "linear", "matmul", "max_pool", "reduce_mean", "topk", "concat",
      "stack", "split", "reshape", "flatten2d", "expand_dims", "squeeze", "transpose",
      "slice_by_index", "slice_by_size", "pad", "crop", "tile", "gather", "gather_nd",
      "pixel_shuffle", "space_to_depth", "upsample_bilinear", "resize_bilinear", "resize",
      "crop_resize", "fill", "range_1d", "one_hot", "sliding_windows", "layer_norm", "lstm",
      "scaled_dot_product_attention", "add", "floor_div", "mod", "mul", "clip", "reduce_argmax",
    ]
    let parameters = [
      "axis", "axes", "shape", "begin", "end", "stride", "size", "pad", "kernel_sizes", "strides",
      "dilations", "groups", "k", "num_splits", "split_sizes", "perm", "reps", "indices",
      "upscale_factor", "block_size", "target_size_height", "target_size_width", "resized_dims",
      "scale_factor_height", "crop_height", "crop_width", "start", "step", "one_hot_vector_size",
      "batch_dims", "output_shape", "y",
    ]
    for type in operators {
      for value in extremes {
        for count in [1, 4] {
          let operation = Message.operation(
            type,
            [
              ("x", ["x"]), ("weight", ["w"]), ("values", ["x", "x"]), ("query", ["x"]),
              ("key", ["x"]), ("value", ["x"]), ("initial_h", ["x"]), ("weight_ih", ["w"]),
            ]
              + parameters.map { ($0, ["v"]) },
            [("y", [nil, nil]), ("z", [nil])])
          let model = Message.program(
            inputs: [("x", [1, 4, 8, 8])],
            [
              .weight("w", [4, 4, 3, 3]),
              .integers("v", Array(repeating: value, count: count), isScalar: count == 1),
              operation,
            ])
          Self.read(model.bytes)
        }
      }
    }
  }

  @Test func `extreme numbers in every layer`() {
    let extremes = [Int.min, -1, 0, 7, Int.max]
    let kinds =
      (100...431).filter { CoreMLLayerKind(rawValue: $0) != nil }
      + (600...1_471).filter { CoreMLLayerKind(rawValue: $0) != nil }
    for kind in kinds {
      for value in extremes {
        for input in value == 7 ? [[1, 4, 8, 8], [4]] : [[1, 4, 8, 8]] {
          let fields = Message { message in
            for field in [1, 2, 3, 4, 5, 6, 10, 15, 20, 21, 22, 30, 31, 40, 60, 70, 100] {
              let repeats = [1, 20, 30, 40].contains(field) ? 2 : 1
              for _ in 0..<repeats { message.integer(field, value) }
            }
          }
          Self.read(
            Message.network(
              [.layer("l", kind, fields, ["x", "x"], ["y", "z"])], inputs: [.array("x", input)],
              isExact: input.count != 1
            ).bytes)
        }
      }
    }
  }

  @Test func `blocks inside of blocks`() {
    func nested(_ depth: Int) -> Message {
      var block = Message.block([], outputs: ["p"])
      for level in 0..<depth {
        let condition = Message.operation(
          "cond", [("pred", ["p"])], [("c\(level)", [1])], blocks: [block, block])
        block = .block([condition], outputs: ["c\(level)"])
      }
      return .operation("cond", [("pred", ["p"])], [("y", [1])], blocks: [block, block])
    }
    // Both branches are followed, once each, and the file is twice as long for each level.
    let shallow = Message.program(
      inputs: [("p", [1]), ("x", [1, 4])],
      [nested(8), .operation("relu", [("x", ["x"])], [("z", [1, 4])])])
    #expect(CoreMLProgramTests.problem(shallow) == "read")
    var deep = Message.block([], outputs: ["p"])
    for _ in 0..<60 {
      deep = .block(
        [.operation("cond", [("pred", ["p"])], [("c", [1])], blocks: [deep])], outputs: ["c"])
    }
    let model = Message.program(
      inputs: [("p", [1])], [.operation("cond", [("pred", ["p"])], [("y", [1])], blocks: [deep])])
    #expect(CoreMLProgramTests.problem(model).hasSuffix("messages nested more than 64 deep"))
  }

  @Test func `too many operations`() {
    let relu = Message.operation("relu", [("x", ["x"])], [("x", [1])])
    var block = Message { $0.text(2, "y") }
    for _ in 0..<30_000 { block.message(3, relu) }
    // The first result is a second 'x'.
    let model = Message.coreML(
      502,
      Message {
        $0.message(
          2,
          .entry(
            "main",
            Message {
              $0.message(1, .named("x", [1]))
              $0.message(3, .entry("", block))
            }))
      })
    #expect(CoreMLProgramTests.problem(model) == "m: x: computes 'x', which already exists")
  }

  @Test func `many layers`() throws {
    var content = Message()
    var layers = 0
    while layers < 3_000 {
      content.message(1, .layer("l", 130, Self.relu, ["x\(layers)"], ["x\(layers + 1)"]))
      layers += 1
    }
    let file = try CoreMLProgramTests.read(
      .coreML(500, content, inputs: [.array("x0", [3, 8, 8])]))
    #expect(file.graph.nodes.count == 3_000)
  }

  @Test func `sums that do not fit in 64 bits`() {
    let shape: [Int?] = [1, 2_147_483_647, 1]
    let model = Message.program(
      inputs: [("x", shape)],
      [
        .weight("w", [2_147_483_647, 2_147_483_647]),
        .operation("linear", [("x", ["z"]), ("weight", ["w"])], [("y", [1, 2_147_483_647])]),
      ])
    #expect(
      CoreMLProgramTests.problem(model) == "m: y: reads 'z', which no earlier operation computes")
    for kind in [140, 150, 1_040, 420] {
      let large = Message.network(
        [.layer("l", kind, .fields([1: [2_147_483_647], 2: [2_147_483_647]]), ["x"], ["y"])],
        inputs: [.array("x", [2_147_483_647])], isExact: false)
      Self.read(large.bytes)
    }
  }
}
