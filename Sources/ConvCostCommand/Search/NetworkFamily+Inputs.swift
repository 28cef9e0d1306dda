import ConvCostCore
import ConvCostZoo

extension NetworkFamily {
  /// Returns the usual inputs that the network takes and its own, or inputs around its own if it
  /// takes none of them.
  ///
  /// A network that joins maps of several resolutions without padding may take every sixteenth side
  /// only, such as 16n + 12 for U-Net's 572. The step is the smallest multiple, from 32, of the
  /// distance to the nearest other side that the network takes.
  func inputs(inPlaceOf usual: SettingRange) -> SettingRange {
    guard let own = side, takes(input(side: own)) else { return usual }
    if usual.settings.contains(where: takes) {
      var settings = usual.settings.filter(allows)
      let text = input(side: own).text
      if !settings.contains(where: { $0.text == text }) {
        let place = settings.firstIndex { Int($0.text).map { $0 > own } ?? false }
        settings.insert(input(side: own), at: place ?? settings.endIndex)
      }
      return SettingRange(key: .input(), settings: settings)
    }
    var sides = [own]
    if let near = (1...Self.largestStep).first(where: {
      (own > $0 && takes(input(side: own - $0))) || takes(input(side: own + $0))
    }) {
      let step = (Self.smallestStep + near - 1) / near * near
      let first = max(own % step, own - Self.mostBelow * step)
      sides = stride(from: first, through: max(own, Self.largestSide), by: step).filter {
        $0 == own || $0 >= Self.smallestSide && takes(input(side: $0))
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

  /// The length of a signal that is the network's own input, or the side of a square; nil for other
  /// inputs.
  private var side: Int? {
    guard let extent = try? network().graph().inputs[0].extent else { return nil }
    return extent.rank == 1 || extent.height == extent.width ? extent.width : nil
  }

  private func takes(_ input: NetworkSetting) -> Bool {
    (try? network(adding: [input]).graph()) != nil
  }

  /// Whether the network allows an input, on which it may be impossible.
  private func allows(_ input: NetworkSetting) -> Bool {
    do throws(Failure) {
      _ = try network(adding: [input])
    } catch {
      if case .malformed(_, .model) = error { return true }
      return false
    }
    return true
  }
}
