/// The part of the image that an element of a map depends on, along both axes.
///
/// Element i of the map depends on no sample outside of
///
///     offset + jump·i … offset + jump·i + size − 1
///
/// Samples are counted without regard to the image's borders, so a padding makes the offset negative
/// and a deep map's size exceeds the image. A window of kernel k, dilation d, stride s and padding p
/// makes of a field
///
///     size + d·(k − 1)·jump        jump·s        offset − p·jump
///
/// Dumoulin and Visin, "A guide to convolution arithmetic", 2016; Araujo et al., "Computing Receptive
/// Fields of Convolutional Neural Networks", Distill 2019. After an enlargement the size is an upper
/// bound, for neighbouring elements then depend on different numbers of samples.
public struct ReceptiveField: Hashable, Sendable {
  /// The field along one axis, in samples of the image.
  public struct Span: Hashable, Sendable {
    /// How many samples an element depends on, from the first to the last.
    public var size: Double
    /// The step from one element's field to the next one's: the effective stride.
    public var jump: Double
    /// The first sample of the first element's field.
    public var offset: Double

    /// Creates a span.
    public init(size: Double, jump: Double, offset: Double) {
      self.size = size
      self.jump = jump
      self.offset = offset
    }

    /// The middle of the first element's field.
    var center: Double { offset + (size - 1) / 2 }
  }

  /// The field along the height.
  public var height: Span
  /// The field along the width.
  public var width: Span

  /// The image itself: each element depends on its own sample.
  static let sample = ReceptiveField(
    height: Span(size: 1, jump: 1, offset: 0), width: Span(size: 1, jump: 1, offset: 0))

  subscript(axis: Axis) -> Span {
    get { axis == .height ? height : width }
    set { if axis == .height { height = newValue } else { width = newValue } }
  }

  /// Returns whether an element sees as many samples as an image has.
  public func covers(_ image: Size) -> Bool {
    height.size >= Double(image.height) && width.size >= Double(image.width)
  }
}

/// The receptive fields of all values of a graph, in one pass.
public struct ReceptiveFields: Sendable {
  /// The field of each value; nil where it depends on all of the image.
  public let values: [ReceptiveField?]
  /// The merges whose branches have other jumps or other centres, so that they join what does not lie
  /// on the same place. Their field is the smallest that holds those of all branches.
  public let misaligned: [Int]

  /// Computes the fields of a graph.
  public init(_ graph: Graph) {
    var values: [ReceptiveField?] = Array(repeating: .sample, count: graph.inputs.count)
    values.reserveCapacity(graph.inputs.count + graph.nodes.count)
    var misaligned: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let read = graph.inputs(of: node)
      guard let first = read.first, let field = values[first] else {
        values.append(nil)
        continue
      }
      guard case .merge = node.operation else {
        values.append(field.after(node.operation, on: graph.shape(ofValue: first), node.output))
        continue
      }
      var union: ReceptiveField? = field
      for value in read.dropFirst() {
        guard let joined = union, let other = values[value] else {
          union = nil
          break
        }
        if misaligned.last != index, !joined.isAligned(with: other) { misaligned.append(index) }
        union = joined.union(other, over: node.output.extent ?? 1)
      }
      values.append(union)
    }
    self.values = values
    self.misaligned = misaligned
  }
}

extension Graph {
  /// Returns the number of samples that an element of a value depends on, as an extent; nil where it is
  /// all of the image.
  public func receptiveField(ofValue value: Int) -> Size? {
    guard let field = ReceptiveFields(self).values[value] else { return nil }
    return Size(Int(field.height.size), Int(field.width.size))
  }
}

