extension ShapeError: CustomStringConvertible {
  /// The facts in English, without the place.
  public var description: String {
    switch self {
    case .outOfRange(let quantity, Extent.unrepresentable, let allowed):
      "\(quantity) does not fit in 32 bits, expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .outOfRange(let quantity, let value, let allowed):
      "\(quantity) is \(value), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .badFactor(let quantity, let value, let allowed):
      "\(quantity) is \(value), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .needsMap:
      "expected a map C×H×W"
    case .needsAxes(let rank, let found):
      "found \(Axis.list(of: rank)), expected \(Axis.list(of: found.rank ?? 0)): the axes of the "
        + "map"
    case .needsFeatures:
      "expected a vector; put a flatten or a global pooling before it"
    case .needsRank(let rank):
      "expected a tensor of \(rank) dimensions"
    case .emptyOutput(let axis, let arithmetic):
      "the window does not fit, output \(axis.rawValue) \(arithmetic) is less than 1"
    case .paddingHoldsWindow(let axis, let padding, let span):
      "the padding of the \(axis.rawValue), \(padding), must be smaller than the window, \(span)"
    case .outputPaddingTooLong(let axis, let padding, let stride, let dilation):
      "the output padding of the \(axis.rawValue), \(padding), must be smaller than the stride, "
        + "\(stride), or the dilation, \(dilation)"
    case .nothingLeft(let axis, let arithmetic, let result):
      "the padding removes the whole output, output \(axis.rawValue) \(arithmetic) = \(result)"
    case .indivisible(let quantity, let count, let parts):
      "\(count) \(quantity) cannot be divided into \(parts) equal groups"
    case .channelsOutside(let first, let count, let channels):
      "channels \(first) to \(first &+ count &- 1) are out of range: the last of \(channels) is "
        + "\(channels - 1)"
    case .fewerChannels(let wanted, let channels):
      "expected at most \(wanted) channels to pad to \(wanted), found \(channels)"
    case .mergeMismatch(let first, let second):
      "\(first) and \(second) cannot be merged"
    case .cropOffCentre(let axis, let from, let to):
      "\(axis.rawValue) \(from) cannot be cropped to \(to): the cut must be equal on both sides"
    case .elementMismatch(let from, let to):
      "\(from) cannot be reshaped to \(to), the numbers of elements differ"
    case .overflow(let quantity, let factors):
      "\(quantity) \(factors.map(String.init).joined(separator: "·")) exceed \(Int.max)"
    case .totalOverflow(let quantity):
      "the sum of the \(quantity) exceeds \(largestTotal)"
    case .negativeCount(let count):
      "the count is negative: \(count)"
    case .unreadInput:
      "no layer reads it"
    case .repeatedInput:
      "an earlier input has the same name"
    case .unknownLabel(let label, let known):
      "unknown label '\(label)'"
        + (known.isEmpty
          ? "" : ", expected " + known.map { "'\($0)'" }.joined(separator: ", "))
    case .sharedLayersDiffer(let label):
      "layers that share the weights of '\(label)' differ, or work on different channels"
    case .noBranches:
      "a merge without branches"
    case .nestedTooDeep(let limit):
      "layers are nested more than \(limit) deep"
    case .tooManyOperations(let limit):
      "more than \(limit) operations"
    case .noOperations(nil):
      "a network without operations"
    case .noOperations(let operation?):
      "no operation has a known shape; the first of unknown shape is \(operation)"
    }
  }
}
