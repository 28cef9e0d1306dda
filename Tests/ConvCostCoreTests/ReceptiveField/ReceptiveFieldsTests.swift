import ConvCostCore
import ConvCostTestSupport
import Testing

struct ReceptiveFieldsTests {
  /// The samples that elements depend on, each window followed sample by sample without borders.
  private struct Dependencies {
    let graph: Graph
    let axis: Axis
    /// The input to which the samples belong.
    let wanted: Int
    var known: [[Int: Set<Int>]]

    init(_ graph: Graph, _ axis: Axis, of wanted: Int = 0) {
      self.graph = graph
      self.wanted = wanted
      self.axis = axis
      known = Array(repeating: [:], count: graph.inputs.count + graph.nodes.count)
    }

    mutating func samples(of element: Int, in value: Int) -> Set<Int> {
      guard value >= graph.inputs.count else { return value == wanted ? [element] : [] }
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
      case .convolution(let convolution): window = convolution.window
      case .pool(let pool): window = pool.window
      default: return [element]
      }
      let axial = window[axis]
      guard case .explicit(let before, _) = axial.padding else { return [element] }
      return (0..<axial.kernel).map { element * axial.stride - before + $0 * axial.dilation }
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `fields agree with index sets`(seed: UInt64) throws {
    let graph = try RandomNetworks.network(seed: seed).graph()
    let fields = ReceptiveFields(graph)
    for axis in [Axis.height, .width] {
      var dependencies = Dependencies(graph, axis)
      for value in fields.values.indices {
        let span = try #require(fields.values[value][axis])
        #expect(!span.isBound)
        for element in -1...2 {
          let samples = dependencies.samples(of: element, in: value)
          let first = span.offset + span.jump * Double(element)
          #expect(samples.min().map(Double.init) == first)
          #expect(samples.max().map(Double.init) == first + span.size - 1)
        }
      }
    }
  }

  /// A value that depends on several inputs has a field on each of them, and none on the others.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func `fields on each of several inputs agree with index sets`(seed: UInt64) throws {
    let graph = try RandomNetworks.labelled(seed: seed, fits: false).graph()
    for wanted in graph.inputs.indices {
      let fields = ReceptiveFields(graph, of: wanted)
      for axis in [Axis.height, .width] {
        var dependencies = Dependencies(graph, axis, of: wanted)
        for value in fields.values.indices {
          for element in 0...2 {
            let samples = dependencies.samples(of: element, in: value)
            #expect(samples.isEmpty == (fields.inputs[value] != wanted))
            guard !samples.isEmpty else { continue }
            let span = try #require(fields.values[value][axis])
            let first = span.offset + span.jump * Double(element)
            #expect(samples.min().map(Double.init) == first)
            #expect(samples.max().map(Double.init) == first + span.size - 1)
          }
        }
      }
    }
  }

