import ConvCostCore

// Layers that move, choose or repeat elements.
extension CaffeCall {
  /// The inputs concatenated along an axis.
  func concat() throws(OperatorProblem) -> CaffeMeaning {
    let first = try input()
    let axis = try parameters("concat_param").axis(
      old: "concat_dim", default: 1, rank: first.lengths.count)
    if axis == first.channelAxis {
      return CaffeMeaning(.merge(.concat))
    }
    var lengths = first.lengths
    for index in inputs.indices.dropFirst() {
      let other = try input(index).lengths
      var expected = lengths
      guard other.count == lengths.count else { throw .mismatch(lengths, other) }
      expected[axis] = other[axis]
      guard other == expected else { throw .mismatch(lengths, other) }
      lengths[axis] = try length(lengths[axis] + other[axis])
    }
    return try moved(to: lengths, changing: axis)
  }

  /// Elements in other places; if the number of samples changes, the shape is no longer that of
  /// one.
  private func moved(to lengths: [Int], changing axis: Int) throws(OperatorProblem) -> CaffeMeaning
  {
    let input = try input()
    guard axis > 0 || input.isStack else {
      var meaning = CaffeMeaning.stated(Stated(type, .movement))
      meaning.hasOpenShape = true
      return meaning
    }
    let output = try like(input, lengths)
    return .stated(Stated(type, output: output, .movement))
  }

  /// Returns the shape of a result with as many lengths as an input, as a map if the input is one.
  func like(_ input: Input, _ lengths: [Int]) throws(OperatorProblem) -> Shape {
    let shape = try shape(lengths, isStack: input.isStack)
    guard input.shape.extent != nil, !input.isStack else { return shape }
    return Shape(sample: Array(lengths.dropFirst())) ?? shape
  }

  /// The parts of the input along an axis, equal or between the given points.
  func slice() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("slice_param")
    let input = try input()
    let axis = try parameters.axis(old: "slice_dim", default: 1, rank: input.lengths.count)
    let points = try parameters.integers("slice_point").lengths(from: 1)
    let whole = input.lengths[axis]
    let count = layer.tops.count
    guard points.isEmpty || points.count == count - 1 else {
      throw .attribute("slice_point", expected: "\(count - 1) points, found \(points.count)")
    }
    guard !points.isEmpty || count > 0 && whole % count == 0 else {
      throw .other("a length of \(whole) cannot be divided into \(count) equal parts")
    }
    let ends = points.isEmpty ? (1...count).map { whole / count * $0 } : points + [whole]
    let starts = [0] + ends.dropLast()
    let lengths = zip(starts, ends).map { $1 - $0 }
    guard lengths.allSatisfy({ $0 > 0 }) else {
      throw .attribute("slice_point", expected: "points in order, less than \(whole)")
    }
    guard axis > 0 || input.isStack else {
      var meaning = CaffeMeaning(.parts(lengths.map { _ in Stated(type, .movement).layer }))
      meaning.hasOpenShape = true
      return meaning
    }
    if axis == input.channelAxis {
      let isEven = lengths.allSatisfy { $0 == lengths[0] }
      return CaffeMeaning(
        .parts(
          starts.indices.map { part in
            isEven
              ? ChannelSlice.part(part, of: count).layer
              : ChannelSlice.range(first: starts[part], count: lengths[part]).layer
          }))
    }
    var parts: [Layer] = []
    for length in lengths {
      var own = input.lengths
      own[axis] = length
      parts.append(Stated(type, output: try like(input, own), .movement).layer)
    }
    return CaffeMeaning(.parts(parts))
  }

  /// The axes in another order.
  func permute() throws(OperatorProblem) -> CaffeMeaning {
    let input = try input()
    let rank = input.lengths.count
    var order = try parameters("permute_param").integers("order").axes(of: rank)
    // Axes that are not named stay in order.
    let named = Set(order)
    guard named.count == order.count else { throw .attribute("order", expected: "each axis once") }
    order += (0..<rank).filter { !named.contains($0) }
    guard order.first == 0 else { throw .attribute("order", expected: "the samples first") }
    if order == Array(0..<rank) { return try split() }
    if input.shape.extent != nil, !input.isStack, order == [0] + Array(2..<rank) + [1] {
      return .layer(Permute.channelsLast)
    }
    let output = try shape(order.map { input.lengths[$0] }, isStack: input.isStack)
    return .stated(Stated(type, output: output, .movement))
  }

  /// The part of the first input with the lengths of the second from an axis on.
  func crop() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("crop_param")
    try requireInputs(2...2)
    let (one, other) = (try input(0), try input(1))
    let rank = one.lengths.count
    let axis = try parameters.axis(default: 2, rank: rank)
    guard axis > 0, other.lengths.count == rank else {
      throw .mismatch(one.lengths, other.lengths)
    }
    let cut = rank - axis
    var offsets = try parameters.integers("offset").lengths()
    if offsets.isEmpty { offsets = [0] }
    if offsets.count == 1 { offsets = Array(repeating: offsets[0], count: cut) }
    guard offsets.count == cut else {
      throw .attribute("offset", expected: "one value or \(cut), found \(offsets.count)")
    }
    var lengths = one.lengths
    var rest: [Int] = []
    for (index, offset) in offsets.enumerated() {
      let length = other.lengths[axis + index]
      guard offset + length <= lengths[axis + index] else {
        throw .mismatch(one.lengths, other.lengths)
      }
      rest.append(lengths[axis + index] - offset - length)
      lengths[axis + index] = length
    }
    if axis == 2, one.shape.extent != nil, let before = Extent(offsets), let after = Extent(rest) {
      return .layer(Crop(before: before, after: after))
    }
    return .stated(Stated(type, output: try like(one, lengths), .movement), reading: [0])
  }

  /// Copies of the input along an axis.
  func tile() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("tile_param")
    let input = try input()
    let axis = try parameters.axis(default: 1, rank: input.lengths.count)
    var lengths = input.lengths
    lengths[axis] = try length(checkedProduct(lengths[axis], try parameters.length("tiles")))
    return try moved(to: lengths, changing: axis)
  }

  /// A sum or a mean of everything from an axis on.
  func reduction() throws(OperatorProblem) -> CaffeMeaning {
    let input = try input()
    let axis = try parameters("reduction_param").axis(default: 0, rank: input.lengths.count)
    // Samples and regions stay apart.
    let lengths = Array(input.lengths[..<max(1, axis)])
    let output = try shape(lengths, isStack: input.isStack)
    return .stated(Stated(type, output: output, .function), reading: [0])
  }

  /// The positions of the largest elements.
  func largest() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("argmax_param")
    let input = try input()
    let count = try parameters.length("top_k", default: 1)
    var lengths = input.lengths
    if let axis = try parameters.integer("axis") {
      lengths[try axis.axis(of: lengths.count)] = count
    } else {
      let pairs = try parameters.flag("out_max_val", default: false)
      lengths = [lengths[0], pairs ? 2 : 1, count]
    }
    return .stated(Stated(type, output: try like(input, lengths), .function), reading: [0])
  }

  /// Channels exchanged between groups.
  func shuffle() throws(OperatorProblem) -> CaffeMeaning {
    let groups = try parameters("shuffle_channel_param").length("group", default: 1)
    return .layer(ChannelShuffle(groups: groups), after: try map().reshape)
  }
}

extension CaffeCall.Input {
  /// The axis of Caffe that the library's operations on channels work along.
  fileprivate var channelAxis: Int {
    switch shape {
    case .map, .maps, .vector: 1
    case .tensor: lengths.count - 1
    }
  }
}
