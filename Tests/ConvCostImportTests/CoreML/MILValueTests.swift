import ConvCostCore
import Testing

@testable import ConvCostImport

/// Types and constants of programs, and numbers that operations compute in advance.
struct MILValueTests {
  /// What is read of a type: its element, its lengths, and whether it is a state.
  private static func type(_ message: Message) throws -> String {
    let type = try MILType(WireMessage(ByteSource(message.bytes)))
    let shape = type.shape.map { lengths in
      lengths.count > 9
        ? "\(lengths.count)" : lengths.map { $0.map(String.init) ?? "?" }.joined(separator: "×")
    }
    return "\(type.element) \(shape ?? "open")" + (type.isState ? " state" : "")
      + (type.fixedShape == nil ? " unknown" : "")
  }

  private static func tensor(_ element: Int, _ dimensions: [Message]) -> Message {
    .inner(
      1,
      Message {
        $0.integer(1, element)
        $0.integer(2, dimensions.count)
        for dimension in dimensions { $0.message(3, dimension) }
      })
  }

  private static func lengths(_ lengths: [Int]) -> [Message] {
    lengths.map { .inner(1, .fields([1: [$0]])) }
  }

  static let types: [(Message, String)] = [
    (tensor(11, lengths([2, 3, 5])), "float32 2×3×5"),
    (tensor(23, []), "int32 "),
    (tensor(99, lengths([7])), "unknown 7"),
    // A length of zero is left out, and one that is unknown may be of any number of axes.
    (tensor(10, [.inner(1), .inner(1, .fields([1: [4]]))]), "float16 0×4"),
    (tensor(10, [.inner(2), .inner(1, .fields([1: [4]]))]), "float16 ?×4 unknown"),
    (tensor(10, [.inner(2, .fields([1: [0]]))]), "float16 ? unknown"),
    (tensor(10, [.inner(2, .fields([1: [1]])), .inner(2)]), "float16 open unknown"),
    (tensor(10, lengths([-1])), "float16 -1 unknown"),
    (tensor(10, lengths([0, 2_147_483_647])), "float16 0×2147483647"),
    (tensor(10, lengths([2_147_483_648])), "float16 2147483648 unknown"),
    (
      tensor(10, lengths([2_147_483_647, 2_147_483_647, 3])),
      "float16 2147483647×2147483647×3 unknown"
    ),
    (tensor(10, lengths(Array(repeating: 1, count: 64))), "float16 64"),
    (tensor(10, lengths(Array(repeating: 1, count: 65))), "float16 open unknown"),
    (.inner(5, .inner(1, tensor(10, lengths([1, 8])))), "float16 1×8 state"),
    // A list and a dictionary are no tensors.
    (.inner(2, tensor(10, lengths([1, 8]))), "unknown open unknown"),
    (.inner(5, .inner(2, tensor(10, lengths([1, 8])))), "unknown open state unknown"),
  ]

  @Test func `types of values`() throws {
    for (message, text) in Self.types { #expect(try Self.type(message) == text) }
  }

  /// The elements by the schema's numbers: their bits, and whether they are floating-point numbers
  /// or may stand for fractions.
  @Test func `types of elements`() {
    let all: [(Int, String, Int, Bool, Bool)] = [
      (0, "unknown", 0, false, false), (1, "bool", 8, false, false),
      (2, "string", 0, false, false), (10, "float16", 16, true, true),
      (11, "float32", 32, true, true), (12, "float64", 64, true, true),
      (13, "bfloat16", 16, true, true), (21, "int8", 8, false, true),
      (22, "int16", 16, false, false), (23, "int32", 32, false, false),
      (24, "int64", 64, false, false), (25, "int4", 4, false, true),
      (31, "uint8", 8, false, true), (32, "uint16", 16, false, false),
      (33, "uint32", 32, false, false), (34, "uint64", 64, false, false),
      (35, "uint4", 4, false, true), (36, "uint2", 2, false, true),
      (37, "uint1", 1, false, true), (38, "uint6", 6, false, true), (39, "uint3", 3, false, true),
      (40, "float8e4m3fn", 8, true, true), (41, "float8e5m2", 8, true, true),
    ]
    for (number, name, bits, isFloat, isNumber) in all {
      let element = MILElement(rawValue: number)
      #expect(element.map { "\($0)" } == name)
      #expect(element?.bits == bits)
      #expect(element?.isFloat == isFloat)
      #expect(element?.isNumber == isNumber)
    }
  }

  // MARK: - Constants

  /// A constant of an element and lengths; its numbers are in one of the schema's forms.
  private static func constant(
    _ element: Int, _ shape: [Int], form: Int, _ numbers: Message
  ) -> Message {
    let value = Message.inner(3, .inner(1, .inner(form, numbers)))
    return Message.inner(2, tensor(element, lengths(shape))).and(value)
  }

  private static func raw(_ element: Int, _ count: Int, _ bytes: [UInt8]) -> Message {
    constant(element, [count], form: 7, Message { $0.bytes(1, bytes) })
  }

  private static func doubles(_ values: [Double]) -> Message {
    Message {
      var bytes: [UInt8] = []
      for value in values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
      }
      $0.bytes(1, bytes)
    }
  }

