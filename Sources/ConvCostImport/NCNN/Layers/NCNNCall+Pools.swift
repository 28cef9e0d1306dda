import ConvCostCore

extension NCNNCall {
  mutating func pool(axes: Int) throws(OperatorProblem) -> Source {
    let (source, lengths) = try map(axes: axes)
    let kind: PoolKind =
      try layer.integer(.init(0, "pooling_type"), default: 0) == 0 ? .max : .average
    if try layer.flag(.init(4, "global_pooling")) {
      let pooled = step(AdaptivePool(kind, to: 1), reading: source)
      return step(Flatten(), reading: pooled, as: "_flatten")
    }
    if try layer.flag(.init(7, "adaptive_pooling")) {
      let size = try adaptiveSize(on: lengths.dropFirst())
      return step(AdaptivePool(kind, to: Extent(axes: size)), reading: source)
    }
    return try slidingPool(kind, on: lengths, source)
  }

  /// Returns the size that an adaptive pool gives: −233 keeps a length.
  private func adaptiveSize(on lengths: ArraySlice<Int>) throws(OperatorProblem) -> [Int] {
    let keys: [NCNNLayer.Key] = [.init(28, "out_d"), .init(18, "out_h"), .init(8, "out_w")]
    let width = try layer.integer(keys[2], default: 0)
    var size: [Int] = []
    for (key, own) in zip(keys.suffix(lengths.count), lengths) {
      let number = try layer.integer(key) ?? width
      size.append(number == NCNNLayer.absent ? own : try number.length(from: 1))
    }
    return size
  }

  private mutating func slidingPool(
    _ kind: PoolKind, on lengths: [Int], _ source: Source
  ) throws(OperatorProblem) -> Source {
    let axes = lengths.count - 1
    let kernel = try layer.extent(.init(1, "kernel_w"), 11, 21, axes: axes, default: 0, from: 1)
    let stride = try layer.extent(.init(2, "stride_w"), 12, 22, axes: axes, default: 1, from: 1)
    let left = try layer.length(.init(3, "pad_left"), default: 0)
    let top = try layer.length(.init(13, "pad_top"), default: left)
    let front = try layer.length(.init(23, "pad_front"), default: left)
    let right = try layer.length(.init(14, "pad_right"), default: left)
    let bottom = try layer.length(.init(15, "pad_bottom"), default: top)
    let behind = try layer.length(.init(16, "pad_behind"), default: front)
    let before = Array([front, top, left].suffix(axes))
    let after = Array([behind, bottom, right].suffix(axes))
    var window = Window(
      kernel: Extent(axes: kernel), stride: Extent(axes: stride),
      padding: Padding(before: Extent(axes: before), after: Extent(axes: after)))
    switch try layer.integer(.init(5, "pad_mode"), default: 0) {
    case 0: window.rounding = .ceil
    case 1: break
    case 2, 3: window.padding = .same
    case let mode:
      throw layer.problem(.init(5, "pad_mode"), found: "\(mode)", expected: "0 to 3")
    }
    guard window.rounding == .ceil else { return step(Pool(kind, window: window), reading: source) }
    // In the full mode, ncnn also keeps a last window that lies in the padding alone.
    var output = [lengths[0]]
    for axis in 0..<axes {
      let room = lengths[axis + 1] + before[axis] + after[axis] - kernel[axis]
      guard room >= 0 else {
        throw .emptyOutput(
          axis: axis, input: lengths[axis + 1] + before[axis] + after[axis], window: kernel[axis])
      }
      output.append((room + stride[axis] - 1) / stride[axis] + 1)
    }
    let map: Shape = axes == 1 ? .signal(lengths) : .ncnn(lengths)
    if let shape = try? Pool(kind, window: window).operation.output(of: map),
      shape.dimensions == output
    {
      return step(Pool(kind, window: window), reading: source)
    }
    return try stated(.function, lengths: output, reading: [source])
  }

  mutating func reduction() throws(OperatorProblem) -> Source {
    let all = try layer.flag(.init(1, "reduce_all"), default: true)
    let kept = try layer.flag(.init(4, "keepdims"))
    let listed = try layer.integers(.init(3, "axes")).axes(of: lengths.count)
    let axes = Set(all ? Array(lengths.indices) : listed)
    let operation = try layer.integer(.init(0, "operation"), default: 0)
    if kept, lengths.count > 2, axes == Set(1..<lengths.count), !readsStored,
      operation == 3 || operation == 4
    {
      return step(AdaptivePool(operation == 3 ? .average : .max, to: 1))
    }
    var output: [Int] = []
    for (axis, length) in lengths.enumerated() {
      if !axes.contains(axis) { output.append(length) } else if kept { output.append(1) }
    }
    return try stated(.function, lengths: output.isEmpty ? [1] : output)
  }

