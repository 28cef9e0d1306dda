import ConvCostCore

// Layers that change names and shapes alone.
extension CaffeCall {
  /// The input under the names of all results.
  func split() throws(OperatorProblem) -> CaffeMeaning {
    var meaning = CaffeMeaning(.alias)
    meaning.reads = [0]
    return meaning
  }

  /// The axes from one to another as one.
  func flatten() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("flatten_param")
    let input = try input()
    let rank = input.lengths.count
    let axis = try parameters.axis(default: 1, rank: rank)
    let end = try parameters.axis("end_axis", default: -1, rank: rank)
    guard axis > 0, end >= axis, let count = elementCount(Array(input.lengths[axis...end])) else {
      throw .attribute("axis", expected: "an axis after the samples and up to end_axis")
    }
    let lengths = input.lengths[..<axis] + [count] + input.lengths[(end + 1)...]
    return .view(of: input, as: try shape(Array(lengths), isStack: input.isStack))
  }

  /// Other lengths: 0 stands for that of the input, −1 for what remains.
  func reshape() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("reshape_param")
    let input = try input()
    let own = input.lengths
    guard let message = parameters.message.last("shape")?.message else {
      throw .attribute("shape", expected: "lengths")
    }
    // An axis behind the last one is allowed.
    let axis = try parameters.axis(default: 0, rank: own.count + 1)
    let axes = try parameters.integer("num_axes") ?? -1
    let end = axes == -1 ? own.count : axis + (try axes.length())
    guard end <= own.count else {
      throw .attribute("num_axes", expected: "axes that the input has")
    }
    var lengths = Array(own[..<axis])
    var open: Int?
    for (index, raw) in try CaffeParameters(message: message).integers("dim").enumerated() {
      if raw == -1 {
        guard open == nil else { throw .attribute("shape", expected: "one -1 at most") }
        open = lengths.count
        lengths.append(1)
      } else if raw == 0 {
        guard axis + index < own.count else { throw .axis(axis + index, rank: own.count) }
        lengths.append(own[axis + index])
      } else {
        lengths.append(try raw.length(from: 1))
      }
    }
    lengths += own[end...]
    guard let whole = elementCount(own), let known = elementCount(lengths) else {
      throw .tooManyElements(lengths)
    }
    // No length is zero.
    if let open, whole % known == 0 { lengths[open] = whole / known }
    guard elementCount(lengths) == whole else { throw .elements(from: own, to: lengths) }
    guard lengths.first == own.first else {
      // Samples are mixed with other axes, so that no shape is that of one sample.
      var meaning = CaffeMeaning.stated(Stated(type, .view))
      meaning.hasOpenShape = true
      return meaning
    }
    return .view(of: input, as: try shape(lengths, isStack: input.isStack))
  }
}
