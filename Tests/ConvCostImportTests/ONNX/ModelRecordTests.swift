import Testing

@testable import ConvCostImport

/// The messages of an ONNX file, by the numbers of their fields: onnx/onnx.proto.
struct ModelRecordTests {
  /// Reads a message of the given fields.
  private func read<Result>(
    _ message: Message, _ body: (MessageReader, Range<Int>) throws -> Result
  ) throws -> Result {
    try message.bytes.withUnsafeBytes { bytes in
      try body(MessageReader(file: ByteSource(bytes)), 0..<bytes.count)
    }
  }

  /// Single-precision numbers in a list.
  private static func packed(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) } }
  }

  private static func packed(_ numbers: [Double]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) } }
  }

  static let attributes: [(Message, String)] = [
    (Message { $0.float(2, 1.5) }, "float(1.5)"), (Message { $0.integer(3, -7) }, "integer(-7)"),
    (Message { $0.text(4, "ab") }, "string(\"ab\")"),
    (Message { $0.bytes(7, packed([1.5, 2.5] as [Float])) }, "floats([1.5, 2.5])"),
    (
      Message {
        $0.float(7, 1.5)
        $0.float(7, 2.5)
      }, "floats([1.5, 2.5])"
    ),
    (Message { $0.bytes(8, [5, 0x96, 1]) }, "integers([5, 150])"),
    (
      Message {
        $0.text(9, "a")
        $0.text(9, "b")
      }, "strings([\"a\", \"b\"])"
    ),
    (Message { $0.text(21, "outer") }, "reference(\"outer\")"),
    // Zeros and empty lists are not written.
    (Message { $0.integer(20, 1) }, "float(0.0)"), (Message { $0.integer(20, 2) }, "integer(0)"),
    (Message { $0.integer(20, 3) }, "string(\"\")"), (Message { $0.integer(20, 6) }, "floats([])"),
    (Message { $0.integer(20, 7) }, "integers([])"),
    (Message { $0.integer(20, 8) }, "strings([])"), (Message { $0.integer(20, 4) }, "other"),
    (Message { $0.integer(20, 5) }, "other"), (Message { $0.integer(20, 9) }, "other"),
    (Message { $0.integer(20, 10) }, "other"), (Message(), "other"),
    (Message { $0.text(13, "in words") }, "other"),
  ]

  @Test(arguments: attributes.indices)
  func `an attribute has the value that is written`(index: Int) throws {
    var message = Message { $0.text(1, "name") }
    message.append(Self.attributes[index].0)
    let (name, attribute) = try read(message) { try $0.attribute($1, depth: 0) }
    #expect(name == "name")
    #expect("\(attribute)" == Self.attributes[index].1)
  }

  /// A tensor's type, its fields besides the dimensions, and its values; two numbers if none are
  /// stated.
  static let tensors: [(Int, Message, String)] = [
    (1, Message { $0.bytes(4, packed([1.5, 2.5] as [Float])) }, "=1.5,2.5"),
    (1, Message { $0.bytes(9, packed([1.5, 2.5] as [Float])) }, "=1.5,2.5"),
    (1, Message { $0.bytes(9, packed([1.5] as [Float])) }, ""),
    (1, Message { $0.bytes(4, packed([1.5] as [Float])) }, ""),
    (1, Message { $0.bytes(7, [1, 2]) }, ""),
    (6, Message { $0.bytes(4, packed([1.5, 2.5] as [Float])) }, ""),
    (11, Message { $0.bytes(10, packed([1.5, 2.5] as [Double])) }, "=1.5,2.5"),
    (11, Message { $0.bytes(9, packed([1.5, -2.5] as [Double])) }, "=1.5,-2.5"),
    (6, Message { $0.bytes(5, [3, 4]) }, "=3,4"), (7, Message { $0.bytes(7, [3, 4]) }, "=3,4"),
    (13, Message { $0.bytes(11, [3, 4]) }, "=3,4"), (9, Message { $0.bytes(5, [0, 1]) }, "=0,1"),
    (6, Message { $0.bytes(5, [3]) }, ""), (6, Message { $0.bytes(5, [3, 4, 5]) }, ""),
    (2, Message { $0.bytes(9, [1, 255]) }, "=1,255"),
    (3, Message { $0.bytes(9, [1, 255]) }, "=1,-1"),
    (4, Message { $0.bytes(9, [1, 2, 255, 255]) }, "=513,65535"),
    (5, Message { $0.bytes(9, [1, 2, 255, 255]) }, "=513,-1"),
    (6, Message { $0.bytes(9, [1, 2, 0, 0, 255, 255, 255, 255]) }, "=513,-1"),
    (12, Message { $0.bytes(9, [1, 2, 0, 0, 255, 255, 255, 255]) }, "=513,4294967295"),
    (
      7, Message { $0.bytes(9, [1, 2, 0, 0, 0, 0, 0, 0] + Array(repeating: 255, count: 8)) },
      "=513,-1"
    ),
    (9, Message { $0.bytes(9, [1, 0]) }, "=1,0"), (8, Message { $0.bytes(9, [1, 0]) }, ""),
    (10, Message { $0.bytes(9, [0x00, 0xFC, 0x01, 0x80]) }, "=-inf,-5.960464477539063e-08"),
    (10, Message { $0.bytes(9, [0xFF, 0x7B, 0x01, 0x7C]) }, "=65504.0,nan"),
    (16, Message { $0.bytes(9, [0x80, 0x3F, 0x20, 0xC0]) }, "=1.0,-2.5"),
    (16, Message { $0.bytes(5, [0x80, 0x7F, 0xA0, 0x80, 0x03]) }, "=1.0,-2.5"),
    // In another file, and in this one.
    (
      2,
      Message {
        $0.bytes(9, [1, 2])
        $0.integer(14, 1)
      }, " away"
    ),
    (
      2,
      Message {
        $0.bytes(9, [1, 2])
        $0.integer(14, 0)
      }, "=1,2"
    ),
    (2, Message { $0.text(12, "in words") }, ""),
  ]

  @Test(arguments: tensors.indices)
  func `a tensor has the numbers that are written`(index: Int) throws {
    let (type, fields, expected) = Self.tensors[index]
    let message = Message {
      $0.integer(1, 2)
      $0.integer(2, type)
      $0.text(8, "t")
      $0.append(fields)
    }
    let tensor = try read(message) { try $0.tensor($1) }
    #expect(tensor.shape == [2])
    #expect(tensor.name == "t")
    #expect(tensor.type.rawValue == type)
    #expect(OperatorLine.words(tensor.values) + (tensor.isExternal ? " away" : "") == expected)
  }

  /// Up to 2048 numbers are kept, in bytes or in a list.
  @Test(arguments: [(2_048, true), (2_049, false)])
  func `the numbers of short tensors are kept`(count: Int, isKept: Bool) throws {
    for field in [5, 9] {
      let message = Message {
        $0.integer(1, count)
        $0.integer(2, 2)
        $0.bytes(field, Array(repeating: 3, count: count))
      }
      #expect(try read(message) { try $0.tensor($1) }.values?.count == (isKept ? count : nil))
    }
  }

  @Test func `a sparse tensor has the lengths of the whole`() throws {
    let values = Message.tensor("s", [2], integers: [5, 6])
    let message = Message {
      $0.message(1, values)
      $0.message(2, .tensor("", [2], integers: [1, 3]))
      $0.bytes(3, [3, 7])
    }
    let tensor = try read(message) { try $0.sparseTensor($1) }
    #expect(tensor.name == "s")
    #expect(tensor.shape == [3, 7])
    #expect(tensor.values == nil)
    let graph = try read(Message { $0.message(15, message) }) { try $0.graph($1, depth: 0) }
    #expect(graph.initializers.map(\.shape) == [[3, 7]])
  }

  @Test(arguments: [(64, true), (65, false)])
  func `a tensor has up to 64 lengths`(rank: Int, isRead: Bool) {
    let shape = [UInt8](repeating: 1, count: rank)
    #expect(((try? read(Message { $0.bytes(1, shape) }) { try $0.tensor($1) }) != nil) == isRead)
    #expect(
      ((try? read(Message { $0.bytes(3, shape) }) { try $0.sparseTensor($1) }) != nil) == isRead)
  }

  @Test(
    arguments: [
      ("data.bin", true), ("a/b.bin", true), ("a..b", true), ("..a/b..", true), ("...", true),
      ("a", true), ("", true), ("ab:c", true), ("a/../b", false), ("a\\..\\b", false),
      ("..", false),
      ("a/..", false), ("/etc/x", false), ("\\x", false), ("C:x", false), ("::", false),
      ("./a", true),
    ])
  func `numbers in other files lie in the model's folder`(path: String, isRead: Bool) {
    let message = Message.tensor("w", [2], location: path)
    #expect(((try? read(message) { try $0.tensor($1) }) != nil) == isRead)
    // Other pairs may say anything.
    let other = Message {
      $0.message(
        13,
        Message {
          $0.text(1, "offset")
          $0.text(2, path)
        })
    }
    #expect(((try? read(other) { try $0.tensor($1) }) != nil) == true)
  }

  @Test(
    arguments: [
      (1, "shape nil, tensor"), (4, "shape nil"), (5, "shape nil"), (7, "shape nil"),
      (8, "shape nil"), (9, "shape nil"), (10, "shape nil, tensor"),
    ])
  func `a value is a tensor unless its type says otherwise`(field: Int, expected: String) throws {
    let message = Message {
      $0.text(1, "v")
      $0.message(2, Message { $0.message(field, Message()) })
    }
    let value = try read(message) { try $0.value($1) }
    #expect(value.name == "v")
    #expect(
      "shape \(value.shape.map { "\($0)" } ?? "nil")\(value.isTensor ? ", tensor" : "")" == expected
    )
  }

  /// What a type means, such as an image, is a text next to it.
  @Test func `a value has the lengths that are written`() throws {
    let shape = Message { shape in
      for fields in [
        Message { $0.integer(1, 7) }, Message { $0.text(2, "N") }, Message { $0.integer(1, -1) },
        Message { $0.text(2, "") }, Message(), Message { $0.integer(1, 0) },
        Message {
          $0.text(3, "DATA_BATCH")
          $0.integer(1, 5)
        },
      ] { shape.message(1, fields) }
    }
    let tensor = Message {
      $0.integer(1, 10)
      $0.message(2, shape)
    }
    let message = Message {
      $0.message(
        2,
        Message {
          $0.message(1, tensor)
          $0.text(6, "IMAGE")
        })
    }
    let value = try read(message) { try $0.value($1) }
    #expect(
      value.shape
        == [.fixed(7), .named("N"), .unknown, .unknown, .unknown, .fixed(0), .fixed(5)])
    #expect(value.type == .float16)
    #expect(value.isTensor)
  }

  @Test func `a function has the fields of its message`() throws {
    let message = Message {
      $0.text(1, "f")
      $0.text(4, "a")
      $0.text(4, "b")
      $0.text(5, "c")
      $0.text(6, "k")
      $0.message(7, .node("Relu", ["a"], ["c"]))
      $0.text(8, "in words")
      $0.message(
        9,
        Message {
          $0.text(1, "ai.onnx")
          $0.integer(2, 9)
        })
      $0.text(10, "own")
      $0.message(11, .attribute("k", integer: 5))
    }
    let function = try read(message) { try $0.function($1) }
    #expect(function.name == "f" && function.domain == "own")
    #expect(function.inputs == ["a", "b"] && function.outputs == ["c"])
    #expect(function.nodes.map(\.type) == ["Relu"])
    #expect(function.opsets == ["": 9])
    #expect(function.defaults.keys.sorted() == ["k"])
  }

  /// The schema's numbers of element types, with the bits of an element, `f` for those that
  /// represent fractions.
  @Test func `element types have their bits`() {
    let types = (-1...27).map { number -> String in
      guard let type = ElementType(rawValue: number) else { return "none" }
      return (type.bits.map { "\($0)" } ?? "?") + (type.isFloat ? "f" : "")
    }
    #expect(
      types == [
        "none", "?", "32f", "8", "8", "16", "16", "32", "64", "?", "8", "16f", "64f", "32", "64",
        "64", "128", "16f", "8f", "8f", "8f", "8f", "4", "4", "4f", "8f", "2", "2", "none",
      ])
  }

  @Test(
    arguments: [
      (Message { $0.integer(1, 8) }, "not an ONNX model: it contains no graph"),
      (
        Message { $0.message(8, Message { $0.integer(2, 18) }) },
        "a network without operations"
      ),
    ].map { ($0.0.bytes, $0.1) })
  func `a file is a model if it has operators or their version`(bytes: [UInt8], expected: String) {
    #expect(HostileModelTests.problem(bytes).hasPrefix(expected))
  }

  @Test(
    arguments: [
      ("opset 18", "", "ONNX operator set 18"), ("opset 9 own", "", "ONNX"),
      ("opset 9 own\nopset 7 ai.onnx", "pytorch", "ONNX operator set 7, written by pytorch"),
    ])
  func `a report names the operator set and the writer`(
    opset: String, producer: String, expected: String
  ) throws {
    var bytes = ModelText("\(opset)\nx: 1x4\ny = ai.onnx.Relu x").bytes
    bytes += Message { $0.text(2, producer) }.bytes
    let network = try bytes.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
    #expect(network.origin.format == expected)
    #expect(network.origin.unknown.isEmpty)
  }
}
