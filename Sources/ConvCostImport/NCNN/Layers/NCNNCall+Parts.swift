import ConvCostCore

extension NCNNCall {
  /// Elements added around a map, or after its channels.
  mutating func padding() throws(OperatorProblem) -> Source {
    let names: [[NCNNLayer.Key]] = [
      [.init(7, "front"), .init(8, "behind")], [.init(0, "top"), .init(1, "bottom")],
      [.init(2, "left"), .init(3, "right")],
    ]
    // Four dimensions pad the depth in front and behind, three the channels.
    let places = [max(0, lengths.count - 3), lengths.count - 2, lengths.count - 1]
    var (before, after) = (lengths.map { _ in 0 }, lengths.map { _ in 0 })
    for (keys, place) in zip(names, places).suffix(min(3, lengths.count)) {
      before[place] = try layer.length(keys[0], default: 0)
      after[place] = try layer.length(keys[1], default: 0)
    }
    var output: [Int] = []
    for (length, (first, last)) in zip(lengths, zip(before, after)) {
      output.append(length + first + last)
    }
    let values = try layer.count(.init(6, "per_channel_pad_data_size"))
    let isZeros = try layer.integer(.init(4, "type"), default: 0) == 0 && values == 0
    let extents = (Extent(Array(before.dropFirst())), Extent(Array(after.dropFirst())))
    guard isZeros, before[0] == 0, lengths.count > 2, !readsStored,
      let first = extents.0, let last = extents.1
    else {
      return try stated(.movement, lengths: output, buffers: values, reading: [.input(0)])
    }
    let border = ZeroPad(
      before: Extent(axes: first.lengths), after: Extent(axes: last.lengths))
    if after[0] == 0 { return step(border) }
    let channels = ChannelPad(to: output[0])
    guard before.contains(where: { $0 > 0 }) || after.dropFirst().contains(where: { $0 > 0 }) else {
      return step(channels)
    }
    return step(channels, reading: step(border, as: "_border"))
  }

  mutating func crop() throws(OperatorProblem) -> [Source] {
    guard !layer.has(19), !layer.has(20), !layer.has(21) else { return try unknown() }
    let (starts, ends) = (
      try layer.integers(.init(9, "starts")), try layer.integers(.init(10, "ends"))
    )
    if !starts.isEmpty, !ends.isEmpty { return [try range(starts, ends)] }
    var (before, output) = (lengths.map { _ in 0 }, lengths)
    if inputs.count > 1 {
      guard try layer.integer(.init(0, "woffset")) != NCNNLayer.absent else {
        return try unknown()
      }
      let other = inputs[1].lengths
      let wanted = Array(other.dropFirst(other.count > 2 ? 1 : 0))
      for place in lengths.indices {
        // Channels stay if the other blob has another number of dimensions.
        let isChannels = place == 0 && lengths.count > 2
        if isChannels, other.count == lengths.count { output[0] = other[0] }
        // A dimension that it does not have is one of a single element.
        let index = wanted.count - (lengths.count - place)
        if !isChannels { output[place] = index >= 0 ? wanted[index] : 1 }
        before[place] = try offset(place)
      }
    } else {
      for place in lengths.indices {
        before[place] = try offset(place)
        let key = Self.sizes[place + 4 - lengths.count, lengths.count]
        let rest = lengths[place] - before[place] - (try offset(place, isEnd: true))
        let size = try layer.integer(key, default: 0)
        output[place] =
          size == NCNNLayer.absent ? rest : min(rest, try size.length())
      }
    }
    return [try part(from: before, lengths: output)]
  }

  /// The keys of lengths: those of the blob's outermost dimension first.
  private struct Keys {
    var ofFour: [NCNNLayer.Key]

    /// Returns the key of a dimension: the depth is missing where there are three dimensions, and
    /// the channels where there are fewer.
    subscript(place: Int, rank: Int) -> NCNNLayer.Key {
      rank == 3 && place == 1 ? ofFour[0] : ofFour[place]
    }
  }

  private static let sizes = Keys(ofFour: [
    .init(5, "outc"), .init(14, "outd"), .init(4, "outh"), .init(3, "outw"),
  ])
  private static let offsets = Keys(ofFour: [
    .init(2, "coffset"), .init(13, "doffset"), .init(1, "hoffset"), .init(0, "woffset"),
  ])
  private static let endOffsets = Keys(ofFour: [
    .init(8, "coffset2"), .init(15, "doffset2"), .init(7, "hoffset2"), .init(6, "woffset2"),
  ])

