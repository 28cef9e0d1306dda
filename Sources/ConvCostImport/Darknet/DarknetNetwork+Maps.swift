import ConvCostCore

extension DarknetNetwork {
  /// A pool. By default as many elements are added as the window has beyond one: half of them
  /// before the map, and the odd one after it.
  func pool(
    _ kind: PoolKind, _ section: DarknetSection
  ) throws(OperatorProblem) -> [Step] {
    let stride = try section.extent("stride", default: 1)
    let size = try section.length("size", default: section.length("stride", default: 1), from: 1)
    let padding = try section.length("padding", default: size - 1)
    let isDeep = try section.flag("maxpool_depth")
    // Averages are not blurred.
    let isBlurred = try section.flag("antialiasing") && kind == .max
    guard let extent = current.shape.extent else { throw mapExpected }
    if isDeep {
      let channels = try section.length("out_channels", default: 1, from: 1)
      let output = Shape.map(channels, extent)
      let step = Step(
        work: .stated(Stated(section.name, output: output, .function)), reads: [current.name])
      return isBlurred ? [step, try blur(section, stride: stride, of: output)] : [step]
    }
    let (before, after) = (padding / 2, padding - padding / 2)
    let window = Window(
      kernel: Extent(size), stride: isBlurred ? 1 : Extent(axes: stride),
      padding: Padding(before: before, after: after))
    let step = layer(Pool(kind, window: window))
    // A window that does not fit is an error of the first step.
    guard isBlurred, let output = try? window.output(of: extent) else { return [step] }
    return [step, try blur(section, stride: stride, of: .map(current.shape.channels, output))]
  }

  /// The steps between positions of a layer that was computed everywhere: each channel is blurred
  /// alone, with weights that no file stores.
  func blur(
    _ section: DarknetSection, stride: [Int], of map: Shape
  ) throws(OperatorProblem) -> Step {
    let size = try section.integer("antialiasing") == 2 ? 2 : 3
    let window = Window(
      kernel: Extent(size), stride: Extent(axes: stride), padding: size == 3 ? Padding(1) : .valid)
    guard let extent = map.extent, let output = try? window.output(of: extent),
      let positions = elementCount(output.lengths),
      let macs = checkedProduct(size * size, map.channels, positions)
    else { throw .other("a map of \(map) cannot be blurred") }
    let stated = Stated("blur", output: .map(map.channels, output), .layer, macs: macs)
    return Step(work: .stated(stated), reads: [nil], name: "\(section.name)\(index)_blur")
  }

  /// The error of a layer that reads features.
  var mapExpected: OperatorProblem { .other("reads \(current.shape), expected a map") }

  mutating func upsampling(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let stride = try section.integer("stride") ?? 2
    guard stride < 0 else { return layer(Upsample(by: try stride.length(from: 1))) }
    // A negative stride makes the map smaller.
    let factor = -stride.clamped(to: -RawInteger.longest...RawInteger.longest)
    guard let extent = current.shape.extent else { throw mapExpected }
    let lengths = extent.lengths.map { $0 / factor }
    if let axis = lengths.firstIndex(of: 0) {
      throw .emptyOutput(axis: axis, input: extent.lengths[axis], window: factor)
    }
    let stated = Stated(
      section.name, output: .map(current.shape.channels, Extent(axes: lengths)), .function)
    return Step(work: .stated(stated), reads: [current.name])
  }

  /// Squares of elements as channels, or the reverse.
  mutating func reorganization(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let stride = try section.length("stride", default: 1, from: 1)
    let isReverse = try section.flag("reverse")
    let flattens = try section.flag("flatten")
    guard let extent = current.shape.extent else { throw mapExpected }
    if flattens || section.values["extra"] != nil { return unknown(section, current.shape) }
    let channels = current.shape.channels
    let square = stride * stride
    let lengths = extent.lengths.map { isReverse ? $0 * stride : $0 / stride }
    guard let all = isReverse ? channels / square : checkedProduct(channels, square), all > 0,
      all <= RawInteger.longest, lengths.allSatisfy({ (1...RawInteger.longest).contains($0) })
    else { throw .other("a map of \(current.shape) has no squares of \(stride)×\(stride)") }
    let stated = Stated(section.name, output: .map(all, Extent(axes: lengths)), .movement)
    return Step(work: .stated(stated), reads: [current.name])
  }

  mutating func crop(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    guard let extent = current.shape.extent else { throw mapExpected }
    let wanted = [
      try section.length("crop_height", default: 1, from: 1),
      try section.length("crop_width", default: 1, from: 1),
    ]
    let lengths = extent.lengths
    guard lengths.count == 2, wanted[0] <= lengths[0], wanted[1] <= lengths[1] else {
      throw .other("\(wanted[0])×\(wanted[1]) is larger than the map of \(extent)")
    }
    // At inference the part in the middle.
    let before = [(lengths[0] - wanted[0]) / 2, (lengths[1] - wanted[1]) / 2]
    return layer(
      Crop(
        before: Extent(before[0], before[1]),
        after: Extent(
          lengths[0] - wanted[0] - before[0], lengths[1] - wanted[1] - before[1])))
  }

  /// The boxes at each position: for each anchor a position, a size, a confidence and the classes.
  mutating func boxes(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let classes = try section.length("classes", default: 20, from: 1)
    let anchors =
      section.name == "region"
      ? nil : try section.integers("mask").map(\.count)
    let number = try section.length("num", default: 1, from: 1)
    let count = anchors ?? number
    let numbers: Int
    switch section.name {
    case "region": numbers = try section.length("coords", default: 4) + 1
    // A Gaussian has a mean and a deviation for each number of the box.
    case "Gaussian_yolo": numbers = 9
    default: numbers = 5
    }
    let wanted = checkedProduct(count, classes + numbers)
    if current.shape.extent == nil || current.shape.channels != wanted {
      note(
        "Boxes",
        "\(section.name)\(index) reads \(current.shape.channels) channels, but \(count) anchors of"
          + " \(classes) classes and \(numbers) numbers are \(wanted.map(String.init) ?? "more")")
    }
    return function(section)
  }

  /// YOLO's first form: boxes and classes of every cell of a grid.
  mutating func detection(_ section: DarknetSection) throws(OperatorProblem) -> Step {
    let classes = try section.length("classes", default: 1, from: 1)
    let coordinates = try section.length("coords", default: 1)
    let boxes = try section.length("num", default: 1, from: 1)
    let side = try section.length("side", default: 7, from: 1)
    let wanted = checkedProduct(1 + coordinates, boxes)
      .flatMap { $0.addingReportingOverflow(classes).overflow ? nil : $0 + classes }
      .flatMap { checkedProduct(side, side, $0) }
    let found = elementCount(current.shape.dimensions)
    if found != wanted {
      note(
        "Boxes",
        "\(section.name)\(index) reads \(found.map(String.init) ?? "more") numbers, but"
          + " \(side)×\(side) cells of \(boxes) boxes and \(classes) classes are"
          + " \(wanted.map(String.init) ?? "more")")
    }
    return function(section)
  }
}
