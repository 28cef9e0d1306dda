import ConvCostCore
import Testing

@testable import ConvCostImport

/// A layer on `x`, and what the file with it is read as.
struct CoreMLRow: Sendable, CustomTestStringConvertible {
  var kind: Int
  var fields: Message
  var input: [Int]
  /// The shape of a second input `z`, which the layer reads too.
  var second: [Int]?
  /// The shape of a constant `k`, which the layer reads last.
  var constant: [Int]?
  var isExact = true
  var results = 1
  var text: String
  var testDescription: String { "\(kind) on \(input): \(text)" }

  init(
    _ kind: Int, _ fields: Message, _ input: [Int], second: [Int]? = nil, constant: [Int]? = nil,
    isExact: Bool = true, results: Int = 1, _ text: String
  ) {
    self.kind = kind
    self.fields = fields
    self.input = input
    self.second = second
    self.constant = constant
    self.isExact = isExact
    self.results = results
    self.text = text
  }

  /// The file; layers before this one compute `x` from an input of another name.
  func model(after layers: [Message] = [], input name: String = "x") -> Message {
    var all = layers
    var reads = ["x"]
    var inputs = [Message.array(name, input)]
    if let second {
      reads.append("z")
      inputs.append(.array("z", second))
    }
    if let constant {
      reads.append("k")
      all.append(.layer("k", 1_070, .fields([1: constant]), [], ["k"]))
    }
    let outputs = ["y", "y1", "y2", "y3"].prefix(results)
    all.append(.layer("l", kind, fields, reads, Array(outputs)))
    return .network(all, inputs: inputs, isExact: isExact)
  }
}

/// What a file is read as, in one line: its operations with the shapes of their results and the
/// counts, or the error.
enum CoreMLText {
  static func of(_ model: Message, _ options: ModelOptions = ModelOptions()) -> String {
    switch CoreMLProgramTests.result(model, options) {
    case .success(let file): return of(file)
    case .failure(let error): return "\(error)"
    }
  }

  static func of(_ file: ModelFile) -> String {
    let cost = file.cost
    let counts: [(Int, String)] = [
      (cost.macs, "MACs"), (cost.weights, "w"), (cost.biases, "b"), (cost.normalization, "n"),
      (cost.buffers, "buffers"),
    ]
    let numbers = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    var parts = file.graph.nodes.indices.map { node($0, file.graph) }
    if !numbers.isEmpty { parts.append(numbers) }
    return parts.joined(separator: "; ") + (file.isComplete ? "" : " or more")
  }

  private static func node(_ index: Int, _ graph: Graph) -> String {
    let node = graph.nodes[index]
    var text = graph.operationDescription(index)
    if graph.labels[index] != nil { text += " (\(work(node.operation)))" }
    if graph.mixing.contains(index) { text += " mixing" }
    return "\(text) → \(node.output)"
  }

  /// The kind of the work of an operation that has the file's name.
  private static func work(_ operation: Operation) -> String {
    switch operation {
    case .foreign(.product(macs: _, isLayer: let isLayer)): isLayer ? "layer" : "product"
    case .foreign(.function): "function"
    case .foreign(.movement): "movement"
    case .foreign(.shift(before: let before)): "shift \(before)"
    case .foreign(.view): "view"
    case .foreign(.unknown): "unknown"
    default: operation.kind.rawValue
    }
  }
}

extension Message {
  /// A message with one message in it.
  static func inner(_ field: Int, _ content: Message = Message()) -> Message {
    Message { $0.message(field, content) }
  }

  /// The message with more fields.
  func and(_ more: Message) -> Message {
    var both = self
    both.append(more)
    return both
  }

  /// The padding of a convolution or a pool that states it.
  static func pads(_ field: Int, _ rows: (Int, Int), _ columns: (Int, Int)) -> Message {
    .inner(field, .inner(1, .edges([rows, columns])))
  }

  /// Stored numbers of half precision, all zero.
  static func halves(_ count: Int) -> Message {
    Message { $0.bytes(2, Array(repeating: 0, count: 2 * count)) }
  }

  /// Packed floating-point numbers, all zero.
  static func floats(_ count: Int) -> Message {
    Message { $0.bytes(1, Array(repeating: 0, count: 4 * count)) }
  }
}
