import ConvCostCore

/// Layers that keep a state from one step to the next, and layers of stored or earlier values. One
/// step is counted, in which every layer inside runs once.
extension DarknetNetwork {
  /// The layers inside a recurrent one, as what they read and what they give.
  private typealias Parts = [(inputs: Int, outputs: Int)]

  /// `rnn`, `gru` and `lstm`: connected layers of the input, of the state and of the result.
  func recurrent(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let outputs = try section.length("output", default: 1, from: 1)
    guard let inputs = elementCount(current.shape.dimensions) else {
      throw .tooManyElements(current.shape.dimensions)
    }
    let parts: Parts
    if section.name == "rnn" {
      let hidden = try section.length("hidden", default: 1, from: 1)
      parts = [(inputs, hidden), (hidden, hidden), (hidden, outputs)]
    } else {
      let gates = section.name == "gru" ? 3 : 4
      parts = (0..<gates).flatMap { _ in [(inputs, outputs), (outputs, outputs)] }
    }
    return try step(of: parts, section, giving: .vector(outputs))
  }

  /// `crnn` and `conv_lstm`: convolutions that keep the size of the map.
  func convolutionalRecurrent(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let filters = try section.length("output", default: 1, from: 1)
    let channels = current.shape.channels
    let extent = current.shape.extent ?? Extent(1, 1)
    let stride = try section.length("stride", default: 1, from: 1)
    let window = try window(section, size: 3, stride: [stride, stride])
    guard (try? window.output(of: extent)) == extent, let positions = elementCount(extent.lengths)
    else { throw .other("its convolutions do not keep the size of a map of \(extent)") }
    let parts: Parts
    if section.name == "crnn" {
      let hidden = try section.length("hidden", default: 1, from: 1)
      parts = [(channels, hidden), (hidden, hidden), (hidden, filters)]
    } else {
      let ofState: Parts =
        try section.flag("bottleneck")
        ? [(2 * filters, filters)] : Array(repeating: (filters, filters), count: 4)
      let ofCell: Parts = Array(
        repeating: (filters, filters), count: try section.flag("peephole") ? 3 : 0)
      parts = Array(repeating: (channels, filters), count: 4) + ofState + ofCell
    }
    return try step(
      of: parts, section, giving: .map(filters, extent), area: window.area(on: 2),
      groups: section.length("groups", default: 1, from: 1), positions: positions)
  }

  /// Returns a step with the weights, biases and norms of all parts.
  ///
  /// - Parameters:
  ///   - area: the elements of a filter's window; 1 for connected layers.
  ///   - positions: how often the weights are used.
  private func step(
    of parts: Parts, _ section: DarknetSection, giving output: Shape, area: Int = 1,
    groups: Int = 1, positions: Int = 1
  ) throws(OperatorProblem) -> Step {
    let isNormed = try section.flag("batch_normalize")
    var products = 0
    var filters = 0
    for (inputs, outputs) in parts {
      guard inputs % groups == 0, outputs % groups == 0 else {
        throw .other("\(inputs) and \(outputs) channels cannot be divided into \(groups) groups")
      }
      guard let own = checkedProduct(area, inputs / groups, outputs) else {
        throw .tooManyElements(output.dimensions)
      }
      let (sum, overflow) = products.addingReportingOverflow(own)
      guard !overflow else { throw .tooManyElements(output.dimensions) }
      products = sum
      filters += outputs
    }
    let (weights, overflow) = products.addingReportingOverflow(isNormed ? filters : 0)
    guard !overflow, let macs = checkedProduct(products, positions) else {
      throw .tooManyElements(output.dimensions)
    }
    let stated = Stated(
      section.name, output: output, .layer, macs: macs, weights: weights, biases: filters,
      buffers: isNormed ? 2 * filters : 0)
    return Step(work: .stated(stated), reads: [current.name])
  }

  /// A map that is stored, whatever the layer reads.
  func implicit(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let filters = try section.length("filters", default: 128, from: 1)
    let atoms = try section.length("atoms", default: 1, from: 1)
    let stated = Stated(
      section.name, output: .map(filters, Extent(atoms, 1)), .movement, weights: filters * atoms)
    return Step(work: .stated(stated), reads: [current.name])
  }

  /// The maps of the last steps, one after another.
  func history(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let steps = try section.length("history_size", default: 4, from: 1)
    guard let extent = current.shape.extent else { throw mapExpected }
    guard let product = checkedProduct(current.shape.channels, steps) else {
      throw .tooManyElements(current.shape.dimensions)
    }
    let channels = try RawInteger(product).length()
    let stated = Stated(section.name, output: .map(channels, extent), .movement)
    return Step(work: .stated(stated), reads: [current.name])
  }
}
