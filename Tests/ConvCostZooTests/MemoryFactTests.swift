import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct MemoryFactTests {
  /// MIT 6.5940, "Efficient Deep Learning Computing", lecture 2: AlexNet at 224 with a padding of 2
  /// has 932,264 activations in total and 440,928 at the peak, 150,528 of the input and 290,400
  /// after it.
  @Test func `AlexNet's activations as the course has them`() throws {
    let totals = try ActivationTotals(Zoo.selection("course/alexnet").network.graph())
    #expect(totals.withInput == 932_264)
    #expect(totals.largestLayer == 440_928)
  }

  /// facebookresearch/pycls prints 11.3 M activations for ResNet-50, fvcore 11.11 M.
  @Test func `ResNet-50's activations with its pool`() throws {
    let analysis = try Zoo.selection("resnet50").network.analysis()
    #expect(analysis.total.activations == 11_114_984)
    #expect(try ActivationTotals(analysis.graph).withPools == 11_114_984 + 64 * 56 * 56)
  }

  @Test(arguments: Zoo.ofEachFamily)
  func `the laws of memory and traffic hold for every network`(name: String) throws {
    let analysis = try Zoo.selection(name).network.analysis()
    let graph = analysis.graph
    let liveness = try Liveness(graph)
    let totals = try ActivationTotals(graph)
    // The elements that live at once are at most all, and at least those that one layer reads and
    // writes.
    #expect(liveness.peak <= totals.everyValue)
    #expect(liveness.peak >= totals.largestLayer)
    #expect(totals.withPools <= totals.withInput)
    #expect(totals.withInput <= totals.everyValue)
    #expect(try Liveness(graph, inPlace: true).peak <= liveness.peak)
    let int8 = Deployment(dataType: .int8, batch: 2)
    #expect(try graph.peakBytes(in: .int8, batch: 2) == 2 * liveness.peak)
    #expect(try Efficiency(graph, int8).total.peakBytes == 2 * liveness.peak)
    #expect(try Liveness(graph.foldingNorms()).peak <= liveness.peak)
    let written = graph.nodes.indices.reduce(0) { $0 + analysis.traffic(of: $1).written }
    #expect(written == totals.everyValue - graph.inputs[0].count)
    // Weights that are shared are read for each operation that uses them.
    let stored = graph.nodes.indices.filter { !analysis.borrows($0) }
      .reduce(0) { $0 + analysis.traffic(of: $1).stored }
    #expect(stored == analysis.total.parameters + analysis.total.buffers)
  }
}
