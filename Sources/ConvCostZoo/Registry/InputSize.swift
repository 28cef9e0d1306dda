public import ConvCostCore

/// An input's shape as given: a side, an extent, or channels too.
///
/// | given | signal | image | volume |
/// |---|---|---|---|
/// | `112` | length | height and width | height and width |
/// | `8x112` | channels, length | height, width | height, width |
/// | `3x8x112` | – | channels, height, width | depth, height, width |
/// | `3x8x112x112` | – | – | channels, depth, height, width |
public struct InputSize: Hashable, Sendable {
  /// The lengths as given, that of the last axis last.
  public let lengths: [Int]

  /// The most lengths: a volume's with its channels.
  private static let mostLengths = 4

  /// Creates the size of a square image, or of a signal or a volume with the same lengths.
  ///
  /// The side is checked when the network is built, as all shapes are.
  public init(side: Int) {
    lengths = [side]
  }

  /// Reads `224`, `300x260`, `3x300x260` or `3x16x112x112`; `×`, `X`, `*` or a comma may stand for
  /// `x`, brackets around all of it, and a batch of one before channels and lengths:
  /// `(1, 3, 224, 224)`.
  public init?(_ text: String) {
    var text = String(text.map { ",X*".contains($0) ? "x" : $0 }.filter { $0 != " " })
    for (open, close) in [("(", ")"), ("[", "]")]
    where text.hasPrefix(open) && text.hasSuffix(close) {
      text = String(text.dropFirst().dropLast())
    }
    guard var lengths = Shape.lengths(text), lengths.count <= Self.mostLengths + 1 else {
      return nil
    }
    // Four lengths that begin with one are an image with its batch: a volume of one channel and one
    // slice would be an image too.
    if lengths.count >= 4, lengths[0] == 1, lengths.count > 4 || lengths[1] <= 4 {
      lengths.removeFirst()
    }
    guard lengths.count <= Self.mostLengths else { return nil }
    self.lengths = lengths
  }

  /// The size as text: `3x300x260`.
  package var text: String { lengths.map(String.init).joined(separator: "x") }

  /// Returns the shape for a network whose own input is `other`, which gives the missing lengths.
  ///
  /// A vector has one length only. Nil if there are more lengths than the shape has, and for a
  /// square image with its channels last, as Keras writes it: `224x224x3`.
  public func shape(like other: Shape) -> Shape? {
    other.resized(to: lengths)
  }

  /// The shape if no network defines the number of axes: one length is a vector's; of several, the
  /// first is the channels.
  package var shape: Shape? {
    if lengths.count == 1 { return .vector(lengths[0]) }
    return Extent(lengths.dropFirst()).map { .map(lengths[0], $0) }
  }
}
