import ConvCostCore
import ConvCostZoo

extension NetworkFamily {
  /// Returns inputs around the network's own, where it takes none of the usual ones; nil elsewhere,
  /// and where its own does not fit either.
  ///
  /// A network that joins maps of several resolutions without padding may take every sixteenth side
  /// only, such as 16n + 12 for U-Net's 572. The distance to the nearest other side that it takes
  /// gives the step, of which so many make one that it is not below the usual 32.
  func inputs(inPlaceOf usual: SettingRange) -> SettingRange? {
    guard !usual.settings.contains(where: takes) else { return nil }
    guard let graph = try? network().graph(),
      let own = graph.inputs[0].dimensions.dropFirst().first,
      takes(input(side: own))
    else { return nil }
    var sides = [own]
    if let near = (1...Self.largestStep).first(where: {
      (own > $0 && takes(input(side: own - $0))) || takes(input(side: own + $0))
    }) {
      let step = (Self.smallestStep + near - 1) / near * near
      let first = max(own % step, own - Self.mostBelow * step)
      sides = stride(from: first, through: max(own, Self.largestSide), by: step).filter {
        $0 >= Self.smallestSide && takes(input(side: $0))
      }
    }
    return SettingRange(key: .input(), settings: sides.map(input))
  }

  private static let smallestSide = 32
  private static let largestSide = 512
  private static let smallestStep = 32
  /// The most sides below the network's own that are looked at.
  private static let mostBelow = 64
  /// Halving a map seven times gives this.
  private static let largestStep = 128

  private func takes(_ input: NetworkSetting) -> Bool {
    (try? network(adding: [input]).graph()) != nil
  }
}
