/// Builds models that are valid protobuf and valid graphs, with attributes, values and dimensions
/// that no framework would write: one operator, sometimes a second after it.
///
/// Random bytes hardly ever make a whole model. Here they choose among numbers at which arithmetic
/// overflows, so that every rule meets them.
struct ExtremeModel {
  private var choices: [UInt8].SubSequence
  private let operators: [String]

  /// Creates a builder.
  ///
  /// - Parameters:
  ///   - bytes: the choices; after their end, always the first option is chosen.
  ///   - operators: the names of the operators.
  init(_ bytes: [UInt8], operators: [String]) {
    choices = bytes[...]
    self.operators = operators
  }

  private static let numbers = [
    1, 2, 3, 0, -1, 4, 5, 7, 8, 16, -2, -3, 1 << 16, 1 << 30, Int(Int32.max), 1 << 31, 1 << 32,
    -(1 << 31), -(1 << 31) - 1, 1 << 61, 1 << 62, (1 << 62) + 1, Int.max, Int.max - 1, Int.min,
    Int.min + 1, 3_037_000_500, 4_611_686_018_427_387_905,
  ]
  private static let floats: [Float] = [
    1, 0.5, 2, 0, -1, 1e-30, 1e30, .infinity, -.infinity, .nan, 3.7, 0x1p31, 0x1p62, 0x1p63,
  ]
  private static let integerLists = [
    "kernel_shape", "strides", "pads", "dilations", "output_padding", "output_shape", "axes",
    "perm",
    "split", "starts", "ends", "steps", "shape", "scales", "sizes", "pooled_shape", "value_ints",
  ]
  private static let integerNames = [
    "axis", "group", "keepdims", "ceil_mode", "blocksize", "batch_dims", "num_outputs", "k", "to",
    "size", "num_groups", "start", "end", "allowzero", "transA", "transB", "q_num_heads",
    "kv_num_heads", "layout", "hidden_size", "exclusive", "reverse", "channels_last",
    "noop_with_empty_axes", "new_axis", "output_height", "output_width", "upper", "largest",
  ]
  private static let strings = [
    "SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET", "linear", "cubic", "nearest", "not_larger",
    "not_smaller", "bij,bjk->bik", "...ij->...ji", "ii->i", "LEFT", "RIGHT", "constant", "edge", "",
  ]

  private mutating func choose(_ count: Int) -> Int { Int(choices.popFirst() ?? 0) % count }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[choose(list.count)] }

  /// Lengths, mostly small, so that rules get past their first check. Some are as long as lengths
  /// may be, together with zeros, so that there are few elements or none at all.
  private mutating func lengths() -> [Int] {
    let rank = choose(7)
    let kind = choose(8)
    return (0..<rank).map { _ in
      switch kind {
      case 0, 4: pick(Self.numbers)
      case 1: pick([0, Int(Int32.max), 1, 1 << 16])
      default: 1 + choose(8)
      }
    }
  }

  /// Returns the bytes of a model.
  mutating func build() -> [UInt8] {
    var initializers: [Message] = []
    var nodes: [Message] = []
    var names = ["x", "x2"]
    for index in 0..<choose(5) {
      let name = "c\(index)"
      initializers.append(constant(name))
      names.append(name)
    }
    let inputs = [value("x"), value("x2")]
    var read = names + ["x", "x", ""]
    for index in 0..<1 + choose(3) {
      let outputs = (0..<1 + choose(3)).map { "y\(index).\($0)" }
      let node = Message.node(
        pick(operators), (0..<choose(6)).map { _ in pick(read) }, outputs,
        attributes: (0..<choose(5)).map { _ in attribute() })
      nodes.append(node)
      read += [outputs[0], outputs[0]]
    }
    return Message.model(
      .graph(nodes, inputs: inputs, outputs: [.value("y0.0", [1])], initializers: initializers),
      opset: pick([18, 11, 9, 13, 7, 5, 1, 21, 23]))
  }

  private mutating func value(_ name: String) -> Message {
    .value(name, lengths().map { $0 == 0 ? 1 : $0 }, type: pick([1, 7, 10, 3, 9]))
  }

  /// A stored tensor of integers, in most cases with values.
  private mutating func constant(_ name: String) -> Message {
    guard choose(4) > 0 else { return .tensor(name, lengths(), type: pick([1, 10, 3, 6])) }
    let count = choose(8)
    let isFloat = choose(3) == 0
    let bytes: [UInt8] =
      isFloat
      ? (0..<count).flatMap { _ in Self.bytes(pick(Self.floats).bitPattern) }
      : (0..<count).flatMap { _ in Self.bytes(UInt64(bitPattern: Int64(pick(Self.numbers)))) }
    let isScalar = count == 1 && choose(2) == 0
    return Message {
      if !isScalar { $0.integer(1, count) }
      $0.integer(2, isFloat ? 1 : 7)
      $0.text(8, name)
      $0.bytes(9, bytes)
    }
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private mutating func attribute() -> Message {
    switch choose(4) {
    case 0:
      let name = pick(Self.integerNames)
      let number = pick(Self.numbers)
      return Message {
        $0.text(1, name)
        $0.integer(3, number)
        $0.integer(20, 2)
      }
    case 1:
      let text = pick(Self.strings)
      let name = pick(["auto_pad", "mode", "equation", "direction", "keep_aspect_ratio_policy"])
      return Message {
        $0.text(1, name)
        $0.text(4, text)
        $0.integer(20, 3)
      }
    default:
      let name = pick(Self.integerLists)
      let numbers = (0..<choose(7)).map { _ in choose(2) == 0 ? pick(Self.numbers) : choose(6) }
      return .attribute(name, integers: numbers)
    }
  }
}
