import ConvCostCore
import Testing

@testable import ConvCostImport

/// Whole programs: the operators of the graph, what they read, give and hold.
struct TorchGraphTests {
  typealias Writer = ProgramWriter
  typealias Node = ProgramWriter.Node

  static func op(
    _ target: String, _ arguments: [(String, String)], _ outputs: [(String, [Int])],
    modules: String = "", function: String = ""
  ) -> Node {
    Node(
      "torch.ops.\(target)", arguments, outputs.map { ($0, $1.map(String.init)) },
      modules: modules, function: function)
  }

  /// Returns an operator of ATen that reads tensors and gives one.
  private static func aten(
    _ target: String, _ tensors: [String], _ output: String, _ shape: [Int],
    _ others: [(String, String)] = [], modules: String = ""
  ) -> Node {
    let names = target.hasPrefix("conv") || target == "linear" ? ["input", "weight"] : ["self"]
    let arguments = tensors.enumerated().map { index, name in
      (index < names.count ? names[index] : "other", Writer.tensor(name))
    }
    return op("aten.\(target).default", arguments + others, [(output, shape)], modules: modules)
  }

  /// Returns a program; the parameters' names begin with `p_`.
  static func program(
    _ tensors: [(String, [Int])], _ nodes: [Node], outputs: [String]? = nil
  ) -> Writer {
    var program = Writer()
    for (name, shape) in tensors {
      let sizes = shape.map { "\($0)" }
      if name.hasPrefix("p_") {
        program.parameters.append((String(name.dropFirst(2)), sizes))
      } else {
        program.inputs.append((name, sizes))
      }
    }
    program.nodes = nodes
    program.outputs = outputs ?? nodes.suffix(1).compactMap(\.outputs.first?.0)
    return program
  }

  /// Returns one text for the batch and the inputs, and one for each operator: its name, the values
  /// that it reads, its shape, its work, and what it holds. Maps have crosses, tensors commas.
  static func lines(_ program: Writer) throws -> [String] {
    let network = try PyTorchOperatorTests.network(program)
    let graph = network.graph
    let costs = try Analysis(graph).costs
    var lines = ["\(network.origin.batch): " + graph.inputs.map(text).joined(separator: " ")]
    for (index, node) in graph.nodes.enumerated() {
      let reads = graph.inputs(of: node).map(String.init).joined(separator: ",")
      var line = "\(graph.operationName(index))(\(reads)) \(text(node.output))"
      if case .foreign(let foreign) = node.operation { line += " \(foreign)" }
      if costs[index].macs > 0 { line += " \(costs[index].macs)" }
      if graph.mixing.contains(index) { line += " mixes" }
      if let stored = graph.stored?[index], stored != .none {
        line += " w\(stored.weights) b\(stored.biases) n\(stored.normalization) \(stored.buffers)"
      }
      if let bits = graph.storedBits[index], bits.parameters + bits.buffers > 0 {
        line += " \(bits.parameters)+\(bits.buffers) bits"
      }
      if let bits = graph.elementBits[index + graph.inputs.count], bits != 32 {
        line += " of \(bits)"
      }
      lines.append(line)
    }
    return lines + [network.warning].compactMap { $0 }
  }

  private static func text(_ shape: Shape) -> String {
    if case .tensor(let lengths) = shape {
      return lengths.map(String.init).joined(separator: ",")
    }
    return "\(shape)"
  }

  private static let gru: [(String, String)] = [
    ("hx", Writer.none), ("params", Writer.tensors(["p_w", "p_b", "p_v", "p_c"])),
    ("has_biases", Writer.flag(true)),
  ]
  private static let gruWeights = [
    ("p_w", [12, 5]), ("p_v", [12, 4]), ("p_b", [12]), ("p_c", [12]),
  ]

