/// A way to give a map the height and width of another one, of which the tree knows only the label.
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
  /// Cuts off rows and columns, the same number on both sides.
  case crop
  /// Interpolates the map.
  case upsample(Upsample.Mode)

  /// The name of the operation if it is not given one.
  var name: String {
    switch self {
    case .crop: "crop"
    case .upsample: "upsample"
    }
  }

  /// Returns the operation that changes an input's extent to `other`'s.
  ///
  /// - Throws: `ShapeError.cropOffCentre` if the rows or columns to cut off are not the same number
  ///   on both sides.
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
  /// Returns a crop to the height and width of the value under a label, by the same number of rows
  /// and columns on both sides.
  public static func like(_ label: Label) -> Layer { .fitted(.crop, label) }
}

extension Upsample {
  /// Returns an interpolation to the height and width of the value under a label.
  public static func like(_ label: Label, mode: Mode = .nearest) -> Layer {
    .fitted(.upsample(mode), label)
  }
}
