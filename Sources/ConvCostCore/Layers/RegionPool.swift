/// The parts of maps that lie in regions of the image, each resampled to one size: a stack of maps, one for each
/// region.
///
/// So a detector looks at the boxes that it has found. Where there are several maps, the levels of a pyramid,
/// each region is read from one of them, by its size. How many regions there are follows from the image, up to
/// a limit; a network states the number that is counted. He et al., "Mask R-CNN", 2017, §3; Lin et al.,
/// "Feature Pyramid Networks for Object Detection", 2016, §4.2.
///
/// What is interpolated are no products with weights, so there are no MACs.
public struct RegionPool: Hashable, Sendable {
  /// What the regions are.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Boxes that may hold an object.
    case proposals
    /// Boxes in which an object was found.
    case detections

    /// Returns what a number of regions are called: one is a `proposal`.
    public func name(of count: Int) -> String {
      count == 1 ? String(rawValue.dropLast()) : rawValue
    }
  }

  /// What the regions are.
  public var kind: Kind
  /// How many there are; none, for an image in which nothing is found.
  public var count: Int
  /// The lengths of each one's map.
  public var size: Extent

  /// Creates a pool of a number of regions.
  @inlinable
  public init(_ kind: Kind, count: Int, size: some ExtentConvertible) {
    self.kind = kind
    self.count = count
    self.size = Extent(size)
  }

  /// Returns the number of regions and the size, such as `1000 proposals to 7×7`.
  func detail(on rank: Int) -> String {
    "\(count) \(kind.name(of: count)) to \(size.along(rank) ?? size)"
  }

  /// Returns the stack of maps.
  ///
  /// - Throws: `ShapeError.needsMap` where the input is not a map: regions are of the image, not of other regions.
  func output(of input: Shape) throws(ShapeError) -> Shape {
    guard case .map(let channels, let extent) = input else { throw .needsMap }
    try requireLength(kind.rawValue, count, from: 0)
    let output = Shape.maps(
      count: count, channels: channels, extent: try size.resolved(for: extent))
    try output.validate()
    return output
  }

  /// The regions, of each four corners and the sample that it is of; where there are several levels, also which
  /// regions each level has.
  func saved(levels: Int) throws(ShapeError) -> SavedTensors {
    SavedTensors(
      activations: try product("kept regions", 5, count), positions: levels > 1 ? count : 0)
  }
}
