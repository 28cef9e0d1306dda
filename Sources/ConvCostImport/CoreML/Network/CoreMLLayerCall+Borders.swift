import ConvCostCore

extension CoreMLLayerCall {
  func padded() throws(OperatorProblem) -> [Result] {
    let edges = try Self.edges(fields[10], 2)
    let (map, _) = try map()
    let before = try Self.extent(edges.map(\.before))
    let after = try Self.extent(edges.map(\.after))
    if fields[2] == nil, fields[3] == nil {
      return try onMap(ZeroPad(before: before, after: after))
    }
    guard let extent = map.extent, extent.rank == 2 else {
      throw .other("found \(map), expected an image")
    }
    var result = lengths
    for (index, edge) in edges.enumerated() {
      let axis = lengths.count - 2 + index
      result[axis] = try length(result[axis] + edge.before + edge.after)
    }
    return try stated(.movement, result)
  }

  func paddedExactly() throws(OperatorProblem) -> [Result]? {
    let amounts = try fields.integers(2).lengths()
    guard !amounts.isEmpty else { return nil }
    guard amounts.count == 2 * lengths.count else {
      throw .attribute("padAmounts", expected: "\(2 * lengths.count) lengths")
    }
    var result = lengths
    for axis in lengths.indices {
      let (one, two) = (amounts[2 * axis], amounts[2 * axis + 1])
      // In this mode the amounts are the shape of the result.
      result[axis] = fields.flag(3) ? max(one, two) : try length(result[axis] + one + two)
      if result[axis] == 0 { result[axis] = lengths[axis] }
    }
    return try stated(.movement, result)
  }

  func cropped() throws(OperatorProblem) -> [Result] {
    guard inputs.count == 1 else {
      // The second input has the rows and columns of the result.
      let other = inputs[1].lengths ?? []
      guard other.count >= 2, lengths.count >= 2 else {
        throw .rank(other.count, expected: "at least 2")
      }
      return try stated(.movement, lengths.dropLast(2) + other.suffix(2))
    }
    let edges = try Self.edges(fields[1], 2)
    return try onMap(
      Crop(
        before: try Self.extent(edges.map(\.before)), after: try Self.extent(edges.map(\.after))))
  }

  func upsampled() throws(OperatorProblem) -> [Result] {
    let mode: Upsample.Mode = fields.integer(5) == 0 ? .nearest : .bilinear
    let fractions = fields.floats(7)
    guard !fractions.isEmpty, let extent = try map().shape.extent else {
      let factors = try fields.lengths(1, "scalingFactor", 2, default: 1)
      return try onMap(Upsample(by: try Self.extent(factors), mode: mode))
    }
    guard fractions.count == extent.lengths.count else {
      throw .attribute("fractionalScalingFactor", expected: "\(extent.lengths.count) factors")
    }
    var size: [Int] = []
    for (value, factor) in zip(extent.lengths, fractions) {
      size.append(try length(Int(exactly: (Double(value) * factor).rounded(.down))))
    }
    return try onMap(Upsample(to: try Self.extent(size), mode: mode))
  }

  func resized() throws(OperatorProblem) -> [Result] {
    let size = try fields.lengths(1, "targetSize", 2, default: 1)
    return try onMap(Upsample(to: try Self.extent(size), mode: .bilinear))
  }

  func reorganized() throws(OperatorProblem) -> [Result] {
    let (map, _) = try map()
    let block = try fields.integer(2).length(from: 1)
    guard let extent = map.extent, extent.rank == 2, let area = checkedProduct(block, block) else {
      throw .other("found \(map), expected an image")
    }
    let size: [Int]
    if fields.integer(1) == 0 {
      guard extent.height % block == 0, extent.width % block == 0 else {
        throw .other("\(extent) cannot be divided into blocks of \(block)")
      }
      size = [
        try length(checkedProduct(map.channels, area)), extent.height / block,
        extent.width / block,
      ]
    } else {
      guard map.channels % area == 0 else {
        throw .other("\(map.channels) channels cannot be divided into blocks of side \(block)")
      }
      size = [
        map.channels / area, try length(extent.height * block), try length(extent.width * block),
      ]
    }
    return try stated(.movement, lengths.dropLast(3) + size)
  }
}