extension ReceptiveField {
  /// Returns the field behind an operation; nil where that depends on all of the image.
  fileprivate func after(
    _ operation: Operation, on input: Shape, _ output: Shape
  ) -> ReceptiveField? {
    switch operation {
    case .conv2d(let convolution): return sliding(convolution.window, over: input)
    case .pool(let pool): return sliding(pool.window, over: input)
    case .convTranspose2d(let convolution):
      return mapped { $0.spread(by: convolution.window[$1], over: length(input, $1)) }
    case .upsample(let upsample):
      guard let before = input.extent, let after = output.extent else { return nil }
      return mapped {
        $0.enlarged(by: Double(after[$1]) / Double(before[$1]), upsample.mode)
      }
    case .adaptivePool(let pool):
      guard let extent = input.extent, pool.size.height > 1, pool.size.width > 1 else {
        return input.extent == 1 ? self : nil
      }
      return mapped { $0.pooled(from: extent[$1], to: pool.size[$1]) }
    case .linear:
      // At each position of a map whose channels stand last, and on a vector of all positions.
      if case .tensor = input { return self }
      return nil
    case .flatten, .reshape, .radialBasis: return nil
    case .foreign(.function): return self
    case .foreign(.movement):
      // What keeps its extent, such as a choice of channels, keeps its place.
      return input.extent != nil && input.extent == output.extent ? self : nil
    case .foreign: return nil
    default: return self
    }
  }

  private func length(_ shape: Shape, _ axis: Axis) -> Int { shape.extent?[axis] ?? 1 }

  private func mapped(_ change: (Span, Axis) -> Span) -> ReceptiveField {
    ReceptiveField(height: change(height, .height), width: change(width, .width))
  }

  private func sliding(_ window: Window, over input: Shape) -> ReceptiveField {
    mapped { span, axis in
      let axial = window[axis]
      let before = Double(axial.pads(for: length(input, axis)).before)
      return Span(
        size: span.size + Double(axial.span - 1) * span.jump,
        jump: span.jump * Double(axial.stride), offset: span.offset - before * span.jump)
    }
  }

  fileprivate func isAligned(with other: ReceptiveField) -> Bool {
    Axis.allCases.allSatisfy { axis in
      self[axis].jump == other[axis].jump && self[axis].center == other[axis].center
    }
  }

  /// Returns the smallest field that holds both at every element of a map.
  fileprivate func union(_ other: ReceptiveField, over extent: Size) -> ReceptiveField {
    mapped { $0.union(other[$1], over: extent[$1]) }
  }
}

extension ReceptiveField.Span {
  /// Returns the span behind a transposed convolution: element o reads i where o = s·i − p + d·t.
  fileprivate func spread(by window: WindowAxis, over input: Int) -> Self {
    let stride = Double(window.stride)
    let reach = Double(window.span - 1)
    let before = Double(window.pads(for: input).before)
    return Self(
      size: size + reach / stride * jump, jump: jump / stride,
      offset: offset + (before - reach) / stride * jump)
  }

  /// Returns the span behind an enlargement, as an upper bound.
  fileprivate func enlarged(by factor: Double, _ mode: Upsample.Mode) -> Self {
    // Element i takes sample ⌊i/f⌋; interpolation takes one or two more on each side.
    let more: Double =
      switch mode {
      case .nearest: 0
      case .bilinear: 1
      case .bicubic: 2
      }
    let behind = (factor - 1) / factor + more
    return Self(
      size: size + (behind + more) * jump, jump: jump / factor, offset: offset - behind * jump)
  }

  /// Returns the span behind a pool to a given length, whose windows are equal where it divides.
  fileprivate func pooled(from input: Int, to output: Int) -> Self {
    let step = Double(input) / Double(output)
    guard input % output != 0 else {
      return Self(size: size + (step - 1) * jump, jump: jump * step, offset: offset)
    }
    // A window reaches from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉, at most two samples more than the step.
    return Self(size: size + (step + 1) * jump, jump: jump * step, offset: offset - jump)
  }

  fileprivate func union(_ other: Self, over length: Int) -> Self {
    // The ends are linear in the element's number, so the first and the last element decide.
    let jump = max(self.jump, other.jump)
    var first = Double.infinity
    var last = -Double.infinity
    for span in [self, other] {
      for element in [0, Double(length - 1)] {
        let drift = (span.jump - jump) * element
        first = min(first, span.offset + drift)
        last = max(last, span.offset + drift + span.size - 1)
      }
    }
    return Self(size: last - first + 1, jump: jump, offset: first)
  }
}
