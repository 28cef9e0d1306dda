/// How a map is made as high and as wide as another one, of which the tree knows the label only.
///
///     Concat {
///       Chain {
///         From("skip")
///         Crop.like("enlarged")
///       }
///       From("enlarged")
///     }
///
/// Lowering knows both shapes, and puts a `Crop` or an `Upsample` of the right size into the graph.
public enum Fitting: Hashable, Sendable {
  /// Rows and columns are cut off, as many on both sides.
  case crop
  /// The map is interpolated.
  case upsample(Upsample.Mode)

  /// What the operation is called where it has no name.
  var name: String {
    switch self {
    case .crop: "crop"
    case .upsample: "upsample"
    }
  }

  /// Returns the operation that gives the extent of `other` on an input.
  ///
  /// - Throws: `ShapeError.cropOffCentre` where not as many rows or columns can be cut off on both sides.
  func operation(on input: Shape, like other: Shape) throws(ShapeError) -> Operation {
    guard let extent = input.extent, let wanted = other.extent else { throw .needsMap }
    switch self {
    case .crop:
      try wanted.requireAxes(of: extent)
      let margin = try extent.mapped { (axis, length) throws(ShapeError) in
        let least = wanted[axis]
        guard length >= least, (length - least) % 2 == 0 else {
          throw .cropOffCentre(axis, from: length, to: least)
        }
        return (length - least) / 2
      }
      return .crop(Crop(margin))
    case .upsample(let mode):
      return .upsample(Upsample(to: wanted, mode: mode))
    }
  }
}

extension Crop {
  /// Returns a crop to the height and width of the value under a label, as many rows and columns on both
  /// sides.
  public static func like(_ label: Label) -> Layer { .fitted(.crop, label) }
}

extension Upsample {
  /// Returns an interpolation to the height and width of the value under a label.
  public static func like(_ label: Label, mode: Mode = .nearest) -> Layer {
    .fitted(.upsample(mode), label)
  }
}
