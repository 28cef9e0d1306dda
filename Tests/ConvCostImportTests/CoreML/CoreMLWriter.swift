/// Writes small Core ML models for tests.
extension Message {
  // MARK: - Model

  /// A model of a kind, by the kind's field, with its inputs.
  static func coreML(
    _ kind: Int, _ content: Message, inputs: [Message] = [], version: Int = 8
  ) -> Message {
    Message {
      $0.integer(1, version)
      $0.message(2, Message { for input in inputs { $0.message(1, input) } })
      $0.message(kind, content)
    }
  }

  /// An input of the description that is an array.
  static func array(
    _ name: String, _ shape: [Int], shapes: [[Int]] = [], ranges: [(Int, Int)] = []
  ) -> Message {
    feature(
      name, 5,
      Message {
        for length in shape { $0.integer(1, length) }
        if !shapes.isEmpty {
          $0.message(
            21,
            Message {
              for shape in shapes {
                $0.message(1, Message { for length in shape { $0.integer(1, length) } })
              }
            })
        }
        if !ranges.isEmpty {
          $0.message(
            31,
            Message {
              for (first, last) in ranges {
                $0.message(
                  1,
                  Message {
                    $0.integer(1, first)
                    $0.integer(2, last)
                  })
              }
            })
        }
      })
  }

  /// An input of the description that is an image.
  static func image(_ name: String, _ height: Int, _ width: Int, gray: Bool = false) -> Message {
    feature(
      name, 4,
      Message {
        $0.integer(1, width)
        $0.integer(2, height)
        $0.integer(3, gray ? 10 : 20)
      })
  }

  private static func feature(_ name: String, _ kind: Int, _ type: Message) -> Message {
    Message {
      $0.text(1, name)
      $0.message(3, Message { $0.message(kind, type) })
    }
  }

  // MARK: - Programs

  /// A model that is a program of one function.
  static func program(
    inputs: [(String, [Int?])], _ operations: [Message], outputs: [String] = ["y"],
    features: [Message] = []
  ) -> Message {
    coreML(
      502,
      Message {
        $0.integer(1, 1)
        $0.message(2, function("main", inputs: inputs, operations, outputs: outputs))
      }, inputs: features)
  }

  /// An entry of a program's functions.
  static func function(
    _ name: String, inputs: [(String, [Int?])], _ operations: [Message], outputs: [String]
  ) -> Message {
    entry(
      name,
      Message {
        for (name, shape) in inputs { $0.message(1, named(name, shape)) }
        $0.text(2, "CoreML7")
        $0.message(3, entry("CoreML7", block(operations, outputs: outputs)))
      })
  }

  static func block(_ operations: [Message], outputs: [String]) -> Message {
    Message {
      for output in outputs { $0.text(2, output) }
      for operation in operations { $0.message(3, operation) }
    }
  }

  static func entry(_ key: String, _ value: Message) -> Message {
    Message {
      $0.text(1, key)
      $0.message(2, value)
    }
  }

  /// An operation; arguments are names.
  static func operation(
    _ type: String, _ arguments: [(String, [String])], _ outputs: [(String, [Int?])],
    blocks: [Message] = []
  ) -> Message {
    Message {
      $0.text(1, type)
      for (parameter, names) in arguments {
        let argument = Message {
          for name in names { $0.message(1, Message { $0.text(1, name) }) }
        }
        $0.message(2, entry(parameter, argument))
      }
      for (name, shape) in outputs { $0.message(3, named(name, shape)) }
      for block in blocks { $0.message(4, block) }
    }
  }

  /// A constant of floating-point numbers in another file.
  static func weight(_ name: String, _ shape: [Int], type: Int = 10, offset: Int = 64) -> Message {
    constant(
      name, type, shape,
      Message {
        $0.message(
          5,
          Message {
            $0.text(1, "@model_path/weights/weight.bin")
            $0.integer(2, offset)
          })
      })
  }

