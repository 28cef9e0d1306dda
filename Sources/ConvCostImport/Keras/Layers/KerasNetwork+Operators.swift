import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds an operator and returns its results.
  ///
  /// Where the dimensions follow no rule here, the file states the result's shape.
  mutating func operate(_ use: KerasUse, _ name: String) throws(KerasError) -> [KerasTensor] {
    guard let kind = KerasOperator.all[name], let first = use.inputs.first else {
      return [try unknown(use)]
    }
    let function = Stated(use.layer.type == "TFOpLambda" ? name : use.layer.type, .function)
    switch kind {
    case .sum, .product, .quotient, .join:
      return [try arithmetic(use, kind, function)]
    case .function: return [try add(function, use.layer, on: [first])]
    case .identity: return [try add(Identity().layer, use.layer, on: first)]
    case .activation(let name): return [try activate(name, use.layer, on: first)]
    case .concatenate:
      return [try concatenate(use, axis: try use.numbers("axis", at: 1)?.first ?? -1)]
    case .stack: return [try stack(use)]
    case .split: return try split(use, first)
    case .reduce(let pool): return [try reduce(use, first, pool, function)]
    case .matrixProduct: return [try matrixProduct(use)]
    case .pad: return [try pad(use, first)]
    case .resize: return [try resizing(use, first)]
    case .reshape, .transpose, .expand, .squeeze, .item:
      return [try view(use, first, kind)]
    }
  }

  /// Adds arithmetic with other results, or with a constant.
  private mutating func arithmetic(
    _ use: KerasUse, _ kind: KerasOperator, _ function: Stated
  ) throws(KerasError) -> KerasTensor {
    if use.inputs.count > 1 {
      return try join(
        use.inputs, use, kind == .sum ? .add : kind == .product ? .multiply : nil)
    }
    let input = try use.input
    let others = use.call.arguments + (use.call.keywords?.members?.map(\.value) ?? [])
    let hasArray = others.contains { value in
      guard let type = value["class_name"]?.string else { return false }
      return type != "__keras_tensor__"
    }
    if hasArray { return try add(stating: function, use) }
    let isFirst = use.call.arguments.first.map { $0.members != nil } ?? true
    let scale: FixedScale? =
      switch kind {
      case .sum: .offset
      case .product: .scaling
      case .quotient where isFirst: .scaling
      default: nil
      }
    guard let scale else { return try add(function, use.layer, on: [input]) }
    return try add(scale.layer, use.layer, on: input)
  }

  /// Adds an operator that gives the same elements, or some of them, other dimensions.
  private mutating func view(
    _ use: KerasUse, _ input: KerasTensor, _ kind: KerasOperator
  ) throws(KerasError) -> KerasTensor {
    let rank = input.dims.count
    switch kind {
    case .reshape:
      // The first length is the batch's. Other numbers of elements mix the samples of a batch.
      guard let target = try use.numbers("newshape", "shape", at: 1),
        let dims = input.dims.reshaped(to: Array(target.dropFirst()))
      else { return try unknown(use) }
      return try reshape(input, to: dims, use)
    case .transpose:
      if let order = try use.numbers("axes", "perm", at: 1), order.first == 0,
        let own = use.axes(Array(order.dropFirst()), of: rank), own.count == rank
      {
        return try permute(input, own, use)
      }
    case .expand:
      if let axis = try use.numbers("axis", at: 1)?.first {
        let own = KerasTensor.dimension(axis, of: rank + 1)
        if (0...rank).contains(own) {
          var dims = input.dims
          dims.insert(1, at: own)
          return try reshape(input, to: dims, use)
        }
      }
    case .squeeze:
      let given = try use.numbers("axis", at: 1)
      let axes =
        given.map { use.axes($0, of: rank) } ?? input.dims.indices.filter { input.dims[$0] == 1 }
      if let axes, axes.allSatisfy({ input.dims[$0] == 1 }) {
        return try reshape(
          input, to: input.dims.indices.filter { !axes.contains($0) }.map { input.dims[$0] }, use)
      }
    default:
      if let items = use.parameter("key", "slice_spec", at: 1),
        let dims = KerasSlices(items, input.dims)
      {
        return try slice(input, dims, use)
      }
    }
    return try add(stating: Stated(use.layer.type, .movement), use)
  }

  /// Adds a choice of elements.
  private mutating func slice(
    _ input: KerasTensor, _ slices: KerasSlices, _ use: KerasUse
  ) throws(KerasError) -> KerasTensor {
    if let axis = input.channelAxis, let (first, count) = slices.range(alongOnly: axis) {
      return try add(
        ChannelSlice.range(first: first, count: count).layer, use.layer, on: input)
    }
    let dims = slices.dims
    return try add(
      Stated(use.layer.type, .movement), use.layer, on: [input], dims: dims.isEmpty ? [1] : dims,
      layout: input.isMap && dims.count == input.dims.count
        ? input.layout : KerasTensor.plain(dims.count))
  }

  private mutating func stack(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let rank = use.inputs[0].dims.count
    let axis = try use.numbers("axis", at: 1)?.first ?? 0
    let own = KerasTensor.dimension(axis, of: rank + 1)
    guard (0...rank).contains(own), use.inputs.allSatisfy({ $0.dims == use.inputs[0].dims }) else {
      return try add(stating: Stated(use.layer.type, .movement), use)
    }
    var dims = use.inputs[0].dims
    dims.insert(use.inputs.count, at: own)
    return try add(Stated(use.layer.type, .movement), use.layer, on: use.inputs, dims: dims)
  }

  /// Adds a split into equal parts, or at some places.
  private mutating func split(
    _ use: KerasUse, _ input: KerasTensor
  ) throws(KerasError) -> [KerasTensor] {
    let axis = try use.numbers("axis", at: 2)?.first ?? 0
    guard let own = use.axes([axis], of: input.dims.count)?.first,
      let value = use.parameter("indices_or_sections", "num_or_size_splits", at: 1)
    else { return [try unknown(use)] }
    let length = input.dims[own]
    var lengths: [Int] = []
    if let count = value.wholeNumber {
      guard count > 0, count <= length, length % count == 0, count <= Self.mostParts else {
        throw use.config.unexpected(
          value, "indices_or_sections", expected: "a number that divides \(length)")
      }
      lengths = Array(repeating: length / count, count: count)
    } else {
      // TensorFlow gives the lengths, NumPy and Keras 3 the places.
      let numbers = (value.list ?? []).prefix(Self.mostParts).compactMap(\.wholeNumber)
      lengths =
        use.layer.type == "TFOpLambda"
        ? numbers
        : zip(numbers + [length], [0] + numbers).map {
          $0.subtractingReportingOverflow($1).partialValue
        }
      guard !lengths.isEmpty, lengths.allSatisfy({ $0 > 0 && $0 <= length }),
        lengths.reduce(0, +) == length
      else { return [try unknown(use)] }
    }
    let isEqual = Set(lengths).count == 1
    var results: [KerasTensor] = []
    var first = 0
    for (index, count) in lengths.enumerated() {
      if own == input.channelAxis {
        let slice: ChannelSlice =
          isEqual ? .part(index, of: lengths.count) : .range(first: first, count: count)
        results.append(try add(slice.layer, use.layer, ".\(index)", on: input))
      } else {
        var dims = input.dims
        dims[own] = count
        results.append(
          try add(
            Stated(use.layer.type, .movement), use.layer, ".\(index)", on: [input], dims: dims,
            layout: input.layout == .pooled ? .features : input.layout))
      }
      first += count
    }
    return results
  }

  /// The most parts of a split.
  private static let mostParts = 10_000

  /// Adds a reduction along some axes; over all positions of a map it is a global pool.
  private mutating func reduce(
    _ use: KerasUse, _ input: KerasTensor, _ pool: PoolKind?, _ function: Stated
  ) throws(KerasError) -> KerasTensor {
    guard let given = try use.numbers("axis", at: 1),
      let axes = use.axes(given, of: input.dims.count)
    else { return try add(stating: function, use) }
    let keeps = use.parameter("keepdims", "keep_dims", at: 2)?.bool ?? false
    if let pool, input.isMap, let channel = input.channelAxis,
      Set(axes) == Set(input.dims.indices).subtracting([channel])
    {
      var result = try add(AdaptivePool(pool, to: 1).layer, use.layer, on: input)
      if !keeps { (result.dims, result.layout) = ([result.channels], .pooled) }
      return result
    }
    var dims: [Int] = []
    for (index, length) in input.dims.enumerated() {
      if !axes.contains(index) { dims.append(length) } else if keeps { dims.append(1) }
    }
    return try add(
      function, use.layer, on: [input], dims: dims.isEmpty ? [1] : dims,
      layout: keeps && input.isMap ? input.layout : KerasTensor.plain(dims.count))
  }

  /// Adds a product of matrices, which are the last two dimensions.
  private mutating func matrixProduct(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    guard use.inputs.count == 2 else { return try unknown(use) }
    let (left, right) = (use.inputs[0].dims, use.inputs[1].dims)
    let transposes = ["transpose_a", "transpose_b"].map {
      use.parameter($0)?.bool == true
    }
    guard left.count >= 2, right.count >= 2, left.count <= 8, right.count <= 8 else {
      return try unknown(use)
    }
    let a = transposes[0] ? [left[left.count - 1], left[left.count - 2]] : Array(left.suffix(2))
    let b =
      transposes[1] ? [right[right.count - 1], right[right.count - 2]] : Array(right.suffix(2))
    guard a[1] == b[0],
      let outer = try? broadcast([Array(left.dropLast(2)), Array(right.dropLast(2))])
    else {
      throw .mismatch(layer: use.layer.name, type: use.layer.type, shapes: [left, right])
    }
    guard let macs = elementCount(outer + [a[0], a[1], b[1]]) else {
      throw .tooLarge(layer: use.layer.name, quantity: "multiply-accumulates")
    }
    return try add(
      Stated(use.layer.type, .product, macs: macs), use.layer, on: use.inputs,
      dims: outer + [a[0], b[1]])
  }

  /// Adds zeros around a map.
  private mutating func pad(_ use: KerasUse, _ input: KerasTensor) throws(KerasError) -> KerasTensor
  {
    let rows = use.parameter("pad_width", "paddings", at: 1)?.list ?? []
    let pairs = rows.map { ($0.list ?? []).compactMap(\.wholeNumber) }
    guard pairs.count == input.dims.count + 1,
      pairs.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0...RawInteger.longest).contains($0) } }
      ),
      pairs[0] == [0, 0]
    else { return try add(stating: Stated(use.layer.type, .movement), use) }
    let own = Array(pairs.dropFirst())
    if input.isMap, let channel = input.channelAxis, own[channel] == [0, 0] {
      let around = input.dims.indices.filter { $0 != channel }.map { own[$0] }
      if let before = Extent(around.map { $0[0] }), let after = Extent(around.map { $0[1] }) {
        return try add(ZeroPad(before: before, after: after).layer, use.layer, on: input)
      }
    }
    let dims = zip(input.dims, own).map { $0 + $1[0] + $1[1] }
    return try add(
      Stated(use.layer.type, .movement), use.layer, on: [input], dims: dims,
      layout: input.layout == .pooled ? .features : input.layout)
  }

  /// Adds a resize of an image.
  private mutating func resizing(
    _ use: KerasUse, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    guard let size = try use.numbers("size", at: 1), size.count == 2, size.allSatisfy({ $0 > 0 }),
      input.dims.count == 3
    else { return try add(stating: Stated(use.layer.type, .function), use) }
    let isFirst = use.parameter("data_format")?.string == "channels_first"
    let map = try map(input, channelsFirst: isFirst, for: use.layer)
    let mode = use.parameter("interpolation", "method", at: 2)?.string ?? "bilinear"
    return try add(
      Upsample(
        to: Extent(size[0], size[1]),
        mode: mode == "nearest" ? .nearest : mode == "bilinear" ? .bilinear : .bicubic
      ).layer, use.layer, on: map)
  }
}
