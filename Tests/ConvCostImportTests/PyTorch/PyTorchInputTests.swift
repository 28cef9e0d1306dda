import ConvCostCore
import Testing

@testable import ConvCostImport

/// Programs that leave lengths open.
struct PyTorchInputTests {
  /// A 3×3 convolution with padding of an open size, exported with an image of 224.
  static func program(
    _ sizes: [String], output: [String], ranges: [(String, String, String)] = []
  ) -> [UInt8] {
    var program = ProgramWriter()
    program.inputs = [("x", sizes)]
    program.parameters = [("conv.weight", ["4", "3", "3", "3"])]
    program.nodes = [
      .init(
        "torch.ops.aten.conv2d.default",
        [
          ("input", ProgramWriter.tensor("x")), ("weight", ProgramWriter.tensor("p_conv_weight")),
          ("bias", ProgramWriter.none), ("stride", ProgramWriter.ints([1, 1])),
          ("padding", ProgramWriter.ints([1, 1])),
        ], [("conv2d", output)])
    ]
    program.outputs = ["conv2d"]
    program.ranges = ranges
    return program.bytes
  }

  static func macs(_ bytes: [UInt8], _ options: ModelOptions = ModelOptions()) throws -> Int {
    try bytes.withUnsafeBytes {
      try Analysis(PyTorchFile.read(ByteSource($0), options).graph).total.macs
    }
  }

  static let open = program(
    ["s7:2", "3", "32*s1:224", "s2:64"], output: ["s7:2", "4", "32*s1:224", "s2:64"],
    ranges: [("s7", "0", "null"), ("s1", "2", "20"), ("s2", "16", "1024")])

  /// Multiply-accumulates of an image's position: 3 · 9 · 4.
  @Test func `lengths are those of the example, for one sample`() throws {
    let network = try Self.open.withUnsafeBytes { try PyTorchFile.read(ByteSource($0)) }
    #expect(network.graph.inputs == [.map(3, Extent(224, 64))])
    #expect(network.origin.batch == 1)
    #expect(try Analysis(network.graph).total.macs == 108 * 224 * 64)
  }

  @Test(arguments: [
    (ModelOptions(input: [320, 100]), 320 * 100), (ModelOptions(input: [32]), 32 * 32),
    (ModelOptions(input: [3, 64, 20]), 64 * 20), (ModelOptions(inputs: ["x": [96, 16]]), 96 * 16),
    (ModelOptions(dimensions: ["s1": 3]), 96 * 64),
    (ModelOptions(dimensions: ["s2": 100, "s7": 5]), 224 * 100),
    // What is named takes precedence over the shape.
    (ModelOptions(input: [320], dimensions: ["s2": 40]), 320 * 40),
  ])
  func `lengths can be given`(options: ModelOptions, positions: Int) throws {
    #expect(try Self.macs(Self.open, options) == 108 * positions)
  }

  @Test(arguments: [
    (
      ModelOptions(input: [300, 64]),
      "the input 'x': a length of 300 is not possible, expected 32*s1"
    ),
    (
      ModelOptions(input: [1024, 64]), "found 32 for 's1', which was exported for 1 to 20"
    ),
    (
      ModelOptions(dimensions: ["s2": 8]), "found 8 for 's2', which was exported for 16 to 1024"
    ),
    (ModelOptions(dimensions: ["s3": 8]), "no length is called 's3'; did you mean s1, s2 or s7?"),
    (ModelOptions(inputs: ["y": [8]]), "no input is called 'y'; did you mean x?"),
    (ModelOptions(inputs: ["z": [8], "y": [8]]), "no input is called 'y'; did you mean x?"),
    (
      ModelOptions(dimensions: ["s4": 8, "s3": 8]),
      "no length is called 's3'; did you mean s1, s2 or s7?"
    ),
    (ModelOptions(dimensions: ["s1": 0]), "found 0 for 's1', which was exported for 1 to 20"),
    (ModelOptions(dimensions: ["s1": 21]), "found 21 for 's1', which was exported for 1 to 20"),
    (ModelOptions(dimensions: ["s7": 0]), "found 0 for 's7', which was exported for 1 and more"),
    (
      ModelOptions(input: [0, 64]), "the input 'x': a length of 0 is not possible, expected 32*s1"
    ),
    (
      ModelOptions(input: [1, 2, 3, 4]),
      "input: found '1×2×3×4', expected a shape for s7×3×32*s1×s2, the shape of 'x'"
    ),
    (
      ModelOptions(input: [1, 224, 64]),
      """
      the input 'x' is s7×3×32*s1×s2: found 1 for axis 1, which the file fixes; \
      torch.export.export with dynamic_shapes leaves lengths open
      """
    ),
  ])
  func `a length that is not possible is refused`(options: ModelOptions, text: String) {
    let error = #expect(throws: PyTorchError.self) { try Self.macs(Self.open, options) }
    #expect(error?.description == text)
    #expect(error?.kind == .options)
  }