  /// A constant of integers; a single number has no dimensions.
  static func integers(_ name: String, _ values: [Int], isScalar: Bool = false) -> Message {
    constant(
      name, 23, isScalar ? [] : [values.count],
      immediate(2, Message { for value in values { $0.integer(1, value) } }))
  }

  static func floats(_ name: String, _ values: [Float], isScalar: Bool = false) -> Message {
    constant(
      name, 11, isScalar ? [] : [values.count],
      immediate(1, Message { for value in values { $0.float(1, value) } }))
  }

  static func string(_ name: String, _ value: String) -> Message {
    constant(name, 2, [], immediate(4, Message { $0.text(1, value) }))
  }

  /// A constant whose numbers are written as bytes.
  static func raw(_ name: String, _ type: Int, _ shape: [Int], _ bytes: [UInt8]) -> Message {
    constant(name, type, shape, immediate(7, Message { $0.bytes(1, bytes) }))
  }

  private static func immediate(_ form: Int, _ values: Message) -> Message {
    Message { $0.message(3, Message { $0.message(1, Message { $0.message(form, values) }) }) }
  }

  private static func constant(
    _ name: String, _ type: Int, _ shape: [Int], _ value: Message
  ) -> Message {
    var typed = Message { $0.message(2, tensor(shape, type: type)) }
    typed.append(value)
    return Message {
      $0.text(1, "const")
      $0.message(3, named(name, shape, type: type))
      $0.message(5, entry("val", typed))
    }
  }

  /// A name with the type of a tensor; 10 is the schema's number for 16 bits.
  static func named(_ name: String, _ shape: [Int?], type: Int = 10) -> Message {
    Message {
      $0.text(1, name)
      $0.message(2, tensor(shape, type: type))
    }
  }

  /// A state of half precision.
  static func state(_ name: String, _ shape: [Int]) -> Message {
    Message {
      $0.text(1, name)
      $0.message(2, .inner(5, .inner(1, tensor(shape, type: 10))))
    }
  }

  private static func tensor(_ shape: [Int?], type: Int) -> Message {
    Message {
      $0.message(
        1,
        Message {
          $0.integer(1, type)
          $0.integer(2, shape.count)
          for length in shape {
            $0.message(
              3,
              Message {
                if let length {
                  $0.message(1, Message { $0.integer(1, length) })
                } else {
                  $0.message(2, Message())
                }
              })
          }
        })
    }
  }

  // MARK: - Networks

  /// A model that is a neural network.
  static func network(
    _ layers: [Message], inputs: [Message], isExact: Bool = true, kind: Int = 500
  ) -> Message {
    coreML(
      kind,
      Message {
        for layer in layers { $0.message(1, layer) }
        if isExact {
          $0.integer(5, 1)
          $0.integer(6, 1)
        }
      }, inputs: inputs, version: 4)
  }

  /// A layer of a kind, by the kind's field.
  static func layer(
    _ name: String, _ kind: Int, _ fields: Message = Message(), _ inputs: [String],
    _ outputs: [String]
  ) -> Message {
    Message {
      $0.text(1, name)
      for input in inputs { $0.text(2, input) }
      for output in outputs { $0.text(3, output) }
      $0.message(kind, fields)
    }
  }

  /// The fields of a layer: lists of integers by their numbers.
  static func fields(_ lists: [Int: [Int]], _ more: (inout Message) -> Void = { _ in }) -> Message {
    Message { message in
      for (field, values) in lists.sorted(by: { $0.key < $1.key }) {
        for value in values { message.integer(field, value) }
      }
      more(&message)
    }
  }

  /// The amounts that are added at both ends of each axis.
  static func edges(_ amounts: [(Int, Int)]) -> Message {
    Message {
      for (before, after) in amounts {
        $0.message(
          10,
          Message {
            $0.integer(1, before)
            $0.integer(2, after)
          })
      }
    }
  }
}