  static let constants: [(Message, String)] = [
    (
      constant(11, [2], form: 1, Message { $0.float(1, 1.5) }.and(Message { $0.float(1, -2) })),
      "=1.5,-2.0"
    ),
    (constant(23, [3], form: 2, .fields([1: [5, -7, 1 << 31]])), "=5,-7,2147483648"),
    (constant(1, [2], form: 3, .fields([1: [1, 0]])), "=1,0"),
    (constant(24, [2], form: 5, .fields([1: [-1, 9]])), "=-1,9"),
    (constant(12, [2], form: 6, doubles([0.1, 2])), "=0.1,2.0"),
    (constant(2, [], form: 4, Message { $0.text(1, "same") }), " 'same'"),
    // All numbers are zero if none are written; some of them are none.
    (constant(23, [3], form: 2, Message()), "=0,0,0"),
    (constant(23, [3], form: 2, .fields([1: [5, 6]])), ""),
    (constant(11, [3], form: 1, Message { $0.float(1, 4) }), ""),
    (constant(23, [2], form: 2, .fields([1: [5, 6, 7]])), "=5,6"),
    (constant(23, [2], form: 2, .fields([2: [5, 6]])), "=0,0"),
    // As bytes, the lowest first.
    (raw(21, 2, [0x7F, 0x80]), "=127,-128"),
    (raw(31, 2, [0x7F, 0x80]), "=127,128"),
    (raw(1, 2, [0, 1]), "=0,1"),
    (raw(22, 1, [1, 0x80]), "=-32767"),
    (raw(32, 1, [1, 0x80]), "=32769"),
    (raw(23, 1, [1, 2, 3, 0x80]), "=-2147286527"),
    (raw(33, 1, [1, 2, 3, 0x80]), "=2147680769"),
    (
      raw(24, 2, [1, 0, 0, 0, 0, 0, 0, 0x80, 2, 0, 0, 0, 0, 0, 0, 1]),
      "=-9223372036854775807,72057594037927938"
    ),
    (raw(34, 1, [1, 0, 0, 0, 0, 0, 0, 1]), "=72057594037927937"),
    (raw(11, 2, [0, 0, 0x20, 0xC0, 0, 0, 0x80, 0x3F]), "=-2.5,1.0"),
    (raw(12, 1, [0, 0, 0, 0, 0, 0, 0x0C, 0x40]), "=3.5"),
    // Half precision: the least number, the least with all bits, the largest, and none.
    (raw(10, 2, [1, 0, 0, 4]), "=5.960464477539063e-08,6.103515625e-05"),
    (raw(10, 2, [0xFF, 0x83, 0xFF, 0x7B]), "=-6.097555160522461e-05,65504.0"),
    (raw(10, 4, [0, 0x7C, 0, 0xFC, 1, 0x7C, 0, 0x80]), "=inf,-inf,nan,-0.0"),
    (raw(10, 3, [0, 0x3C, 0, 0xBE, 0x55, 0x35]), "=1.0,-1.5,0.333251953125"),
    // A number that is cut off, too many, and types without numbers of their own.
    (raw(23, 1, [1, 0, 0]), ""),
    (raw(22, 2, [1, 0, 2, 0, 3]), "=1,2"),
    (raw(21, 1, [1, 2]), ""),
    (raw(25, 2, [0x21]), ""),
    (raw(13, 1, [0x80, 0x3F]), ""),
    (raw(40, 1, [0x38]), ""),
    // More than two thousand are not kept.
    (
      constant(23, [2_048], form: 2, .fields([1: Array(repeating: 3, count: 2_048)])),
      "=" + Array(repeating: "3", count: 2_048).joined(separator: ",")
    ),
    (constant(23, [2_049], form: 2, .fields([1: Array(repeating: 3, count: 2_049)])), ""),
  ]

