import ConvCostCore
import Testing

@testable import ConvCostImport

/// How the source writes an operator, by the modules around it.
struct ModuleFormTests {
  private typealias Writer = ProgramWriter

  private static let net = "L__self__,,net.Net"
  private static let conv = "\(net);c,block.conv,torch.nn.modules.conv.Conv2d"

  private static func node(
    _ target: String, _ modules: String, _ function: String, weight: Bool = false
  ) -> Writer.Node {
    let map = ["1", "4", "8", "8"]
    return Writer.Node(
      "torch.ops.aten.\(target)",
      [("input", Writer.tensor("x"))]
        + (weight ? [("weight", Writer.tensor("p_block_weight"))] : []),
      [("out", map)], modules: modules, function: "f_1;\(function)")
  }

  private static func graph(
    _ nodes: [Writer.Node], weight: String = "block.weight"
  ) throws -> Graph {
    var program = Writer()
    program.inputs = [("x", ["1", "4", "8", "8"])]
    program.parameters = [(weight, ["4", "4", "1", "1"])]
    program.nodes = nodes.enumerated().map { index, node in
      var node = node
      for place in node.inputs.indices where node.inputs[place].1.contains("p_block_weight") {
        node.inputs[place].1 = Writer.tensor(Writer.parameter(weight))
      }
      node.outputs[0].0 = "out\(index)"
      return node
    }
    program.outputs = ["out\(nodes.count - 1)"]
    return try program.bytes.withUnsafeBytes { try PyTorchFile.read(ByteSource($0)).graph }
  }

  @Test(
    arguments: [
      (node("conv2d.default", conv, "builtin_function_or_method.conv2d", weight: true), .module),
      (node("relu.default", net, "function.relu"), .function),
      (node("mean.default", net, "method_descriptor.mean"), .method),
      (node("mean.dim", net, "builtin_function_or_method.mean"), .method),
      (node("mean.dim", "\(net);b,block,net.Pool", "method_descriptor.mean"), .method),
      (node("add.Tensor", net, "method_descriptor.add"), .operator),
      (node("slice.Tensor", net, "wrapper_descriptor.__getitem__"), .operator),
      (node("relu.default", "\(net);b,block,net.Act", "function.relu"), .customModule),
      (
        node(
          "softmax.int", "\(net);a,block,torch.nn.modules.activation.MultiheadAttention",
          "function.multi_head_attention_forward"), .function
      ),
      (
        node(
          "relu.default", "\(net);s,block,torch.nn.modules.container.Sequential", "function.relu"),
        .function
      ),
      (
        node(
          "relu.default",
          "\(net);s,block,torch.nn.modules.transformer.TransformerEncoderLayer", "function.relu"),
        .function
      ),
      (node("relu.default", net, "part;method_descriptor.relu"), .method),
      (node("sub.Tensor", net, "method_descriptor.sub"), .operator),
      (node("matmul.default", net, "method_descriptor.matmul", weight: true), .operator),
      (node("relu.default", net, ""), .module),
    ] as [(ProgramWriter.Node, SourceForm)])
  func `the innermost module decides`(node: ProgramWriter.Node, form: SourceForm) throws {
    #expect(try Self.graph([node]).nodes[0].form == form)
  }

  /// A layer of somebody else with two operators: the one that reads a parameter of the layer is
  /// it.
  @Test func `a custom layer is known by its parameters`() throws {
    let block = "\(Self.net);b,block,net.Block"
    let graph = try Self.graph([
      Self.node("conv2d.default", block, "builtin_function_or_method.conv2d", weight: true),
      Self.node("relu.default", block, "function.relu"),
    ])
    #expect(graph.nodes.map(\.form) == [.customModule, .function])
    let container = try Self.graph([
      Self.node("conv2d.default", block, "builtin_function_or_method.conv2d", weight: true),
      Self.node(
        "relu.default", "\(block);r,block.relu,torch.nn.modules.activation.ReLU", "function.relu"),
    ])
    #expect(container.nodes.map(\.form) == [.function, .module])
    // Operators on parameters alone are not counted among those of a layer.
    let scaled = try Self.graph([
      Writer.Node(
        "torch.ops.aten.exp.default", [("self", Writer.tensor("p_block_weight"))],
        [("out", ["4", "4", "1", "1"])], modules: block, function: "f_1;function.exp"),
      Self.node("relu.default", block, "function.relu"),
    ])
    #expect(scaled.nodes.map(\.form) == [.customModule])
    let inner = try Self.graph(
      [
        Self.node(
          "conv2d.default", "\(Self.net);b,block.a,net.Block", "function.conv2d", weight: true),
        Self.node("relu.default", "\(Self.net);b,block.a,net.Block", "function.relu"),
      ], weight: "block.a.weight")
    #expect(inner.nodes.map(\.form) == [.customModule, .function])
  }

  @Test(arguments: [
    ("a,b.c,d.E", ["b.c"]), ("a,,d.E;f,g,h.I", ["", "g"]), ("", []), ("a,b", []),
    ("k,L['self'],net.Net;l,L['self'].layer1,a.B", ["", "layer1"]),
    ("l,getattr(L['self'].layer1, '0'),a.B", ["layer1.0"]),
    ("l,getattr(getattr(L['self'].layer1, '0').down, '1'),a.B", ["layer1.0.down.1"]),
  ])
  func `paths of modules are read`(text: String, paths: [String]) {
    #expect(ModuleStack(text).calls.map(\.path) == paths)
  }

  @Test func `at most 64 modules are read`() {
    for (count, read) in [(63, 63), (64, 64), (65, 64), (66, 64)] {
      let text = (0..<count).map { "k\($0),p\($0),a.B" }.joined(separator: ";")
      #expect(ModuleStack(text).calls.map(\.key) == (0..<read).map { "k\($0)" })
    }
  }

  @Test(arguments: [
    ("torch.ops.aten.relu_.default", "relu", "default", true, "relu_"),
    ("torch.ops.aten.add.Tensor", "add", "Tensor", false, "add"),
    ("torch.ops.aten.__and__.Tensor", "__and__", "Tensor", false, "__and__"),
    ("torch.ops.torchvision.nms.default", "torchvision.nms", "default", false, "torchvision.nms"),
    ("torch.ops.mine.f.default", "mine.f", "default", false, "mine.f"),
    ("torch.ops.aten.foo_.out", "foo", "out", true, "aten.foo_"),
    ("torch.ops.higher_order.cond", "higher_order.cond", "", false, "higher_order.cond"),
    ("_operator.mul", "_operator.mul", "", false, "_operator.mul"),
    ("torch.ops.", "", "", false, ""),
  ])
  func `names of operators are taken apart`(
    text: String, name: String, variant: String, isInPlace: Bool, label: String
  ) {
    let target = TorchTarget(text)
    #expect(target.name == name)
    #expect(target.variant == variant)
    #expect(target.isInPlace == isInPlace)
    #expect(target.label == label)
  }
}
