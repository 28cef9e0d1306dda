import ConvCostCore
import ConvCostZoo

extension NetworkFamily {
  /// Returns inputs around the network's own, if it takes none of the usual ones. Nil if it does,
  /// or if it does not take its own input either.
  ///
  /// A network that joins maps of several resolutions without padding may take every sixteenth side
  /// only, such as 16n + 12 for U-Net's 572. The step is the smallest multiple, from 32, of the
  /// distance to the nearest other side that the network takes.
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
  /// The limit of sides below the network's own.
  private static let mostBelow = 64
  /// The step of a network that halves its map seven times.
  private static let largestStep = 128

  private func takes(_ input: NetworkSetting) -> Bool {
    (try? network(adding: [input]).graph()) != nil
  }
}