  /// The first layer that distinguishes samples from positions decides how many samples there are.
  static let batches: [(Writer, [String])] = [
    (
      program(
        [("x", [6, 4, 9, 9])],
        [
          aten("view", ["x"], "y", [1, 24, 9, 9]),
          aten("max_pool2d", ["y"], "z", [1, 24, 3, 3], [("kernel_size", Writer.ints([3]))]),
        ]), ["1: 6×4×9×9", "view(0) 24×9×9 view", "MaxPool2d(1) 24×3×3"]
    ),
    (
      program(
        [("x", [6, 4, 9])],
        [
          aten("view", ["x"], "y", [1, 24, 9]),
          aten("max_pool1d", ["y"], "z", [1, 24, 3], [("kernel_size", Writer.ints([3]))]),
        ]), ["6: 4,9", "view(0) 24×9 view", "MaxPool1d(1) 24×3"]
    ),
    (
      program(
        [("x", [6, 10]), ("p_w", [20, 10])], [aten("linear", ["x", "p_w"], "y", [6, 20])]),
      ["6: 10", "Linear(0) 20 200 w200 b0 n0 0 6400+0 bits"]
    ),
    (
      program(
        [("x", [6, 7, 10]), ("p_w", [20, 10])],
        [aten("view", ["x"], "z", [42, 10]), aten("linear", ["z", "p_w"], "y", [42, 20])]),
      ["6: 7,10", "view(0) 7,10 view", "Linear(1) 7,20 1400 w200 b0 n0 0 6400+0 bits"]
    ),
    (
      program(
        [("x", [11, 3, 5])] + gruWeights,
        [
          op(
            "aten.gru.input",
            [("input", Writer.tensor("x"))] + gru + [("batch_first", Writer.flag(false))],
            [("y", [11, 3, 4])])
        ]),
      ["3: 11,5", "gru(0) 11,4 product(macs: 1188, isLayer: true) 1188 w108 b24 n0 0 4224+0 bits"]
    ),
    (
      program(
        [("x", [3, 11, 5])] + gruWeights,
        [
          op(
            "aten.gru.input",
            [("input", Writer.tensor("x"))] + gru + [("batch_first", Writer.flag(true))],
            [("y", [3, 11, 4])])
        ]),
      ["3: 11,5", "gru(0) 11,4 product(macs: 1188, isLayer: true) 1188 w108 b24 n0 0 4224+0 bits"]
    ),
    (
      program(
        [("x", [11, 5])] + gruWeights,
        [op("aten.gru.input", [("input", Writer.tensor("x"))] + gru, [("y", [11, 4])])]),
      ["1: 11,5", "gru(0) 11,4 product(macs: 1188, isLayer: true) 1188 w108 b24 n0 0 4224+0 bits"]
    ),
    (
      program(
        [("x", [2, 8, 8]), ("p_w", [4, 2, 3, 3])], [aten("conv2d", ["x", "p_w"], "y", [4, 6, 6])]),
      [
        "1: 2×8×8",
        "conv2d(0) 4×6×6 product(macs: 2592, isLayer: true) 2592 w72 b0 n0 0 2304+0 bits",
      ]
    ),
    (
      program([("x", []), ("p_w", [])], [aten("conv2d", ["x", "p_w"], "y", [])]),
      ["error"]
    ),
    // A kernel for each sample of another input, and maps that are not those of samples.
    (
      program(
        [("x", [1, 3, 8, 8]), ("r", [5, 3, 8, 8]), ("p_w", [4, 3, 3, 3])],
        [
          aten("conv2d", ["x", "p_w"], "y", [1, 4, 6, 6]),
          aten("conv2d", ["r", "p_w"], "z", [5, 4, 6, 6]),
        ]),
      [
        "1: 3×8×8 5×3×8×8", "Conv2d(0) 4×6×6 3888 w108 b0 n0 0 3456+0 bits",
        "conv2d(1) 5×4×6×6 product(macs: 19440, isLayer: true) 19440",
      ]
    ),
  ]

  /// What follows a convolution, whose result is a map: [1, 4, 9], [1, 4, 8, 9] or, with the
  /// channels last, [1, 8, 9, 4].
  private static func after(
    _ axes: Int, _ target: String, _ shape: [Int], _ others: [(String, String)] = [],
    list: Bool = false, isLast: Bool = false, function: String = ""
  ) -> Writer {
    let input = axes == 1 ? [1, 3, 9] : axes == 2 ? [1, 3, 8, 9] : [1, 3, 5, 8, 9]
    let map = axes == 1 ? [1, 4, 9] : axes == 2 ? [1, 4, 8, 9] : [1, 4, 5, 8, 9]
    var nodes = [
      aten("conv\(axes)d", ["x", "p_w"], "y", map)
    ]
    if isLast {
      nodes.append(
        aten("permute", ["y"], "z", [1, 8, 9, 4], [("dims", Writer.ints([0, 2, 3, 1]))]))
    }
    let last = isLast ? "z" : "y"
    let first =
      list
      ? ("tensors", Writer.tensors([last, last])) : ("self", Writer.tensor(last))
    nodes.append(op("aten.\(target)", [first] + others, [("out", shape)], function: function))
    return program(
      [("x", input), ("p_w", [4, 3] + Array(repeating: 1, count: axes))], nodes)
  }

