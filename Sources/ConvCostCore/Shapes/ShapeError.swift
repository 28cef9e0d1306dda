/// Why an operation cannot work on a shape: the facts, without a place.
///
/// Lowering adds the layer's path, the operation and its inputs; see `NetworkError`.
public indirect enum ShapeError: Error, Hashable, Sendable {
  /// A length is outside of its range.
  case outOfRange(quantity: String, value: Int, allowed: ClosedRange<Int>)
  /// A factor of a scaling is outside of its range.
  case badFactor(quantity: String, value: Double, allowed: ClosedRange<Double>)
  /// The operation works on maps only.
  case needsMap
  /// The operation works only on maps with this number of axes.
  case needsAxes(Int, found: Extent)
  /// The operation works on vectors and tensors only.
  case needsFeatures
  /// The operation works on tensors of this rank only.
  case needsRank(Int)
  /// A window that has no position on the padded map.
  case emptyOutput(Axis, WindowArithmetic)
  /// A pool's padding as long as its window, so that a window could lie in the padding alone.
  case paddingHoldsWindow(Axis, padding: Int, span: Int)
  /// A transposed convolution's output padding that is smaller neither than the stride nor than the
  /// dilation.
  case outputPaddingTooLong(Axis, padding: Int, stride: Int, dilation: Int)
  /// A transposed convolution whose padding removes its whole output.
  case nothingLeft(Axis, arithmetic: String, result: Int)
  /// Channels that cannot be divided into equal parts.
  case indivisible(quantity: String, count: Int, parts: Int)
  /// A range that reaches past the channels.
  case channelsOutside(first: Int, count: Int, channels: Int)
  /// A padding to fewer channels than there are.
  case fewerChannels(wanted: Int, channels: Int)
  /// Branches that cannot be merged.
  case mergeMismatch(Shape, Shape)
  /// A crop that cannot remove the same number on both sides.
  case cropOffCentre(Axis, from: Int, to: Int)
  /// A reshape to another number of elements.
  case elementMismatch(from: Shape, to: Shape)
  /// A product that does not fit in 64 bits.
  case overflow(quantity: String, factors: [Int])
  /// A sum beyond `Cost.largestCount`.
  case totalOverflow(quantity: String)
  /// A count that a convention's negative factors make negative.
  case negativeCount(Int)
  /// An input that no layer reads.
  case unreadInput
  /// An input with the name of an earlier one.
  case repeatedInput
  /// A label under which nothing was kept, and the labels that are known.
  case unknownLabel(String, known: [String])
  /// Layers under a label of shared weights that are different, or work on different channels.
  case sharedLayersDiffer(String)
  /// A merge without branches.
  case noBranches
  /// Layers nested deeper than the limit.
  case nestedTooDeep(limit: Int)
  /// More operations than the limit.
  case tooManyOperations(limit: Int)
  /// A network without a known operation, and the first unknown one.
  case noOperations(hiddenBy: String? = nil)
}

/// Returns a width times a factor; a number that no shape accepts if the product does not fit in 64
/// bits.
package func scaledWidth(_ width: Int, by factor: Int) -> Int {
  let (result, overflow) = width.multipliedReportingOverflow(by: factor)
  return overflow ? Int.max : result
}

/// Throws unless `value` is a length from `least` to `Shape.longestDimension`.
func requireLength(_ quantity: String, _ value: Int, from least: Int = 1) throws(ShapeError) {
  guard value >= least, value <= Shape.longestDimension else {
    throw .outOfRange(quantity: quantity, value: value, allowed: least...Shape.longestDimension)
  }
}

/// Throws unless `count` can be divided into `parts` equal parts.
func requireDivisible(_ quantity: String, _ count: Int, by parts: Int) throws(ShapeError) {
  guard count % parts == 0 else {
    throw .indivisible(quantity: quantity, count: count, parts: parts)
  }
}

/// Returns the product of the factors, or throws where it does not fit in 64 bits.
func product(
  _ quantity: String, _ a: Int, _ b: Int, _ c: Int = 1, _ d: Int = 1, _ e: Int = 1, _ f: Int = 1
) throws(ShapeError) -> Int {
  let (ab, o1) = a.multipliedReportingOverflow(by: b)
  let (cd, o2) = c.multipliedReportingOverflow(by: d)
  let (ef, o3) = e.multipliedReportingOverflow(by: f)
  let (abcd, o4) = ab.multipliedReportingOverflow(by: cd)
  let (result, o5) = abcd.multipliedReportingOverflow(by: ef)
  guard !(o1 || o2 || o3 || o4 || o5) else {
    throw .overflow(quantity: quantity, factors: [a, b, c, d, e, f].filter { $0 != 1 })
  }
  return result
}

/// Returns the greatest common divisor of two lengths, which must not be negative.
package func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  b == 0 ? a : greatestCommonDivisor(b, a % b)
}