  @Test func `branches with different centres are misaligned, and joined in one field`() throws {
    let graph = try Network(input: .map(1, 16)) {
      Concat {
        Convolution(1, kernel: 3, padding: 1)
        Convolution(1, kernel: 2, padding: .explicit(before: 0, after: 1))
        Chain {}
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    #expect(fields.misaligned == [2])
    #expect(fields.values[3][.height] == ReceptiveField.Span(size: 3, jump: 1, offset: -1))
  }

  /// The distance of a single element to others has no meaning.
  @Test func `branches of one element with one centre are aligned`() throws {
    let graph = try Network(input: .map(1, 3)) {
      Convolution(1, kernel: 3)
      Concat {
        Convolution(1, kernel: 1, stride: 2)
        Chain {}
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    #expect(fields.misaligned.isEmpty)
    #expect(fields.values[3][.width].map { [$0.size, $0.offset] } == [3, 0])
    #expect(fields.values[3][.width]?.isBound == false)
  }

  /// A flattened map of one position sees what the position sees; one of several sees everything.
  @Test(arguments: [(3, 3.0), (2, nil)])
  func `features of one position keep its field`(stride: Int, size: Double?) throws {
    let graph = try Network(input: .map(1, 5)) {
      Convolution(1, kernel: 3, stride: stride)
      Flatten()
      Linear(4)
    }.graph()
    #expect(ReceptiveFields(graph).values[3][.height]?.size == size)
  }

  @Test func `branches with different strides are joined over all elements of the map`() throws {
    let graph = try Network(input: .map(1, 5)) {
      Concat {
        Convolution(1, kernel: 3, stride: 2)
        Convolution(1, kernel: 4)
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    #expect(fields.misaligned == [2])
    // Element 0 sees 0…2 and 0…3, element 1 sees 2…4 and 1…4: with a jump of 2 from −1 on four and
    // one.
    #expect(
      fields.values[3][.width]
        == ReceptiveField.Span(size: 5, jump: 2, offset: -1, isBound: true))
  }

  @Test func `global operations and gates see the whole image`() throws {
    let graph = try Network(input: .map(8, 32)) {
      Convolution(8, kernel: 3, padding: 1)
      SqueezeExcite(8, squeeze: 2)
      Convolution(4, kernel: 1)
      AdaptivePool.globalAverage
      Flatten()
      Linear(2)
    }.graph()
    let fields = ReceptiveFields(graph).values
    #expect(fields[1][.height]?.size == 3)
    #expect(fields[2...].allSatisfy { $0.isGlobal })
    #expect(ReceptiveFields(graph).misaligned.isEmpty)
  }

  @Test func `linear layers at each position keep the field`() throws {
    let graph = try Network(input: .map(8, 32)) {
      Convolution(8, kernel: 7, stride: 2, padding: 3)
      Permute.channelsLast
      LayerNorm()
      Linear(16)
      Permute.channelsFirst
    }.graph()
    #expect(
      ReceptiveFields(graph).values.last?[.width]
        == ReceptiveField.Span(size: 7, jump: 2, offset: -3)
    )
  }

  @Test func `enlargements divide the jump and bound the size`() throws {
    let graph = try Network(input: .map(2, 16)) {
      Convolution(2, kernel: 2, stride: 2)
      Upsample(by: 2)
      TransposedConvolution(2, kernel: 4, stride: 2, padding: 1)
      AdaptivePool(.average, to: 8)
    }.graph()
    let fields = ReceptiveFields(graph).values
    // ⌊i/2⌋: both elements of a pair see the same two samples, from i − 1 at most.
    #expect(
      fields[2][.height] == ReceptiveField.Span(size: 3, jump: 1, offset: -1, isBound: true))
    #expect(
      fields[3][.height] == ReceptiveField.Span(size: 4.5, jump: 0.5, offset: -2, isBound: true))
    #expect(
      fields[4][.height] == ReceptiveField.Span(size: 6, jump: 2, offset: -2, isBound: true))
  }

  /// x = 9·i, and x = 9·(i + ½) − ½ = 9·i + 4, which is a sample; from 36 to 6 it is 6·i + 2½.
  @Test(arguments: [
    (Upsample.Mode.nearest, 4, ReceptiveField.Span(size: 1, jump: 9, offset: 0)),
    (.bilinear, 4, ReceptiveField.Span(size: 1, jump: 9, offset: 4)),
    (.bicubic, 4, ReceptiveField.Span(size: 1, jump: 9, offset: 4)),
    (.nearest, 6, ReceptiveField.Span(size: 1, jump: 6, offset: 0)),
    (.bilinear, 6, ReceptiveField.Span(size: 2, jump: 6, offset: 2)),
    (.bicubic, 6, ReceptiveField.Span(size: 4, jump: 6, offset: 1)),
    (.nearest, 36, ReceptiveField.Span(size: 1, jump: 1, offset: 0)),
    (.bicubic, 36, ReceptiveField.Span(size: 1, jump: 1, offset: 0)),
  ])
  func `a shrinking interpolation skips samples`(
    mode: Upsample.Mode, side: Int, span: ReceptiveField.Span
  ) throws {
    let graph = try Network(input: .map(1, 36)) { Upsample(to: Extent(side), mode: mode) }.graph()
    #expect(
      graph.receptiveField(ofValue: 1) == ReceptiveField([span, span]))
  }

  @Test func `normalisations over positions see all of the map`() throws {
    for groups in [1, 2, 8] {
      let graph = try Network(input: .map(8, Extent(1, 32))) {
        Convolution(8, kernel: Extent(1, 3), padding: .half)
        GroupNorm(groups: groups)
        Convolution(8, kernel: 1)
      }.graph()
      let fields = ReceptiveFields(graph).values
      // All of a single row is that row.
      let row = ReceptiveField([.init(size: 1, jump: 1, offset: 0), nil])
      #expect(fields[2...] == [row, row])
    }
    let graph = try Network(input: .map(8, 32)) {
      BatchNorm()
      GroupNorm(groups: 4)
    }.graph()
    let fields = ReceptiveFields(graph).values
    #expect(fields[1][.height]?.size == 1)
    #expect(fields[2].isGlobal)
  }

