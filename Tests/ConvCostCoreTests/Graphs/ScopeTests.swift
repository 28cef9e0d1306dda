import ConvCostCore
import ConvCostTestSupport
import Testing

struct ScopeTests {
  /// The scopes of a graph are a tree over its nodes: the first contains all of them, and each
  /// one's nodes are among those of its parent.
  @Test(arguments: 200..<220 as Range<UInt64>)
  func `scopes contain each other`(seed: UInt64) throws {
    let graph = try RandomNetworks.labelled(seed: seed).graph()
    #expect(graph.scopes[0].nodes == graph.nodes.indices)
    for scope in graph.scopes {
      let parent = graph.scopes[scope.parent].nodes
      #expect(parent.lowerBound <= scope.nodes.lowerBound)
      #expect(scope.nodes.upperBound <= parent.upperBound)
    }
    for (index, node) in graph.nodes.enumerated() {
      #expect(graph.scopes[node.scope].nodes.contains(index))
    }
  }
}
