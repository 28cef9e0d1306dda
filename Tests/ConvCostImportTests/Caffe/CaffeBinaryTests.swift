import ConvCostCore
import Testing

@testable import ConvCostImport

struct CaffeBinaryTests {
  /// A blob of a shape, with a few bytes of weights.
  static func blob(_ lengths: [Int], isOld: Bool = false) -> Message {
    Message {
      if isOld {
        for (index, length) in lengths.enumerated() { $0.integer(index + 1, length) }
      } else {
        $0.message(
          7,
          Message {
            var packed = Message()
            for length in lengths { packed.varint(UInt64(length)) }
            $0.bytes(1, packed.bytes)
          })
      }
      $0.bytes(5, [0, 0, 128, 63])
    }
  }

  /// A convolution to four channels, in the newer form.
  static func convolution(_ blobs: [Message], kernel: Int = 3) -> Message {
    Message {
      $0.text(1, "conv")
      $0.text(2, "Convolution")
      $0.text(3, "data")
      $0.text(4, "conv")
      $0.message(6, Message { $0.float(3, 1) })
      for blob in blobs { $0.message(7, blob) }
      $0.integer(10, 1)
      $0.message(
        106,
        Message {
          $0.integer(1, 4)
          $0.integer(4, kernel)
          $0.message(7, Message { $0.text(1, "xavier") })
        })
    }
  }

  static func network(_ layers: [Message], field: Int = 100) -> [UInt8] {
    Message {
      $0.text(1, "net")
      $0.text(3, "data")
      for length in [1, 3, 8, 8] { $0.integer(4, length) }
      for layer in layers { $0.message(field, layer) }
    }.bytes
  }

  @Test func `a caffemodel is the network with its weights`() throws {
    let bytes = Self.network([Self.convolution([Self.blob([4, 3, 3, 3]), Self.blob([4])])])
    let file = try ModelFile(bytes: bytes)
    #expect(file.cost.parameters == 112)
    #expect(file.cost.macs == 4 * 27 * 36)
    #expect(file.subject.source == "caffe")
    #expect(file.notes.first == .init("Format", "caffemodel"))
  }

  @Test func `older files have numbers for types`() throws {
    let layer = Message {
      $0.text(2, "data")
      $0.text(3, "conv")
      $0.text(4, "conv")
      $0.integer(5, 4)
      $0.message(6, Self.blob([4, 3, 1, 1], isOld: true))
      $0.message(6, Self.blob([1, 1, 1, 4], isOld: true))
      $0.float(7, 1)
      $0.message(
        10,
        Message {
          $0.integer(1, 4)
          $0.integer(4, 1)
        })
    }
    let pool = Message {
      $0.text(2, "conv")
      $0.text(3, "pool")
      $0.text(4, "pool")
      $0.integer(5, 17)
      $0.message(
        19,
        Message {
          $0.integer(1, 1)
          $0.integer(2, 3)
          $0.integer(3, 2)
        })
    }
    let file = try ModelFile(bytes: Self.network([layer, pool], field: 2))
    #expect(file.cost.parameters == 16)
    #expect(file.graph.nodes.last?.operation.kind.rawValue == "AvgPool2d")
    #expect(file.graph.nodes.last?.output == .map(4, 4))
  }