  static let followers: [(Writer, String)] = [
    (after(1, "roll.default", [1, 4, 9]), "roll(1) 4,9 movement"),
    (after(2, "roll.default", [1, 4, 8, 9]), "roll(1) 4×8×9 movement"),
    (after(2, "gather.default", [1, 4, 8]), "gather(1) 4,8 movement"),
    (
      after(
        1, "slice.Tensor", [1, 4, 6], [("dim", Writer.int(2)), ("start", Writer.int(3))]),
      "slice(1) 4×6 shift(before: -3)"
    ),
    (after(1, "slice.Tensor", [1, 4, 9]), "slice(1) 4×9 shift(before: 0)"),
    (after(1, "split.Tensor", [1, 4, 5], [("dim", Writer.int(2))]), "split(1) 4×5 movement"),
    (
      after(1, "split.Tensor", [1, 3, 9], [("dim", Writer.int(1))]), "split(1) 3×9 shift(before: 0)"
    ),
    (after(2, "split.Tensor", [1, 4, 5, 9], [("dim", Writer.int(2))]), "split(1) 4×5×9 movement"),
    (after(2, "split.Tensor", [1, 4, 8, 5], [("dim", Writer.int(-1))]), "split(1) 4×8×5 movement"),
    (after(2, "unbind.int", [1, 8, 9], [("dim", Writer.int(1))]), "unbind(1) 8,9 movement"),
    (
      after(2, "split.Tensor", [1, 2, 9, 4], [("dim", Writer.int(1))], isLast: true),
      "split(2) 2,9,4 movement"
    ),
    (
      after(1, "pad.default", [1, 4, 12], [("pad", Writer.ints([1, 2]))]),
      "pad(1) 4×12 shift(before: 1)"
    ),
    (
      after(2, "pad.default", [1, 4, 15, 12], [("pad", Writer.ints([1, 2, 3, 4, 0, 0, 0, 0]))]),
      "pad(1) 4×15×12 shift(before: 3×1)"
    ),
    (
      after(
        2, "pad.default", [1, 4, 15, 12], [("pad", Writer.ints([1, 2, 3, 4, 0, 0, 0, 0, 0, 0]))]),
      "pad(1) 4×15×12 movement"
    ),
    (after(2, "softmax.int", [1, 4, 8, 9], [("dim", Writer.int(1))]), "Softmax(1) 4×8×9"),
    (after(2, "softmax.int", [1, 4, 8, 9], [("dim", Writer.int(2))]), "Softmax(1) 4×8×9 mixes"),
    (after(2, "softmax.int", [1, 4, 8, 9], [("dim", Writer.int(-1))]), "Softmax(1) 4×8×9 mixes"),
    (after(2, "softmax.int", [1, 4, 8, 9], [("dim", Writer.int(-3))]), "Softmax(1) 4×8×9"),
    (after(2, "softmax.int", [1, 4, 8, 9]), "Softmax(1) 4×8×9 mixes"),
    (after(2, "softmax.int", [1, 4, 8, 9], [("dim", Writer.int(4))]), "Softmax(1) 4×8×9 mixes"),
    (after(2, "cumsum.default", [1, 4, 8, 9]), "cumsum(1) 4×8×9 function mixes"),
    (after(2, "sub.Tensor", [1, 4, 8, 9]), "sub(1) 4×8×9 function"),
    (
      after(2, "cat.default", [1, 8, 8, 9], [("dim", Writer.int(1))], list: true),
      "Concat(1,1) 8×8×9"
    ),
    (
      after(2, "cat.default", [1, 4, 16, 9], [("dim", Writer.int(2))], list: true),
      "cat(1,1) 4×16×9 movement"
    ),
    (
      after(2, "cat.default", [1, 4, 8, 18], [("dim", Writer.int(3))], list: true),
      "cat(1,1) 4×8×18 movement"
    ),
    (
      after(1, "cat.default", [1, 4, 18], [("dim", Writer.int(2))], list: true),
      "cat(1,1) 4×18 movement"
    ),
    (
      after(
        2, "cat.default", [1, 16, 9, 4], [("dim", Writer.int(1))], list: true, isLast: true),
      "cat(2,2) 16,9,4 movement"
    ),
    (
      after(
        2, "cat.default", [1, 8, 18, 4], [("dim", Writer.int(2))], list: true, isLast: true),
      "cat(2,2) 8,18,4 movement"
    ),
    (
      after(
        2, "cat.default", [1, 8, 9, 8], [("dim", Writer.int(3))], list: true, isLast: true),
      "Concat(2,2) 8,9,8"
    ),
    (after(2, "view.default", [1, 288], function: "f_1;function.flatten"), "Flatten(1) 288"),
    (after(2, "view.default", [1, 288]), "view(1) 288 view"),
    (
      after(2, "view.default", [1, 4, 72], function: "f_1;function.flatten"), "view(1) 4,72 view"
    ),
    (after(2, "select.int", [1, 4, 9]), "select(1) 4,9 movement"),
    (after(2, "transpose.int", [1, 4, 9, 8]), "transpose(1) 4,9,8 movement"),
    (after(2, "dropout.default", [1, 4, 8, 9]), "Dropout(1) 4×8×9"),
    (after(2, "instance_norm.default", [1, 4, 8, 9]), "GroupNorm(1) 4×8×9"),
    (after(2, "layer_norm.default", [1, 4, 8, 9]), "LayerNorm(1) 4,8,9"),
    (after(2, "_to_copy.default", [1, 4, 8, 9]), "Conv2d(0) 4×8×9 864 w12 b0 n0 0 384+0 bits"),
    (after(3, "mean.dim", [1, 4], [("dim", Writer.ints([2, 3, 4]))]), "AdaptiveAvgPool3d(1) 4"),
    (after(3, "mean.dim", [1, 4, 9], [("dim", Writer.ints([2, 3]))]), "mean(1) 4×9 function"),
    (after(3, "roll.default", [1, 4, 5, 8, 9]), "roll(1) 4×5×8×9 movement"),
  ]

