/// The parts of maps that lie in regions of the image, each resampled to one size: a stack of maps,
/// one for each region.
///
/// In this way a detector looks at the boxes that it has found. If there are several maps, the
/// levels of a pyramid, each region is read from one of them, chosen by the region's size. The
/// number of regions depends on the image, up to a limit; a network states the number that is
/// counted. He et al., "Mask R-CNN", 2017, §3; Lin et al., "Feature Pyramid Networks for Object
/// Detection", 2016, §4.2.
///
/// Interpolation multiplies by no learned weights, so there are no MACs.
public struct RegionPool: Hashable, Sendable {
  /// The kinds of regions.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Boxes that may hold an object.
    case proposals
    /// Boxes in which an object was found.
    case detections

    /// Returns the name for a number of regions: a single one is a `proposal`.
    public func name(of count: Int) -> String {
      count == 1 ? String(rawValue.dropLast()) : rawValue
    }
  }

  /// The kind of the regions.
  public var kind: Kind
  /// The number of regions; zero for an image in which nothing is found.
  public var count: Int
  /// The extent of each region's map.
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
  /// - Throws: `ShapeError.needsMap` if the input is not a map: regions are of the image, not of
  ///   other regions.
  func output(of input: Shape) throws(ShapeError) -> Shape {
    guard case .map(let channels, let extent) = input else { throw .needsMap }
    try requireLength(kind.rawValue, count, from: 0)
    let output = Shape.maps(
      count: count, channels: channels, extent: try size.resolved(for: extent))
    try output.validate()
    return output
  }

  /// Keeps for each region four corners and the number of its sample; with several levels, also
  /// which regions belong to each level.
  func saved(levels: Int) throws(ShapeError) -> SavedTensors {
    SavedTensors(
      activations: try product("kept regions", 5, count), positions: levels > 1 ? count : 0)
  }
}
