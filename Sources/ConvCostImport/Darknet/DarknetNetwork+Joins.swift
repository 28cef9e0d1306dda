import ConvCostCore

extension DarknetNetwork {
  /// Results of earlier layers, concatenated; of each a group of its channels, if there are groups.
  mutating func route(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let values = try results("layers", of: section)
    let groups = try section.length("groups", default: 1, from: 1)
    let group = try section.length("group_id", default: 0)
    if groups == 1 {
      return [Step(work: values.count == 1 ? .alias : .merge(.concat), reads: values.map(\.name))]
    }
    guard group < groups else {
      throw section.problem("group_id", "\(group)", expected: "0 to \(groups - 1)")
    }
    let part = ChannelSlice.part(group, of: groups).layer
    if values.count == 1 { return [Step(work: .layer(part), reads: values.map(\.name))] }
    let first = values[0].shape
    var channels = 0
    for value in values {
      guard value.shape.channels % groups == 0 else {
        throw .other(
          "the \(value.shape.channels) channels of \(value.name) have no \(groups) groups")
      }
      channels = try RawInteger(channels + value.shape.channels / groups).length()
      guard value.shape.extent == first.extent else {
        throw .mismatch(first.dimensions, value.shape.dimensions)
      }
    }
    let output: Shape = first.extent.map { .map(channels, $0) } ?? .vector(channels)
    let stated = Stated(section.name, output: output, .movement)
    return [Step(work: .stated(stated), reads: values.map(\.name))]
  }

  /// The last result and others, added. Where their shapes differ, Darknet adds what they have in
  /// common: the first channels, and of a larger map every second row and column.
  mutating func shortcut(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let others = try results("from", of: section)
    let own = current.shape
    var weights = 0
    switch section.values["weights_type"] ?? "none" {
    case "none": break
    case "per_feature", "per_layer": weights = others.count + 1
    case "per_channel": weights = (others.count + 1) * own.channels
    case let other:
      throw section.problem("weights_type", other, expected: "none, per_feature or per_channel")
    }
    let differing = others.filter { $0.shape != own }
    if let other = differing.first {
      note(
        "Shortcut",
        "\(section.name)\(index) adds \(other.shape) to \(own): only what both have, as in"
          + " Darknet")
    }
    let reads = [current.name] + others.map(\.name)
    let work: BlobNetwork.Work =
      differing.isEmpty && weights == 0
      ? .merge(.add)
      : .stated(Stated(section.name, output: own, .function, weights: weights))
    let sum = Step(work: work, reads: reads)
    guard let activation = activation(section, default: "linear") else { return [sum] }
    return [
      sum, Step(work: .layer(activation), reads: [nil], name: "\(section.name)\(index)_activation"),
    ]
  }

  /// An earlier result times the last one: a factor for each channel, or for each position.
  mutating func scaledChannels(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    try product(section, isStretched: true)
  }

  /// An earlier result times the last one, element by element.
  mutating func product(
    _ section: DarknetSection, isStretched: Bool = false
  ) throws(OperatorProblem) -> [Step] {
    let other = try results("from", of: section)[0]
    guard isStretched || other.shape == current.shape else {
      throw .mismatch(other.shape.dimensions, current.shape.dimensions)
    }
    let product = Step(work: .merge(.multiply), reads: [other.name, current.name])
    guard let activation = activation(section, default: "linear") else { return [product] }
    return [
      product,
      Step(work: .layer(activation), reads: [nil], name: "\(section.name)\(index)_activation"),
    ]
  }
}
