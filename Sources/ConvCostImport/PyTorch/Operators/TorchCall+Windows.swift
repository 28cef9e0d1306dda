import ConvCostCore

extension TorchCall {
  /// A convolution; `convolution` may also be transposed.
  func convolution() throws(OperatorProblem) -> TorchMeaning {
    if flag("transposed") { return try transposedConvolution() }
    guard let input = shape("input"), let weight = shape("weight"), let output else {
      return TorchMeaning(nil)
    }
    let groups = try integer("groups", default: 1).length(from: 1)
    guard weight.count > 2 else { throw .rank(weight.count, expected: "3 or more") }
    let macs = try products(output, weight)
    guard isConstant("weight"), let map = map(input),
      let window = try window(kernel: Array(weight[2...])), isOneSample(input)
    else { return try onMaps(macs) }
    let layer = Convolution(
      .init(weight[0], groups: groups, readOneChannel: weight[1] == 1), window: window,
      bias: tensor("bias") != nil)
    // A file that contradicts itself is counted by the shapes that it states.
    guard let computed = try? layer.output(of: map), computed == self.map(output),
      let cost = try? layer.cost(input: map, output: computed),
      macs == checkedProduct(cost.macs, output[0])
    else { return try onMaps(macs) }
    return .onMaps(.convolution(layer))
  }

  func transposedConvolution() throws(OperatorProblem) -> TorchMeaning {
    guard let input = shape("input"), let weight = shape("weight"), let output else {
      return TorchMeaning(nil)
    }
    let groups = try integer("groups", default: 1).length(from: 1)
    guard weight.count > 2 else { throw .rank(weight.count, expected: "3 or more") }
    let macs = try products(input, weight)
    guard isConstant("weight"), let map = map(input),
      let window = try window(kernel: Array(weight[2...])), isOneSample(input),
      let channels = checkedProduct(weight[1], groups),
      let extra = try lengths("output_padding", default: 0, rank: weight.count - 2, from: 0)
    else { return try onMaps(macs) }
    let layer = TransposedConvolution(
      .grouped(channels, groups: groups), window: window, outputPadding: extra,
      bias: tensor("bias") != nil)
    guard let computed = try? layer.output(of: map), computed == self.map(output),
      let cost = try? layer.cost(input: map, output: computed),
      macs == checkedProduct(cost.macs, output[0])
    else { return try onMaps(macs) }
    return .onMaps(.transposedConvolution(layer))
  }

  /// A convolution whose samples are not on a grid.
  func deformableConvolution() throws(OperatorProblem) -> TorchMeaning {
    guard let weight = shape("weight"), let output else { return TorchMeaning(nil) }
    guard weight.count == 4 else { throw .rank(weight.count, expected: "4") }
    return try onMaps(try products(output, weight))
  }

  /// Returns the products of all weights at each position of a tensor, whose channels are the first
  /// length of the weights; nil if they do not fit in 64 bits.
  private func products(_ tensor: [Int], _ weight: [Int]) throws(OperatorProblem) -> Int? {
    let channels = try RawInteger(weight[0]).length(from: 1)
    guard let elements = elementCount(tensor), let weights = elementCount(weight) else {
      return nil
    }
    return checkedProduct(elements / channels, weights)
  }

  /// A product on maps that the graph has no layer for: several images in a sample, or none.
  private func onMaps(_ macs: Int?) throws(OperatorProblem) -> TorchMeaning {
    var meaning = try product(macs, isLayer: isConstant("weight"))
    meaning.layout = .maps
    return meaning
  }

  func pool(_ kind: PoolKind) throws(OperatorProblem) -> TorchMeaning {
    guard let input, let output, let map = map(input), isOneSample(input),
      let kernel = integers("kernel_size")
    else { return .onMaps(.foreign(.function)) }
    let lengths = try kernel.lengths(from: 1)
    let rank = input.count - 2
    guard
      var window = try window(
        kernel: lengths.count == 1 ? Array(repeating: lengths[0], count: rank) : lengths)
    else { return .onMaps(.foreign(.function)) }
    if integers("stride") == nil { window.stride = window.kernel }
    if flag("ceil_mode") { window.rounding = .ceil }
    let pool = Pool(kind, window: window)
    guard let computed = try? pool.output(of: map), computed == self.map(output) else {
      return .onMaps(.foreign(.function))
    }
    return .onMaps(.pool(pool))
  }

  func adaptivePool(_ kind: PoolKind) -> TorchMeaning {
    guard let output, output.count > 2, let size = Extent(output[2...]) else {
      return .onMaps(.foreign(.function))
    }
    return .onMaps(.adaptivePool(AdaptivePool(kind, to: size.short)))
  }

