import ConvCostCore

extension NCNNLayer {
  /// The lengths that keys state, outermost first: width, height, depth and channels; nil if none
  /// is stated. Keys that are missing or zero are of dimensions that the blob does not have.
  func statedLengths() throws(OperatorProblem) -> [Int]? {
    let width = try length(Key(0, "w"), default: 0)
    let height = try length(Key(1, "h"), default: 0)
    let depth = try length(Key(11, "d"), default: 0)
    let channels = try length(Key(2, "c"), default: 0)
    let lengths =
      depth > 0
      ? [channels, depth, height, width]
      : channels > 0 ? [channels, height, width] : height > 0 ? [height, width] : [width]
    return lengths.allSatisfy { $0 > 0 } ? lengths : nil
  }

  /// Returns the shape of an input, by its place; nil if the file leaves it open.
  func inputShape(_ index: Int) throws(OperatorProblem) -> Shape? {
    let stated = try statedLengths()
    return try (stated ?? hint(of: index)).map { (lengths) throws(OperatorProblem) in
      try Shape(checked: lengths)
    }
  }
}

extension NCNNCall {
  /// Adds a step that gives the first input other lengths.
  private mutating func reshaped(to output: [Int]) throws(OperatorProblem) -> Source {
    let shape = try Shape(checked: output)
    guard elementCount(output) == elementCount(lengths) else {
      throw .elements(from: lengths, to: output)
    }
    return try shaped(0, to: shape, as: "")
  }

  mutating func reshape() throws(OperatorProblem) -> Source {
    // An expression, or an axis along which the samples of a batch lie.
    guard ![6, 12, 13].contains(where: layer.has) else { return try unknown()[0] }
    let keys: [(key: NCNNLayer.Key, own: Int?)] = [
      (.init(2, "c"), lengths.count > 2 ? lengths[0] : nil),
      (.init(11, "d"), lengths.count > 3 ? lengths[1] : nil),
      (.init(1, "h"), lengths.dropLast().last), (.init(0, "w"), lengths.last),
    ]
    var output: [Int] = []
    var open: Int?
    for (key, own) in keys {
      guard let number = try layer.integer(key), number != NCNNLayer.absent else { continue }
      if number == -1 {
        guard open == nil else {
          throw layer.problem(key, found: "-1", expected: "one open length at most")
        }
        open = output.count
        output.append(1)
      } else {
        output.append(number == 0 ? own ?? 1 : try number.length(from: 1))
      }
    }
    guard !output.isEmpty else { throw .other("no length is stated") }
    if let open {
      guard let part = elementCount(output), count % part == 0 else {
        throw .elements(from: lengths, to: output)
      }
      output[open] = count / part
    }
    return try reshaped(to: output)
  }

  mutating func squeeze() throws(OperatorProblem) -> Source {
    let keys: [NCNNLayer.Key] = [
      .init(2, "squeeze_c"), .init(11, "squeeze_d"), .init(1, "squeeze_h"), .init(0, "squeeze_w"),
    ]
    var axes = Set(try layer.integers(.init(3, "axes")).axes(of: lengths.count))
    if axes.isEmpty {
      // Three dimensions have no depth, two have no channels either.
      let places: [Int?] =
        switch lengths.count {
        case 4: [0, 1, 2, 3]
        case 3: [0, nil, 1, 2]
        case 2: [nil, nil, 0, 1]
        default: []
        }
      for (key, place) in zip(keys, places) {
        if let place, try layer.flag(key) { axes.insert(place) }
      }
    }
    let left = lengths.indices.filter { !(axes.contains($0) && lengths[$0] == 1) }
    return try reshaped(to: left.isEmpty ? [1] : left.map { lengths[$0] })
  }

  mutating func expandedAxes() throws(OperatorProblem) -> Source {
    let given = try layer.integers(.init(3, "axes"))
    guard !given.isEmpty else { return try unknown()[0] }
    let rank = lengths.count + given.count
    let axes = Set(try given.axes(of: rank))
    guard axes.count == given.count, rank <= 4 else {
      throw .other("\(lengths.count) dimensions and \(given.count) more, expected up to 4")
    }
    var output = lengths
    for axis in axes.sorted() { output.insert(1, at: axis) }
    return try reshaped(to: output)
  }

  /// The orders of the dimensions, the innermost first, as ncnn numbers them.
  private static let orders: [Int: [String]] = [
    1: ["W"], 2: ["WH", "HW"], 3: ["WHC", "HWC", "WCH", "CWH", "HCW", "CHW"],
    4: [
      "WHDC", "HWDC", "WDHC", "DWHC", "HDWC", "DHWC", "WHCD", "HWCD", "WCHD", "CWHD", "HCWD",
      "CHWD", "WDCH", "DWCH", "WCDH", "CWDH", "DCWH", "CDWH", "HDCW", "DHCW", "HCDW", "CHDW",
      "DCHW", "CDHW",
    ],
  ]

  mutating func permutation() throws(OperatorProblem) -> Source {
    let key = NCNNLayer.Key(0, "order_type")
    let type = try layer.integer(key, default: 0)
    let orders = Self.orders[lengths.count] ?? []
    let index = type.clamped(to: -1...orders.count)
    guard orders.indices.contains(index), let own = orders.first else {
      throw layer.problem(
        key, found: "\(type)", expected: "an order of \(lengths.count) dimensions")
    }
    if index == 0 { return .input(0) }
    let names = Dictionary(uniqueKeysWithValues: zip(own.reversed(), lengths))
    return try stated(
      .movement, lengths: orders[index].reversed().compactMap { names[$0] }, reading: [.input(0)])
  }

  mutating func shuffle() throws(OperatorProblem) -> Source {
    let groups = try layer.length(.init(0, "group"), default: 1, from: 1)
    guard lengths[0] % groups == 0 else {
      throw .other("\(lengths[0]) channels cannot be divided into \(groups) groups")
    }
    let isReverse = try layer.flag(.init(1, "reverse"))
    return step(ChannelShuffle(groups: isReverse ? lengths[0] / groups : groups))
  }

  mutating func pixelShuffle() throws(OperatorProblem) -> Source {
    let factor = try layer.length(.init(0, "upscale_factor"), default: 1, from: 1)
    guard lengths.count == 3, lengths[0] % factor == 0, lengths[0] / factor % factor == 0 else {
      throw .other("\(lengths[0]) channels cannot be divided by \(factor)²")
    }
    return try stated(
      .movement,
      lengths: [lengths[0] / factor / factor, lengths[1] * factor, lengths[2] * factor])
  }

  mutating func reorganization() throws(OperatorProblem) -> Source {
    let stride = try layer.length(.init(0, "stride"), default: 1, from: 1)
    guard lengths.count == 3, let channels = checkedProduct(lengths[0], stride, stride) else {
      throw .rank(lengths.count, expected: "3")
    }
    return try stated(
      .movement, lengths: [channels, lengths[1] / stride, lengths[2] / stride])
  }
}
