import ConvCostCore

extension TorchCall {
  /// The axes in another order.
  func permutation() -> TorchMeaning {
    guard let rank = input?.count, let dims = integers("dims"), let axes = try? dims.axes(of: rank)
    else { return TorchMeaning(.foreign(.movement), layout: .changed) }
    switch axes {
    case [0, 2, 3, 1], [0, 2, 3, 4, 1]:
      return TorchMeaning(.permute(.channelsLast), layout: .changed)
    case [0, 3, 1, 2], [0, 4, 1, 2, 3]:
      return TorchMeaning(.permute(.channelsFirst), layout: .changed)
    default: return TorchMeaning(.foreign(.movement), layout: .changed)
    }
  }

  /// One place of an axis, which is removed.
  func select() -> TorchMeaning {
    TorchMeaning(.foreign(.movement), layout: .changed)
  }

  /// A part of an axis.
  func slice() -> TorchMeaning {
    guard let rank = input?.count, rank > 2, let axis = axis("dim", of: rank) else {
      return TorchMeaning(.foreign(.movement))
    }
    guard axis >= 2 else { return shift(0) }
    guard let length = input?[axis], integer("step", default: 1) == 1,
      rank - 2 <= 3
    else { return TorchMeaning(.foreign(.movement)) }
    let start = integer("start", default: 0).clamped(to: -length...length)
    var before = Array(repeating: 0, count: rank - 2)
    before[axis - 2] = -(start < 0 ? start + length : start)
    return shift(Extent(before))
  }

  /// An axis in several parts, each of which is a result.
  func split() -> TorchMeaning {
    var meaning = slice()
    if let rank = input?.count, rank > 2, let axis = axis("dim", of: rank), axis >= 2 {
      meaning = TorchMeaning(.foreign(.movement))
    }
    if step.target.name.hasPrefix("unbind") { meaning = select() }
    meaning.computesAll = true
    return meaning
  }

  /// Positions around a map. The numbers for the last axis are first.
  func pad() -> TorchMeaning {
    let isConstant: Bool =
      if case .text(let mode)? = value("mode") { mode == "constant" } else { true }
    guard isConstant, let rank = input?.count, rank > 2, rank - 2 <= 3, let pads = integers("pad"),
      pads.count % 2 == 0, pads.count / 2 <= rank
    else { return TorchMeaning(.foreign(.movement)) }
    var before = Array(repeating: 0, count: rank)
    for index in 0..<pads.count / 2 {
      before[rank - 1 - index] = pads[2 * index].clamped(
        to: -RawInteger.longest...RawInteger.longest)
    }
    return shift(Extent(before[2...]))
  }

  private func shift(_ before: Extent?) -> TorchMeaning {
    guard let before else { return TorchMeaning(.foreign(.movement)) }
    var meaning = TorchMeaning(.foreign(.shift(before: before)))
    meaning.moves = (false, true)
    return meaning
  }
}
