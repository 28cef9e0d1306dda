import ConvCostCore

extension MILCall {
  /// Returns how the operation is counted: as a layer if it is one, otherwise by the kind of its
  /// work; nil if its work is unknown.
  ///
  /// - Parameters:
  ///   - output: the shape of the first result.
  ///   - batch: the samples that the tensors hold.
  /// - Throws: `OperatorProblem` for numbers that no layer can have.
  func operation(output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation? {
    switch rule.work {
    case .activation(let activation): .activation(activation)
    case .function, .mixing: .foreign(.function)
    case .movement: .foreign(.movement)
    case .view: .foreign(.view)
    case .identity: .identity
    case .cast: .foreign(.shift(before: 0))
    case .convolution: try convolutionLayer(output, batch)
    case .transposedConvolution: try transposedLayer(output, batch)
    case .linear: try linearLayer(output, batch)
    case .product: try matrixProduct(output, batch)
    case .recurrence: try product(output, batch, isLayer: true)
    case .pool(let kind): try poolLayer(kind, batch)
    case .batchNorm: .batchNorm(BatchNorm(scale: self["gamma"] != nil, shift: self["beta"] != nil))
    case .instanceNorm:
      .groupNorm(
        GroupNorm(
          groups: try inputShape().flatMap { $0.count > 1 ? $0[1] : nil } ?? 1,
          affine: self["gamma"] != nil))
    case .layerNorm: try layerNorm()
    case .localNorm:
      .localResponseNorm(
        LocalResponseNorm(size: try integer("size", default: 5).length(from: 1)))
    case .merge(let merge):
      dataOperands > 1 ? .merge(merge) : .foreign(.function)
    case .concat: dataOperands > 1 ? .merge(.concat) : .foreign(.movement)
    case .slice, .pad: try shift().map { .foreign(.shift(before: $0)) } ?? .foreign(.movement)
    case .transpose: try permute()
    case .clip:
      float("alpha") == 0 && float("beta") == 6 ? .activation(.relu6) : .foreign(.function)
    case .mean: try isGlobal() ? .adaptivePool(.globalAverage) : .foreign(.function)
    case .enlarge(let mode): try enlargement(output, mode)
    case .unknown: nil
    }
  }

  /// How many of the tensors that the operation works on are not constants.
  var dataOperands: Int {
    arguments.reduce(0) { sum, entry in
      rule.operands.contains(entry.key)
        ? sum + entry.value.reduce(0) { $0 + ($1.isConstant ? 0 : 1) } : sum
    }
  }

  /// Whether a reduction takes all positions of an image or a volume together.
  func isGlobal() throws(OperatorProblem) -> Bool {
    guard let rank = try inputShape()?.count, rank > 3, let axes = try reducedAxes() else {
      return false
    }
    return Set(axes) == Set(2..<rank)
  }

  private func product(
    _ output: [Int], _ batch: Batch, isLayer: Bool
  ) throws(OperatorProblem) -> Operation {
    .foreign(.product(macs: batch.share(try macs(output) ?? 0), isLayer: isLayer))
  }

  /// Returns the window of an operator on signals, images or volumes; nil for more axes.
  private func window(kernel: [Int], _ batch: Batch) throws(OperatorProblem) -> Window? {
    guard let input = try inputShape() else { return nil }
    // Several images in one sample are not a map; their cost is counted as a product.
    guard input[0] == 1 || input[0] == batch.count else { return nil }
    return Window(try windows(on: input[2...], kernel: kernel), on: input[2...])
  }

  private func convolutionLayer(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    let isLayer = self["weight"]?.isConstant == true
    guard isLayer, let (_, weight, groups) = try convolved(),
      let window = try window(kernel: Array(weight[2...]), batch)
    else { return try product(output, batch, isLayer: isLayer) }
    return .convolution(
      Convolution(
        .init(weight[0], groups: groups, readOneChannel: weight[1] == 1), window: window,
        bias: self["bias"] != nil))
  }

  private func transposedLayer(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    let isLayer = self["weight"]?.isConstant == true
    guard isLayer, let (input, weight, groups) = try convolved(),
      let channels = checkedProduct(weight[1], groups),
      let window = try window(kernel: Array(weight[2...]), batch)
    else { return try product(output, batch, isLayer: isLayer) }
    // What the stated result has beyond the window's reach.
    let windows = try windows(on: input[2...], kernel: Array(weight[2...]))
    var same = window
    if window.padding == .same {
      // The result is the stride times as long: this does not depend on the input's length.
      let cut = windows.map { max($0.span - $0.stride, 0) }
      guard let before = Extent(cut.map { $0 / 2 }), let after = Extent(cut.map { $0 - $0 / 2 })
      else { return try product(output, batch, isLayer: isLayer) }
      same.padding = .explicit(before: before, after: after)
    }
    let extra = zip(zip(Axis.axes(of: windows.count), input[2...]), output[2...]).map {
      $1 - same[$0.0].spread(of: $0.1)
    }
    guard output.count == input.count, extra.allSatisfy({ $0 >= 0 }), let padding = Extent(extra)
    else { return try product(output, batch, isLayer: isLayer) }
    return .transposedConvolution(
      TransposedConvolution(
        .grouped(channels, groups: groups), window: same, outputPadding: padding,
        bias: self["bias"] != nil))
  }

  private func linearLayer(_ output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    let isLayer = self["weight"]?.isConstant == true
    guard isLayer, try linear() != nil, let features = output.last, features > 0,
      batch.sample(output).last == features
    else { return try product(output, batch, isLayer: isLayer) }
    return .linear(Linear(features, bias: self["bias"] != nil))
  }

  /// Returns a product of matrices: a linear layer if the second one is a constant matrix.
  private func matrixProduct(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    let factors = ["x", "y"].compactMap { self[$0] } + (arguments["values"] ?? [])
    let isLayer = factors.contains(where: \.isConstant)
    guard rule.shapes == .matmul, self["x"]?.isConstant == false, self["y"]?.isConstant == true,
      self["y"]?.shape?.count == 2, !flag("transpose_x"), let features = output.last,
      features > 0, batch.sample(output).last == features
    else { return try product(output, batch, isLayer: isLayer) }
    return .linear(Linear(features, bias: false))
  }

  private func poolLayer(_ kind: PoolKind?, _ batch: Batch) throws(OperatorProblem) -> Operation {
    guard let kind, let rank = try inputShape()?.count, rank > 2,
      let window = try window(kernel: try kernel(rank - 2), batch)
    else { return .foreign(.function) }
    return .pool(Pool(kind, window: window))
  }

  private func layerNorm() throws(OperatorProblem) -> Operation {
    guard let rank = try inputShape()?.count, let axes = try reducedAxes() else {
      return .foreign(.function)
    }
    let affine = self["gamma"] != nil
    // On a map this is a norm along the channels at every position, as in ConvNeXt.
    if axes == [rank - 1] || (axes == [1] && rank > 3) {
      return .layerNorm(LayerNorm(affine: affine))
    }
    return .groupNorm(GroupNorm(groups: 1, affine: affine))
  }

  /// The distance by which the operator moves the elements of a map; nil if it does anything but
  /// add or cut off rows and columns, or choose channels.
  private func shift() throws(OperatorProblem) -> Extent? {
    guard let rank = try inputShape()?.count, rank > 2 else { return nil }
    switch operation.type {
    case "pad":
      guard text("mode") ?? "constant" == "constant", let pads = try pads() else { return nil }
      return pads.before[..<2] == [0, 0] ? Extent(pads.before[2...]) : nil
    case "slice_by_index":
      guard let picks = try picks(),
        picks.allSatisfy({ $0.count != nil }), picks[2...].allSatisfy({ $0.step == 1 })
      else { return nil }
      return Extent(picks[2...].map { -$0.first })
    case "split": return try integer("axis", default: 0).axis(of: rank) < 2 ? 0 : nil
    case "crop":
      guard rank == 4, let rows = integers("crop_height")?.first,
        let columns = integers("crop_width")?.first
      else { return nil }
      return Extent(-(try rows.length()), -(try columns.length()))
    default: return nil
    }
  }

  private func permute() throws(OperatorProblem) -> Operation {
    switch try permutation() {
    case [0, 2, 3, 1]?, [0, 2, 3, 4, 1]?: .permute(.channelsLast)
    case [0, 3, 1, 2]?, [0, 4, 1, 2, 3]?: .permute(.channelsFirst)
    default: .foreign(.movement)
    }
  }

  private func enlargement(
    _ output: [Int], _ mode: Upsample.Mode
  ) throws(OperatorProblem) -> Operation {
    guard let input = try inputShape(), input.count == output.count,
      input.prefix(2) == output.prefix(2), let size = Extent(output.dropFirst(2))
    else { return .foreign(.function) }
    let mode = text("interpolation_mode")?.lowercased() == "linear" ? .bilinear : mode
    let lengths = zip(input, output).dropFirst(2)
    guard lengths.allSatisfy({ $0 > 0 && $1 >= $0 }) else { return .foreign(.function) }
    if rule.shapes == .upsample, lengths.allSatisfy({ $1 % $0 == 0 }),
      let factors = Extent(lengths.map { $1 / $0 })
    {
      return .upsample(Upsample(by: factors, mode: mode))
    }
    return .upsample(Upsample(to: size, mode: mode))
  }

  /// How the operator treats the layout of what it reads.
  func layout() throws(OperatorProblem) -> LoweredStep.Layout {
    switch rule.work {
    case .convolution, .transposedConvolution, .pool, .batchNorm, .instanceNorm, .localNorm,
      .enlarge:
      .maps
    case .mean: try isGlobal() ? .maps : .kept
    case .view, .transpose, .linear, .product: .changed
    case .layerNorm: try reducedAxes() == [1] ? .kept : .changed
    default:
      switch rule.shapes {
      case .blocksToSpace, .spaceToBlocks, .cropResize, .affine, .resample: .maps
      case .gather, .gatherDeep, .stack, .windows, .oneHot, .fill, .range: .changed
      default: .kept
      }
    }
  }

  /// Whether the operator moves positions: a concatenation of positions instead of channels, or a
  /// slice or padding of positions that are not a map's rows and columns.
  func moves(_ operation: Operation) throws(OperatorProblem) -> (onMaps: Bool, elsewhere: Bool) {
    switch operation {
    case .merge(.concat):
      guard let rank = x?.shape?.count, let axis = try integer("axis")?.axis(of: rank) else {
        return (false, false)
      }
      return (axis > 1, rank >= 4 && axis < rank - 1)
    case .foreign(.shift): return (false, rule.work != .cast)
    default: return (false, false)
    }
  }

  /// Whether each element of the result may depend on all positions of the input, although that is
  /// not usual for its kind of work.
  func mixes() throws(OperatorProblem) -> Bool {
    switch rule.work {
    case .mixing: return true
    case .activation(.softmax):
      guard let rank = try inputShape()?.count else { return false }
      return try integer("axis", default: -1).axis(of: rank) >= 2
    case .pool(nil): return true
    default: return false
    }
  }

  /// The number of samples that a layer works on, and whether they are the first axis; nil for an
  /// operator that does not distinguish samples from positions.
  func samples() throws(OperatorProblem) -> (count: Int, isFirst: Bool)? {
    guard let x, !x.isConstant, let shape = x.shape else { return nil }
    switch rule.work {
    case .recurrence: return shape.count == 3 ? (shape[1], false) : nil
    case .linear: return shape.count == 2 ? (shape[0], true) : nil
    default: return try layout() == .maps && shape.count > 2 ? (shape[0], true) : nil
    }
  }
}
