extension OperatorCall {
  /// The values of a ScatterElements; nil if unknown.
  func scatteredAlongAxis() -> TensorValues? {
    guard let data = self[0]?.known, let places = self[1]?.known, let wanted = integers(1),
      let axis = try? integer("axis", default: 0).axis(of: data.shape.count),
      places.shape.count == data.shape.count
    else { return nil }
    return scattered(over: data, at: places.shape) { number, place in
      guard let index = try? wanted[number].axis(of: data.shape[axis]) else { return nil }
      var target = place
      target[axis] = index
      return target
    }
  }

  /// The values of a ScatterND; nil if unknown.
  func scatteredDeep() -> TensorValues? {
    guard let data = self[0]?.known, let places = self[1]?.known, let wanted = integers(1),
      let depth = places.shape.last, depth <= data.shape.count, depth > 0
    else { return nil }
    let outer = Array(places.shape.dropLast())
    let shape = outer + data.shape[depth...]
    return scattered(over: data, at: shape) { _, place in
      var target: [Int] = []
      for component in 0..<depth {
        guard let row = places.offset(of: place[..<outer.count] + [component]),
          let index = try? wanted[row].axis(of: data.shape[component])
        else { return nil }
        target.append(index)
      }
      return target + place[outer.count...]
    }
  }

  /// Writes the elements of the third input over those of the first, one after another.
  private func scattered(
    over data: KnownTensor, at shape: [Int], _ target: (_ number: Int, _ place: [Int]) -> [Int]?
  ) -> TensorValues? {
    guard let updates = self[2]?.known, elementCount(shape) == updates.values.count,
      string("reduction") ?? "none" == "none"
    else { return nil }
    // Each element comes from the data, or from an update; updates are listed after all of the
    // data.
    let all: TensorValues
    switch (data.values, updates.values) {
    case (.integers(let old), .integers(let new)): all = .integers(old + new)
    case (let old, let new): all = .floats(old.floats + new.floats)
    }
    var picks = Array(0..<data.values.count)
    var place = Place(in: shape)
    for number in 0..<updates.values.count {
      guard let offset = target(number, place.indices).flatMap(data.offset) else { return nil }
      picks[offset] = data.values.count + number
      place.advance()
    }
    return all.picking(picks)
  }
}
