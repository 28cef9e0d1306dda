import ConvCostCore
import ConvCostTestSupport
import Testing

/// The elements of a map that an element of a result reads, sample by sample, by the definition of
/// each operation and without regard to borders.
private enum IndexSets {
  static func read(
    _ element: Int, by operation: Operation, _ axis: Axis, from input: Int, to output: Int
  ) -> [Int] {
    switch operation {
    case .convolution(let convolution): sliding(element, convolution.window[axis])
    case .pool(let pool): sliding(element, pool.window[axis])
    case .transposedConvolution(let convolution): spreading(element, convolution.window[axis])
    case .upsample(let upsample): resampling(element, from: input, to: output, upsample.mode)
    case .adaptivePool: pooling(element, from: input, to: output)
    default: [element]
    }
  }

  private static func sliding(_ element: Int, _ window: WindowAxis) -> [Int] {
    (0..<window.kernel).map { element * window.stride - pad(window) + $0 * window.dilation }
  }

  /// A transposed convolution adds sample i times weight t to element s·i − p + d·t.
  private static func spreading(_ element: Int, _ window: WindowAxis) -> [Int] {
    (0..<window.kernel).compactMap { weight in
      let place = element + pad(window) - weight * window.dilation
      return place % window.stride == 0 ? place / window.stride : nil
    }
  }

  /// ATen/native/UpSample.h, `align_corners=False`, without antialiasing. Samples of weight zero
  /// are left out.
  private static func resampling(
    _ element: Int, from input: Int, to output: Int, _ mode: Upsample.Mode
  ) -> [Int] {
    if mode == .nearest { return [floor(element * input, output)] }
    // (i + ½)·n/m − ½
    let numerator = (2 * element + 1) * input - output
    let place = floor(numerator, 2 * output)
    if numerator == place * 2 * output { return [place] }
    return mode == .bilinear ? [place, place + 1] : Array(place - 1...place + 2)
  }

  /// ATen/native/AdaptivePooling.h: from ⌊i·n/m⌋ up to ⌈(i + 1)·n/m⌉.
  private static func pooling(_ element: Int, from input: Int, to output: Int) -> [Int] {
    Array(floor(element * input, output)..<(-floor(-(element + 1) * input, output)))
  }

  private static func pad(_ window: WindowAxis) -> Int {
    guard case .explicit(let before, _) = window.padding else { return 0 }
    return before
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}

struct ReceptiveFieldLawTests {
  private static let tolerance = 1e-9

  /// Returns the span of a layer's result on a map of the given height.
  private func span(_ layer: some LayerConvertible, on input: Int) throws -> ReceptiveField.Span? {
    let graph = try Network(input: .map(1, Extent(input, 5))) { layer.layer }.graph()
    return graph.receptiveField(ofValue: graph.outputs[0])[.height]
  }

  /// Checks that a span contains every index set, that no smaller linear span does, and that it is
  /// a bound only if elements have other sets.
  private func check(
    _ span: ReceptiveField.Span?, _ sets: [(element: Int, indices: [Int])], _ what: String
  ) throws {
    let span = try #require(span)
    var (meetsFirst, meetsLast, isExact) = (false, false, true)
    for (element, indices) in sets {
      guard let least = indices.min(), let most = indices.max() else {
        isExact = false
        continue
      }
      let before = Double(least) - (span.offset + span.jump * Double(element))
      let behind = span.offset + span.jump * Double(element) + span.size - 1 - Double(most)
      #expect(min(before, behind) >= -Self.tolerance, "\(what): element \(element) is outside")
      meetsFirst = meetsFirst || before < Self.tolerance
      meetsLast = meetsLast || behind < Self.tolerance
      isExact = isExact && max(before, behind) < Self.tolerance
    }
    #expect(meetsFirst && meetsLast, "\(what): \(span) could be smaller")
    #expect(span.isBound == !isExact, "\(what): \(span)")
  }

