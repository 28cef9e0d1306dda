import ConvCostCore

extension NCNNLayer {
  /// Lengths along the axes of a map, whose keys default to those of the width.
  func extent(
    _ width: Key, _ height: Int, _ depth: Int, axes: Int, default standard: Int, from least: Int
  ) throws(OperatorProblem) -> [Int] {
    let w = try length(width, default: standard, from: least)
    let name = width.name.hasSuffix("_w") ? String(width.name.dropLast(2)) : width.name
    guard axes > 1 else { return [w] }
    let h = try length(Key(height, "\(name)_h"), default: w, from: least)
    guard axes > 2 else { return [h, w] }
    return [try length(Key(depth, "\(name)_d"), default: w, from: least), h, w]
  }

  /// How many channels a convolution reads, from the number of its weights; nil if none is stated.
  func inputChannels() throws(OperatorProblem) -> Int? {
    let outputs = try length(Key(0, "num_output"), default: 0, from: 1)
    let kernel = try extent(Key(1, "kernel_w"), 11, 21, axes: 2, default: 0, from: 1)
    let weights = try count(Key(6, "weight_data_size"))
    guard let filter = checkedProduct(outputs, kernel[0], kernel[1]), weights % filter == 0 else {
      return nil
    }
    return weights / filter
  }

  /// Whether the weights are stored with 8 bits.
  func isQuantized() throws(OperatorProblem) -> Bool {
    switch type {
    case "Convolution", "ConvolutionDepthWise", "InnerProduct":
      try flag(Key(8, "int8_scale_term"))
    case "Gemm", "MultiHeadAttention", "Embed", "SDPA", "LSTM", "GRU", "RNN":
      // These have the key at another place in different versions.
      try type == "LSTM" || type == "GRU" || type == "RNN"
        ? flag(Key(8, "int8_scale_term")) : flag(Key(18, "int8_scale_term"))
    default: false
    }
  }
}

extension NCNNCall {
  /// What is padded before and after each axis, outermost first: −233 and −234 stand for the
  /// padding that divides the input's length by the stride, with the odd element at the end or at
  /// the begin.
  private func pads(axes: Int) throws(OperatorProblem) -> (
    before: [RawInteger], after: [RawInteger]
  ) {
    let left = try layer.integer(.init(4, "pad_left"), default: 0)
    let right = try layer.integer(.init(15, "pad_right")) ?? left
    guard axes > 1 else { return ([left], [right]) }
    let top = try layer.integer(.init(14, "pad_top")) ?? left
    let bottom = try layer.integer(.init(16, "pad_bottom")) ?? top
    guard axes > 2 else { return ([top, left], [bottom, right]) }
    let front = try layer.integer(.init(24, "pad_front")) ?? left
    let behind = try layer.integer(.init(17, "pad_behind")) ?? front
    return ([front, top, left], [behind, bottom, right])
  }

  /// Returns the window of a convolution on lengths along the axes of a map.
  private func window(on lengths: [Int]) throws(OperatorProblem) -> Window {
    let axes = lengths.count
    let kernel = try layer.extent(.init(1, "kernel_w"), 11, 21, axes: axes, default: 0, from: 1)
    let stride = try layer.extent(.init(3, "stride_w"), 13, 23, axes: axes, default: 1, from: 1)
    let dilation = try layer.extent(.init(2, "dilation_w"), 12, 22, axes: axes, default: 1, from: 1)
    let (before, after) = try pads(axes: axes)
    var window = Window(
      kernel: Extent(axes: kernel), stride: Extent(axes: stride), dilation: Extent(axes: dilation))
    if before.allSatisfy({ $0 == -233 }) {
      window.padding = .same
    } else if before.allSatisfy({ $0 == -234 }) {
      var (first, last): ([Int], [Int]) = ([], [])
      for axis in 0..<axes {
        let span = dilation[axis] * (kernel[axis] - 1) + 1
        let covered = span + (lengths[axis] - 1) / stride[axis] * stride[axis]
        let total = max(0, covered - lengths[axis])
        first.append(total - total / 2)
        last.append(total / 2)
      }
      window.padding = .explicit(before: Extent(axes: first), after: Extent(axes: last))
    } else {
      let (first, last) = (try before.lengths(), try after.lengths())
      window.padding =
        first == last
        ? Padding(Extent(axes: first))
        : .explicit(before: Extent(axes: first), after: Extent(axes: last))
    }
    return window
  }

  /// Returns the first input as a map of a number of axes.
  private mutating func map(axes: Int) throws(OperatorProblem) -> (Source, lengths: [Int]) {
    guard lengths.count == axes + 1 else {
      throw .rank(lengths.count, expected: "\(axes + 1)")
    }
    guard axes == 1 else { return (.input(0), lengths) }
    return (try shaped(0, to: .signal(lengths), as: "_signal"), lengths)
  }

  /// Checks how many weights the file says that a layer has.
  private func requireWeights(
    _ key: NCNNLayer.Key, _ factors: Int?..., form: String
  ) throws(OperatorProblem) {
    let stated = try layer.count(key)
    var product: Int? = 1
    for factor in factors {
      product = product.flatMap { one in factor.flatMap { checkedProduct(one, $0) } }
    }
    guard let product else { throw .other("more than \(Int.max) weights") }
    guard stated == product else {
      throw layer.problem(key, found: "\(stated)", expected: "\(product) weights: \(form)")
    }
  }

