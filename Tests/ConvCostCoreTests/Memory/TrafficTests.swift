import Testing

@testable import ConvCostCore

struct TrafficTests {
  /// Weights that are used twice are read twice; views read and write nothing; a sum reads each of
  /// its operands.
  @Test func `traffic by hand`() throws {
    let twice = Convolution(2, kernel: 1).sharing("twice")
    let analysis = try Network(input: .map(2, 3)) {
      twice
      twice
      BatchNorm()
      Sum {
        Chain {}
        Chain {}
        Convolution(2, kernel: 1, bias: false)
      }
      Flatten()
      Linear(5)
    }.analysis()
    let traffic = analysis.graph.nodes.indices.map(analysis.traffic(of:))
    #expect(
      traffic == [
        Traffic(stored: 6, read: 18, written: 18), Traffic(stored: 6, read: 18, written: 18),
        Traffic(stored: 8, read: 18, written: 18), Traffic(stored: 4, read: 18, written: 18),
        Traffic(stored: 0, read: 54, written: 18), .none,
        Traffic(stored: 95, read: 18, written: 5),
      ])
    #expect(Traffic.none == Traffic(stored: 0, read: 0, written: 0))
  }

  /// Pools with a window count as layers in one of the sums, and global ones in another. Of two
  /// inputs both are read.
  @Test func `totals of a network with two inputs`() throws {
    let graph = try Network(input: .map(2, 6), sideInputs: [Input("side", .map(3, 6))]) {
      Concat {
        Chain {}
        From("side")
      }  // 180
      Pool.max(2)  // 45, and reads 180
      Convolution(4, kernel: 1)  // 36
      Activation.relu  // 36
      AdaptivePool.globalAverage  // 4
    }.graph()
    let totals = try ActivationTotals(graph)
    #expect(totals.withPools == 45 + 36)
    #expect(totals.withInput == 180 + 45 + 36 + 4)
    #expect(totals.everyValue == 180 + 180 + 45 + 36 + 36 + 4)
    #expect(totals.largestLayer == 180 + 45)
  }
}
