/// An input of a model as its description states it.
struct CoreMLFeature {
  /// What an input is.
  enum Kind {
    /// An image of some channels, with the lengths of its two axes.
    case image(channels: Int, height: Int, width: Int)
    /// A tensor.
    case array
    /// A number, a text, or something else.
    case other
  }

  /// The lengths that an input may have.
  enum Allowed {
    /// No other lengths are stated.
    case any
    /// One of several shapes.
    case shapes([[Int]])
    /// A range for each length; no upper end means that any length is possible.
    case ranges([ClosedRange<Int>])
  }

  var name = ""
  var kind = Kind.other
  /// The shape that the input has by default; empty if the file does not state one.
  var shape: [Int] = []
  var allowed = Allowed.any
  var isOptional = false

  /// The most shapes or lengths that are kept.
  private static let mostLengths = 4096

  init(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: name = try field.text()
      case 3: try readType(try field.message())
      default: break
      }
    }
  }

  private mutating func readType(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 4: try readImage(try field.message())
      case 5: try readArray(try field.message())
      case 1000: isOptional = try field.flag()
      default: break
      }
    }
  }

  private mutating func readImage(_ message: WireMessage) throws(WireError) {
    var (width, height, colors) = (0, 0, 0)
    var sizes: [[Int]] = []
    var ranges: [ClosedRange<Int>] = []
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: width = try field.integer()
      case 2: height = try field.integer()
      case 3: colors = try field.integer()
      case 21: sizes = try Self.list(try field.message(), Self.imageSize)
      case 31:
        var (rows, columns) = (1...RawInteger.longest, 1...RawInteger.longest)
        try field.message().forEachField { (field) throws(WireError) in
          switch field.number {
          case 1: columns = try Self.range(try field.message())
          case 2: rows = try Self.range(try field.message())
          default: break
          }
        }
        ranges = [rows, columns]
      default: break
      }
    }
    // 10 and 40 are the schema's numbers for grey images.
    let channels = colors == 10 || colors == 40 ? 1 : 3
    kind = .image(channels: channels, height: height, width: width)
    shape = [channels, height, width]
    if !sizes.isEmpty { allowed = .shapes(sizes.map { [channels] + $0 }) }
    if !ranges.isEmpty { allowed = .ranges([channels...channels] + ranges) }
  }

  private mutating func readArray(_ message: WireMessage) throws(WireError) {
    var shape: [Int] = []
    var shapes: [[Int]] = []
    var ranges: [ClosedRange<Int>] = []
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: try field.append(to: &shape, limit: Self.mostLengths)
      case 21:
        shapes = try Self.list(try field.message()) { (message) throws(WireError) in
          var shape: [Int] = []
          try message.forEachField { (field) throws(WireError) in
            if field.number == 1 { try field.append(to: &shape, limit: Self.mostLengths) }
          }
          return shape
        }
      case 31: ranges = try Self.list(try field.message(), Self.range)
      default: break
      }
    }
    kind = .array
    self.shape = shape.isEmpty ? shapes.first ?? [] : shape
    if !shapes.isEmpty { allowed = .shapes(shapes) }
    if !ranges.isEmpty { allowed = .ranges(ranges) }
  }

  /// Returns the messages that a message consists of.
  private static func list<Element>(
    _ message: WireMessage, _ read: (WireMessage) throws(WireError) -> Element
  ) throws(WireError) -> [Element] {
    var list: [Element] = []
    try message.forEachField { (field) throws(WireError) in
      guard field.number == 1, list.count < mostLengths else { return }
      list.append(try read(try field.message()))
    }
    return list
  }

  private static func imageSize(_ message: WireMessage) throws(WireError) -> [Int] {
    var (width, height) = (0, 0)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: width = try field.integer()
      case 2: height = try field.integer()
      default: break
      }
    }
    return [height, width]
  }

  /// Returns a range of lengths; a negative upper end stands for none.
  private static func range(_ message: WireMessage) throws(WireError) -> ClosedRange<Int> {
    var (first, last) = (0, -1)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: first = try field.integer()
      case 2: last = try field.integer()
      default: break
      }
    }
    let start = RawInteger(first).clamped(to: 0...RawInteger.longest)
    return start...(last < start ? RawInteger.longest : min(last, RawInteger.longest))
  }
}

extension CoreMLFeature {
  /// Checks lengths against those that the file allows.
  ///
  /// - Throws: `CoreMLError.notAllowed`
  func check(_ lengths: [Int]) throws(CoreMLError) {
    switch allowed {
    case .any: return
    case .shapes(let shapes):
      // The default shape need not be listed again.
      guard !shapes.contains(lengths), lengths != shape else { return }
    case .ranges(let ranges):
      guard ranges.count == lengths.count,
        !zip(ranges, lengths).allSatisfy({ $0.contains($1) })
      else { return }
    }
    throw .notAllowed(lengths, input: name, allowed: allowedText)
  }

  /// The shapes that the file allows, in English.
  private var allowedText: [String] {
    switch allowed {
    case .any: []
    case .shapes(let shapes):
      shapes.prefix(8).map { $0.map(String.init).joined(separator: "×") }
    case .ranges(let ranges):
      [
        ranges.map {
          $0.count == 1
            ? "\($0.lowerBound)"
            : $0.upperBound == RawInteger.longest
              ? "\($0.lowerBound)–" : "\($0.lowerBound)–\($0.upperBound)"
        }.joined(separator: " × ")
      ]
    }
  }
}
