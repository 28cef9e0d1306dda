import ConvCostCore
import Testing

@testable import ConvCostImport

/// An ONNX model as text, and what it is read as: a statement on each line, `=>` before the result.
///
/// | written | read as |
/// |---|---|
/// | `# title` | what the model is for |
/// | `x: 1x4xNx?` | an input; a letter is the name of a length that is left open, `?` has none |
/// | `w: c4x4:int8`, `n: s=3` | a stored tensor, as in an `OperatorLine` |
/// | `w: c4x4 away` | one whose numbers are in another file |
/// | `a,b = own.F x _ ; k=5 b=@g m=t2x3 r=$k` | a node; `_` leaves out a name, `own` is a domain |
/// | `a = Relu x ; name=/layer1/Relu` | a node with a name |
/// | `value v 2x3:int8 BUFFER` | what the file states of a tensor |
/// | `graph g i,go` … `end t,u` | a graph, for the option `@g` of nodes that follow |
/// | `function f a,b ; k=5` … `end y` | a function of the domain `own`, with a default for `k` |
/// | `give y,z` | the model's results; without it, `y` |
/// | `opset 12`, `opset 9 own` | the version of an operator set; 18 if none is stated |
struct ModelText: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var lines: [String] = []
  var expected = ""

  /// Returns the models of a table, which blank lines separate.
  static func table(_ text: String) -> [ModelText] {
    text.split(separator: "\n\n").map { ModelText(String($0)) }
  }

  init(_ text: String) {
    testDescription = text
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("# ") {
        testDescription = String(line.dropFirst(2))
      } else if line.hasPrefix("=> ") {
        expected = String(line.dropFirst(3))
      } else {
        lines.append(line)
      }
    }
  }

  var bytes: [UInt8] {
    var writer = Writer()
    for line in lines { writer.add(line) }
    return writer.model
  }

  /// What is written so far.
  private struct Writer {
    private var blocks: [Block] = [Block()]
    private var graphs: [String: Message] = [:]
    private var functions: [Message] = []
    private var opsets = Message()
    private var hasOpset = false

    /// A graph or a function. Its stored tensors come first in the file, those of the model at its
    /// first bytes.
    private struct Block {
      var head = Message()
      var tensors = Message()
      var nodes = Message()
      var name = ""
      /// What is stated of tensors, by their names in order.
      var values: [(name: String, value: Message)] = []
      var outputs: [String] = []
      var isFunction = false
    }

    var model: [UInt8] {
      var model = Message()
      var block = blocks[0]
      if block.outputs.isEmpty { block.outputs = ["y"] }
      model.message(7, Self.graph(block))
      if hasOpset {
        model.append(opsets)
      } else {
        model.message(8, Message { $0.integer(2, 18) })
      }
      for function in functions { model.message(25, function) }
      return model.bytes
    }

    private static func graph(_ block: Block) -> Message {
      Message {
        $0.append(block.tensors)
        $0.append(block.head)
        $0.append(block.nodes)
        for (name, value) in block.values where !block.outputs.contains(name) {
          $0.message(13, value)
        }
        for output in block.outputs {
          if block.isFunction {
            $0.text(5, output)
          } else {
            $0.message(12, block.values.first { $0.name == output }?.value ?? .name(output))
          }
        }
      }
    }

    mutating func add(_ line: String) {
      let halves = OperatorLine.parts(line, " ; ")
      let options = halves.count > 1 ? halves[1].split(separator: " ").map(String.init) : []
      var words = halves[0].split(separator: " ").map(String.init)
      switch words[0] {
      case "give":
        blocks[0].outputs = Self.list(words[1])
      case "opset":
        let opset = Message {
          if words.count > 2 { $0.text(1, words[2]) }
          $0.integer(2, Int(words[1]) ?? 0)
        }
        if blocks.count > 1 {
          blocks[blocks.count - 1].head.message(9, opset)
        } else {
          hasOpset = true
          opsets.message(8, opset)
        }
      case "value":
        blocks[blocks.count - 1].values.append((words[1], Self.value(Array(words[1...]))))
      case "graph", "function": open(words, options)
      case "end": close(words.count > 1 ? Self.list(words[1]) : [])
      default:
        if words[0].hasSuffix(":") {
          words[0].removeLast()
          declare(words)
        } else {
          let end = words.firstIndex(of: "=") ?? words.endIndex
          let outputs = end == 0 ? [] : Self.list(words[0])
          blocks[blocks.count - 1].nodes.message(
            blocks[blocks.count - 1].isFunction ? 7 : 1,
            node(words[end + 1], Array(words[(end + 2)...]), outputs, options))
        }
      }
    }

    private static func list(_ text: String) -> [String] {
      text.split(separator: ",").map { $0 == "_" ? "" : String($0) }
    }

    private mutating func open(_ words: [String], _ options: [String]) {
      var block = Block(name: words[1], isFunction: words[0] == "function")
      let inputs = words.count > 2 ? Self.list(words[2]) : []
      if block.isFunction {
        block.head.text(1, words[1])
        block.head.text(10, "own")
        for input in inputs { block.head.text(4, input) }
        for option in options { block.head.message(11, attribute(option)) }
      } else {
        for input in inputs { block.head.message(11, .name(input)) }
      }
      blocks.append(block)
    }

    private mutating func close(_ outputs: [String]) {
      var block = blocks.removeLast()
      block.outputs = outputs
      if block.isFunction {
        functions.append(Self.graph(block))
      } else {
        graphs[block.name] = Self.graph(block)
      }
    }

    private mutating func declare(_ words: [String]) {
      let input = OperatorLine("X \(words[1])").inputs[0]
      if input?.isConstant == true {
        blocks[blocks.count - 1].tensors.message(5, Self.tensor(words))
      } else {
        blocks[blocks.count - 1].head.message(11, Self.value(words))
      }
    }

    private static func tensor(_ words: [String]) -> Message {
      let input = OperatorLine("X \(words[1])").inputs[0]
      return Message {
        for length in input?.shape ?? [] { $0.integer(1, length) }
        var type = ElementType.float
        if case .integers? = input?.values { type = .int64 }
        if let name = input?.type { type = OperatorLine.types[name] ?? .undefined }
        $0.integer(2, type.rawValue)
        switch input?.values {
        case .integers(let values)?: for value in values { $0.integer(7, value) }
        case .floats(let values)?: for value in values { $0.float(4, Float(value)) }
        case nil: break
        }
        $0.text(8, words[0])
        if words.last == "away" { $0.integer(14, 1) }
      }
    }

    private static func value(_ words: [String]) -> Message {
      let sides = OperatorLine.parts(words[1], ":")
      let lengths = sides[0] == "s" ? [] : sides[0].split(separator: "x").map(String.init)
      let type = sides.count > 1 ? OperatorLine.types[sides[1]] ?? .undefined : .float
      return Message {
        $0.text(1, words[0])
        let shape = Message { shape in
          for length in lengths {
            shape.message(
              1,
              Message {
                if let number = Int(length) {
                  $0.integer(1, number)
                } else if length != "?" {
                  $0.text(2, length)
                }
              })
          }
        }
        let tensor = Message {
          $0.integer(1, type.rawValue)
          $0.message(2, shape)
        }
        $0.message(2, Message { $0.message(1, tensor) })
        for kind in words.dropFirst(2) {
          $0.message(
            4,
            Message {
              let isFolded = kind == "FOLDED"
              $0.text(
                1,
                isFolded
                  ? "pkg.onnxscript.optimizer.folded_from"
                  : "pkg.torch.export.graph_signature.InputSpec.kind")
              $0.text(2, kind)
            })
        }
      }
    }

    private func node(
      _ type: String, _ inputs: [String], _ outputs: [String], _ options: [String]
    ) -> Message {
      let dot = type.lastIndex(of: ".")
      return Message {
        for input in inputs { $0.text(1, input == "_" ? "" : input) }
        for output in outputs { $0.text(2, output) }
        $0.text(4, dot.map { String(type[type.index(after: $0)...]) } ?? type)
        if let dot { $0.text(7, String(type[..<dot])) }
        for option in options {
          if option.hasPrefix("name=") {
            $0.text(3, String(option.dropFirst(5)))
          } else {
            $0.message(5, attribute(option))
          }
        }
      }
    }

    private func attribute(_ option: String) -> Message {
      let parts = OperatorLine.parts(option, "=")
      let (name, text) = (parts[0], parts[1])
      if text.hasPrefix("@") {
        return .attribute(name, graph: graphs[String(text.dropFirst())] ?? Message())
      }
      if text.hasPrefix("t") {
        return .attribute(name, tensor: Self.tensor(["", "c\(text.dropFirst())"]))
      }
      if text.hasPrefix("$") {
        return Message {
          $0.text(1, name)
          $0.text(21, String(text.dropFirst()))
        }
      }
      switch OperatorLine.attribute(text) {
      case .integer(let value): return .attribute(name, integer: value)
      case .integers(let values): return .attribute(name, integers: values)
      case .float(let value): return .attribute(name, float: Float(value))
      case .floats(let values): return .attribute(name, floats: values.map { Float($0) })
      case .string(let value): return .attribute(name, text: value)
      default: return Message { $0.text(1, name) }
      }
    }
  }
}