  mutating func interpolation() throws(OperatorProblem) -> Source {
    let type = try layer.integer(.init(0, "resize_type"))
    let mode: Upsample.Mode = type == 2 ? .bilinear : type == 3 ? .bicubic : .nearest
    guard !layer.has(9) else { return try unknown()[0] }
    guard lengths.count < 4 else { throw .rank(lengths.count, expected: "1 to 3") }
    let isDynamic = try layer.flag(.init(5, "dynamic_target_size"))
    if lengths.count == 2 {
      // Of rows alone, only their length changes.
      guard !isDynamic || inputs.count > 1 else { throw .missingInput(1) }
      let stated =
        try isDynamic
        ? inputs[1].lengths.last : layer.length(.init(4, "output_width"), default: 0)
      let scale = try layer.real(.init(2, "width_scale")) ?? 1
      let width =
        if let stated, stated > 0 { stated } else { try Self.scaled(lengths[1], by: scale) }
      return try self.stated(.function, lengths: [lengths[0], width])
    }
    let map = lengths.count == 1 ? [lengths[0], 1, 1] : lengths
    let source = lengths.count == 1 ? try shaped(0, to: .ncnn(map)) : Source.input(0)
    if isDynamic {
      guard inputs.count > 1, inputs[1].lengths.count >= 2 else { throw .missingInput(1) }
      let size = Array(inputs[1].lengths.suffix(2))
      return try stated(
        .function, lengths: [map[0]] + size, reading: [source, .input(1)])
    }
    var size = [
      try layer.length(.init(3, "output_height"), default: 0),
      try layer.length(.init(4, "output_width"), default: 0),
    ]
    if size.contains(0) {
      let scales = [
        try layer.real(.init(1, "height_scale")) ?? 1,
        try layer.real(.init(2, "width_scale")) ?? 1,
      ]
      if scales[0] == scales[1], let whole = Int(exactly: scales[0].rounded()),
        Double(whole) == scales[0], whole >= 1
      {
        return step(Upsample(by: whole, mode: mode), reading: source)
      }
      for axis in 0..<2 {
        size[axis] = try Self.scaled(map[axis + 1], by: scales[axis])
      }
    }
    return step(Upsample(to: Extent(axes: size), mode: mode), reading: source)
  }

  /// Returns a length times a factor, as ncnn computes it.
  private static func scaled(_ length: Int, by scale: Double) throws(OperatorProblem) -> Int {
    let scaled = Float(length) * Float(scale)
    guard scaled >= 1, scaled <= Float(RawInteger.longest / 2) else {
      throw .other("a scale of \(scale) leaves no size that a map can have")
    }
    return Int(scaled)
  }

  /// The means of the channels, and their deviations.
  mutating func statistics() throws(OperatorProblem) -> Source {
    guard lengths.count > 2 else { throw .rank(lengths.count, expected: "3 or 4") }
    let deviates = try layer.flag(.init(0, "include_stddev"))
    return try stated(.function, lengths: [deviates ? 2 * lengths[0] : lengths[0]])
  }

  /// A map of the values at the places of a grid, whose innermost dimension is a place's numbers,
  /// or its outermost.
  mutating func sampledGrid() throws(OperatorProblem) -> Source {
    guard inputs.count > 1 else { throw .missingInput(1) }
    let grid = inputs[1].lengths
    guard lengths.count > 2, grid.count == lengths.count else {
      throw .mismatch(lengths, grid)
    }
    let isOuter = try layer.flag(.init(3, "permute_fusion"))
    return try stated(
      .function, lengths: [lengths[0]] + (isOuter ? grid.dropFirst() : grid.dropLast()))
  }

  /// A pool of one region.
  mutating func regions(
    standard: Int, channels: NCNNLayer.Key? = nil
  ) throws(OperatorProblem) -> Source {
    guard lengths.count == 3 else { throw .rank(lengths.count, expected: "3") }
    let width = try layer.length(.init(0, "pooled_width"), default: standard, from: 1)
    let height = try layer.length(.init(1, "pooled_height"), default: standard, from: 1)
    let own = try channels.map { (key) throws(OperatorProblem) in
      try layer.length(key, default: 0, from: 1)
    }
    return try stated(.function, lengths: [own ?? lengths[0], height, width])
  }

  mutating func priorBoxes() throws(OperatorProblem) -> Source {
    let smallest = try layer.size(.init(0, "min_sizes"))
    let largest = try layer.size(.init(1, "max_sizes"))
    let ratios = try layer.size(.init(2, "aspect_ratios"))
    let flips = try layer.flag(.init(7, "flip"), default: true)
    guard lengths.count == 3 else { throw .rank(lengths.count, expected: "3") }
    // MXNet's boxes: one input, no largest sizes, the image's size unknown.
    let image = [
      try layer.integer(.init(9, "image_width")), try layer.integer(.init(10, "image_height")),
    ]
    let isMXNet =
      inputs.count == 1 && largest == 0 && image.allSatisfy { $0 == NCNNLayer.absent }
    let boxes =
      isMXNet ? smallest - 1 + ratios : smallest * (1 + ratios * (flips ? 2 : 1)) + largest
    guard boxes > 0, let count = checkedProduct(4, lengths[1], lengths[2], boxes) else {
      throw .other("has no boxes")
    }
    return try stated(.function, lengths: isMXNet ? [count] : [2, count])
  }

  /// Boxes of which at most a number is left.
  ///
  /// - Parameter numbers: the lengths of what is given of each box.
  mutating func boxes(
    _ key: NCNNLayer.Key, standard: Int, numbers: [Int]
  ) throws(OperatorProblem) -> Source {
    let count = try layer.length(key, default: standard, from: 1)
    return try stated(.function, lengths: [count] + numbers)
  }

  /// Boxes of all positions; how many are left depends on the image.
  mutating func yoloBoxes() throws(OperatorProblem) -> Source {
    let classes = try layer.length(.init(0, "num_class"), default: 20, from: 1)
    var count = 0
    for input in inputs {
      guard input.lengths.count == 3 else { throw .rank(input.lengths.count, expected: "3") }
      let boxes = max(1, input.lengths[0] / (classes + 5))
      guard let more = checkedProduct(boxes, input.lengths[1], input.lengths[2]) else {
        throw .tooManyElements(input.lengths)
      }
      let (sum, overflow) = count.addingReportingOverflow(more)
      guard !overflow else { throw .tooManyElements(input.lengths) }
      count = sum
    }
    return try stated(.function, lengths: [count, 6])
  }
}