  @Test func `a program may fix all lengths`() throws {
    let fixed = Self.program(["1", "3", "8", "8"], output: ["1", "4", "8", "8"])
    #expect(try Self.macs(fixed, ModelOptions(input: [8])) == 108 * 64)
    let size = #expect(throws: PyTorchError.self) {
      try Self.macs(fixed, ModelOptions(input: [16]))
    }
    #expect(
      size?.description == """
        the input 'x' is 1×3×8×8: found 16 for axis 2, which the file fixes; torch.export.export \
        with dynamic_shapes leaves lengths open
        """)
    let name = #expect(throws: PyTorchError.self) {
      try Self.macs(fixed, ModelOptions(dimensions: ["h": 16]))
    }
    #expect(
      name?.description == """
        no length is called 'h': the file fixes all lengths; torch.export.export with \
        dynamic_shapes leaves lengths open
        """)
  }

  @Test func `a name has one value`() throws {
    let square = Self.program(
      ["1", "3", "s0:8", "s0:8"], output: ["1", "4", "s0:8", "s0:8"])
    #expect(try Self.macs(square, ModelOptions(input: [6])) == 108 * 36)
    let error = #expect(throws: PyTorchError.self) {
      try Self.macs(square, ModelOptions(input: [6, 7]))
    }
    #expect(
      error?.description == "the input 'x': a length of 7 is not possible, expected s0")
  }

  @Test func `a length without an example is open`() throws {
    let open = Self.program(["1", "3", "s0", "8"], output: ["1", "4", "s0", "8"])
    let error = #expect(throws: PyTorchError.self) { try Self.macs(open) }
    #expect(error?.description == "the input 'x' leaves 's0' open")
    #expect(error?.openLengths == OpenLengths(names: ["s0"], mayTakeSize: true))
    #expect(try Self.macs(open, ModelOptions(input: [6, 8])) == 108 * 48)
  }

  /// Lengths without a name are those of the first input with three or more axes.
  @Test(
    arguments: [
      ([["1", "s0:7"], ["1", "s1:3", "s2:8", "s3:9"], ["1", "s4:5", "s5:6"]], "7 3×4×4 5×6"),
      ([["1", "s0:7"], ["1", "s4:5", "s5:6"], ["1", "s1:3", "s2:8", "s3:9"]], "7 5×4 3×8×9"),
      ([["1", "s0:7"], ["1", "s1:5"]], "4 5"),
    ] as [([[String]], String)])
  func `the image takes the size`(sizes: [[String]], shapes: String) throws {
    var program = ProgramWriter()
    program.inputs = sizes.enumerated().map { ("x\($0)", $1) }
    program.nodes = sizes.enumerated().map { index, sizes in
      .init(
        "torch.ops.aten.relu.default", [("self", ProgramWriter.tensor("x\(index)"))],
        [("y\(index)", sizes)])
    }
    program.outputs = sizes.indices.map { "y\($0)" }
    program.ranges = [("s0", "3", "7"), ("s4", "2", "5")]
    func inputs(_ options: ModelOptions) throws -> String {
      try program.bytes.withUnsafeBytes {
        try PyTorchFile.read(ByteSource($0), options).graph.inputs.map(\.description)
          .joined(separator: " ")
      }
    }
    #expect(try inputs(ModelOptions(input: [4])) == shapes)
    let error = #expect(throws: PyTorchError.self) {
      try inputs(ModelOptions(dimensions: ["s0": 2]))
    }
    #expect(error?.description == "found 2 for 's0', which was exported for 3 to 7")
    #expect(try inputs(ModelOptions(dimensions: ["s0": 3])).hasPrefix("3 "))
  }

  @Test func `a program without an input takes no size`() {
    var program = ProgramWriter()
    program.nodes = [.init("torch.ops.aten.relu.default", [], [("y", ["1"])])]
    program.outputs = ["y"]
    #expect(
      HostileProgramTests.problem(program.bytes, ModelOptions(input: [4]))
        == "no input of the program is a tensor")
  }

  /// A name that is open twice is told once.
  @Test func `open lengths are told`() {
    let open = Self.program(["1", "3", "s0", "s0"], output: ["1", "4", "s0", "s0"])
    #expect(HostileProgramTests.problem(open) == "the input 'x' leaves 's0' open")
    let two = Self.program(["1", "3", "s0", "2*s1"], output: ["1", "4", "s0", "2*s1"])
    #expect(HostileProgramTests.problem(two) == "the input 'x' leaves 's0' and '2*s1' open")
  }

  /// A batch that the file fixes, or that the user names, is shared.
  @Test func `counts are for one sample`() throws {
    let batch = Self.program(["6", "3", "8", "8"], output: ["6", "4", "8", "8"])
    let network = try batch.withUnsafeBytes { try PyTorchFile.read(ByteSource($0)) }
    #expect(network.origin.batch == 6)
    #expect(try Analysis(network.graph).total.macs == 108 * 64)
  }

  @Test(arguments: [
    ("Foo(s0):8", 8), ("s0 - 3:5", 5),
  ])
  func `an unknown function has the value of the example`(size: String, length: Int) throws {
    let program = Self.program(
      ["1", "3", "s0:8", "8"], output: ["1", "4", size, "8"])
    let network = try program.withUnsafeBytes { try PyTorchFile.read(ByteSource($0)) }
    #expect(network.graph.shape(ofValue: network.graph.outputs[0]) == .map(4, Extent(length, 8)))
    if size.hasPrefix("Foo") {
      let error = #expect(throws: PyTorchError.self) {
        try Self.macs(program, ModelOptions(input: [9, 8]))
      }
      #expect(error?.description == "the tensor 'conv2d': the length Foo(s0) has no value")
      // The lengths that it was exported with are those of the example.
      #expect(try Self.macs(program, ModelOptions(input: [8, 8])) == 108 * 64)
    }
  }
}
