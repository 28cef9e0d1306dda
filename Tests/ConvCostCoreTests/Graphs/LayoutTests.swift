import ConvCostCore
import Testing

/// The sizes of the types that graphs and trees consist of.
///
/// A search passes over the nodes of a prepared graph a million times a second, and copies trees
/// for each network that it rebuilds: a node that no longer fits the lines of the cache, or a case
/// of an enum that is larger than all others, slows all of them down, and no other test would
/// notice. The sizes are upper bounds, as of 64-bit platforms: smaller is better, larger needs a
/// reason. The numbers are what the compiler gives today.
struct LayoutTests {
  private struct Bound: CustomTestStringConvertible, Sendable {
    var type: String
    var stride: Int
    var most: Int
    var testDescription: String { type }

    init<Value>(_ type: Value.Type, _ most: Int) {
      self.type = "\(type)"
      stride = MemoryLayout<Value>.stride
      self.most = most
    }
  }

  private static let bounds: [Bound] = [
    // Read and written by a pass over a graph.
    Bound(Shape.self, 40), Bound(Operation.self, 104), Bound(Graph.Node.self, 176),
    Bound(Cost.self, 56), Bound(SourceForm?.self, 1),
    // Parts of a graph besides its nodes.
    Bound(Graph.Scope.self, 64), Bound(Layer.Name.self, 24), Bound(StoredNumbers.self, 32),
    // Parts of operations.
    Bound(Extent.self, 12), Bound(Padding.self, 28), Bound(Window.self, 68),
    Bound(Convolution.self, 88),
    Bound(TransposedConvolution.self, 104), Bound(Pool.self, 72),
    // A pool of regions is one of the merges.
    Bound(Merge.self, 32),
    // Parts of trees.
    Bound(Layer.self, 104), Bound(Shortcut.self, 8), Bound(Label.self, 16), Bound(Fitting.self, 1),
    // Stored for each value.
    Bound(ReceptiveField.self, 104), Bound(ReceptiveField.Span.self, 32),
  ]

  @Test(arguments: bounds)
  private func `a type is no larger than it was`(bound: Bound) {
    #expect(bound.stride <= bound.most)
  }
}
