import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `Flatten`.
  mutating func flatten(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    var input = try use.input
    if case .stack = input.layout { input = try tokens(input, for: use.layer) }
    guard let count = elementCount(input.dims) else {
      throw .tooLarge(layer: use.layer.name, quantity: "elements")
    }
    var result = input
    (result.dims, result.layout) = ([count], .features)
    if input.steps != nil, !input.isMap, input.layout != .pooled {
      return try reshape(input, to: [count], use)
    }
    result.blob = try append(.layer(Flatten().layer), use.layer, reading: [input])
    return result
  }

  /// Adds `Reshape`, of which one length may be left open as -1.
  mutating func reshape(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    guard let target = try use.config.integers("target_shape") else {
      throw .missing(layer: use.layer.name, key: "target_shape", expected: "whole numbers")
    }
    guard let dims = input.dims.reshaped(to: target) else {
      throw use.unfit(input, expected: "as many elements as \(target.text) has")
    }
    return try reshape(input, to: dims, use)
  }

  /// Adds a layer that gives the same elements other dimensions.
  mutating func reshape(
    _ input: KerasTensor, to dims: [Int], _ use: KerasUse
  ) throws(KerasError) -> KerasTensor {
    var result = input
    result.dims = dims
    // The mean of each channel is a map of one element already.
    if input.layout == .pooled, dims.last == input.dims.first, dims.count > 1,
      let rank = blobs.shape(of: input.blob)?.rank, dims.count == rank + 1
    {
      result.layout = .channelsLast
      result.blob = try append(.stated(Stated(use.layer.type, .view)), use.layer, reading: [input])
      return result
    }
    if dims == input.dims {
      result.layout = input.layout
      result.blob = try append(.stated(Stated(use.layer.type, .view)), use.layer, reading: [input])
      return result
    }
    result.layout =
      input.isMap && dims.count == input.dims.count || dims.count == 3
      ? (input.layout == .channelsFirst ? .channelsFirst : .channelsLast)
      : KerasTensor.plain(dims.count)
    guard let shape = KerasTensor.shape(dims, result.layout, steps: input.steps) else {
      throw .tooLarge(layer: use.layer.name, quantity: "lengths or elements of the result")
    }
    if dims.count == 1, input.steps == nil {
      result.blob = try append(.layer(Flatten().layer), use.layer, reading: [input])
    } else {
      result.blob = try append(.layer(Reshape(to: shape).layer), use.layer, reading: [input])
    }
    return result
  }

  /// Adds `Permute`, whose dimensions count from one.
  mutating func permute(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard let order = try use.config.integers("dims") else {
      throw .missing(layer: use.layer.name, key: "dims", expected: "whole numbers")
    }
    return try permute(try use.input, order.map { $0 - 1 }, use)
  }

  /// Adds a layer that puts dimensions into another order.
  mutating func permute(
    _ input: KerasTensor, _ order: [Int], _ use: KerasUse
  ) throws(KerasError) -> KerasTensor {
    guard order.sorted() == Array(input.dims.indices) else {
      throw use.unfit(input, expected: "an order of its dimensions")
    }
    let dims = order.map { input.dims[$0] }
    let last = input.dims.count - 1
    let toFront = [last] + (0..<max(0, last))
    let toBack = Array(1..<max(1, last + 1)) + [0]
    // The tree's map has its channels first, wherever Keras has them: nothing moves.
    let layout: KerasTensor.Layout? =
      if order == Array(input.dims.indices) {
        input.layout
      } else if input.layout == .channelsLast, order == toFront {
        .channelsFirst
      } else if input.layout == .channelsFirst, order == toBack {
        .channelsLast
      } else {
        nil
      }
    if let layout {
      var result = input
      (result.dims, result.layout) = (dims, layout)
      result.blob = try append(.stated(Stated(use.layer.type, .view)), use.layer, reading: [input])
      return result
    }
    return try add(
      Stated(use.layer.type, .movement), use.layer, on: [input], dims: dims,
      layout: input.layout == .pooled ? .features : input.layout)
  }

  /// Adds `RepeatVector`.
  mutating func repeatVector(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try tokens(try use.input, for: use.layer)
    guard input.dims.count == 1 else { throw use.unfit(input, expected: "one dimension") }
    return try add(
      Stated("RepeatVector", .movement), use.layer, on: [input],
      dims: [try use.config.length("n")] + input.dims)
  }
}

extension [Int] {
  /// Returns the lengths of a reshape, in which one may be -1; nil if the elements do not fit.
  func reshaped(to target: [Int]) -> [Int]? {
    guard let count = elementCount(self), target.count <= 8,
      target.allSatisfy({ $0 == -1 || ($0 > 0 && $0 <= RawInteger.longest) }),
      target.filter({ $0 == -1 }).count <= 1, let known = elementCount(target.filter { $0 != -1 }),
      known > 0, target.contains(-1) ? count % known == 0 : count == known
    else { return nil }
    return target.map { $0 == -1 ? count / known : $0 }
  }

  /// The lengths as text.
  var text: String { map(String.init).joined(separator: "×") }
}
