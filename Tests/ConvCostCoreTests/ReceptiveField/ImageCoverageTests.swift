import ConvCostCore
import Testing

struct ImageCoverageTests {
  /// Convolutions of 3×3 on an image of 5×5: their inputs see 1, 3, 5 and 7 samples along each
  /// axis.
  @Test func `layers whose input sees the whole image`() throws {
    let network = Network(input: .map(1, 5)) {
      for _ in 0..<4 {
        Convolution(1, kernel: 3, padding: 1)
        Activation.relu
      }
    }
    let analysis = try network.analysis()
    let coverage = ImageCoverage(analysis, ReceptiveFields(analysis.graph))
    #expect(coverage.first == 4)
    // 3·3 products at 5·5 positions, of the third and the fourth.
    #expect(coverage.macs == 2 * 9 * 25)
  }

  @Test func `no layer of a shallow network sees the whole image`() throws {
    let analysis = try Network(input: .map(1, 64)) {
      Convolution(1, kernel: 3)
      Convolution(1, kernel: 3)
    }.analysis()
    let coverage = ImageCoverage(analysis, ReceptiveFields(analysis.graph))
    #expect(coverage.first == nil)
    #expect(coverage.macs == 0)
  }
}