extension Message {
  /// A value of which the file states only the name.
  fileprivate static func name(_ name: String) -> Message { Message { $0.text(1, name) } }
}

extension ModelText {
  /// Returns what is known about the results, one after another.
  func facts() -> String {
    bytes.withUnsafeBytes { bytes in
      do throws(ONNXError) {
        let model = try ONNXModel(ByteSource(bytes))
        let inference = try ShapeInference(
          model, InputBinding(model, size: nil, dimensions: [:]))
        return inference.outputs.map { output in
          let fact = inference.facts[output]
          return OperatorLine.words(fact.shape) + ":\(fact.type)" + OperatorLine.words(fact.values)
            + (fact.isConstant ? "" : " data")
        }.joined(separator: ", ")
      } catch {
        return "! \(error)"
      }
    }
  }

  /// Returns the network of the model: each operation with its result, its numbers and what it
  /// borrows, then what there is to say of the file.
  func network(
    size: [Int]? = nil, sizes: [String: [Int]] = [:], dimensions: [String: Int] = [:]
  ) -> String {
    bytes.withUnsafeBytes { bytes in
      do throws(ONNXError) {
        return Self.text(
          try ONNXFile.read(
            ByteSource(bytes), size: size, sizes: sizes, dimensions: dimensions))
      } catch {
        return "! \(error)"
      }
    }
  }

