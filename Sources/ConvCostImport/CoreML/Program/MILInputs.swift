/// The inputs of a function with the lengths that they have for one count: the user's, the file's,
/// or those that the file's description gives by default.
struct MILInputs {
  /// The shapes, by the names of the inputs.
  private(set) var shapes: [String: [Int]] = [:]
  /// Whether a length differs from the one that the program states.
  private(set) var isResized = false
  /// The lengths that the program leaves open, by their names.
  private var open: Set<String> = []

  /// Finds the lengths of each input.
  ///
  /// - Throws: `CoreMLError` for lengths that an input cannot have, and for names that the file
  ///   does not have.
  init(
    _ function: MILFunction, _ features: [CoreMLFeature], _ options: ModelOptions
  ) throws(CoreMLError) {
    let inputs = function.inputs.filter { !$0.type.isState && $0.type.shape != nil }
    guard !inputs.isEmpty else { throw .noInput }
    let image =
      inputs.first { ($0.type.shape ?? []).count > 3 }
      ?? inputs.first { $0.type.shape?.count == 3 } ?? inputs[0]
    let known = inputs.map(\.name)
    if let name = options.inputs.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unknownInput(name, known: known)
    }
    for input in inputs {
      let wish = options.inputs[input.name] ?? (input.name == image.name ? options.input : nil)
      let feature = features.first { $0.name == input.name }
      shapes[input.name] = try bind(input, feature, wish, options.dimensions)
    }
    if let name = options.dimensions.keys.sorted().first(where: { !open.contains($0) }) {
      throw .unknownLength(name, known: open.sorted())
    }
  }

  private mutating func bind(
    _ input: MILValue, _ feature: CoreMLFeature?, _ wish: [Int]?, _ dimensions: [String: Int]
  ) throws(CoreMLError) -> [Int] {
    let stated = input.type.shape ?? []
    let wanted = try Self.wanted(wish, input.name, rank: stated.count)
    var standard: [Int] = feature?.shape ?? []
    // The description of an image has no batch.
    if standard.count == stated.count - 1, case .image? = feature?.kind {
      standard.insert(1, at: 0)
    }
    let isDescribed = standard.count == stated.count
    var shape: [Int] = []
    var missing: [String] = []
    for (axis, length) in stated.enumerated() {
      let name = "\(input.name).\(axis)"
      if length == nil { open.insert(name) }
      let given = wanted[axis] ?? (length == nil ? dimensions[name] : nil)
      if let given, let length, given != length { isResized = true }
      let known = given ?? length ?? (isDescribed ? standard[axis] : nil)
      if let known {
        shape.append(known)
      } else {
        if axis > 0 { missing.append(name) }
        shape.append(1)
      }
    }
    guard missing.isEmpty else { throw .openLengths(missing, input: input.name) }
    guard elementCount(shape) != nil else {
      throw .operation(input.name, type: "input", problem: .tooManyElements(shape))
    }
    if let feature, wish != nil || !dimensions.isEmpty {
      if case .image = feature.kind {
        try feature.check(Array(shape.suffix(3)))
      } else {
        try feature.check(shape)
      }
    }
    return shape
  }

  /// Returns the lengths that the user gave, by their axes: the side of an image, its lengths, or
  /// these after the channels or after the batch and the channels.
  private static func wanted(
    _ size: [Int]?, _ input: String, rank: Int
  ) throws(CoreMLError) -> [Int: Int] {
    guard let size else { return [:] }
    guard size.count <= rank else { throw .badInput(size, input: input, rank: rank) }
    let first = size.count == 1 && rank > 3 ? 2 : rank - size.count
    var result: [Int: Int] = [:]
    for (index, axis) in (first..<rank).enumerated() {
      result[axis] = size.count == 1 ? size[0] : size[index]
    }
    return result
  }
}
