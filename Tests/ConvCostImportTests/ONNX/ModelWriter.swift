/// Writes protobuf messages and small ONNX models for tests.
struct Message {
  private(set) var bytes: [UInt8] = []

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func integer(_ field: Int, _ value: Int) {
    varint(UInt64(field << 3))
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func bytes(_ field: Int, _ value: [UInt8]) {
    varint(UInt64(field << 3 | 2))
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func float(_ field: Int, _ value: Float) {
    varint(UInt64(field << 3 | 5))
    bytes += withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }

  mutating func text(_ field: Int, _ value: String) { bytes(field, Array(value.utf8)) }

  mutating func message(_ field: Int, _ value: Message) { bytes(field, value.bytes) }

  /// Adds the fields of another message; protobuf allows that.
  mutating func append(_ fields: Message) { bytes += fields.bytes }

  init(_ body: (inout Message) -> Void = { _ in }) { body(&self) }

  // MARK: - ONNX

  static func node(
    _ type: String, _ inputs: [String], _ outputs: [String], domain: String = "",
    attributes: [Message] = []
  ) -> Message {
    Message {
      for input in inputs { $0.text(1, input) }
      for output in outputs { $0.text(2, output) }
      $0.text(4, type)
      for attribute in attributes { $0.message(5, attribute) }
      if !domain.isEmpty { $0.text(7, domain) }
    }
  }

  static func attribute(_ name: String, integers: [Int]) -> Message {
    Message {
      $0.text(1, name)
      for value in integers { $0.integer(8, value) }
      $0.integer(20, 7)
    }
  }

  static func attribute(_ name: String, integer: Int) -> Message {
    Message {
      $0.text(1, name)
      $0.integer(3, integer)
      $0.integer(20, 2)
    }
  }

  static func attribute(_ name: String, float: Float) -> Message {
    Message {
      $0.text(1, name)
      $0.float(2, float)
      $0.integer(20, 1)
    }
  }

  static func attribute(_ name: String, floats: [Float]) -> Message {
    Message {
      $0.text(1, name)
      for value in floats { $0.float(7, value) }
      $0.integer(20, 6)
    }
  }

  static func attribute(_ name: String, text: String) -> Message {
    Message {
      $0.text(1, name)
      $0.text(4, text)
      $0.integer(20, 3)
    }
  }

  static func attribute(_ name: String, tensor: Message) -> Message {
    Message {
      $0.text(1, name)
      $0.message(5, tensor)
      $0.integer(20, 4)
    }
  }

  static func attribute(_ name: String, graph: Message) -> Message {
    Message {
      $0.text(1, name)
      $0.message(6, graph)
      $0.integer(20, 5)
    }
  }

  static func tensor(
    _ name: String, _ shape: [Int], type: Int = 1, location: String? = nil
  ) -> Message {
    Message {
      for length in shape { $0.integer(1, length) }
      $0.integer(2, type)
      $0.text(8, name)
      if let location {
        $0.message(
          13,
          Message {
            $0.text(1, "location")
            $0.text(2, location)
          })
        $0.integer(14, 1)
      }
    }
  }

  static func tensor(_ name: String, _ shape: [Int], integers: [Int]) -> Message {
    tensor(
      name, shape, type: 7,
      bytes: integers.flatMap { number in
        withUnsafeBytes(of: Int64(number).littleEndian) { Array($0) }
      })
  }

  static func tensor(_ name: String, _ shape: [Int], floats: [Float]) -> Message {
    tensor(
      name, shape, type: 1,
      bytes: floats.flatMap { number in
        withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
      })
  }

  private static func tensor(
    _ name: String, _ shape: [Int], type: Int, bytes: [UInt8]
  ) -> Message {
    Message {
      for length in shape { $0.integer(1, length) }
      $0.integer(2, type)
      $0.text(8, name)
      $0.bytes(9, bytes)
    }
  }

  /// A value of floats; a length of zero becomes one that is named `n`.
  ///
  /// - Parameter kind: the origin that PyTorch's exporter states.
  static func value(
    _ name: String, _ shape: [Int], type: Int = 1, kind: String? = nil
  ) -> Message {
    let lengths = Message { shapes in
      for length in shape {
        shapes.message(
          1, Message { if length == 0 { $0.text(2, "n") } else { $0.integer(1, length) } })
      }
    }
    let tensor = Message {
      $0.integer(1, type)
      $0.message(2, lengths)
    }
    return Message {
      $0.text(1, name)
      $0.message(2, Message { $0.message(1, tensor) })
      if let kind {
        $0.message(
          4,
          Message {
            $0.text(1, "pkg.torch.export.graph_signature.InputSpec.kind")
            $0.text(2, kind)
          })
      }
    }
  }

  static func graph(
    _ nodes: [Message], inputs: [Message] = [], outputs: [Message] = [],
    initializers: [Message] = []
  ) -> Message {
    Message {
      for node in nodes { $0.message(1, node) }
      for tensor in initializers { $0.message(5, tensor) }
      for input in inputs { $0.message(11, input) }
      for output in outputs { $0.message(12, output) }
    }
  }

  static func function(
    _ name: String, _ inputs: [String], _ outputs: [String], _ nodes: [Message]
  ) -> Message {
    Message {
      $0.text(1, name)
      for input in inputs { $0.text(4, input) }
      for output in outputs { $0.text(5, output) }
      for node in nodes { $0.message(7, node) }
      $0.text(10, "own")
    }
  }

  static func model(_ graph: Message, functions: [Message] = [], opset: Int = 18) -> [UInt8] {
    Message {
      $0.integer(1, 8)
      $0.message(7, graph)
      $0.message(8, Message { $0.integer(2, opset) })
      for function in functions { $0.message(25, function) }
    }.bytes
  }
}
