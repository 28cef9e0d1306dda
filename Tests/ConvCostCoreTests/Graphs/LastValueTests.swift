import ConvCostCore
import Testing

/// What the results of a network are beside named ones.
struct LastValueTests {
  private static func results(@LayerBuilder _ layers: () -> [Layer]) throws -> [String: Int] {
    let graph = try Network(input: .map(2, 8), layers: layers).graph()
    return Dictionary(
      uniqueKeysWithValues: graph.outputs.enumerated().map { index, value in
        (graph.outputNames[index] ?? "", graph.shape(ofValue: value).channels)
      })
  }

  /// The network goes on with the value before an output, and its end is a result too.
  @Test func `a last value that nothing reads is a result`() throws {
    let results = try Self.results {
      Output("side") { Convolution(4, kernel: 3, padding: 1) }
      Convolution(16, kernel: 3, padding: 1)
      Convolution(32, kernel: 3, padding: 1)
    }
    #expect(results == ["side": 4, "": 32])
  }

  @Test func `a last value of which results are made is none`() throws {
    let results = try Self.results {
      Convolution(16, kernel: 3, padding: 1)
      Output("boxes") { Convolution(4, kernel: 1) }
      Output("classes") { Convolution(5, kernel: 1) }
    }
    #expect(results == ["boxes": 4, "classes": 5])
  }
}
