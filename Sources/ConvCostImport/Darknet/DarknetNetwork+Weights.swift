import ConvCostCore

extension DarknetNetwork {
  mutating func convolution(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let filters = try section.length("filters", default: 1, from: 1)
    let groups = try section.length("groups", default: 1, from: 1)
    let stride = try section.extent("stride", default: 1)
    let isBlurred = try section.flag("antialiasing")
    let window = try window(section, size: 1, stride: isBlurred ? [1, 1] : stride)
    let convolution = Convolution(
      .init(filters, groups: groups, readOneChannel: groups == current.shape.channels),
      window: window, bias: try !section.flag("batch_normalize"))
    let step = try block(convolution, section)
    // A window that does not fit is an error of the first step.
    guard isBlurred, let extent = try? window.output(of: current.shape.extent ?? Extent(1, 1))
    else { return [step] }
    return [step, try blur(section, stride: stride, of: .map(filters, extent))]
  }

  /// Returns the window of a convolution, with half of it added around the map or with a stated
  /// padding.
  func window(
    _ section: DarknetSection, size standard: Int, stride: [Int]
  ) throws(OperatorProblem) -> Window {
    let size = try section.length("size", default: standard, from: 1)
    // A single element has no distance to others.
    let dilation = size == 1 ? 1 : try section.length("dilation", default: 1, from: 1)
    var padding = try section.length("padding", default: 0)
    if try section.flag("pad") { padding = size / 2 }
    // The result is as large as without dilation: the padding before the map is dilated with the
    // window, and what is missing is after it.
    let before = try RawInteger(padding * dilation).length()
    let after = try RawInteger(2 * padding + (dilation - 1) * (size - 1) - before).length()
    return Window(
      kernel: Extent(size), stride: Extent(axes: stride),
      padding: Padding(before: before, after: after),
      dilation: Extent(dilation))
  }

  mutating func deconvolution(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let size = try section.length("size", default: 1, from: 1)
    var padding = try section.length("padding", default: 0)
    if try section.flag("pad") { padding = size / 2 }
    return try [
      block(
        TransposedConvolution(
          try section.length("filters", default: 1, from: 1), kernel: size,
          stride: section.length("stride", default: 1, from: 1), padding: padding,
          bias: !section.flag("batch_normalize")), section)
    ]
  }

  mutating func connected(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let features = try section.length("output", default: 1, from: 1)
    let linear = Linear(features, bias: try !section.flag("batch_normalize"))
    let flatten = current.shape.extent == nil ? [] : [Flatten().layer]
    return [layer(unit(linear, section, default: "logistic", normed: !linear.bias), on: flatten)]
  }

  /// A convolution whose filters differ from place to place.
  mutating func local(_ section: DarknetSection) throws(OperatorProblem) -> [Step] {
    let filters = try section.length("filters", default: 1, from: 1)
    let size = try section.length("size", default: 1, from: 1)
    let stride = try section.length("stride", default: 1, from: 1)
    let isPadded = try section.flag("pad")
    guard let extent = current.shape.extent else { throw .other("reads no map") }
    var lengths: [Int] = []
    for length in extent.lengths {
      let room = length - (isPadded ? 1 : size)
      guard room >= 0 else {
        throw .emptyOutput(axis: lengths.count, input: length, window: size)
      }
      lengths.append(room / stride + 1)
    }
    guard let places = elementCount(lengths), let biases = checkedProduct(places, filters),
      let part = checkedProduct(current.shape.channels, size * size),
      let weights = checkedProduct(part, biases)
    else { throw .tooManyElements(lengths) }
    let stated = Stated(
      section.name, output: .map(filters, Extent(axes: lengths)), .layer, macs: weights,
      weights: weights, biases: biases)
    let work = Step(work: .stated(stated), reads: [current.name])
    guard let activation = activation(section, default: "logistic") else { return [work] }
    return [
      work,
      Step(work: .layer(activation), reads: [nil], name: "\(section.name)\(index)_activation"),
    ]
  }

  /// Returns a convolution with its norm and its activation, as a step on a map.
  private func block(
    _ convolution: some LayerConvertible, _ section: DarknetSection
  ) throws(OperatorProblem) -> Step {
    let normed = try section.flag("batch_normalize")
    return try layer(
      unit(convolution, section, default: "logistic", normed: normed), on: map())
  }

  /// Returns a layer with its norm and its activation: `0`, `1` and `2` in the paths.
  private func unit(
    _ primitive: some LayerConvertible, _ section: DarknetSection, default standard: String,
    normed: Bool
  ) -> Layer {
    var layers = [primitive.layer]
    if normed { layers.append(BatchNorm().layer) }
    if let activation = activation(section, default: standard) { layers.append(activation) }
    guard layers.count > 1 else { return layers[0] }
    return .scope(Layer.Scope(type: normed ? "ConvNorm" : "Block", isNumbered: true), layers)
  }
}