  @Test(arguments: [Upsample.Mode.nearest, .bilinear, .bicubic])
  func `what interpolations read`(mode: Upsample.Mode) throws {
    for input in 1...24 {
      for output in 1...24 {
        let layer = Upsample(to: Extent(output, 5), mode: mode)
        let span = try span(layer, on: input)
        let sets = (0..<output).map { element in
          (
            element,
            IndexSets.read(element, by: layer.operation, .height, from: input, to: output)
          )
        }
        try check(span, sets, "\(mode) \(input) to \(output)")
        // A sample beyond the borders is replaced by the sample at the border.
        for (element, indices) in sets {
          let first = try #require(span).offset + (span?.jump ?? 0) * Double(element)
          for index in indices.map({ min(max($0, 0), input - 1) }) {
            #expect(Double(index) >= first - Self.tolerance)
            #expect(Double(index) <= first + (span?.size ?? 0) - 1 + Self.tolerance)
          }
        }
      }
    }
  }

  @Test func `what pools to a size read`() throws {
    for input in 1...24 {
      for output in 1...24 {
        let layer = AdaptivePool(.average, to: Extent(output, 5))
        let span = try span(layer, on: input)
        guard input == 1 || output > 1 else {
          #expect(span == nil)
          continue
        }
        try check(
          span,
          (0..<output).map {
            ($0, IndexSets.read($0, by: layer.operation, .height, from: input, to: output))
          }, "\(input) to \(output)")
      }
    }
  }

  @Test func `what transposed convolutions read`() throws {
    for kernel in 1...5 {
      for stride in 1...4 {
        for dilation in 1...3 {
          for padding in 0...min(3, dilation * (kernel - 1)) {
            let layer = TransposedConvolution(
              1, kernel: Extent(kernel, 1), stride: Extent(stride, 1),
              padding: .symmetric(Extent(padding, 0)), dilation: Extent(dilation, 1))
            // A whole period of the stride, so that every weight meets a sample.
            try check(
              try span(layer, on: 7),
              (0..<stride).map {
                ($0, IndexSets.read($0, by: layer.operation, .height, from: 7, to: 7))
              }, layer.detail(on: 2))
          }
        }
      }
    }
  }

  /// Chains of all operations that change a field, each element followed back to the image.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `fields contain the index sets of chains, and equal them unless they are a bound`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let layers = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
      Self.layer(&generator)
    }
    let input = Shape.map(4, Extent(Int.random(in: 24...40, using: &generator), 31))
    let graph = try Network(input: input) { layers }.graph()
    let fields = ReceptiveFields(graph).values
    for axis in [Axis.height, .width] {
      for value in 1..<fields.count {
        guard let span = fields[value][axis] else { continue }
        let length = graph.shape(ofValue: value).extent?[axis] ?? 1
        for element in -1...length {
          var indices: Set<Int> = [element]
          for step in (0..<value).reversed() {
            let node = graph.nodes[step]
            let (from, to) = (graph.shape(ofValue: step).extent, node.output.extent)
            indices = Set(
              indices.flatMap {
                IndexSets.read(
                  $0, by: node.operation, axis, from: from?[axis] ?? 1, to: to?[axis] ?? 1)
              })
          }
          guard let least = indices.min(), let most = indices.max() else { continue }
          let first = span.offset + span.jump * Double(element)
          let (before, behind) = (Double(least) - first, first + span.size - 1 - Double(most))
          #expect(min(before, behind) >= -Self.tolerance)
          if !span.isBound { #expect(max(before, behind) < Self.tolerance) }
        }
      }
    }
  }

  private static func layer(_ generator: inout SeededGenerator) -> Layer {
    let kernel = Int.random(in: 2...4, using: &generator)
    let stride = Int.random(in: 1...3, using: &generator)
    let extent = Extent(
      Int.random(in: 8...40, using: &generator), Int.random(in: 8...40, using: &generator))
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: return Convolution(2, kernel: Extent(kernel), stride: Extent(stride), padding: 3).layer
    case 1:
      return Pool.max(Extent(kernel), stride: Extent(stride), padding: 1, rounding: .ceil).layer
    case 2:
      return TransposedConvolution(
        2, kernel: Extent(kernel), stride: Extent(stride), padding: .explicit(before: 1, after: 0)
      ).layer
    case 3: return AdaptivePool(.max, to: extent).layer
    case 4: return Upsample(to: extent).layer
    case 5: return Upsample(to: extent, mode: .bilinear).layer
    default: return Upsample(to: extent, mode: .bicubic).layer
    }
  }
}
