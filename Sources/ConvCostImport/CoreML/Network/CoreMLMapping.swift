import ConvCostCore

/// How a network's tensors are laid out.
///
/// | mapping | an image | an array of shape N | an array of shape C×H×W |
/// |---|---|---|---|
/// | five dimensions | C×H×W | N×1×1 | C×H×W |
/// | exact | 1×C×H×W, or 1×1×C×H×W | N | C×H×W |
///
/// With five dimensions every tensor has a sequence, a batch, channels, rows and columns. The first
/// two are one here, and are left out.
struct CoreMLMapping {
  /// Whether arrays have the shape that they are given.
  var isExact = false
  /// Whether images have four dimensions in the exact mapping, and not five.
  var hasShortImages = false
  /// Whether the last four of five dimensions are those of a volume.
  var hasVolumes = false

  /// Returns the lengths of an input with the given ones.
  func lengths(of stated: [Int], isImage: Bool) -> [Int] {
    guard isExact else {
      switch stated.count {
      case 1: return [stated[0], 1, 1]
      case 2: return [stated[0], stated[1], 1]
      default: return Array(stated.suffix(3))
      }
    }
    guard isImage else { return stated }
    return (hasShortImages ? [1] : [1, 1]) + stated
  }

  /// The number of dimensions of a map, with its channels.
  func mapRank(_ lengths: [Int]) -> Int { hasVolumes && lengths.count > 4 ? 4 : 3 }

  /// Returns the shape of one sample; nil for lengths that no shape has.
  ///
  /// - Parameter isVector: whether channels without rows and columns are a vector.
  func shape(_ lengths: [Int], isVector: Bool) -> Shape? {
    guard let count = elementCount(lengths), lengths.allSatisfy({ $0 > 0 }) else { return nil }
    if !isExact { return isVector ? .vector(count) : map(lengths[...]) }
    switch lengths.count {
    case 0: return .vector(1)
    case 1: return .vector(lengths[0])
    case 2: return lengths[0] == 1 ? .vector(lengths[1]) : tensor(lengths[...])
    case 3: return lengths[0] == 1 ? tensor(lengths[1...]) : tensor(lengths[...])
    default:
      let rank = mapRank(lengths)
      let outer = lengths.dropLast(rank)
      return outer.allSatisfy { $0 == 1 } ? map(lengths.suffix(rank)) : tensor(lengths[...])
    }
  }

  private func map(_ lengths: ArraySlice<Int>) -> Shape? {
    guard let channels = lengths.first, let extent = Extent(lengths.dropFirst()) else {
      return nil
    }
    return .map(channels: channels, extent: extent)
  }

  private func tensor(_ lengths: ArraySlice<Int>) -> Shape? {
    Dimensions(lengths).map(Shape.tensor)
  }
}