  static func text(_ network: ImportedNetwork) -> String {
    let graph = network.graph
    var parts = [graph.inputs.map(words).joined(separator: " and ")]
    parts += graph.nodes.indices.map { operation(graph, $0) }
    var words = [parts.joined(separator: ", ")]
    let origin = network.origin
    if origin.batch != 1 { words.append("batch \(origin.batch)") }
    for count in origin.unknown { words.append("unknown \(count.count) \(count.name)") }
    for count in origin.uncounted { words.append("uncounted \(count.count) \(count.name)") }
    for count in origin.ahead { words.append("ahead \(count.count) \(count.name)") }
    if origin.macsAhead > 0 { words.append("\(origin.macsAhead) MACs ahead") }
    for branch in origin.branches {
      words.append(
        "\(branch.place): \(branch.isFirst ? "then" : "else")"
          + (branch.isCostlier ? "" : " untried"))
    }
    let storage = origin.storage
    if storage.floats != storage.counted {
      words.append("\(storage.counted) of \(storage.floats)")
    }
    for (count, name) in [
      (storage.lost, "lost"), (storage.quantized, "whole"), (storage.filled, "filled"),
      (storage.external, "away"),
    ] where count > 0 { words.append("\(count) \(name)") }
    for table in storage.fixed { words.append("fixed \(table.name) \(table.count)") }
    for table in storage.derived { words.append("derived \(table.name) \(table.count)") }
    for omission in graph.omissions {
      words.append(
        "omits \(omission.count) \(omission.operation)" + (omission.mayMultiply ? "*" : "")
          + (omission.storedNumbers > 0 ? " with \(omission.storedNumbers)" : ""))
    }
    if graph.outputs.count != 1 {
      words.append("\(graph.outputs.count) results")
    }
    return words.joined(separator: "; ")
  }

  private static func operation(_ graph: Graph, _ index: Int) -> String {
    let node = graph.nodes[index]
    var text =
      graph.labels[index].map { "\($0): \(node.operation.words(rank: 4))" }
      ?? graph.operationDescription(index)
    text += " → \(words(node.output))"
    let value = graph.inputs.count + index
    if let bits = graph.elementBits[value], bits != 32 { text += " of \(bits) bits" }
    if let numbers = graph.stored?[index] { text += words(numbers) }
    if let bits = graph.storedBits[index] {
      let numbers = graph.stored?[index] ?? .none
      if bits.parameters + bits.buffers != 32 * numbers.count {
        text += " in \(bits.parameters)+\(bits.buffers)"
      }
      if let own = bits.ofWeight, own != 32 { text += " by \(own)" }
    }
    if let borrowed = graph.borrowed[index] { text += " +" + words(borrowed).dropFirst() }
    if let owner = graph.shared[index] { text += " of \(owner)" }
    let read = graph.inputs(of: node)
    if case .merge = node.operation, Set(read).count < read.count { text += " twice" }
    if graph.mixing.contains(index) { text += " mixes" }
    if node.form == .method { text += " method" }
    return text
  }

  /// Returns the lengths of a shape, in brackets unless it is a map or a list.
  private static func words(_ shape: Shape) -> String {
    if case .tensor = shape { return "[\(shape)]" }
    return "\(shape)"
  }

  private static func words(_ numbers: StoredNumbers) -> String {
    [
      (numbers.weights, "w"), (numbers.biases, "b"), (numbers.normalization, "n"),
      (numbers.buffers, "r"),
    ].filter { $0.0 > 0 }.map { " \($0.1)\($0.0)" }.joined()
  }
}
