import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds a pool with a window, whose stride is its length if none is given.
  mutating func pool(
    _ use: KerasUse, _ kind: PoolKind, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    let config = use.config
    // The first versions called a signal's window `pool_length`.
    let old = config["pool_size"] == nil && config["pool_length"] != nil
    let kernel = try config.extent(old ? "pool_length" : "pool_size", axes: rank, default: 2)
    let stride = config["strides"] == nil ? kernel : try config.extent("strides", axes: rank)
    let padding = try config.choice("padding", default: "valid", among: ["valid", "same"])
    let window = Window(
      kernel: kernel, stride: stride, padding: padding == "same" ? .same : .valid)
    return try add(Pool(kind, window: window).layer, use.layer, on: try image(use, rank))
  }

  /// Adds a pool over all positions.
  mutating func globalPool(
    _ use: KerasUse, _ kind: PoolKind, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    var result = try add(
      AdaptivePool(kind, to: 1).layer, use.layer, on: try image(use, rank))
    if !(try use.config.flag("keepdims", default: false)) {
      result.dims = [result.channels]
      result.layout = .pooled
    }
    return result
  }

  /// Adds a pool to a given size.
  mutating func adaptivePool(
    _ use: KerasUse, _ kind: PoolKind, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    let size = try use.config.extent("output_size", axes: rank)
    return try add(AdaptivePool(kind, to: size).layer, use.layer, on: try image(use, rank))
  }

  /// Adds `ZeroPadding` or `Cropping`.
  mutating func border(
    _ use: KerasUse, _ key: String, _ rank: Int, isCrop: Bool
  ) throws(KerasError) -> KerasTensor {
    let input = try image(use, rank)
    let (before, after) = try use.config.border(key, rank)
    let layer =
      isCrop
      ? Crop(before: before, after: after).layer : ZeroPad(before: before, after: after).layer
    if isCrop {
      for (axis, length) in input.extent.enumerated() {
        let cut = before.lengths[axis] + after.lengths[axis]
        guard cut < length else { throw use.unfit(input, expected: "more than \(cut) to crop") }
      }
    }
    return try add(layer, use.layer, on: input)
  }

  /// Adds `UpSampling1D`, `UpSampling2D` or `UpSampling3D`.
  mutating func upsample(_ use: KerasUse, _ rank: Int) throws(KerasError) -> KerasTensor {
    let key = use.config["size"] == nil && use.config["length"] != nil ? "length" : "size"
    let scale = try use.config.extent(key, axes: rank, default: 2)
    let mode = try use.config.interpolation(default: "nearest")
    return try add(
      Upsample(by: scale, mode: mode).layer, use.layer, on: try image(use, rank))
  }

  /// Adds `Resizing`, to a given height and width.
  mutating func resize(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let size = Extent(try use.config.length("height"), try use.config.length("width"))
    let mode = try use.config.interpolation(default: "bilinear")
    return try add(
      Upsample(to: size, mode: mode).layer, use.layer, on: try image(use, 2))
  }

  /// Adds `CenterCrop`, which enlarges a map that is smaller than its result.
  mutating func centerCrop(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let size = [try use.config.length("height"), try use.config.length("width")]
    let input = try image(use, 2)
    let cut: [Int] = zip(input.extent, size).map { $0 - $1 }
    guard cut.allSatisfy({ $0 >= 0 }), let before = Extent(cut.map { $0 / 2 }),
      let after = Extent(cut.map { $0 - $0 / 2 })
    else {
      return try add(
        Upsample(to: Extent(size[0], size[1]), mode: .bilinear).layer, use.layer, on: input)
    }
    return try add(Crop(before: before, after: after).layer, use.layer, on: input)
  }
}

extension KerasConfig {
  /// Returns what is added or cut off before and after each axis: `1`, `[1, 2]` for two axes, or
  /// `[[0, 1], [0, 1]]`.
  fileprivate func border(
    _ key: String, _ rank: Int
  ) throws(KerasError) -> (before: Extent, after: Extent) {
    func lengths(_ value: JSONValue) throws(KerasError) -> [Int] {
      let lengths = (value.list ?? [value]).compactMap(\.wholeNumber)
      guard lengths.count == value.list?.count ?? 1,
        lengths.allSatisfy({ $0 >= 0 && $0 <= RawInteger.longest })
      else {
        throw unexpected(value, key, expected: "whole numbers from 0 to \(RawInteger.longest)")
      }
      return lengths
    }
    guard let value = self[key] else {
      let one = try extent(key, axes: rank, default: 1)
      return (one, one)
    }
    var pairs: [[Int]] = []
    if let elements = value.list, elements.contains(where: { $0.list != nil }) {
      for element in elements { pairs.append(try lengths(element)) }
    } else if rank == 1 {
      pairs = [try lengths(value)]
    } else {
      let each = try lengths(value)
      pairs = (each.count == 1 ? Array(repeating: each[0], count: rank) : each).map { [$0] }
    }
    pairs = pairs.map { $0.count == 1 ? [$0[0], $0[0]] : $0 }
    guard pairs.count == rank, pairs.allSatisfy({ $0.count == 2 }),
      let before = Extent(pairs.map { $0[0] }), let after = Extent(pairs.map { $0[1] })
    else { throw unexpected(value, key, expected: "two lengths for each of \(rank) axes") }
    return (before, after)
  }

  /// Returns how values between samples are computed; the other modes read more samples.
  fileprivate func interpolation(
    default standard: String
  ) throws(KerasError) -> Upsample.Mode {
    switch self["interpolation"]?.string ?? standard {
    case "nearest": .nearest
    case "bilinear": .bilinear
    case "bicubic", "lanczos3", "lanczos5", "gaussian", "area", "mitchellcubic": .bicubic
    default:
      throw .setting(
        layer: layer, key: "interpolation", found: self["interpolation"]?.kind ?? "nothing",
        expected: "\"nearest\", \"bilinear\" or \"bicubic\"")
    }
  }
}