  /// A mean, which is a global pool if it is taken over all positions of an image or a volume.
  /// Along the last axis of three it is more often a mean over the features of tokens.
  func mean() -> TorchMeaning {
    guard let rank = input?.count, rank > 3, let dims = integers("dim"),
      let axes = try? dims.axes(of: rank), Set(axes) == Set(2..<rank)
    else { return TorchMeaning(.foreign(.function)) }
    return .onMaps(.adaptivePool(.globalAverage))
  }

  func upsample(_ mode: Upsample.Mode?) -> TorchMeaning {
    guard let input, let output, let mode, input.count == output.count, input.count > 2,
      input.prefix(2) == output.prefix(2), let size = Extent(output[2...])
    else { return .onMaps(.foreign(.function)) }
    let lengths = zip(input, output).dropFirst(2)
    guard lengths.allSatisfy({ $0.0 > 0 && $0.1 > 0 }) else { return .onMaps(.foreign(.function)) }
    // Torch writes either the factors or the size.
    if value("scale_factors") != nil, value("output_size") == nil || isNone("output_size"),
      lengths.allSatisfy({ $1 % $0 == 0 }), let factors = Extent(lengths.map { $1 / $0 })
    {
      return .onMaps(.upsample(Upsample(by: factors, mode: mode)))
    }
    return .onMaps(.upsample(Upsample(to: size, mode: mode)))
  }

  func channelShuffle() throws(OperatorProblem) -> TorchMeaning {
    let groups = try integer("groups", default: 1).length(from: 1)
    return .onMaps(.channelShuffle(ChannelShuffle(groups: groups)))
  }

  private func isNone(_ name: String) -> Bool {
    if case .none? = value(name) { true } else { false }
  }

  /// Whether a tensor has one map for each sample. Several, such as one for each region of an
  /// image, are counted as a product.
  private func isOneSample(_ shape: [Int]) -> Bool { shape[0] == 1 || shape[0] == batch.count }

  /// Returns the map of one sample; nil for a tensor that is not a batch of maps.
  private func map(_ shape: [Int]) -> Shape? {
    guard shape.count > 3 || shape.count == 3 && isBatchOfSignals, !shape.contains(0) else {
      return nil
    }
    return Extent(shape[2...]).map { .map(shape[1], $0) }
  }

  /// Whether a tensor of three axes is a batch of signals, and not an image without a batch.
  private var isBatchOfSignals: Bool {
    if let weight = shape("weight") { return weight.count == 3 }
    return step.target.name.contains("1d")
  }

  /// Returns the window of an operator with as many axes as the kernel; nil for more than three.
  private func window(kernel: [Int]) throws(OperatorProblem) -> Window? {
    let rank = kernel.count
    guard let extent = Extent(kernel), kernel.allSatisfy({ $0 > 0 }),
      let stride = try lengths("stride", default: 1, rank: rank, from: 1),
      let dilation = try lengths("dilation", default: 1, rank: rank, from: 1)
    else { return nil }
    var window = Window(kernel: extent, stride: stride, dilation: dilation)
    if case .text(let padding)? = value("padding") {
      guard padding == "same" else { return window }
      // The odd element is at the end.
      let all = try same(kernel)
      guard let before = Extent(all.map { $0 / 2 }), let after = Extent(all.map { $0 - $0 / 2 })
      else { return nil }
      window.padding = .explicit(before: before, after: after)
      return window
    }
    guard let padding = try lengths("padding", default: 0, rank: rank, from: 0) else { return nil }
    if padding.lengths.contains(where: { $0 != 0 }) {
      window.padding = .explicit(before: padding, after: padding)
    }
    return window
  }

  /// The padding of both ends that keeps the length with a stride of one.
  private func same(_ kernel: [Int]) throws(OperatorProblem) -> [Int] {
    let given = try integers("dilation")?.lengths(from: 1) ?? [1]
    var all: [Int] = []
    for (index, length) in kernel.enumerated() {
      guard
        let both = checkedProduct(
          given[given.count == 1 ? 0 : min(index, given.count - 1)], length - 1)
      else { throw .length(.max) }
      all.append(try RawInteger(both).length())
    }
    return all
  }

  /// Returns lengths for a number of axes; nil if their number differs.
  private func lengths(
    _ name: String, default usual: RawInteger, rank: Int, from least: Int
  ) throws(OperatorProblem) -> Extent? {
    let lengths = try (integers(name) ?? [usual]).lengths(from: least)
    guard lengths.count == 1 || lengths.count == rank else { return nil }
    return Extent(lengths.count == 1 ? Array(repeating: lengths[0], count: rank) : lengths)
  }
}

extension Extent {
  /// The extent with a single length if all are one, as global pools are written.
  fileprivate var short: Extent { lengths.allSatisfy { $0 == 1 } ? 1 : self }
}