  private static let map = [1, 4, 8, 9]
  private static let net = "L__self__,,net.Net"

  static let structures: [(Writer, [String])] = [
    // What an operator changes in place is read by the old name, and nothing else.
    (
      program(
        [("x", map)],
        [
          aten("sigmoid", ["x"], "a", map), aten("tanh", ["x"], "b", map),
          aten("add_", ["a", "b"], "c", map), aten("relu", ["a"], "d", map),
          aten("relu", ["b"], "e", map),
        ], outputs: ["d", "e"]),
      [
        "1: 4×8×9", "Sigmoid(0) 4×8×9", "Tanh(0) 4×8×9", "Add(1,2) 4×8×9", "ReLU(3) 4×8×9",
        "ReLU(2) 4×8×9",
      ]
    ),
    // A copy that decomposition has made of a dropout.
    (
      program(
        [("x", map)],
        [
          aten(
            "clone", ["x"], "a", map, modules: "\(net);d,drop,torch.nn.modules.dropout.Dropout"),
          aten(
            "relu", ["a"], "b", map, modules: "\(net);d,drop,torch.nn.modules.dropout.Dropout"),
          aten(
            "clone", ["b"], "c", map,
            modules: "d,drop,torch.nn.modules.dropout.Dropout;e,drop.e,net.Other"),
          aten("tanh", ["c"], "d", map, modules: net),
        ]), ["1: 4×8×9", "Dropout(0) 4×8×9", "ReLU(1) 4×8×9", "Tanh(2) 4×8×9"]
    ),
    // Results after the first that are read: they are there without work, or are computed.
    (
      program(
        [("x", [1, 7, 10])],
        [
          op(
            "aten.native_layer_norm.default", [("input", Writer.tensor("x"))],
            [("a", [1, 7, 10]), ("b", [1, 7, 1]), ("c", [1, 7, 1])]),
          aten("relu", ["c"], "d", [1, 7, 1]),
        ], outputs: ["a", "d"]),
      ["1: 7,10", "LayerNorm(0) 7,10", "native_layer_norm(1) 7,1 movement", "ReLU(2) 7,1"]
    ),
    (
      program(
        [("x", [1, 6, 8, 9])],
        [
          op(
            "aten.split_with_sizes.default",
            [("self", Writer.tensor("x")), ("dim", Writer.int(1))],
            [("a", [1, 1, 8, 9]), ("b", [1, 2, 8, 9]), ("c", [1, 3, 8, 9])]),
          aten("relu", ["c"], "d", [1, 3, 8, 9]),
        ]),
      [
        "1: 6×8×9", "split_with_sizes(0) 1×8×9 shift(before: 0)",
        "split_with_sizes(0) 3×8×9 shift(before: 0)", "ReLU(2) 3×8×9",
      ]
    ),
    // An index for each axis, of which the first is missing.
    (
      program(
        [("x", [1, 4, 8]), ("i", [5])],
        [
          op(
            "aten.index.Tensor",
            [
              ("self", Writer.tensor("x")),
              (
                "indices",
                #"{"as_optional_tensors": [{"as_none": true}, {"as_tensor": {"name": "i"}}]}"#
              ),
            ], [("y", [1, 5, 8])])
        ]), ["1: 4,8 5", "index(0,1) 5,8 movement"]
    ),
    // Operators that give nothing, of which one is unknown, and one that reads nothing.
    (
      program(
        [("x", map)],
        [
          op("mine.log.default", [("x", Writer.tensor("x"))], []),
          op("aten._assert_async.default", [("self", Writer.tensor("x"))], []),
          op("aten.relu.default", [("self", Writer.tensor("x"))], []),
          op("mine.source.default", [], [("s", map)]),
          aten("add", ["x", "s"], "y", map),
        ]),
      [
        "1: 4×8×9", "Add(0,0) 4×8×9",
        "totals are lower bounds: the work of 1 mine.log, 1 mine.source is unknown",
      ]
    ),
    // Two results of unknown work, and a constant that is computed from a parameter.
    (
      program(
        [("x", map), ("p_w", [4, 4, 3, 3]), ("p_s", [4, 1, 1])],
        [
          aten("exp", ["p_s"], "s", [4, 1, 1]), aten("mul", ["x", "s"], "y", map),
          aten("mul", ["x", "y"], "z", map),
          op(
            "aten.cat.default",
            [("tensors", Writer.tensors(["z", "p_w"])), ("dim", Writer.int(1))],
            [("c", [1, 8, 8, 9])]),
          op(
            "mine.f.default", [("x", Writer.tensor("c"))], [("u", [1, 8]), ("v", [1, 3])]),
          aten("add", ["p_s", "v"], "o", [1, 3]),
        ]),
      [
        "1: 4×8×9", "mul(0) 4×8×9 function w4 b0 n0 0 128+0 bits", "Multiply(0,1) 4×8×9",
        "cat(2) 8×8×9 movement w144 b0 n0 0 4608+0 bits", "mine.f(3) 8 unknown",
        "mine.f(4) 3 movement", "add(5) 3 function",
        "totals are lower bounds: the work of 1 mine.f is unknown",
      ]
    ),
  ]

