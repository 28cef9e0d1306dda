import ConvCostCore

/// The inputs of a network with the shapes of one sample.
struct BoundInputs {
  /// The inputs, in the order of the file.
  private(set) var inputs: [(name: String, shape: Shape)] = []
  /// The number of samples that the file states.
  private(set) var batch = 1
  /// The names of inputs whose first length counts regions of an image in place of samples.
  private(set) var stacks: Set<String> = []
  /// The names of inputs whose shape follows from how the file prepares data.
  private(set) var prepared: [String] = []
  /// The names of labels, which inference does not have.
  var labels: Set<String> = []

  /// Adds an input.
  ///
  /// - Parameter given: the user's lengths; nil for the file's.
  mutating func add(_ input: CaffeInputs.Input, _ given: [Int]?) throws(CaffeError) {
    var own: Shape?
    if let lengths = input.lengths {
      own = try shape(lengths, of: input)
    } else if let shape = input.prepared {
      own = shape
      if given == nil { prepared.append(input.name) }
    }
    let shape: Shape
    switch (own, given) {
    case (let own?, let given?):
      guard let resized = own.resized(to: given) else {
        throw .option(.badInput(input.name, given, own: own))
      }
      shape = resized
    case (let own?, nil): shape = own
    case (nil, let given?):
      guard given.count > 2 || !input.isImage, let open = Shape(sample: given) else {
        throw .openInput(
          input.name, source: input.source, known: input.known, given: given.count)
      }
      shape = open
    case (nil, nil):
      throw .openInput(input.name, source: input.source, known: input.known, given: 0)
    }
    guard elementCount(shape.dimensions) != nil else {
      throw .badValue(
        place: input.place.isEmpty ? "the input" : input.place, field: input.name,
        expected: "fewer elements than 64 bits can count")
    }
    inputs.append((input.name, shape))
  }

  /// Returns the shape of one sample of an input with the given lengths, the batch first.
  private mutating func shape(
    _ raw: [RawInteger], of input: CaffeInputs.Input
  ) throws(CaffeError) -> Shape {
    var lengths: [Int] = []
    do throws(OperatorProblem) {
      lengths = try raw.lengths(from: 1)
    } catch {
      throw .badValue(
        place: input.place.isEmpty ? "the input" : input.place, field: input.name,
        expected: "lengths from 1 to \(RawInteger.longest)")
    }
    let first = lengths.first ?? 1
    if inputs.isEmpty {
      batch = first
    } else if first != batch, batch == 1, lengths.count > 1 {
      // Regions of the image, as the boxes of a detector.
      stacks.insert(input.name)
      if let shape = Shape(stack: lengths) { return shape }
    }
    guard let shape = Shape(sample: Array(lengths.dropFirst())) else {
      throw .badValue(
        place: input.place.isEmpty ? "the input" : input.place, field: input.name,
        expected: "at most \(Dimensions.mostDimensions + 1) lengths")
    }
    return shape
  }
}

extension Shape {
  /// Creates the shape of one sample from its lengths: channels come first in maps.
  ///
  /// Lengths of two axes are a signal; those that layers compute are a tensor.
  init?(sample lengths: [Int]) {
    switch lengths.count {
    case 0: self = .vector(1)
    case 1: self = .vector(lengths[0])
    case 2...4:
      guard let extent = Extent(lengths.dropFirst()) else { return nil }
      self = .map(lengths[0], extent)
    default:
      guard let dimensions = Dimensions(lengths) else { return nil }
      self = .tensor(dimensions)
    }
  }

  /// Creates the shape of a stack, whose first length counts regions.
  init?(stack lengths: [Int]) {
    if lengths.count >= 3, let extent = Extent(lengths.dropFirst(2)) {
      self = .maps(count: lengths[0], channels: lengths[1], extent: extent)
    } else {
      // A single number for each region has no axis of its own.
      guard let dimensions = Dimensions(lengths.count > 1 ? lengths : lengths + [1]) else {
        return nil
      }
      self = .tensor(dimensions)
    }
  }
}
