extension Scaling {
  /// What a report says of a network that was scaled as any network is.
  ///
  /// - Parameters:
  ///   - layers: those of the network before.
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

  /// What a report says of a network that was scaled as any network is.
  ///
  /// - Parameter network: the network before.
  package func notes(on network: @autoclosure () -> Network) -> [Subject.Note] {
    guard depth != 1 else { return notes(from: [], to: []) }
    let network = network()
    let scaled = try? network.scaled(by: Scaling(depth: depth))
    return notes(from: network.layers, to: scaled?.layers ?? [])
  }
}