  mutating func convolution(axes: Int) throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let groups = try layer.length(.init(7, "group"), default: 1, from: 1)
    let bias = try layer.flag(.init(5, "bias_term"))
    let sizeKey = NCNNLayer.Key(6, "weight_data_size")
    // A 1×1 convolution of features is an inner product.
    if axes == 2, lengths.count == 1 {
      try requireWeights(sizeKey, lengths[0], outputs, form: "\(lengths[0])·\(outputs)")
      return try activated(step(Linear(outputs, bias: bias)))
    }
    if try layer.flag(.init(19, "dynamic_weight")) { return try dynamicConvolution(axes: axes) }
    let (source, lengths) = try map(axes: axes)
    let window = try window(on: Array(lengths.dropFirst()))
    guard lengths[0] % groups == 0, outputs % groups == 0 else {
      throw .other("\(lengths[0]) and \(outputs) channels cannot be divided into \(groups) groups")
    }
    let area = elementCount(window.kernel.along(axes)?.lengths ?? [])
    try requireWeights(
      sizeKey, area, lengths[0] / groups, outputs,
      form: "\(lengths[0])/\(groups) channels · \(window.kernel) · \(outputs) filters")
    let filters = Convolution.Filters(
      outputs, groups: groups, readOneChannel: groups == lengths[0])
    return try activated(
      step(Convolution(filters, window: window, bias: bias), reading: source))
  }

  /// A convolution whose weights are a result: filters, channels, height and width.
  private mutating func dynamicConvolution(axes: Int) throws(OperatorProblem) -> Source {
    guard inputs.count > 1, lengths.count == axes + 1 else { throw .missingInput(1) }
    let window = try window(on: Array(lengths.dropFirst()))
    guard let weights = elementCount(inputs[1].lengths), let filters = inputs[1].lengths.first,
      let size = Extent(lengths.dropFirst()),
      case .map(_, let extent) = try Self.shape(
        Convolution(filters, kernel: window.kernel), window,
        .map(channels: lengths[0], extent: size)),
      let positions = elementCount(extent.lengths), let macs = checkedProduct(weights, positions)
    else { throw .other("its weights have no countable shape") }
    return try activated(
      stated(.product, lengths: [filters] + extent.lengths, macs: macs))
  }

  /// Returns the shape that a convolution with a window gives.
  private static func shape(
    _ convolution: Convolution, _ window: Window, _ input: Shape
  ) throws(OperatorProblem) -> Shape {
    var convolution = convolution
    convolution.window = window
    do throws(ShapeError) {
      return try convolution.operation.output(of: input)
    } catch {
      throw .other("\(error)")
    }
  }

  mutating func deformable() throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    guard lengths.count == 3 else { throw .rank(lengths.count, expected: "3") }
    let window = try window(on: Array(lengths.dropFirst()))
    let area = elementCount(window.kernel.along(2)?.lengths ?? [])
    try requireWeights(
      .init(6, "weight_data_size"), area, lengths[0], outputs,
      form: "\(lengths[0]) channels · \(window.kernel) · \(outputs) filters")
    let shape = try Self.shape(Convolution(outputs, kernel: window.kernel), window, .ncnn(lengths))
    let weights = try layer.count(.init(6, "weight_data_size"))
    guard let positions = shape.extent.flatMap({ elementCount($0.lengths) }),
      let macs = checkedProduct(weights, positions)
    else { throw .tooManyElements(lengths) }
    return try activated(
      stated(
        .layer, lengths: shape.dimensions, macs: macs, weights: weights,
        biases: layer.flag(.init(5, "bias_term")) ? outputs : 0))
  }

  mutating func deconvolution(axes: Int) throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let groups = try layer.length(.init(7, "group"), default: 1, from: 1)
    let (source, lengths) = try map(axes: axes)
    guard lengths[0] % groups == 0, outputs % groups == 0 else {
      throw .other("\(lengths[0]) and \(outputs) channels cannot be divided into \(groups) groups")
    }
    let isDynamic = try layer.flag(.init(28, "dynamic_weight"))
    let sizes: [NCNNLayer.Key] =
      axes == 3
      ? [.init(27, "output_d"), .init(26, "output_h"), .init(25, "output_w")]
      : axes == 2 ? [.init(21, "output_h"), .init(20, "output_w")] : [.init(20, "output_w")]
    // A stated size, and padding that follows from it, depend on each other.
    guard !isDynamic, !sizes.contains(where: { layer.has($0.number) }) else {
      return try unknown()[0]
    }
    let window = try window(on: Array(lengths.dropFirst()))
    let area = elementCount(window.kernel.along(axes)?.lengths ?? [])
    try requireWeights(
      .init(6, "weight_data_size"), area, lengths[0], outputs / groups,
      form: "\(lengths[0]) channels · \(window.kernel) · \(outputs)/\(groups) filters")
    let right = try layer.length(.init(18, "output_pad_right"), default: 0)
    let bottom = try layer.length(.init(19, "output_pad_bottom"), default: right)
    let behind = try layer.length(.init(20, "output_pad_behind"), default: right)
    let extra = [behind, bottom, right].suffix(axes)
    let convolution = TransposedConvolution(
      .grouped(outputs, groups: groups), window: window, outputPadding: Extent(axes: extra),
      bias: try layer.flag(.init(5, "bias_term")))
    return try activated(step(convolution, reading: source))
  }
}
