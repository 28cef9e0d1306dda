import ConvCostCore
import Testing

struct PathTests {
  private func paths(@LayerBuilder _ layers: () -> [Layer]) throws -> [String] {
    Paths(try Network(input: .map(4, 8), layers: layers).graph()).nodes
  }

  @Test func `unnamed operations are named by their kind, and numbered when they repeat`()
    throws
  {
    let paths = try paths {
      Activation.relu
      Activation.relu
      Pool.max(2)
      Activation.relu
    }
    #expect(paths == ["relu", "relu_1", "maxpool2d", "relu_2"])
  }

  @Test func `automatic names make way for given ones`() throws {
    let paths = try paths {
      Activation.relu
      Activation.relu
      Identity().named("relu")
      Identity().named("relu_1")
    }
    #expect(paths == ["relu_2", "relu_3", "relu", "relu_1"])
  }

  @Test func `a given name that repeats is numbered`() throws {
    let paths = try paths {
      Identity().named("a")
      Identity().named("a")
    }
    #expect(paths == ["a", "a_1"])
  }

  @Test func `a sequence names its layers by position`() throws {
    let paths = try paths {
      Sequential {
        Identity()
        Sequential {
          Identity()
          Identity().named("last")
        }
        Identity()
      }.named("features")
    }
    #expect(paths == ["features.0", "features.1.0", "features.1.last", "features.2"])
  }

  @Test func `chains and merges are a level only if they are named`() throws {
    let paths = try paths {
      Concat {
        Chain { Identity() }
        Chain { Identity() }
      }
      Chain { Identity() }.named("tail")
      Residual { Identity() }
      Residual { Identity() }.named("block")
    }
    #expect(
      paths == [
        "identity", "identity_1", "concat", "tail.identity", "identity_2", "add",
        "block.identity", "block.add",
      ])
  }

  @Test func `a chain inside of a sequence takes the position as its name`() throws {
    let paths = try paths {
      Sequential {
        Concat {
          Identity()
          Identity()
        }
        Activation.relu
      }.named("s")
    }
    #expect(paths == ["s.0.identity", "s.0.identity_1", "s.0.concat", "s.1"])
  }

  @Test func `blocks are named by their type`() throws {
    let paths = try paths {
      Transition(2)
      SqueezeExcite(2, squeeze: 1)
    }
    #expect(
      paths.prefix(4) == [
        "transition.norm", "transition.relu", "transition.conv", "transition.pool",
      ])
    #expect(paths.last == "squeezeExcite.multiply")
  }

  @Test func `scopes cover runs of nodes without gaps`() throws {
    let graph = try Network(input: .map(64, 56)) {
      Bottleneck(width: 64)
      Bottleneck(width: 64)
    }.graph()
    let scopes = graph.scopes.dropFirst().filter { $0.parent == 0 }
    #expect(scopes.map(\.nodes) == [0..<12, 12..<22])
    for (index, node) in graph.nodes.enumerated() {
      #expect(graph.scopes[node.scope].nodes.contains(index))
    }
  }
}
