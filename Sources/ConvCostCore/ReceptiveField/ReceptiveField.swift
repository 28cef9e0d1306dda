/// The part of the image that an element of a map depends on, along each axis.
///
/// Element i of the map depends on no sample outside of
///
///     offset + jump·i … offset + jump·i + size − 1
///
/// Samples are counted without regard to the image's borders, so a padding makes the offset
/// negative and a deep map's size exceeds the image. A window of kernel k, dilation d, stride s and
/// padding p turns a field into
///
///     size + d·(k − 1)·jump        jump·s        offset − p·jump
///
/// Dumoulin and Visin, "A guide to convolution arithmetic", 2016; Araujo et al., "Computing
/// Receptive Fields of Convolutional Neural Networks", Distill 2019. If elements depend on
/// different numbers of samples, as after an enlargement, the size is the largest, and the field is
/// marked as a bound.
public struct ReceptiveField: Hashable, Sendable {
  /// The field along one axis, in samples of the image.
  public typealias Span = Reading

  /// The number of axes of the image: one for a signal, two for an image, three for a volume.
  public let rank: Int
  private var depth: Span?
  private var height: Span?
  /// The span along the width, or along the only axis of a signal.
  private var width: Span?

  /// Creates a field with the same span along each axis of an image; nil stands for all of the
  /// image.
  init(rank: Int, _ span: Span?) {
    self.rank = rank
    width = span
    height = rank > 1 ? span : nil
    depth = rank > 2 ? span : nil
  }

  /// Creates a field with a span for each axis of an image, in order; nil stands for all of the
  /// image along it.
  ///
  /// - Precondition: there are one to three spans.
  public init(_ spans: [Span?]) {
    precondition((1...3).contains(spans.count), "an image has one to three axes")
    rank = spans.count
    (depth, height, width) = (nil, nil, nil)
    for (axis, span) in zip(Axis.axes(of: rank), spans) { self[axis] = span }
  }

  /// The axes of the image, in order.
  public var axes: ArraySlice<Axis> { Axis.axes(of: rank) }

  /// The field along an axis; nil if an element depends on all of the image along it.
  public private(set) subscript(axis: Axis) -> Span? {
    get {
      switch axis {
      case .depth: depth
      case .height: height
      case .width, .length: width
      }
    }
    set {
      switch axis {
      case .depth: depth = newValue
      case .height: height = newValue
      case .width, .length: width = newValue
      }
    }
  }

  /// Whether an element depends on all of the image.
  public var isGlobal: Bool { axes.allSatisfy { self[$0] == nil } }

  /// Whether an element may depend on less than the field says.
  public var isBound: Bool { axes.contains { self[$0]?.isBound == true } }

  /// Returns whether an element sees as many samples as an image has.
  public func covers(_ image: Extent) -> Bool {
    axes.allSatisfy { axis in self[axis].map { $0.size >= Double(image[axis]) } ?? true }
  }

  /// Returns the field with another span along each axis.
  func mapped(_ change: (Span, Axis) -> Span?) -> ReceptiveField {
    var field = self
    for axis in axes { field[axis] = self[axis].flatMap { change($0, axis) } }
    return field
  }
}

extension Reading {
  /// Lengths beyond this, 2⁵³, are no longer exact, and no image is as long.
  private static let longest = 0x1p53

  /// The middle of the first element's field.
  var center: Double { offset + (size - 1) / 2 }

  /// Returns the span of elements that each read elements of this span's map; nil, which stands for
  /// all of the image, if it is longer than any image.
  ///
  /// - Parameter read: what element i reads, counted in elements of the map.
  func composed(with read: Self) -> Self? {
    let span = Self(
      size: size + (read.size - 1) * jump, jump: jump * read.jump,
      offset: offset + read.offset * jump, isBound: isBound || read.isBound)
    let isExact = max(span.size, span.jump, span.offset.magnitude) < Self.longest
    return isExact ? span : nil
  }

  /// Returns the smallest span that contains both at every element of a map of the given length.
  func union(_ other: Self, over length: Int) -> Self {
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
    // Both ends are exact if one of the branches has the same jump and is exact.
    let exact = [self, other].filter { !$0.isBound && ($0.jump == jump || length == 1) }
    let isExact =
      (self.jump == other.jump || length == 1) && exact.contains { $0.offset == first }
      && exact.contains { $0.offset + $0.size - 1 == last }
    return Self(size: last - first + 1, jump: jump, offset: first, isBound: !isExact)
  }
}