  /// Returns a sum of products by Einstein's convention.
  private static func einsum(
    _ equation: String, _ shapes: [[Int]], isStored: Bool = false, _ output: [Int] = [1, 3]
  ) -> Writer {
    let names = shapes.indices.map { isStored && $0 > 0 ? "p_\($0)" : "x\($0)" }
    return program(
      zip(names, shapes).map { ($0, $1) },
      [
        op(
          "aten.einsum.default",
          [("equation", Writer.text(equation)), ("tensors", Writer.tensors(names))],
          [("y", output)])
      ])
  }

  private static let unknown = "totals are lower bounds: the work of 1 einsum is unknown"

  static let sums: [(Writer, String)] = [
    (
      einsum("bij,bjk->bik", [[1, 7, 5], [1, 5, 11]]),
      "einsum(0,1) 3 product(macs: 385, isLayer: false) 385"
    ),
    (
      einsum("b i , k i -> b k", [[2, 5], [7, 5]]),
      "einsum(0,1) 3 product(macs: 70, isLayer: false) 70"
    ),
    (einsum("ij,kj", [[3, 5], [7, 5]]), "einsum(0,1) 3 product(macs: 105, isLayer: false) 105"),
    (
      einsum("bi,bi->bi", [[1, 5], [7, 5]]), "einsum(0,1) 3 product(macs: 35, isLayer: false) 35"
    ),
    (
      einsum("bi,bi->bi", [[7, 5], [1, 5]]), "einsum(0,1) 3 product(macs: 35, isLayer: false) 35"
    ),
    (einsum("i,j->ij", [[5], [0]], isStored: true), "einsum(0) 3 product(macs: 0, isLayer: true)"),
    (
      einsum("ij,kj->ik", [[3, 5], [7, 5]], isStored: true),
      "einsum(0) 3 product(macs: 105, isLayer: true) 105 w35 b0 n0 0 1120+0 bits"
    ),
    (
      einsum("...ij,...jk->...ik", [[1, 2, 3, 7, 5], [1, 2, 3, 5, 11]]),
      "einsum(0,1) 3 product(macs: 2310, isLayer: false) 2310"
    ),
    (einsum("ii->i", [[5, 5]]), "einsum(0) 3 product(macs: 0, isLayer: false)"),
    (einsum("ij,jk->ik", [[3, 5], [5]]), unknown),
    (einsum("i,j,k->ijk", [[5], [7], [3]]), unknown),
    (einsum("i,j,k->ijk", [[5], [7]]), unknown), (einsum("i,j->ij", [[5], [7], [3]]), unknown),
    (einsum("", [[5], [7]]), unknown), (einsum(">", [[5], [7]]), unknown),
    // Two layers, whose vectors are between their matrices, and cells.
    (
      program(
        [
          ("x", [7, 1, 5]), ("p_a", [12, 5]), ("p_b", [12, 4]), ("p_c", [12]), ("p_d", [12]),
          ("p_e", [12, 4]), ("p_f", [12, 4]), ("p_g", [12]), ("p_h", [12]),
        ],
        [
          op(
            "aten.gru.input",
            [
              ("input", Writer.tensor("x")), ("hx", Writer.none),
              (
                "params",
                Writer.tensors(["p_a", "p_b", "p_c", "p_d", "p_e", "p_f", "p_g", "p_h"])
              ),
            ], [("y", [7, 1, 4])])
        ]), "gru(0) 7,1,4 product(macs: 1428, isLayer: true) 1428 w204 b48 n0 0 8064+0 bits"
    ),
    (
      program(
        [
          ("x", [3, 5]), ("h", [3, 4]), ("p_a", [12, 5]), ("p_b", [12, 4]), ("p_c", [12]),
        ],
        [
          op(
            "aten.gru_cell.default",
            [
              ("input", Writer.tensor("x")), ("hx", Writer.tensor("h")),
              ("w_ih", Writer.tensor("p_a")), ("w_hh", Writer.tensor("p_b")),
              ("b_ih", Writer.tensor("p_c")),
            ], [("y", [3, 4])])
        ]), "gru_cell(0,1) 3,4 product(macs: 324, isLayer: true) 324 w108 b12 n0 0 3840+0 bits"
    ),
  ]