  @Test func `a pool to one row is global along the height alone`() throws {
    let graph = try Network(input: .map(8, Extent(32, 16))) {
      Convolution(8, kernel: 3, padding: 1)
      AdaptivePool(.average, to: Extent(1, 4))
      Concat {
        Chain {}
        Convolution(4, kernel: Extent(1, 3), padding: .symmetric(Extent(0, 1)))
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    let pooled = ReceptiveField([nil, .init(size: 6, jump: 4, offset: -1)])
    #expect(fields.values[2] == pooled)
    #expect(fields.values[4][.height] == nil)
    #expect(fields.values[4][.width] == ReceptiveField.Span(size: 14, jump: 4, offset: -5))
    #expect(fields.misaligned.isEmpty)
    #expect(pooled.covers(Extent(1000, 6)))
    #expect(!pooled.covers(Extent(1, 7)))
  }

  @Test func `factors of a single position are the same for all elements`() throws {
    let graph = try Network(input: .map(2, 4)) {
      Gate {
        Convolution(2, kernel: 3, stride: 4)
      }
    }.graph()
    let fields = ReceptiveFields(graph)
    // Element 3 sees itself and 0 to 2.
    #expect(
      fields.values[2][.height]
        == ReceptiveField.Span(size: 6, jump: 1, offset: -3, isBound: true))
    #expect(fields.misaligned.isEmpty)
  }

  /// Operations of model files after a 3×3 convolution on 8×8: a mean over rows, a part of the
  /// channels, two more rows at the top, three columns cut off, and movements to unknown places.
  @Test(arguments: [
    (
      Foreign.function, Extent(1, 8),
      ReceptiveField([nil, .init(size: 3, jump: 1, offset: -1)])
    ),
    (
      .shift(before: 0), Extent(8, 8),
      ReceptiveField([.init(size: 3, jump: 1, offset: -1), .init(size: 3, jump: 1, offset: -1)])
    ),
    (
      .shift(before: Extent(2, 0)), Extent(10, 8),
      ReceptiveField([.init(size: 3, jump: 1, offset: -3), .init(size: 3, jump: 1, offset: -1)])
    ),
    (
      .shift(before: Extent(0, -3)), Extent(8, 5),
      ReceptiveField([.init(size: 3, jump: 1, offset: -1), .init(size: 3, jump: 1, offset: 2)])
    ),
    (.movement, Extent(8, 8), ReceptiveField([nil, nil])),
  ])
  func `operations of model files have the known field`(
    foreign: Foreign, extent: Extent, field: ReceptiveField
  ) throws {
    var builder = try GraphBuilder(inputs: [.map(4, Extent(8, 8))])
    func append(_ operation: Operation, _ value: Int, _ output: Shape) throws -> Int {
      try builder.append(
        operation, label: nil, in: [], named: nil, reading: [value], output: output,
        stored: StoredNumbers())
    }
    let window = try append(.convolution(Convolution(4, kernel: 3, padding: 1)), 0, .map(4, 8))
    let result = try append(.foreign(foreign), window, .map(4, extent))
    let graph = try builder.graph(outputs: [result])
    #expect(graph.receptiveField(ofValue: result) == field)
  }

  @Test func `rounding up keeps the offset`() throws {
    let graph = try Network(input: .map(1, 6)) {
      Pool.max(3, stride: 2, padding: 1)
      Pool.max(2, stride: 2, rounding: .ceil)
    }.graph()
    #expect(graph.nodes[1].output.extent == Extent(2, 2))
    #expect(
      graph.receptiveField(ofValue: 2)[.width] == ReceptiveField.Span(size: 5, jump: 4, offset: -1))
  }

  @Test func `a field longer than any image covers all of it`() throws {
    let graph = try Network(input: .map(1, 1)) {
      for _ in 0..<40 { Convolution(1, kernel: 3, stride: Extent(Int(Int32.max)), padding: 1) }
    }.graph()
    let fields = ReceptiveFields(graph).values
    #expect(fields[1][.width]?.samples == 3)
    #expect(fields[40].isGlobal)
  }

  /// On a map of one row and one column nothing is repeated.
  @Test func `a sum on a map of one element keeps its step`() throws {
    let graph = try Network(input: .map(2, 1)) {
      Residual { Convolution(2, kernel: 1) }
    }.graph()
    #expect(graph.receptiveField(ofValue: graph.outputs[0])[.width]?.jump == 1)
  }
}
