import ConvCostText

extension LayerNotation.Problem: CustomStringConvertible {
  /// One line: the layer, what was found, what was expected, the nearest name.
  package var description: String {
    switch self {
    case .empty:
      "expected a layer, such as \"conv 3x3 64\", found an empty text"
    case .unknownLayer(let word):
      "unknown layer '\(word)'\(UnknownName(word, among: LayerNotation.kinds).suggestion())"
    case .otherInput(let stated, let layer, let channels):
      "\(layer): it reads \(stated) channels or features, but the input has \(channels)"
    case .missing(let what, let layer):
      "\(layer): expected the \(what), found the end of the layer"
    case .unexpected(let word, let layer, let expected):
      "\(layer): found '\(word)', expected \(expected)"
    case .noEffect(let word, let layer, let reason):
      "\(layer): '\(word)' has no effect: \(reason)"
    case .repeated(let word, let layer, let setting):
      "\(layer): found '\(word)', but the \(setting) is already given"
    }
  }
}