  @Test(arguments: sums.indices)
  func `what sums products`(index: Int) throws {
    let line = try Self.lines(Self.sums[index].0).last
    #expect(line == Self.sums[index].1)
  }

  /// The shapes of inputs: those of images and volumes are maps.
  @Test func `inputs by their axes`() throws {
    let shapes = [[1, 2], [1, 2, 3], [1, 2, 3, 5], [1, 2, 3, 5, 7], [1, 2, 3, 5, 7, 11]]
    let program = Self.program(
      shapes.enumerated().map { ("x\($0)", $1) },
      shapes.enumerated().map { Self.aten("relu", ["x\($0)"], "y\($0)", $1) })
    let first = try Self.lines(program).first
    #expect(first == "1: 2 2,3 2×3×5 2×3×5×7 2,3,5,7,11")
  }

  /// Whole numbers that operators compute, and what may be missing.
  @Test(arguments: [
    ("slice.Tensor", "start", #"{"as_sym_int": {"as_name": "n"}}"#, "shift(before: -3×0)"),
    ("slice.Tensor", "start", #"{"as_sym_int": {"as_int": 2}}"#, "shift(before: -2×0)"),
    ("slice.Tensor", "start", #"{"as_none": null, "as_int": 2}"#, "shift(before: -2×0)"),
    (
      "pad.default", "pad", #"{"as_sym_ints": [{"as_name": "n"}, {"as_int": 1}]}"#,
      "shift(before: 0×3)"
    ),
    (
      "pad.default", "pad", #"{"as_sym_ints": [{"as_int": 7}, {"as_name": "q"}]}"#, "movement"
    ),
    (
      "slice.Tensor", "start", #"{"as_sym_int": {"as_float": 2.5}}"#,
      "a whole number: found an object, expected as_int or as_name"
    ),
    (
      "slice.Tensor", "start", #"{"as_sym_int": {"as_int": 2.5}}"#,
      "as_int: found the number 2.5, expected a whole number"
    ),
    (
      "pad.default", "pad", #"{"as_ints": [1, "a"]}"#,
      #"as_ints: found the string "a", expected a whole number"#
    ),
    (
      "pad.default", "mode", #"{"as_string": 3}"#,
      "as_string: found the number 3, expected a string"
    ),
  ])
  func `numbers that are computed`(target: String, name: String, value: String, expected: String) {
    var program = Writer()
    program.inputs = [("x", ["1", "4", "s0:8", "9"])]
    program.integers = [("n", "s0 - 5:3")]
    program.nodes = [
      Self.op(
        "aten.\(target)",
        [("self", Writer.tensor("x")), ("dim", Writer.int(2)), (name, value)],
        [("y", [1, 4, 5, 9])]
      )
    ]
    program.outputs = ["y"]
    let found = (try? Self.lines(program).last) ?? HostileProgramTests.problem(program.bytes)
    #expect(found.hasSuffix(expected))
  }

  @Test(arguments: [
    (#"{"as_optional_tensor": {"as_tensor": {"name": "p_b"}}}"#, true),
    (#"{"as_optional_tensor": {"as_none": true}}"#, false), (#"{"as_none": true}"#, false),
    (#"{"as_tensor": {"name": "p_b"}}"#, true),
  ])
  func `a bias may be missing`(bias: String, hasBias: Bool) throws {
    let program = Self.program(
      [("x", [1, 3, 8, 9]), ("p_w", [4, 3, 1, 1]), ("p_b", [4])],
      [Self.aten("conv2d", ["x", "p_w"], "y", [1, 4, 8, 9], [("bias", bias)])])
    let line = try Self.lines(program).last
    #expect(line?.contains(" w12 b\(hasBias ? 4 : 0) ") == true)
  }

  /// Lengths that are not of the schema's forms.
  @Test(arguments: [
    (#"{"as_float": 1}"#, "x: found an object, expected as_int or as_expr"),
    ("{}", "x: found an object, expected as_int or as_expr"),
    ("3", "x: found the number 3, expected as_int or as_expr"),
    (#"{"as_int": "a"}"#, #"as_int: found the string "a", expected a whole number"#),
    (#"{"as_expr": {}}"#, #"x: "expr_str" is missing"#),
    (#"{"as_expr": {"expr_str": 3}}"#, "expr_str: found the number 3, expected a string"),
  ])
  func `lengths have two forms`(size: String, expected: String) {
    let program = Self.program([("x", [97])], [Self.aten("relu", ["x"], "y", [1])])
    let json = program.json.replacing(#"{"as_int": 97}"#, with: size)
    let problem = HostileProgramTests.problem(Writer.zip([("net/models/model.json", json)]))
    #expect(problem.hasSuffix(expected))
  }

  /// An operator is named by its first result.
  @Test func `an operator with several results is named`() {
    let program = Self.program(
      [("x", [1, 6, 8, 9])],
      [
        Self.op(
          "aten.native_group_norm.default",
          [("input", Writer.tensor("x")), ("group", Writer.int(0))],
          [("a", [1, 6, 8, 9]), ("b", [1, 2]), ("c", [1, 2])])
      ])
    #expect(
      HostileProgramTests.problem(program.bytes)
        == "a (native_group_norm): a length of 0, expected 1 to 2147483647")
  }

  /// The channels of an image without a batch are not samples, even if they have a name.
  @Test func `a name of channels is kept`() throws {
    var program = Self.program(
      [("p_w", [4, 3, 3, 3])], [Self.aten("conv2d", ["x", "p_w"], "y", [4, 6, 6])])
    program.inputs = [("x", ["s0:3", "8", "8"])]
    let first = try Self.lines(program).first
    #expect(first == "1: 3×8×8")
  }

  @Test(arguments: batches.indices)
  func `the first layer gives the number of samples`(index: Int) throws {
    let lines = (try? Self.lines(Self.batches[index].0)) ?? ["error"]
    #expect(lines == Self.batches[index].1)
  }

  @Test(arguments: followers.indices)
  func `what follows a map`(index: Int) throws {
    let line = try Self.lines(Self.followers[index].0).last
    #expect(line == Self.followers[index].1)
  }

  @Test(arguments: structures.indices)
  func `which operators there are`(index: Int) throws {
    let lines = try Self.lines(Self.structures[index].0)
    #expect(lines == Self.structures[index].1)
  }

  /// Stored numbers by their types: whole numbers without axes in buffers count batches.
  @Test func `what is stored`() throws {
    var program = Self.program(
      [("x", [1, 4]), ("p_n", []), ("p_q", [5]), ("p_h", [3])],
      [
        Self.op(
          "mine.f.default",
          ["x", "b_steps", "b_scale", "b_ids", "p_n", "p_q", "p_h"].map { name in
            (name, Writer.tensor(name))
          },
          [("y", [1, 4])]),
        Self.aten("_to_copy", ["y"], "z", [1, 4]), Self.aten("_to_copy", ["z"], "o", [1, 4]),
      ])
    program.buffers = [("steps", [], 5), ("scale", [], 7), ("ids", ["6"], 5)]
    program.types = ["p_n": 5, "p_q": 99, "p_h": 6, "z": 6, "o": 6]
    let lines = try Self.lines(program)
    #expect(
      lines == [
        "1: 4", "mine.f(0) 4 unknown w9 b0 n0 7 272+416 bits",
        "_to_copy(1) 4 shift(before: 0) of 16",
        "totals are lower bounds: the work of 1 mine.f is unknown",
      ])
    let storage = try PyTorchOperatorTests.network(program).origin.storage
    #expect(
      storage.types.map { "\($0.name) \($0.count) \($0.bits)" } == [
        "int64 7 448", "unknown 5 160", "float16 3 48", "float32 1 32",
      ])
    #expect(storage.unread.tables.isEmpty)
  }

  /// A graph that cannot take the operator's place is an operator of unknown work.
  @Test(
    arguments: [
      (1, 1, 1, "ReLU(0)"), (2, 1, 1, "higher_order.wrap(0)"), (0, 1, 1, "higher_order.wrap(0)"),
      (1, 2, 1, "higher_order.wrap(0,0)"), (1, 0, 1, "error"), (1, 1, 2, "higher_order.wrap(0)"),
    ] as [(Int, Int, Int, String)])
  func `a graph in an operator fits it`(
    graphs: Int, operands: Int, results: Int, first: String
  ) throws {
    let inner = Self.op("aten.relu.default", [("self", Writer.tensor("a"))], [("b", [1, 10])])
    let graph = Writer.graph([inner], inputs: [("a", ["1", "10"])], outputs: ["b"])
    let program = Self.program(
      [("x", [1, 10])],
      [
        Self.op(
          "higher_order.wrap",
          Array(repeating: ("", graph), count: graphs)
            + Array(repeating: ("", Writer.tensor("x")), count: operands),
          [("y", [1, 10]), ("z", [1, 10])].prefix(results).map { $0 }),
        Self.aten("tanh", ["y"], "t", [1, 10]),
      ])
    let lines = (try? Self.lines(program)) ?? ["error"]
    let names = lines.dropFirst(first == "error" ? 0 : 1).prefix(2).map { $0.prefix { $0 != " " } }
    #expect(names == (first == "error" ? ["error"] : [first[...], "Tanh(1)"]))
  }

  /// Lengths of the batch, and others, that the file leaves open.
  @Test(
    arguments: [
      (["s1:11", "s0:3", "5"], ["s1:11", "s0:3", "4"], [("s0", "1", "9")], "1: 11,1,5"),
      (["s1:11", "s0:3", "5"], ["s1:11", "s0:3", "4"], [("s0", "3", "9")], "3: 11,5"),
    ] as [([String], [String], [(String, String, String)], String)])
  func `an open batch`(
    input: [String], output: [String], ranges: [(String, String, String)], first: String
  ) throws {
    var program = Self.program(
      Self.gruWeights,
      [Self.op("aten.gru.input", [("input", Writer.tensor("x"))] + Self.gru, [("y", [])])])
    program.inputs = [("x", input)]
    program.nodes[0].outputs[0].1 = output
    program.ranges = ranges
    let found = try Self.lines(program).first
    #expect(found == first)
  }
}
