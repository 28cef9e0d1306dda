import ConvCostCore
import Testing

@testable import ConvCostImport

@Suite struct CaffeBinaryTests {
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
