public import ConvCostCore

/// What a user has changed about a network of the zoo; nil is the network's own value.
public struct NetworkOptions: Hashable, Sendable {
  /// The input's shape.
  public var input: InputSize?
  /// The number of classes.
  public var classes: Int?
  /// The factor of the channels.
  public var width: Double?
  /// The factor of the repeats.
  public var depth: Double?
  /// Whether classifiers on the way are counted.
  public var aux: Bool?
  /// Whether convolutions are followed by normalisations.
  public var batchnorm: Bool?
  /// The channels that a dense layer adds.
  public var growth: Int?
  /// The convolution of a bottleneck that has the stride.
  public var stride: Bottleneck.StridePlacement?
  /// What a residual block does where its shapes differ.
  public var shortcut: ShortcutOption?
  /// The groups of grouped convolutions.
  public var groups: Int?
  /// The form of the first convolution.
  public var stem: Stem?
  /// Whether the normalisations of a backbone are stored and not trained.
  public var frozen: Bool?
  /// The number of boxes that a detector's first head looks at.
  public var proposals: Int?
  /// The number of boxes that a detector's further heads look at.
  public var detections: Int?

  /// What was given, as written, in the order it was given.
  public private(set) var settings: [Setting] = []

  /// A key and what stands behind it.
  public struct Setting: Hashable, Sendable {
    /// The key.
    public var key: OptionKey
    /// The text behind it.
    public var text: String

    /// Creates a setting.
    public init(_ key: OptionKey, _ text: String) {
      self.key = key
      self.text = text
    }
  }

  /// Creates options that change nothing.
  public init() {}

  /// Sets what stands behind a key; the last value given counts.
  ///
  /// - Throws: `ZooError.badValue` where the text is not what the key expects.
  public mutating func set(_ setting: Setting) throws(ZooError) {
    let text = setting.text
    let isValid =
      switch setting.key {
      case .input: read(text, into: \.input, InputSize.init)
      case .classes: read(text, into: \.classes, length)
      case .width: read(text, into: \.width, factor)
      case .depth: read(text, into: \.depth, factor)
      case .aux: read(text, into: \.aux, flag)
      case .batchnorm: read(text, into: \.batchnorm, flag)
      case .growth: read(text, into: \.growth, length)
      case .stride: read(text, into: \.stride, Bottleneck.StridePlacement.init)
      case .shortcut: read(text, into: \.shortcut) { ShortcutOption(rawValue: $0.uppercased()) }
      case .groups: read(text, into: \.groups, length)
      case .stem: read(text, into: \.stem, Stem.init)
      case .frozen: read(text, into: \.frozen, flag)
      case .proposals: read(text, into: \.proposals, count)
      case .detections: read(text, into: \.detections, count)
      }
    guard isValid else { throw .badValue(setting) }
    settings.removeAll { $0.key == setting.key }
    settings.append(setting)
  }

  private mutating func read<Value>(
    _ text: String, into path: WritableKeyPath<Self, Value?>, _ parse: (String) -> Value?
  ) -> Bool {
    guard let value = parse(text) else { return false }
    self[keyPath: path] = value
    return true
  }
}

/// An input's shape as given: a side, an extent, or channels too.
///
/// | given | signal | image | volume |
/// |---|---|---|---|
/// | `112` | length | height and width | height and width |
/// | `8x112` | channels, length | height, width | height, width |
/// | `3x8x112` | – | channels, height, width | depth, height, width |
/// | `3x8x112x112` | – | – | channels, depth, height, width |
public struct InputSize: Hashable, Sendable {
  /// The lengths as given, that of the last axis last.
  public let lengths: [Int]

  /// Reads `224`, `300x260`, `3x300x260` or `3x16x112x112`; `×` may stand for `x`.
  public init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }
    lengths = parts.compactMap { length(String($0)) }
    guard lengths.count == parts.count, lengths.count <= 4 else { return nil }
  }

  /// Returns the shape for a network whose own input is `other`: what is not given is the same.
  ///
  /// A vector has one length only; nil where more are given than the shape has.
  public func shape(like other: Shape) -> Shape? {
    other.resized(to: lengths)
  }
}

/// Reads a whole number that a dimension may have.
private func length(_ text: String) -> Int? {
  guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(text),
    (1...Shape.longestDimension).contains(value)
  else { return nil }
  return value
}

/// Reads a number of things of which there may be none.
private func count(_ text: String) -> Int? { text == "0" ? 0 : length(text) }

/// Reads a scaling factor.
private func factor(_ text: String) -> Double? {
  guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let value = Double(text),
    (0.01...100).contains(value)
  else { return nil }
  return value
}

private func flag(_ text: String) -> Bool? { Bool(text) }
