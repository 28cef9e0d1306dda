import ConvCostCore
import ConvCostTestSupport
import Testing

@Suite struct ReceptiveFieldsTests {
  /// The samples that elements depend on, each window followed sample by sample without borders.
  private struct Dependencies {
    let graph: Graph
    let axis: Axis
    var known: [[Int: Set<Int>]]

    init(_ graph: Graph, _ axis: Axis) {
      self.graph = graph
      self.axis = axis
      known = Array(repeating: [:], count: graph.inputs.count + graph.nodes.count)
    }

    mutating func samples(of element: Int, in value: Int) -> Set<Int> {
      guard value >= graph.inputs.count else { return [element] }
      if let samples = known[value][element] { return samples }
      let node = graph.nodes[value - graph.inputs.count]
      var samples: Set<Int> = []
      for input in graph.inputs(of: node) {
        for read in elements(read: element, by: node, from: input) {
          samples.formUnion(self.samples(of: read, in: input))
        }
      }
      known[value][element] = samples
      return samples
    }

    private func elements(read element: Int, by node: Graph.Node, from input: Int) -> [Int] {
      let window: Window
      switch node.operation {
      case .conv2d(let convolution): window = convolution.window
      case .pool(let pool): window = pool.window
      default: return [element]
      }
      let axial = window[axis]
      guard case .explicit(let before, _) = axial.padding else { return [element] }
      return (0..<axial.kernel).map { element * axial.stride - before + $0 * axial.dilation }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `fields are those of index sets`(seed: UInt64) throws {
    let graph = try RandomNetworks.network(seed: seed).graph()
    let fields = ReceptiveFields(graph)
    for axis in Axis.allCases {
      var dependencies = Dependencies(graph, axis)
      for value in fields.values.indices {
        let field = try #require(fields.values[value])
        let span = axis == .height ? field.height : field.width
        for element in -1...2 {
          let samples = dependencies.samples(of: element, in: value)
          let first = span.offset + span.jump * Double(element)
          #expect(samples.min().map(Double.init) == first)
          #expect(samples.max().map(Double.init) == first + span.size - 1)
        }
      }
    }
  }

  @Test func `branches of other centres are misaligned, and their union is theirs`() throws {
    let graph = try Network(input: .map(1, 16)) {
      Concat {
        Conv2d(1, kernel: 3, padding: 1)
        Conv2d(1, kernel: 2, padding: .explicit(before: 0, after: 1))
        Chain {}
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    #expect(fields.misaligned == [2])
    let field = try #require(fields.values[3])
    #expect(field.height == ReceptiveField.Span(size: 3, jump: 1, offset: -1))
  }

  @Test func `branches of other strides are joined over all elements of the map`() throws {
    let graph = try Network(input: .map(1, 5)) {
      Concat {
        Conv2d(1, kernel: 3, stride: 2)
        Conv2d(1, kernel: 4)
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    #expect(fields.misaligned == [2])
    // Element 0 sees 0…2 and 0…3, element 1 sees 2…4 and 1…4: with a jump of 2 from −1 on four and one.
    let field = try #require(fields.values[3])
    #expect(field.width == ReceptiveField.Span(size: 5, jump: 2, offset: -1))
  }

  @Test func `global operations and gates see the whole image`() throws {
    let graph = try Network(input: .map(8, 32)) {
      Conv2d(8, kernel: 3, padding: 1)
      SqueezeExcite(8, squeeze: 2)
      Conv2d(4, kernel: 1)
      AdaptivePool.globalAverage
      Flatten()
      Linear(2)
    }.graph()
    let fields = ReceptiveFields(graph).values
    #expect(fields[1]?.height.size == 3)
    #expect(fields[2...].allSatisfy { $0 == nil })
    #expect(ReceptiveFields(graph).misaligned.isEmpty)
  }

  @Test func `linear layers at each position keep the field`() throws {
    let graph = try Network(input: .map(8, 32)) {
      Conv2d(8, kernel: 7, stride: 2, padding: 3)
      Permute.channelsLast
      LayerNorm()
      Linear(16)
      Permute.channelsFirst
    }.graph()
    let field = try #require(ReceptiveFields(graph).values.last ?? nil)
    #expect(field.width == ReceptiveField.Span(size: 7, jump: 2, offset: -3))
  }

  @Test func `enlargements divide the jump and bound the size`() throws {
    let graph = try Network(input: .map(2, 16)) {
      Conv2d(2, kernel: 2, stride: 2)
      Upsample(by: 2)
      ConvTranspose2d(2, kernel: 4, stride: 2, padding: 1)
      AdaptivePool(.average, to: 8)
    }.graph()
    let fields = ReceptiveFields(graph).values
    // ⌊i/2⌋: both elements of a pair see the same two samples, from i − 1 at most.
    #expect(fields[2]?.height == ReceptiveField.Span(size: 3, jump: 1, offset: -1))
    #expect(fields[3]?.height == ReceptiveField.Span(size: 4.5, jump: 0.5, offset: -2))
    #expect(fields[4]?.height == ReceptiveField.Span(size: 6, jump: 2, offset: -2))
  }
}
