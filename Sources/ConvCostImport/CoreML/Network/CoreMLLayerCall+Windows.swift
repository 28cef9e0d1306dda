import ConvCostCore

extension CoreMLLayerCall {
  func convolution() throws(OperatorProblem) -> [Result] {
    let rank = 2
    let kernel = try fields.lengths(20, "kernelSize", rank, default: 3)
    let strides = try fields.lengths(30, "stride", rank, default: 1)
    let isTransposed = fields.flag(60)
    // A transposed convolution ignores it.
    let dilations =
      isTransposed ? [1, 1] : try fields.lengths(40, "dilationFactor", rank, default: 1)
    let (map, _) = try map()
    guard let extent = map.extent, extent.rank == rank else {
      throw .other("found \(map), expected an image")
    }
    let windows = zip(zip(kernel, strides), dilations).map {
      WindowAxis(kernel: $0.0, stride: $0.1, dilation: $1)
    }
    let pads: [(before: Int, after: Int)]?
    if let same = fields[51] {
      pads =
        isTransposed ? nil : try Self.same(windows, extent, isTopHeavy: same.integer(1) == 1)
    } else {
      pads = try Self.edges(fields[50]?[1], rank)
    }
    return try convolution(
      windows, pads: pads, isTransposed: isTransposed, hasBias: fields.flag(70),
      output: try fields.integers(100).lengths(from: 1))
  }

  func volumeConvolution() throws(OperatorProblem) -> [Result] {
    func axes(_ numbers: [Int]) throws(OperatorProblem) -> [Int] {
      var lengths: [Int] = []
      for number in numbers {
        let length = fields.integer(number)
        lengths.append(length == 0 ? 1 : try length.length(from: 1))
      }
      return lengths
    }
    let (kernel, strides) = (try axes([20, 21, 22]), try axes([31, 32, 33]))
    let windows = zip(zip(kernel, strides), try axes([40, 41, 42])).map {
      WindowAxis(kernel: $0.0, stride: $0.1, dilation: $1)
    }
    let pads: [(before: Int, after: Int)]?
    switch fields.integer(70) {
    case 0: pads = try Self.pairs([80, 81, 82, 83, 84, 85].map { fields.integer($0) })
    case 1: pads = windows.map { _ in (0, 0) }
    default: pads = nil
    }
    return try convolution(
      windows, pads: pads, isTransposed: fields.flag(86), hasBias: fields.flag(50),
      output: try fields.integers(87).lengths(from: 1))
  }

  /// Returns a convolution, or the transposed one.
  ///
  /// - Parameters:
  ///   - pads: what is added at both ends; nil for the padding that keeps ⌈input/stride⌉.
  ///   - output: the lengths of a transposed convolution's result; empty if its padding decides.
  private func convolution(
    _ windows: [WindowAxis], pads: [(before: Int, after: Int)]?, isTransposed: Bool, hasBias: Bool,
    output: [Int]
  ) throws(OperatorProblem) -> [Result] {
    let (map, _) = try map()
    let groups = fields.integer(10) == 0 ? 1 : try fields.integer(10).length(from: 1)
    let channels = try fields.integer(1).length(from: 1)
    let width = try fields.integer(2).length(from: 1)
    // On volumes, converters write the channels of all groups.
    let isAll = isTransposed || (windows.count == 3 && width == map.channels)
    guard channels % groups == 0, map.channels % groups == 0,
      isAll ? width == map.channels : width == map.channels / groups
    else {
      throw .other(
        "found \(map.channels) channels, expected \(isTransposed ? width : width * groups)"
          + (groups == 1 ? "" : " in \(groups) groups"))
    }
    // Weights that another layer computes are an input.
    guard inputs.count == 1 else {
      return try stated(.unknown, lengths)
    }
    var window = try Self.window(windows, pads)
    let filters = Convolution.Filters(
      channels, groups: groups, readOneChannel: groups == map.channels)
    guard isTransposed else {
      return try onMap(Convolution(filters, window: window, bias: hasBias))
    }
    var extra = try Self.extent(windows.map { _ in 0 })
    var cut: [Int]?
    if output.count == windows.count, let extent = map.extent {
      // Stated lengths replace the padding.
      cut = zip(zip(windows, extent.lengths), output).map { $0.0.spread(of: $0.1) - $1 }
    } else if pads == nil {
      // The result is the stride times as long.
      cut = windows.map { $0.span - $0.stride }
    }
    if let cut {
      window.padding = .explicit(
        before: try Self.extent(cut.map { max($0, 0) / 2 }),
        after: try Self.extent(cut.map { max($0, 0) - max($0, 0) / 2 }))
      extra = try Self.extent(cut.map { max(-$0, 0) })
    }
    return try onMap(
      TransposedConvolution(filters, window: window, outputPadding: extra, bias: hasBias))
  }