  @Test func `numbers that do not fit the layer are an error`() {
    let bytes = Self.network([Self.convolution([Self.blob([4, 3, 5, 5]), Self.blob([4])])])
    #expect(
      CaffeNet.problem(bytes)
        == "net: byte 19: Convolution 'conv': found 304 stored numbers, but the layer has 112")
  }

  @Test func `unknown layers have the numbers that are stored`() throws {
    let layer = Message {
      $0.text(1, "it")
      $0.text(2, "Foo")
      $0.text(3, "data")
      $0.text(4, "y")
      $0.message(7, Self.blob([5, 6]))
    }
    let file = try ModelFile(bytes: Self.network([layer]))
    #expect(file.cost.parameters == 30)
    #expect(!file.isComplete)
  }

  /// A layer of which the second to last field is the type.
  private static func layer(_ body: (inout Message) -> Void) -> Message {
    Message {
      body(&$0)
      $0.text(3, "data")
    }
  }

  private static let relu = layer { $0.text(2, "ReLU") }

  /// Files, and whether they begin as a network of Caffe.
  static let beginnings: [(Message, Bool)] = [
    (Message { $0.message(100, relu) }, true),
    (Message { $0.message(100, layer { _ in }) }, false),
    (Message { $0.message(100, layer { $0.text(2, "") }) }, false),
    (Message { $0.message(2, layer { $0.integer(5, 18) }) }, true),
    (Message { $0.message(2, relu) }, false),
    // A layer of 2013 has one inside.
    (Message { $0.message(2, layer { $0.message(1, Message { $0.text(1, "x") }) }) }, true),
    (Message { $0.message(101, relu) }, false),
    (
      Message {
        $0.integer(1, 3); $0.message(100, relu)
      }, false
    ),
    (
      Message {
        $0.text(1, "a"); $0.message(100, relu)
      }, true
    ),
    (
      Message {
        $0.text(1, "a"); $0.text(1, "a"); $0.message(100, relu)
      }, false
    ),
    (
      Message {
        $0.text(1, text(4095)); $0.message(100, relu)
      }, true
    ),
    (
      Message {
        $0.text(1, text(4096)); $0.message(100, relu)
      }, false
    ),
    (
      Message {
        $0.text(3, text(4095)); $0.message(100, relu)
      }, true
    ),
    (
      Message {
        $0.text(3, text(4096)); $0.message(100, relu)
      }, false
    ),
    (
      Message {
        $0.text(3, "a")
        $0.integer(4, 1)
        $0.integer(5, 1)
        $0.message(6, Message())
        $0.integer(7, 1)
        $0.message(8, Message())
        $0.message(100, relu)
      }, true
    ),
    (
      Message {
        for _ in 0..<63 { $0.integer(4, 1) }; $0.message(100, relu)
      }, true
    ),
    (
      Message {
        for _ in 0..<64 { $0.integer(4, 1) }; $0.message(100, relu)
      }, false
    ),
    (Message(), false),
  ]

  private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

  @Test(arguments: beginnings.indices)
  func `a beginning tells the format`(index: Int) {
    let (message, isCaffe) = Self.beginnings[index]
    #expect(CaffeBinary.recognizes(ByteSource(message.bytes)) == isCaffe)
  }

  /// Packed numbers, and one by one.
  @Test(arguments: [true, false])
  func `several numbers of a field`(isPacked: Bool) throws {
    let boxes = Message {
      for (field, numbers) in [(1, [3, 4] as [Float]), (2, [9]), (3, [2])] {
        if isPacked {
          $0.bytes(
            field,
            numbers.flatMap { number in
              withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
            })
        } else {
          for number in numbers { $0.float(field, number) }
        }
      }
      $0.integer(4, 0)
    }
    let layer = Message {
      $0.text(1, "it")
      $0.text(2, "PriorBox")
      $0.text(3, "data")
      $0.text(4, "y")
      $0.message(203, boxes)
    }
    // 8·8 places with 2·2 + 1 boxes of 4 numbers.
    #expect(
      ImportTrace.text(Self.network([layer])) == "PriorBox (function) → 2×1280")
  }

  /// Files, and how many fields they have.
  static let sizes: [(Message, Int)] = [
    (Message { $0.text(1, "net") }, 1), (Message { for _ in 0..<4 { $0.integer(4, 1) } }, 4),
    (Message { $0.bytes(4, [1, 2, 3]) }, 4),
    (Message { $0.message(8, Message { $0.integer(1, 2) }) }, 2),
    // The name, the layer, the message of its boxes, and two numbers in the first field.
    (
      Message {
        $0.text(1, "net")
        $0.message(
          100, Message { $0.message(203, Message { $0.bytes(1, [0, 0, 0, 0, 0, 0, 0, 0]) }) })
      }, 6
    ),
    // Fields that are not read do not count.
    (
      Message {
        $0.text(1, "net"); $0.integer(9, 1); $0.text(10, "x")
      }, 1
    ),
  ]

  @Test(arguments: sizes.indices)
  func `fields have a limit`(index: Int) throws {
    let (message, count) = Self.sizes[index]
    _ = try CaffeBinary.read(ByteSource(message.bytes), upTo: count)
    #expect(throws: CaffeError.tooManyFields(limit: count - 1)) {
      _ = try CaffeBinary.read(ByteSource(message.bytes), upTo: count - 1)
    }
  }

  /// A batch norm stores a factor beside its statistics.
  @Test(arguments: [
    ([[3], [3], [1]], "BatchNorm2d no scale, no shift → 3×8×8; 6 buffers"),
    (
      [[3], [3]],
      "f: byte 19: BatchNorm 'it': found 6 stored numbers, but the layer has 7"
    ),
  ])
  func `numbers of a batch norm`(blobs: [[Int]], text: String) {
    let layer = Message {
      $0.text(1, "it")
      $0.text(2, "BatchNorm")
      $0.text(3, "data")
      $0.text(4, "y")
      for blob in blobs { $0.message(7, Self.blob(blob)) }
    }
    #expect(ImportTrace.text(Self.network([layer])) == text)
  }

  /// Texts, and whether they are networks of Caffe.
  @Test(
    arguments: [
      ("!layer {", false), (" layer {", true), ("\tlayer {", true), ("layer!{", false),
      ("\u{FEFF}layer {", true), ("layerX {", false), ("layerz {", false), ("_layer {", false),
      ("name: 'x' layer", true), ("name: 'x' layer <", true), ("name: 'x' layer:\n{", true),
      ("name: 'x' layer =", false), ("name: 'x' input", true), ("name: 'x' input_dim: 1", true),
      ("name: 'x' input_shape {", true), ("name: 'x'\nzlayer {", false),
      ("name: 'x' inputs", false),
      ("name: 'x' `layer {", true), ("name: 'x' Layer {", false), ("#\n#\n layers {", true),
      ("state { level: 1 } layer {", true), ("step: 1 layer {", false),
      // The words in the first 65536 bytes.
      ("name: 'x'" + text(65521, "\n") + " input", true),
      ("name: 'x'" + text(65527, "\n") + "input", false),
      // A text has no zero in its first 4096 bytes.
      ("layer {" + text(4088, " ") + "\0", false), ("layer {" + text(4089, " ") + "\0", true),
    ] as [(String, Bool)])
  func `a beginning of a text`(text: String, isCaffe: Bool) {
    #expect(CaffeText.recognizes(ByteSource(Array(text.utf8))) == isCaffe)
  }

  private static func text(_ count: Int, _ character: String) -> String {
    String(repeating: character, count: count)
  }

  @Test func `models of other formats are not taken for it`() {
    let onnx = Message {
      $0.integer(1, 8)
      $0.text(2, "pytorch")
      $0.message(7, Message())
    }.bytes
    let coreML = Message {
      $0.integer(1, 4)
      $0.message(2, Message())
    }.bytes
    let texts = [
      "net: \"train_val.prototxt\"\nbase_lr: 0.1\n", "name: x\nlayers of text", "", "7767517",
    ]
    for bytes in [onnx, coreML] + texts.map({ Array($0.utf8) }) {
      #expect(ModelFormat.of(ByteSource(bytes)).name != "caffe")
    }
    for text in [
      "layer {", "# a comment\n\nname: 'x'\nlayer { }", "input: \"a\"", "layers <type: RELU>",
    ] {
      #expect(ModelFormat.of(ByteSource(Array(text.utf8))).name == "caffe")
    }
  }
}
