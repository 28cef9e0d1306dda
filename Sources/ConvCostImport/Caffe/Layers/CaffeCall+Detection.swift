import ConvCostCore

// Layers of detectors, and maps of other sizes.
extension CaffeCall {
  /// The boxes around each position of a map. Liu et al., "SSD: Single Shot MultiBox Detector",
  /// 2015, §2.2.
  func priorBoxes() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("prior_box_param")
    let sizes = parameters.message.all("min_size").count
    let ratios = parameters.message.all("aspect_ratio").compactMap(\.number)
    guard sizes > 0, ratios.count <= 100 else {
      throw .attribute("min_size", expected: "at least one, and at most 100 aspect ratios")
    }
    let flips = try parameters.flag("flip", default: true)
    var known = [1.0]
    for ratio in ratios where !known.contains(where: { abs($0 - ratio) < 1e-6 }) {
      known.append(ratio)
      if flips { known.append(1 / ratio) }
    }
    let boxes = known.count * sizes + parameters.message.all("max_size").count
    let extent = try map().extent
    guard extent.rank == 2, let numbers = checkedProduct(extent.height, extent.width, boxes, 4)
    else { throw .rank(try input().lengths.count, expected: "4") }
    let output = Shape.tensor([2, try length(numbers)])
    var meaning = CaffeMeaning.stated(Stated(type, output: output, .function))
    // The boxes are those of one map, whatever its number of samples.
    meaning.isStack = false
    return meaning
  }

  /// The boxes that a detector keeps.
  func detections() throws(OperatorProblem) -> CaffeMeaning {
    var count = 1
    if let kept = try parameters("detection_output_param").integer("keep_top_k"), kept > 0 {
      count = try kept.length()
    }
    return .stated(Stated(type, output: .tensor([count, 7]), .function))
  }

  /// The parts of a map in regions, which a second input gives.
  func regions() throws(OperatorProblem) -> CaffeMeaning {
    let name =
      switch type {
      case "ROIAlign": "roi_align_param"
      default: "roi_pooling_param"
      }
    let parameters = parameters(name)
    let size = Extent(try parameters.length("pooled_h"), try parameters.length("pooled_w"))
    guard !(try input().isStack) else { throw .rank(try input().lengths.count, expected: "a map") }
    var meaning = CaffeMeaning(
      .merge(.regions(RegionPool(.proposals, count: regionCount, size: size))))
    meaning.reads = [0]
    meaning.isStack = true
    return meaning
  }

  /// The parts of a map in regions, each place of which has channels of its own. Dai et al.,
  /// "R-FCN", 2016.
  func placedRegions() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("psroi_pooling_param")
    let side = try parameters.length("group_size")
    let channels = try parameters.length("output_dim")
    let output = try shape([regionCount, channels, side, side], isStack: true)
    var meaning = CaffeMeaning.stated(
      Stated(type, output: output, .function), reading: [0])
    meaning.isStack = true
    return meaning
  }

  /// The number of regions that the second input holds; one if it is unknown.
  private var regionCount: Int {
    guard inputs.count > 1, let regions = inputs[1], regions.isStack else { return 1 }
    return regions.lengths[0]
  }

  /// The regions that a first stage proposes. Ren et al., "Faster R-CNN", 2015.
  func proposals() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("proposal_param")
    let fields = ["post_nms_topn", "post_nms_top_n", "rpn_post_nms_top_n"]
    var meaning = CaffeMeaning.stated(Stated(type, .unknown))
    guard let field = fields.first(where: parameters.has) else {
      meaning.hasOpenShape = true
      return meaning
    }
    let output = try shape([try parameters.length(field), 5], isStack: true)
    meaning = .stated(Stated(type, output: output, .unknown))
    meaning.isStack = true
    return meaning
  }

  /// A larger map with repeated elements, or with the elements at the places of a pool's maxima.
  func upsample() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("upsample_param")
    let (_, extent, reshape) = try map()
    guard extent.rank == 2 else { throw .rank(try input().lengths.count, expected: "4") }
    if parameters.has("upsample_h") || parameters.has("upsample_w") {
      let size = Extent(
        try parameters.length("upsample_h"), try parameters.length("upsample_w"))
      return .layer(Upsample(to: size), after: reshape)
    }
    let height = parameters.has("scale_h") ? try parameters.length("scale_h") : nil
    let width = parameters.has("scale_w") ? try parameters.length("scale_w") : nil
    let scale = try parameters.length("scale", default: 2)
    return .layer(Upsample(by: Extent(height ?? scale, width ?? scale)), after: reshape)
  }

  /// A map of another size by interpolation, in DeepLab's fork.
  func interpolate() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("interp_param")
    let (_, extent, reshape) = try map()
    guard extent.rank == 2 else { throw .rank(try input().lengths.count, expected: "4") }
    if inputs.count > 1, let size = try input(1).shape.extent {
      return .layer(Upsample(to: size, mode: .bilinear), after: reshape)
    }
    if parameters.has("height") || parameters.has("width") {
      let size = Extent(try parameters.length("height"), try parameters.length("width"))
      return .layer(Upsample(to: size, mode: .bilinear), after: reshape)
    }
    let zoom = try parameters.length("zoom_factor", default: 1)
    let shrink = try parameters.length("shrink_factor", default: 1)
    // More than a length would leave nothing of any map.
    let range = -RawInteger.longest...RawInteger.longest
    let before = (try parameters.integer("pad_beg") ?? 0).clamped(to: range)
    let after = (try parameters.integer("pad_end") ?? 0).clamped(to: range)
    guard before <= 0, after <= 0 else {
      throw .attribute("pad_beg", expected: "a number up to 0")
    }
    let border = before + after
    var lengths: [Int] = []
    for own in extent.lengths {
      let shrunk = (own + border - 1) / shrink + 1
      guard own + border > 0 else { throw .attribute("pad_beg", expected: "less than the map") }
      lengths.append(try length(shrunk + (shrunk - 1) * (zoom - 1)))
    }
    return .layer(
      Upsample(to: Extent(lengths[0], lengths[1]), mode: .bilinear), after: reshape)
  }

  /// Blocks of elements as channels, in YOLOv2's fork.
  func reorganize() throws(OperatorProblem) -> CaffeMeaning {
    let side = try parameters("reorg_param").length("stride", default: 2)
    let (shape, extent, _) = try map()
    guard extent.rank == 2, let channels = checkedProduct(shape.channels, side, side),
      extent.height % side == 0, extent.width % side == 0
    else { throw .attribute("stride", expected: "a divisor of both lengths, found \(side)") }
    let input = try input()
    let output = try self.shape(
      [input.lengths[0], channels, extent.height / side, extent.width / side],
      isStack: input.isStack)
    return .stated(Stated(type, output: output, .movement), reading: [0])
  }
}
