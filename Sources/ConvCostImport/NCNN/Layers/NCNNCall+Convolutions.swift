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

  /// Returns the window along the axes of a map, outermost first, without padding.
  ///
  /// - Parameter kernel: the kernel of weights that are a result; nil for the stated one.
  private func windowAxes(
    _ axes: Int, kernel: [Int]? = nil
  ) throws(OperatorProblem) -> [WindowAxis] {
    let kernel =
      if let kernel { kernel } else {
        try layer.extent(.init(1, "kernel_w"), 11, 21, axes: axes, default: 0, from: 1)
      }
    let stride = try layer.extent(.init(3, "stride_w"), 13, 23, axes: axes, default: 1, from: 1)
    let dilation = try layer.extent(.init(2, "dilation_w"), 12, 22, axes: axes, default: 1, from: 1)
    return zip(kernel, zip(stride, dilation)).map { kernel, steps in
      WindowAxis(kernel: kernel, stride: steps.0, dilation: steps.1)
    }
  }

  private static func window(
    _ axes: [WindowAxis], before: [Int], after: [Int]
  ) -> Window {
    Window(
      kernel: Extent(axes: axes.map(\.kernel)), stride: Extent(axes: axes.map(\.stride)),
      padding: Padding(before: Extent(axes: before), after: Extent(axes: after)),
      dilation: Extent(axes: axes.map(\.dilation)))
  }

  /// Returns the window of a convolution on lengths along the axes of a map.
  private func window(
    on lengths: [Int], kernel: [Int]? = nil
  ) throws(OperatorProblem) -> Window {
    let axes = try windowAxes(lengths.count, kernel: kernel)
    let (before, after) = try pads(axes: lengths.count)
    if before.allSatisfy({ $0 == -233 }) {
      let none = lengths.map { _ in 0 }
      var window = Self.window(axes, before: none, after: none)
      window.padding = .same
      return window
    }
    if before.allSatisfy({ $0 == -234 }) {
      let pads = zip(axes, lengths).map { axis, length in
        var axis = axis
        axis.padding = .same
        return axis.pads(for: length)
      }
      return Self.window(axes, before: pads.map(\.after), after: pads.map(\.before))
    }
    return Self.window(axes, before: try before.lengths(), after: try after.lengths())
  }

  /// Returns the first input as a map of a number of axes. Rows and columns alone are an image of
  /// one channel.
  mutating func map(axes: Int) throws(OperatorProblem) -> (Source, lengths: [Int]) {
    if axes == 2, lengths.count == 2 {
      let lengths = [1] + lengths
      return (try shaped(0, to: .ncnn(lengths), as: "_image"), lengths)
    }
    guard lengths.count == axes + 1 else {
      throw .rank(lengths.count, expected: "\(axes + 1)")
    }
    guard axes == 1 else { return (.input(0), lengths) }
    return (try shaped(0, to: .signal(lengths), as: "_signal"), lengths)
  }

  /// How many groups the channels are in. The kinds without groups do not read the key.
  private var groups: Int {
    get throws(OperatorProblem) {
      layer.type.contains("DepthWise")
        ? try layer.length(.init(7, "group"), default: 1, from: 1) : 1
    }
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
    if try layer.flag(.init(19, "dynamic_weight")) { return try dynamicConvolution(axes: axes) }
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let groups = try groups
    let bias = try layer.flag(.init(5, "bias_term"))
    let sizeKey = NCNNLayer.Key(6, "weight_data_size")
    // A 1×1 convolution of features is an inner product.
    if axes == 2, lengths.count == 1 {
      try requireWeights(sizeKey, lengths[0], outputs, form: "\(lengths[0])·\(outputs)")
      return try activated(step(Linear(outputs, bias: bias)))
    }
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
    guard inputs[1].lengths.count == axes + 2 else {
      throw .rank(inputs[1].lengths.count, expected: "\(axes + 2)")
    }
    let window = try window(
      on: Array(lengths.dropFirst()), kernel: Array(inputs[1].lengths.dropFirst(2)))
    let extent = try Self.lengths(of: window, on: lengths.dropFirst())
    guard let weights = elementCount(inputs[1].lengths), let positions = elementCount(extent),
      let macs = checkedProduct(weights, positions)
    else { throw .other("its weights have no countable shape") }
    return try activated(
      stated(.product, lengths: [inputs[1].lengths[0]] + extent, macs: macs))
  }

  /// Returns the lengths along the axes that a window gives.
  private static func lengths(
    of window: Window, on lengths: ArraySlice<Int>
  ) throws(OperatorProblem) -> [Int] {
    guard let extent = Extent(lengths) else { throw .rank(lengths.count, expected: "1 to 3") }
    do throws(ShapeError) {
      return try window.output(of: extent).lengths
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
    let extent = try Self.lengths(of: window, on: lengths.dropFirst())
    let weights = try layer.count(.init(6, "weight_data_size"))
    guard let positions = elementCount(extent), let macs = checkedProduct(weights, positions)
    else { throw .tooManyElements(lengths) }
    return try activated(
      stated(
        .layer, lengths: [outputs] + extent, macs: macs, weights: weights,
        biases: layer.flag(.init(5, "bias_term")) ? outputs : 0))
  }

  /// Returns what is cut off before and after each axis of a transposed convolution's result: the
  /// padding that the file states, or what makes a stated size of it. Paddings of −233 and −234
  /// without a size cut nothing.
  private func cuts(from whole: [Int]) throws(OperatorProblem) -> (before: [Int], after: [Int]) {
    let axes = whole.count
    let pads = try pads(axes: axes)
    let all = pads.before + pads.after
    if all.contains(where: { $0 > 0 }) {
      return (try pads.before.lengths(), try pads.after.lengths())
    }
    // One and two axes have their sizes under other keys than three.
    let widthKey = axes == 3 ? 25 : 20
    let width = try layer.length(.init(widthKey, "output_w"), default: 0)
    let height = try layer.length(.init(widthKey + 1, "output_h"), default: width)
    let depth = try layer.length(.init(widthKey + 2, "output_d"), default: width)
    let sizes = Array([depth, height, width].suffix(axes))
    var (before, after) = (whole.map { _ in 0 }, whole.map { _ in 0 })
    guard sizes.allSatisfy({ $0 > 0 }) else { return (before, after) }
    let cutsMoreAfter = all.contains(-233)
    guard cutsMoreAfter || all.contains(-234) else {
      throw layer.problem(.init(4, "pad_left"), expected: "-233 or -234 with a stated size")
    }
    for (axis, size) in sizes.enumerated() {
      let cut = whole[axis] - size
      guard cut >= 0 else { throw .other("a size of \(size) is stated, but it has \(whole[axis])") }
      (before[axis], after[axis]) =
        cutsMoreAfter ? (cut / 2, cut - cut / 2) : (cut - cut / 2, cut / 2)
    }
    return (before, after)
  }

  mutating func deconvolution(axes: Int) throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let groups = try groups
    let (source, lengths) = try map(axes: axes)
    guard lengths[0] % groups == 0, outputs % groups == 0 else {
      throw .other("\(lengths[0]) and \(outputs) channels cannot be divided into \(groups) groups")
    }
    guard try !layer.flag(.init(28, "dynamic_weight")) else { return try unknown()[0] }
    let parts = try windowAxes(axes)
    let kernel = parts.map(\.kernel)
    try requireWeights(
      .init(6, "weight_data_size"), elementCount(kernel), lengths[0], outputs / groups,
      form: "\(lengths[0]) channels · \(Extent(axes: kernel)) · \(outputs)/\(groups) filters")
    let right = try layer.length(.init(18, "output_pad_right"), default: 0)
    let bottom = try layer.length(.init(19, "output_pad_bottom"), default: right)
    let behind = try layer.length(.init(20, "output_pad_behind"), default: right)
    let extra = Array([behind, bottom, right].suffix(axes))
    let whole = zip(zip(parts, lengths.dropFirst()), extra).map { $0.0.spread(of: $0.1) + $1 }
    let (first, last) = try cuts(from: whole)
    let convolution = TransposedConvolution(
      .grouped(outputs, groups: groups), window: Self.window(parts, before: first, after: last),
      outputPadding: Extent(axes: extra),
      bias: try layer.flag(.init(5, "bias_term")))
    return try activated(step(convolution, reading: source))
  }

  /// The elements under each position of a window as a column.
  mutating func unfolded() throws(OperatorProblem) -> Source {
    guard lengths.count == 3 else { throw .rank(lengths.count, expected: "3") }
    let window = try window(on: Array(lengths.dropFirst()))
    let extent = try Self.lengths(of: window, on: lengths.dropFirst())
    guard let rows = checkedProduct(lengths[0], window.area(on: 2)),
      let positions = elementCount(extent)
    else { throw .tooManyElements(lengths) }
    return try stated(.movement, lengths: [rows, positions])
  }

  /// A map of the sums of such columns.
  mutating func folded() throws(OperatorProblem) -> Source {
    guard lengths.count == 2 else { throw .rank(lengths.count, expected: "2") }
    let width = try layer.length(.init(20, "output_w"), default: 0, from: 1)
    let height = try layer.length(.init(21, "output_h"), default: width, from: 1)
    let kernel = try windowAxes(2).map(\.kernel)
    guard let area = elementCount(kernel), lengths[0] % area == 0 else {
      throw .other("\(lengths[0]) rows are no channels of a window of \(Extent(axes: kernel))")
    }
    return try stated(.function, lengths: [lengths[0] / area, height, width])
  }
}