  @Test func `numbers of constants`() throws {
    for (message, text) in Self.constants {
      let constant = try MILConstant(WireMessage(ByteSource(message.bytes)))
      #expect(
        OperatorLine.words(constant.values) + (constant.text.map { " '\($0)'" } ?? "") == text)
    }
    let blob = Message.fields([2: [4_096]]) { $0.text(1, "w.bin") }
    let outside = try MILConstant(WireMessage(ByteSource(Message.inner(5, blob).bytes)))
    #expect(outside.place == .outside(file: "w.bin", offset: 4_096))
    let inside = try MILConstant(WireMessage(ByteSource(Message.inner(2).bytes)))
    #expect(inside.place == .inside(0))
  }

  // MARK: - Numbers that are computed in advance

  /// A table of two rows and three columns.
  private static let table = Message.raw("t", 21, [2, 3], [2, 3, 5, 7, 11, 13])

  private static func number(_ name: String, _ value: Int) -> Message {
    .integers(name, [value], isScalar: true)
  }

  private static func step(
    _ type: String, _ arguments: [(String, [String])], _ name: String
  ) -> Message {
    .operation(type, arguments, []).and(.inner(3, .open(name)))
  }

  /// Operations that compute `v`, and how often `x` of single elements is then repeated along each
  /// of its axes.
  static let vectors: [([Message], String)] = [
    ([.integers("v", [2, 3, 5])], "2×3×5"),
    (
      [
        table, .integers("i", [2, 0]), number("a", 1),
        step("gather", [("x", ["t"]), ("indices", ["i"]), ("axis", ["a"])], "g"),
        .integers("f", [4]), step("reshape", [("x", ["g"]), ("shape", ["f"])], "v"),
      ], "5×2×13×7"
    ),
    (
      [
        table, number("i", -1), step("gather", [("x", ["t"]), ("indices", ["i"])], "v"),
      ], "7×11×13"
    ),
    (
      [
        table, .raw("i", 23, [2, 1], [1, 0, 0, 0, 2, 0, 0, 0]), number("a", -1),
        step("gather", [("x", ["t"]), ("indices", ["i"]), ("axis", ["a"])], "g"),
        .integers("f", [-1]), step("reshape", [("x", ["g"]), ("shape", ["f"])], "v"),
      ], "3×5×11×13"
    ),
    (
      [table, number("i", 2), step("gather", [("x", ["t"]), ("indices", ["i"])], "v")],
      "m: v (gather): index 2 of 2 elements"
    ),
    (
      [
        table, .integers("b", [0, 1]), .integers("e", [2, 3]),
        step("slice_by_index", [("x", ["t"]), ("begin", ["b"]), ("end", ["e"])], "g"),
        step("squeeze", [("x", ["g"])], "h"), .integers("f", [-1]),
        step("reshape", [("x", ["h"]), ("shape", ["f"])], "v"),
      ], "3×5×11×13"
    ),
    (
      [
        table, .integers("b", [1, 2]), .integers("e", [0, 9]), .integers("s", [-1, -2]),
        .integers("m", [1, 1]),
        step(
          "slice_by_index",
          [("x", ["t"]), ("begin", ["b"]), ("end", ["e"]), ("stride", ["s"]), ("end_mask", ["m"])],
          "g"),
        .integers("f", [-1]), step("reshape", [("x", ["g"]), ("shape", ["f"])], "v"),
      ], "13×7×5×2"
    ),
    (
      [
        table, .integers("b", [-1, 0]), .integers("e", [0, 3]), .integers("m", [1, 0]),
        step(
          "slice_by_index",
          [("x", ["t"]), ("begin", ["b"]), ("end", ["e"]), ("squeeze_mask", ["m"])], "v"),
      ], "7×11×13"
    ),
    (
      [
        table, .integers("b", [1, 1]), .integers("e", [2, 3]), .integers("m", [1, 0]),
        .integers("n", [0, 1]),
        step(
          "slice_by_index",
          [
            ("x", ["t"]), ("begin", ["b"]), ("end", ["e"]), ("begin_mask", ["m"]),
            ("squeeze_mask", ["n"]),
          ], "v"),
      ], "3×11"
    ),
    // Places that are masked begin at the end that the step starts from.
    (
      [
        .integers("t", [2, 3, 5, 7]), .integers("b", [2]), .integers("e", [-4]),
        .integers("s", [-2]), .integers("m", [1]),
        step(
          "slice_by_index",
          [
            ("x", ["t"]), ("begin", ["b"]), ("end", ["e"]), ("stride", ["s"]),
            ("begin_mask", ["m"]),
          ], "v"),
      ], "7×3"
    ),
    (
      [
        .integers("p", [2, 3]), .integers("q", [5]), number("a", 0),
        step("concat", [("values", ["p", "q"]), ("axis", ["a"])], "v"),
      ], "2×3×5"
    ),
    (
      [
        number("p", 2), number("q", 3), number("r", 5), number("a", 0),
        step("stack", [("values", ["p", "q", "r"]), ("axis", ["a"])], "v"),
      ], "2×3×5"
    ),
    (
      [
        .integers("p", [2, 3]), .integers("q", [5, 7]),
        step("mul", [("x", ["p"]), ("y", ["q"])], "v"),
      ], "10×21"
    ),
    (
      [
        .integers("p", [7, 3]), number("q", 5), step("minimum", [("x", ["p"]), ("y", ["q"])], "v"),
      ], "5×3"
    ),
    (
      [
        number("p", 5), .integers("q", [7, 3]), step("maximum", [("x", ["p"]), ("y", ["q"])], "v"),
      ], "7×5"
    ),
    (
      [
        .floats("p", [2.5, 3.5, -0.5]), step("round", [("x", ["p"])], "r"),
        .string("d", "int32"), step("cast", [("x", ["r"]), ("dtype", ["d"])], "c"),
        number("q", 3), step("add", [("x", ["c"]), ("y", ["q"])], "v"),
      ], "5×7×3"
    ),
    // A cast to integers drops the fraction, and one to floating-point numbers keeps it.
    (
      [
        .floats("p", [1.75, 2.25]), .string("d", "int32"),
        step("cast", [("x", ["p"]), ("dtype", ["d"])], "c"), number("q", 4),
        step("mul", [("x", ["c"]), ("y", ["q"])], "v"),
      ], "4×8"
    ),
    (
      [
        .floats("p", [1.75, 2.25]), .string("d", "fp32"),
        step("cast", [("x", ["p"]), ("dtype", ["d"])], "c"), number("q", 4),
        step("mul", [("x", ["c"]), ("y", ["q"])], "v"),
      ], "7×9"
    ),
    (
      [
        number("p", 7), .integers("a", [0]),
        step("expand_dims", [("x", ["p"]), ("axes", ["a"])], "v"),
      ], "7"
    ),
    // Tables of parts have no order here, and numbers of more than 64 bits no value.
    (
      [
        table, .integers("q", [5]), number("a", 0),
        step("concat", [("values", ["t", "t"]), ("axis", ["a"])], "g"),
        .integers("f", [-1]), step("reshape", [("x", ["g"]), ("shape", ["f"])], "v"),
      ], "?"
    ),
    (
      [
        number("p", 1 << 62), number("q", 2), step("mul", [("x", ["p"]), ("y", ["q"])], "m"),
        .integers("a", [0]), step("expand_dims", [("x", ["m"]), ("axes", ["a"])], "v"),
      ], "?"
    ),
    (
      [
        number("p", 7), number("q", 0), step("mod", [("x", ["p"]), ("y", ["q"])], "m"),
        .integers("a", [0]), step("expand_dims", [("x", ["m"]), ("axes", ["a"])], "v"),
      ], "?"
    ),
    (
      [
        .integers("p", [2]), .integers("q", [1]),
        step("tile", [("x", ["p"]), ("reps", ["q"])], "v"),
      ], "?"
    ),
  ]

  @Test func `vectors that are computed in advance`() {
    for (operations, text) in Self.vectors {
      let rank = text.filter { $0 == "×" }.count + 1
      let model = Message.program(
        inputs: [("x", Array(repeating: 1, count: rank))],
        operations + [Self.step("tile", [("x", ["x"]), ("reps", ["v"])], "y")])
      #expect(
        CoreMLText.of(model)
          == (text.hasPrefix("m: ")
            ? text : text == "?" ? "\(Self.unknown) tile" : "tile (movement) → \(text)"))
    }
  }

  private static let unknown = "m: no operation has a known shape; the first of unknown shape is"

  /// A range of numbers, which is as long as the sum of it and a single number.
  @Test(
    arguments: [
      ([3, 20, 4], "5"), ([3, 19, 4], "4"), ([20, 3, -4], "5"), ([0, 7, 1], "7"),
      ([7, 0, 1], "none"), ([0, 7, 0], "unknown"), ([0, 1.25, 0.5], "3"),
      ([0, 2_147_483_647, 1], "2147483647"), ([0, 2_147_483_648, 1], "unknown"),
    ] as [([Double], String)])
  func `ranges`(numbers: [Double], text: String) {
    var operations: [Message] = []
    for (name, number) in zip(["start", "end", "step"], numbers) {
      operations.append(
        Int(exactly: number).map { Self.number(name, $0) }
          ?? .floats(name, [Float(number)], isScalar: true))
    }
    operations.append(
      Self.step("range_1d", [("start", ["start"]), ("end", ["end"]), ("step", ["step"])], "r"))
    operations.append(Self.step("add", [("x", ["x"]), ("y", ["r"])], "y"))
    let texts = ["none": "m: a network without operations", "unknown": "\(Self.unknown) add"]
    #expect(
      CoreMLText.of(.program(inputs: [("x", [1])], operations))
        == texts[text] ?? "add constant (function) → \(text)")
  }

  /// Arguments that are only known when the network runs.
  @Test(arguments: [
    MILRow("topk", [1, 3, 4, 5], [.input("k", [])], "topk"),
    MILRow("reduce_sum", [1, 3, 4, 5], [.input("axes", [1])], "reduce_sum"),
    MILRow("squeeze", [1, 3, 1, 5], [.input("axes", [1])], "squeeze"),
    MILRow("split", [1, 6], [.input("axis", []), .int("num_splits", 2)], "split"),
    MILRow("split", [1, 6], [.int("axis", 1), .input("split_sizes", [2])], "split"),
    MILRow("split", [1, 6], [.int("axis", 1), .input("num_splits", [])], "split"),
    MILRow(
      "upsample_bilinear", [1, 3, 4, 5],
      [.int("scale_factor_height", 2), .input("scale_factor_width", [])], "upsample_bilinear"),
    MILRow(
      "resize_bilinear", [1, 3, 4, 5],
      [.int("target_size_height", 2), .input("target_size_width", [])], "resize_bilinear"),
    MILRow(
      "resize", [1, 3, 4, 5], [.input("shape", [2]), .int("resized_dims", 2)], "resize"),
    MILRow("pad", [1, 3, 4, 5], [.input("pad", [4])], "pad"),
    MILRow("transpose", [1, 3, 4, 5], [.input("perm", [4])], "transpose"),
    MILRow(
      "slice_by_index", [1, 3], [.input("begin", [2]), .ints("end", [1, 2])], "slice_by_index"),
    MILRow(
      "crop", [1, 3, 4, 5], [.ints("crop_height", [1]), .ints("crop_width", [1, 2])], "crop"),
    MILRow(
      "slice_by_size", [1, 3], [.input("begin", [2]), .ints("size", [1, -1])], "slice_by_size"),
    MILRow("reshape", [1, 3], [.input("shape", [2])], "reshape"),
    MILRow("expand_dims", [1, 3], [.input("axes", [1])], "expand_dims"),
  ])
  func `arguments that are computed`(row: MILRow) {
    #expect(row.found == "\(Self.unknown) \(row.text)")
  }
}