  private func offset(_ place: Int, isEnd: Bool = false) throws(OperatorProblem) -> Int {
    let keys = isEnd ? Self.endOffsets : Self.offsets
    return try layer.length(keys[place + 4 - lengths.count, lengths.count], default: 0)
  }

  /// A slice as NumPy writes it: starts and ends along axes, counted from the end if negative.
  private mutating func range(
    _ starts: [RawInteger], _ ends: [RawInteger]
  ) throws(OperatorProblem) -> Source {
    let listed = try layer.integers(.init(11, "axes"))
    let axes = listed.isEmpty ? Array(lengths.indices) : try listed.axes(of: lengths.count)
    guard starts.count >= axes.count, ends.count >= axes.count else {
      throw .other("\(starts.count) starts and \(ends.count) ends for \(axes.count) axes")
    }
    var (before, output) = (lengths.map { _ in 0 }, lengths)
    for (axis, (start, end)) in zip(axes, zip(starts, ends)) {
      let length = lengths[axis]
      func place(_ number: RawInteger, absent: Int) -> Int {
        if number == NCNNLayer.absent { return absent }
        let clamped = number.clamped(to: -length...RawInteger.longest)
        return clamped < 0 ? length + clamped : clamped
      }
      before[axis] = place(start, absent: 0)
      let last = end == 0 ? length : place(end, absent: length)
      output[axis] = min(length, last) - before[axis]
    }
    return try part(from: before, lengths: output)
  }

  /// Adds a step that gives a part of the first input.
  private mutating func part(
    from before: [Int], lengths output: [Int], as suffix: String = ""
  ) throws(OperatorProblem) -> Source {
    for (place, length) in output.enumerated() {
      guard length >= 1, before[place] + length <= lengths[place] else {
        throw .other(
          "\(length) elements from \(before[place]) on are not a part of \(lengths[place])")
      }
    }
    if output == lengths { return .input(0) }
    let isMap = inputs[0].shape?.isTensor == false
    if isMap, output.dropFirst() == lengths.dropFirst() {
      return step(ChannelSlice.range(first: before[0], count: output[0]), as: suffix)
    }
    let after = lengths.indices.map { lengths[$0] - before[$0] - output[$0] }
    if isMap, output[0] == lengths[0], let first = Extent(before.dropFirst()),
      let last = Extent(after.dropFirst())
    {
      return step(Crop(before: first, after: last), as: suffix)
    }
    return try stated(.movement, lengths: output, reading: [.input(0)], as: suffix)
  }

  /// Parts along an axis: lengths, of which −233 stands for an equal share of the rest, or the
  /// places where parts begin.
  mutating func slices() throws(OperatorProblem) -> [Source] {
    let axis = try layer.integer(.init(1, "axis"), default: 0).axis(of: lengths.count)
    let sizes = try layer.integers(.init(0, "slices"))
    let places = try layer.integers(.init(2, "indices"))
    let count = layer.outputs.count
    guard (places.isEmpty ? sizes.count : places.count + 1) >= count else {
      throw layer.problem(
        .init(0, "slices"), found: "\(sizes.count) lengths", expected: "\(count)")
    }
    var first = 0
    var results: [Source] = []
    for index in 0..<count {
      let rest = lengths[axis] - first
      let size: Int
      if places.isEmpty {
        size =
          sizes[index] == NCNNLayer.absent ? rest / (count - index) : try sizes[index].length()
      } else if index == count - 1 {
        size = rest
      } else {
        let place = places[index].clamped(to: -lengths[axis]...lengths[axis])
        size = (place < 0 ? lengths[axis] + place : place) - first
      }
      var (before, output) = (lengths.map { _ in 0 }, lengths)
      before[axis] = first
      output[axis] = size
      results.append(try part(from: before, lengths: output, as: "_\(index)"))
      first += size
    }
    return results
  }

  mutating func tiles() throws(OperatorProblem) -> Source {
    var repeats = try layer.integers(.init(2, "repeats")).lengths(from: 1)
    if repeats.isEmpty {
      repeats = lengths.map { _ in 1 }
      repeats[try layer.integer(.init(0, "axis"), default: 0).axis(of: lengths.count)] =
        try layer.length(.init(1, "tiles"), default: 1, from: 1)
    }
    let rank = max(repeats.count, lengths.count)
    let own = Array(repeating: 1, count: rank - lengths.count) + lengths
    let times = Array(repeating: 1, count: rank - repeats.count) + repeats
    return try stated(
      .movement, lengths: zip(own, times).map { $0 * $1 }, reading: [.input(0)])
  }
}
