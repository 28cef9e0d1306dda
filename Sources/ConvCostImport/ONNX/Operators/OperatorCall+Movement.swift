extension OperatorCall {
  func concatenated() throws(OperatorProblem) -> Outcome {
    // The quantised form has a scale and a zero point before all parts and after each.
    let parts =
      type == .qLinearConcat
      ? stride(from: 2, to: inputs.count, by: 3).map { inputs[$0] } : inputs
    guard let first = parts.first, let first else { throw .missingInput(0) }
    guard var shape = first.shape else { return .unknown }
    guard let stated = integer("axis") ?? (opset < 4 ? 1 : nil) else {
      throw .attribute("axis", expected: "an axis")
    }
    let axis = try stated.axis(of: shape.count)
    for part in parts.dropFirst() {
      guard let other = part?.shape else { return .unknown }
      guard other.count == shape.count,
        shape.indices.allSatisfy({ $0 == axis || shape[$0] == other[$0] })
      else { throw .mismatch(shape, other) }
      shape[axis] = try length(shape[axis] + other[axis])
    }
    return Outcome(shape, joinedValues(parts, along: axis, to: shape))
  }

  /// The values of concatenated tensors; nil if unknown.
  private func joinedValues(
    _ parts: [TensorFact?], along axis: Int, to shape: [Int]
  ) -> TensorValues? {
    guard let count = elementCount(shape), count <= TensorValues.mostKept else { return nil }
    // The axes before `axis` repeat; along the axes from `axis` on, each part is one run. Without
    // elements there are no rounds.
    let rounds = count > 0 ? elementCount(Array(shape[..<axis])) ?? 0 : 0
    var integers: [Int] = []
    var floats: [Double] = []
    for round in 0..<rounds {
      for part in parts {
        guard let known = part?.known else { return nil }
        let run = known.values.count / rounds
        let places = round * run..<(round + 1) * run
        switch known.values {
        case .integers(let values): integers += values[places]
        case .floats(let values): floats += values[places]
        }
      }
    }
    if floats.isEmpty { return .integers(integers) }
    return integers.isEmpty ? .floats(floats) : nil
  }

  /// The parts of a split.
  func parts() throws(OperatorProblem) -> [Outcome] {
    guard let input = try shape(0) else { return Array(repeating: .unknown, count: outputCount) }
    let axis = try integer("axis", default: 0).axis(of: input.count)
    let (isGiven, stated) = list("split", at: 1)
    var lengths: [Int]
    if isGiven {
      guard let stated else { return Array(repeating: .unknown, count: outputCount) }
      lengths = try stated.lengths()
      // The number of parts is limited by the names in a file, so the sum fits.
      guard lengths.reduce(0, +) == input[axis] else {
        throw .other("the parts \(lengths) do not add up to the length \(input[axis])")
      }
    } else {
      let count = try integer("num_outputs", default: RawInteger(max(1, outputCount)))
        .length(from: 1)
      let part = (input[axis] + count - 1) / count
      lengths = (0..<min(count, outputCount)).map { max(0, min(part, input[axis] - $0 * part)) }
    }
    var first = 0
    return lengths.prefix(outputCount).map { length in
      let start = first
      first += length
      var shape = input
      shape[axis] = length
      let values = self[0]?.known?.picked(to: shape) { place in
        var place = place
        place[axis] += start
        return place
      }
      return Outcome(shape, values)
    }
  }

  func gathered() throws(OperatorProblem) -> Outcome {
    guard let data = try shape(0), let indices = try shape(1) else { return .unknown }
    let axis = try integer("axis", default: 0).axis(of: data.count)
    let shape = Array(data[..<axis] + indices + data[(axis + 1)...])
    guard let known = self[0]?.known, let places = self[1]?.known, let wanted = integers(1) else {
      return Outcome(shape)
    }
    var rows: [Int] = []
    for index in wanted {
      guard let row = try? index.axis(of: data[axis]) else {
        throw .other("index \(index) of \(data[axis]) elements")
      }
      rows.append(row)
    }
    let values = known.picked(to: shape) { place in
      guard let row = places.offset(of: Array(place[axis..<axis + indices.count])) else {
        return nil
      }
      return place[..<axis] + [rows[row]] + place[(axis + indices.count)...]
    }
    return Outcome(shape, values)
  }

  func gatheredAlongAxis() throws(OperatorProblem) -> Outcome {
    guard let data = try shape(0), let indices = try shape(1) else { return .unknown }
    let axis = try integer("axis", default: 0).axis(of: data.count)
    guard indices.count == data.count else { throw .mismatch(data, indices) }
    guard let known = self[0]?.known, let places = self[1]?.known, let wanted = integers(1) else {
      return Outcome(indices)
    }
    let values = known.picked(to: indices) { place in
      guard let row = places.offset(of: place), let index = try? wanted[row].axis(of: data[axis])
      else { return nil }
      var place = place
      place[axis] = index
      return place
    }
    return Outcome(indices, values)
  }

  func gatheredDeep() throws(OperatorProblem) -> Outcome {
    guard let data = try shape(0), let indices = try shape(1), let depth = indices.last else {
      return .unknown
    }
    let batch = try integer("batch_dims", default: 0).length()
    guard batch < indices.count, batch + depth <= data.count, data[..<batch] == indices[..<batch]
    else { throw .mismatch(data, indices) }
    let outer = indices.dropLast()
    let shape = Array(outer + data[(batch + depth)...])
    guard let known = self[0]?.known, let places = self[1]?.known, let wanted = integers(1) else {
      return Outcome(shape)
    }
    let values = known.picked(to: shape) { place in
      var source = Array(place[..<batch])
      for component in 0..<depth {
        guard let row = places.offset(of: place[..<outer.count] + [component]),
          let index = try? wanted[row].axis(of: data[batch + component])
        else { return nil }
        source.append(index)
      }
      return source + place[outer.count...]
    }
    return Outcome(shape, values)
  }

  func expanded() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0), let target = integers(1) else { return .unknown }
    guard let shape = try broadcast([input, target.lengths()]) else { return .unknown }
    return Outcome(shape, self[0]?.stretched(to: shape))
  }

  func tiled() throws(OperatorProblem) -> Outcome {
    guard let input = try shape(0), let repeats = integers(1) else { return .unknown }
    guard repeats.count == input.count else { throw .mismatch(input, try repeats.lengths()) }
    var shape: [Int] = []
    for (value, count) in zip(input, try repeats.lengths()) {
      shape.append(try length(value * count))
    }
    let values = self[0]?.known?.picked(to: shape) { place in
      place.indices.map { place[$0] % input[$0] }
    }
    return Outcome(shape, values)
  }

  func rearranged() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard input.count == 4 else { throw .rank(input.count, expected: "4") }
    guard let block = try integer("blocksize")?.length(from: 1) else {
      throw .attribute("blocksize", expected: "a length from 1")
    }
    let area = block * block
    if type == .depthToSpace {
      guard input[1] % area == 0 else {
        throw .other("\(input[1]) channels cannot be divided into blocks of \(area)")
      }
      return [
        input[0], input[1] / area, try length(input[2] * block), try length(input[3] * block),
      ]
    }
    guard input[2] % block == 0, input[3] % block == 0 else {
      throw .other("\(input[2])×\(input[3]) cannot be divided into blocks of \(block)")
    }
    return [
      input[0], try length(checkedProduct(input[1], area)), input[2] / block, input[3] / block,
    ]
  }

  func centered() throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape(0), let target = integers(1) else { return nil }
    let axes = try integers("axes")?.axes(of: shape.count) ?? Array(shape.indices)
    guard axes.count == target.count else { throw .mismatch(axes, try target.lengths()) }
    for (axis, value) in zip(axes, target) { shape[axis] = try value.length() }
    return shape
  }
}
