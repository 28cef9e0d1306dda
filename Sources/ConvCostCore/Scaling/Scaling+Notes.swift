extension Scaling {
  /// Returns notes for a report on a network that was scaled by the general rule.
  ///
  /// - Parameters:
  ///   - layers: the layers of the network before scaling.
  ///   - scaled: its layers with the repeats scaled.
  func notes(from layers: [Layer], to scaled: [Layer]) -> [Subject.Note] {
    var texts: [String] = []
    if width != 1 {
      texts.append(
        "channels of all layers but the last × \(width), to multiples of \(divisor)")
    }
    if depth != 1 {
      texts.append(
        layers == scaled
          ? "no equal blocks to be repeated were found" : "n equal blocks became ⌈\(depth) · n⌉")
    }
    return texts.isEmpty
      ? [] : [Subject.Note("Scaled", texts.joined(separator: "; ") + "; the input stays")]
  }

  /// Returns notes for a report on a network that was scaled by the general rule.
  ///
  /// - Parameter network: the network before scaling.
  package func notes(on network: @autoclosure () -> Network) -> [Subject.Note] {
    guard depth != 1 else { return notes(from: [], to: []) }
    let network = network()
    let scaled = try? network.scaled(by: Scaling(depth: depth))
    return notes(from: network.layers, to: scaled?.layers ?? [])
  }
}
