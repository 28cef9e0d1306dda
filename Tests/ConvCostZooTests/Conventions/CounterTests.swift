import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

struct CounterTests {
  @Test(arguments: Facts.counters.networkNames)
  func `every convention gives what its tool printed`(name: String) throws {
    let fact = try #require(Facts.counters["networks"]?[name])
    let side = try #require(fact["input"]?.elements?.last?.integer)
    let graph = try Zoo.selection("torchvision/\(name):input=\(side)").network.graph()

    let analysis = try Analysis(graph)
    #expect(analysis.total.parameters == fact["parameters"]?.integer)
    if let buffers = fact["buffers"]?.integer {
      // PyTorch has a counter of seen batches in every batch norm, which is not a statistic.
      let norms = graph.nodes.count { $0.operation.kind == .batchNorm }
      #expect(analysis.total.buffers + norms == buffers)
    }
    var compared = 0
    for convention in Convention.all {
      guard let printed = fact[convention.name]?.integer else { continue }
      let total = try Analysis(graph, by: convention).total
      #expect(convention.counts[0].metric.value(of: total) == printed, "\(convention.name)")
      compared += 1
      #expect(total.activations == fact["activations"]?.integer)
      let parameters = fact["\(convention.name) parameters"] ?? fact["parameters"]
      let stored = try Tally(convention.parameters, of: analysis).value
      #expect(stored == parameters?.integer, "\(convention.name)")
    }
    #expect(compared >= 7)
    #expect(try Analysis(graph, by: .calflops).total.macs == fact["calflops MACs"]?.integer)

    // torchvision's documentation states it at each network's own input, in units of 10⁹.
    if let millions = fact["torchvision, millions"]?.integer {
      let own = try Zoo.selection("torchvision/\(name)").network.graph()
      let printed = try Analysis(own, by: .torchvision).total.flops
      #expect((printed + 500_000) / 1_000_000 == millions)
    }
  }

  @Test(arguments: Facts.counters.networkNames)
  func `fvcore's operators are the causes of its number`(name: String) throws {
    let fact = try #require(Facts.counters["networks"]?[name])
    let side = try #require(fact["input"]?.elements?.last?.integer)
    let analysis = try Zoo.selection("torchvision/\(name):input=\(side)").network.analysis()
    let tally = try Tally(Convention.fvcore.counts[0], of: analysis)
    guard let operators = fact["by_operator"] else { return }
    func printed(_ key: String) -> Int { operators[key]?.integer ?? 0 }
    func part(_ cause: Cause) -> Int { tally.parts.first { $0.cause == cause }?.value ?? 0 }
    #expect(part(.macs) == printed("conv") + printed("linear"))
    #expect(part(.batchNorm) == printed("batch_norm"))
    #expect(part(.adaptivePooling) == printed("adaptive_avg_pool2d"))
  }

  @Test(arguments: Facts.sourceForms.networkNames)
  func `operations are written as torchvision writes them`(name: String) throws {
    let fact = try #require(Facts.sourceForms["networks"]?[name]?.members)
    var expected: [String: Int] = [:]
    for member in fact { expected[member.key] = member.value.integer }
    var found: [String: Int] = [:]
    for node in try Zoo.selection("torchvision/\(name)").network.graph().nodes
    where node.operation.kind.computes {
      found[tracedName(of: node), default: 0] += 1
    }
    for (name, count) in found { #expect(expected[name] == count, "\(name)") }
    // Everything else that is traced only moves numbers, or is a separate bias of a layer scale.
    let moves: Set<String> = [
      "cat", "flatten", "permute", "transpose", "chunk", "contiguous", "size", "view", "getitem",
      "floordiv", "stochastic_depth", "Dropout", "Flatten",
    ]
    for (name, _) in expected where found[name] == nil {
      #expect(moves.contains(String(name.split(separator: " ")[1])), "\(name)")
    }
  }

  /// Returns the tracer's name for an operation.
  private func tracedName(of node: Graph.Node) -> String {
    switch (node.operation.kind, node.form) {
    case (.add, .operator): "function add"
    case (.multiply, .operator), (.channelScale, .operator): "function mul"
    // A module of torchvision's own is traced as the function that it calls.
    case (.layerNorm, .customModule): "function layer_norm"
    case (.relu, .function): "function relu"
    case (.maxPool, .function): "function max_pool2d"
    case (.averagePool, .function): "function avg_pool2d"
    case (.adaptiveAveragePool, .function): "function adaptive_avg_pool2d"
    case (.adaptiveAveragePool, .method): "method mean"
    default: "\(node.form.rawValue) \(node.operation.kind.rawValue)"
    }
  }
}
