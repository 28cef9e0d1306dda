/// The elements that each element of a result depends on, along one axis. Element i depends on
/// those from
///
///     offset + jump·i        to        offset + jump·i + size − 1
///
/// Every primitive states its reading; composed from layer to layer, readings give receptive
/// fields.
public struct Reading: Hashable, Sendable {
  /// How many samples an element depends on, from the first to the last.
  public var size: Double
  /// The step from one element's samples to the next one's: the effective stride.
  public var jump: Double
  /// The first sample of the first element.
  public var offset: Double
  /// Whether elements may depend on fewer samples than that. If false, each element depends on the
  /// first and the last of its samples.
  public var isBound: Bool

  /// Creates a reading.
  public init(size: Double, jump: Double, offset: Double, isBound: Bool = false) {
    self.size = size
    self.jump = jump
    self.offset = offset
    self.isBound = isBound
  }

  /// The most samples that an element depends on, as a whole number. Sums of fractions such as
  /// thirds may be a little less than the whole number that they stand for.
  public var samples: Int { Int(size + 1e-6) }

  /// Each element depends on the sample at its own position.
  static let own = Self(size: 1, jump: 1, offset: 0)

  /// What elements depend on whose order changes: those of several positions lose their place, and
  /// those of a single one keep it.
  static func rearranged(_ input: Shape, along axis: Axis) -> Self? {
    input.extent?[axis] == 1 ? .own : nil
  }

  /// Each element depends on the sample at a distance: negative for a padding, positive for a crop.
  static func shifted(by offset: Int) -> Self {
    Self(size: 1, jump: 1, offset: Double(offset))
  }
}