  func pooling() throws(OperatorProblem) -> [Result] {
    let kind: PoolKind? = fields.integer(1) == 0 ? .max : fields.integer(1) == 1 ? .average : nil
    guard !fields.flag(60) else {
      if let kind { return try onMap(AdaptivePool(kind, to: 1)) }
      let (map, _) = try map()
      let outer = lengths.dropLast(map.dimensions.count)
      return try stated(.function, outer + [map.channels, 1, 1])
    }
    let kernel = try fields.lengths(10, "kernelSize", 2, default: 3)
    let strides = try fields.lengths(20, "stride", 2, default: 1)
    let (map, _) = try map()
    guard let extent = map.extent, extent.rank == 2 else {
      throw .other("found \(map), expected an image")
    }
    let windows = zip(kernel, strides).map {
      WindowAxis(kernel: $0, stride: $1, rounding: fields[32] == nil ? .floor : .ceil)
    }
    let pads: [(before: Int, after: Int)]?
    if let same = fields[31] {
      pads = try Self.same(windows, extent, isTopHeavy: same.integer(1) == 1)
    } else if let complete = fields[32] {
      let lengths = try complete.integers(10).lengths()
      guard lengths.isEmpty || lengths.count == 2 else {
        throw .attribute("paddingAmounts", expected: "2 lengths")
      }
      pads = lengths.isEmpty ? [(0, 0), (0, 0)] : lengths.map { ($0, $0) }
    } else {
      pads = try Self.edges(fields[30]?[1], 2)
    }
    return try pool(kind, windows, pads)
  }

  func volumePooling() throws(OperatorProblem) -> [Result] {
    var windows: [WindowAxis] = []
    for (kernel, stride) in zip([2, 3, 4], [5, 6, 7]) {
      let step = fields.integer(stride)
      windows.append(
        WindowAxis(
          kernel: try fields.integer(kernel).length(from: 1),
          stride: step == 0 ? 1 : try step.length(from: 1)))
    }
    let pads: [(before: Int, after: Int)]?
    switch fields.integer(15) {
    case 0: pads = try Self.pairs([8, 9, 10, 11, 12, 13].map { fields.integer($0) })
    case 1: pads = windows.map { _ in (0, 0) }
    default: pads = nil
    }
    return try pool(fields.integer(1) == 0 ? .max : .average, windows, pads)
  }

  private func pool(
    _ kind: PoolKind?, _ windows: [WindowAxis], _ pads: [(before: Int, after: Int)]?
  ) throws(OperatorProblem) -> [Result] {
    let pool = Pool(kind ?? .average, window: try Self.window(windows, pads))
    let result = try onMap(pool)
    if let extent = try map().shape.extent, let longer = pool.window.positionsPastEnd(of: extent) {
      return try stated(.function, lengths.dropLast(longer.lengths.count) + longer.lengths)
    }
    if kind != nil { return result }
    return try stated(.function, result[0].lengths ?? lengths)
  }

  // MARK: Windows

  /// Returns a window with the given padding; nil pads keep ⌈input/stride⌉.
  private static func window(
    _ windows: [WindowAxis], _ pads: [(before: Int, after: Int)]?
  ) throws(OperatorProblem) -> Window {
    var padding = Padding.same
    if let pads {
      padding = Padding(
        before: try extent(pads.map(\.before)), after: try extent(pads.map(\.after)))
    }
    return Window(
      kernel: try extent(windows.map(\.kernel)), stride: try extent(windows.map(\.stride)),
      padding: padding, dilation: try extent(windows.map(\.dilation)),
      rounding: windows[0].rounding)
  }

  /// Returns the lengths of one to three axes.
  static func extent(_ lengths: [Int]) throws(OperatorProblem) -> Extent {
    guard let extent = Extent(lengths) else { throw .rank(lengths.count, expected: "1 to 3") }
    return extent
  }

  /// Returns the padding that keeps ⌈input/stride⌉: nil where the odd sample is at the end, which
  /// does not depend on the input.
  private static func same(
    _ windows: [WindowAxis], _ extent: Extent, isTopHeavy: Bool
  ) throws(OperatorProblem) -> [(before: Int, after: Int)]? {
    guard isTopHeavy else { return nil }
    return zip(windows, extent.lengths).map { window, length in
      var window = window
      window.padding = .same
      let (less, more) = window.pads(for: length)
      return (more, less)
    }
  }

  /// Returns what a message adds, or cuts off, at both ends of each axis; nothing if it is missing.
  static func edges(
    _ message: CoreMLFields?, _ rank: Int
  ) throws(OperatorProblem) -> [(before: Int, after: Int)] {
    let edges = message?.messages(10) ?? []
    guard !edges.isEmpty else { return Array(repeating: (0, 0), count: rank) }
    guard edges.count == rank else {
      throw .attribute("borderAmounts", expected: "\(rank) axes")
    }
    var pairs: [(before: Int, after: Int)] = []
    for edge in edges {
      pairs.append((try edge.integer(1).length(), try edge.integer(2).length()))
    }
    return pairs
  }

  private static func pairs(
    _ numbers: [RawInteger]
  ) throws(OperatorProblem) -> [(before: Int, after: Int)] {
    let lengths = try numbers.lengths()
    return stride(from: 0, to: lengths.count, by: 2).map { (lengths[$0], lengths[$0 + 1]) }
  }
}
