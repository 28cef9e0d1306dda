package import ConvCostCore

/// The notation of layers on a command line: `conv 3x3 256 s2 g4 bias`.
///
/// | layer | words |
/// |---|---|
/// | `conv K C` | `sN` stride, `pN` padding, `valid`, `dN` dilation, `gN` groups, `bias` |
/// | `depthwise K` | `sN`, `pN`, `valid`, `dN`, `xN` multiplier, `bias` |
/// | `separable K C` | `sN` |
/// | `pointwise C` | `bias` |
/// | `linear N` | `nobias` |
/// | `maxpool K`, `avgpool K` | `sN`, `pN`, `ceil` |
/// | `inception 1x1 3x3reduce-3x3 5x5reduce-5x5 proj` | as GoogLeNet's table |
/// | `inception 1x1 3x3 5x5` | the naive module, without reductions |
/// | `Conv2d(64, 128, 3, padding=1)` | a module as PyTorch writes it |
/// | `bottleneck C` | `sN` |
/// | `globalpool`, `flatten`, `bn`, `relu`, `relu6`, `silu` … | |
///
/// A kernel `K` is `3x3`, `1x7`, `3x7x7`, or `3` for this length along every axis. By default the
/// padding keeps the map's size and convolutions have no bias. Commas separate several layers.
package enum LayerNotation {
  /// The words that a layer begins with.
  package static let kinds =
    [
      "conv", "depthwise", "separable", "pointwise", "linear", "maxpool", "avgpool", "globalpool",
      "inception", "bottleneck", "bn", "lrn", "flatten", "dropout",
      "stochasticdepth", "identity",
    ] + Activation.allCases.map { $0.rawValue.lowercased() }

  /// Why a text is not a layer.
  package indirect enum Problem: Error, Hashable, Sendable {
    /// No layer between two commas, or none at all.
    case empty
    /// A first word that is not the name of a layer.
    case unknownLayer(String)
    /// A missing word.
    case missing(String, layer: String)
    /// A word that differs from what is expected.
    case unexpected(String, layer: String, expected: String)
    /// A word without an effect.
    case noEffect(String, layer: String, NoEffect)
    /// An input with other channels than a module states.
    case otherInput(Int, layer: String, channels: Int)
    /// A word for a setting that an earlier word has given.
    case repeated(String, layer: String, setting: String)
  }

  /// Reads one layer or several.
  ///
  /// - Throws: `Problem` for the first word that is wrong.
  package static func read(_ text: String) throws(Problem) -> [Layer] {
    var layers: [Layer] = []
    for part in parts(of: text) {
      if let layer = try pytorchModule(part) {
        layers.append(layer)
        continue
      }
      var words = Words(part.split(separator: " ").map(String.init))
      layers.append(try words.layer())
    }
    return layers
  }
}

extension LayerNotation {
  /// The parts between commas, but not between those in brackets.
  static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "," where depth <= 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return parts + [text[start...]]
  }
}

/// The words of one layer, which are consumed one by one.
private struct Words {
  private var rest: ArraySlice<String>
  private var kind = ""
  /// The settings that words of the layer have given, such as its stride.
  private var settings: Set<String> = []

  init(_ words: [String]) {
    rest = words[...]
    guard let first = rest.popFirst() else { return }
    rest = Self.usual(first.lowercased()) + rest
  }

  /// Returns the words for a first word that people write instead: `conv3x3` is `conv 3x3`.
  private static func usual(_ word: String) -> [String] {
    let others = [
      "conv1d": "conv", "conv2d": "conv", "conv3d": "conv", "dw": "depthwise",
      "dwconv": "depthwise",
      "sepconv": "separable", "1x1": "pointwise", "pw": "pointwise", "fc": "linear",
      "dense": "linear", "gap": "globalpool",
    ]
    if let usual = others[word] { return [usual] }
    for kind in ["conv", "depthwise", "dw", "maxpool", "avgpool"] where word.hasPrefix(kind) {
      let kernel = word.dropFirst(kind.count)
      if Shape.lengths(kernel) != nil {
        return [kind == "dw" ? "depthwise" : kind, String(kernel)]
      }
    }
    return [word]
  }

  mutating func layer() throws(LayerNotation.Problem) -> Layer {
    guard let kind = rest.popFirst()?.lowercased() else { throw .empty }
    self.kind = kind
    let layer: Layer
    switch kind {
    case "conv": layer = try convolution()
    case "depthwise": layer = try depthwise()
    case "separable": layer = try separable()
    case "pointwise":
      layer = Convolution(try number("channels"), kernel: 1, bias: flag("bias")).layer
    case "linear": layer = Linear(try number("features"), bias: !flag("nobias")).layer
    case "maxpool", "avgpool": layer = try pool(kind == "maxpool" ? .max : .average)
    case "globalpool": layer = AdaptivePool.globalAverage.layer
    case "inception": layer = try inception()
    case "bottleneck":
      let width = try number("channels")
      layer = Bottleneck(width: width, stride: try setting("s") ?? 1).layer
    case "bn": layer = BatchNorm().layer
    case "lrn": layer = LocalResponseNorm().layer
    case "flatten": layer = Flatten().layer
    case "dropout": layer = Dropout().layer
    case "stochasticdepth": layer = StochasticDepth().layer
    case "identity": layer = Identity().layer
    default:
      let activation = Activation.allCases.first { $0.rawValue.lowercased() == kind }
      guard let activation else { throw .unknownLayer(kind) }
      layer = activation.layer
    }
    if let word = rest.first {
      throw .unexpected(word, layer: kind, expected: "the end of the layer")
    }
    return layer
  }

  private mutating func convolution() throws(LayerNotation.Problem) -> Layer {
    let kernel = try size("kernel")
    let channels = try number("channels")
    var convolution = Convolution(channels, kernel: kernel, padding: .half, bias: false)
    var groups = 1
    while let word = rest.popFirst() {
      if let value = Self.number(word, after: "g") {
        try set("number of groups", by: word)
        groups = value
      } else if word == "bias" {
        try set("bias", by: word)
        convolution.bias = true
      } else if Self.number(word, after: "x") != nil {
        throw .noEffect(word, layer: kind, .multiplierOfGrouped)
      } else if try !windowWord(word, &convolution.window) {
        throw .unexpected(
          word, layer: kind, expected: "sN, pN, valid, dN, gN or bias")
      }
    }
    convolution.filters = .grouped(channels, groups: groups)
    return convolution.layer
  }

  private mutating func depthwise() throws(LayerNotation.Problem) -> Layer {
    var convolution = Convolution.depthwise(kernel: try size("kernel"), padding: .half, bias: false)
    while let word = rest.popFirst() {
      if let multiplier = Self.number(word, after: "x") {
        try set("multiplier", by: word)
        convolution.filters = .depthwise(multiplier: multiplier)
      } else if word == "bias" {
        try set("bias", by: word)
        convolution.bias = true
      } else if Self.number(word, after: "g") != nil {
        throw .noEffect(word, layer: kind, .groupsOfDepthwise)
      } else if try !windowWord(word, &convolution.window) {
        throw .unexpected(word, layer: kind, expected: "sN, pN, valid, dN, xN or bias")
      }
    }
    return convolution.layer
  }

  private mutating func separable() throws(LayerNotation.Problem) -> Layer {
    let kernel = try size("kernel")
    let channels = try number("channels")
    let stride = try setting("s") ?? 1
    return Sequential {
      Convolution.depthwise(kernel: kernel, stride: stride, padding: .half, bias: false)
      Convolution(channels, kernel: 1, bias: false)
    }.layer
  }

  private mutating func pool(_ kind: PoolKind) throws(LayerNotation.Problem) -> Layer {
    let kernel = try size("kernel")
    var window = Window(kernel: kernel, stride: kernel)
    while let word = rest.popFirst() {
      if word == "ceil" {
        try set("rounding", by: word)
        window.rounding = .ceil
      } else if try !windowWord(word, &window) {
        throw .unexpected(word, layer: self.kind, expected: "sN, pN or ceil")
      }
    }
    return Pool(kind, window: window).layer
  }

  private mutating func inception() throws(LayerNotation.Problem) -> Layer {
    let one = try number("channels of the 1×1")
    if let three = rest.first.flatMap({ Self.number($0, after: "") }) {
      rest.removeFirst()
      return InceptionModule(naive: one, three, try number("channels of the 5×5")).layer
    }
    let three = try pair("reduction and channels of the 3×3, such as 96-128")
    let five = try pair("reduction and channels of the 5×5, such as 16-32")
    let projection = try number("channels of the projection")
    return InceptionModule(one, three.0, three.1, five.0, five.1, projection).layer
  }

  /// Takes a word of a window's geometry; false if it is another word.
  private mutating func windowWord(
    _ word: String, _ window: inout Window
  ) throws(LayerNotation.Problem) -> Bool {
    if let stride = Self.size(word, after: "s") {
      try set("stride", by: word)
      window.stride = stride
    } else if let padding = Self.size(word, after: "p", from: 0) {
      try set("padding", by: word)
      window.padding = .symmetric(padding)
    } else if let dilation = Self.size(word, after: "d") {
      try set("dilation", by: word)
      window.dilation = dilation
    } else if word == "valid" {
      try set("padding", by: word)
      window.padding = .valid
    } else {
      return false
    }
    return true
  }

  /// Records that a word gives a setting, which no other word may give again.
  private mutating func set(_ setting: String, by word: String) throws(LayerNotation.Problem) {
    guard settings.insert(setting).inserted else {
      throw .repeated(word, layer: kind, setting: setting)
    }
  }

  private mutating func number(_ what: String) throws(LayerNotation.Problem) -> Int {
    guard let word = rest.popFirst() else { throw .missing(what, layer: kind) }
    guard let number = Self.number(word, after: "") else {
      throw .unexpected(word, layer: kind, expected: what)
    }
    return number
  }

  private mutating func size(_ what: String) throws(LayerNotation.Problem) -> Extent {
    guard let word = rest.popFirst() else { throw .missing(what, layer: kind) }
    guard let size = Self.size(word, after: "") else {
      throw .unexpected(word, layer: kind, expected: "\(what), such as 3x3")
    }
    return size
  }

  private mutating func pair(_ what: String) throws(LayerNotation.Problem) -> (Int, Int) {
    guard let word = rest.popFirst() else { throw .missing(what, layer: kind) }
    let numbers = word.split(separator: "-").compactMap { Self.number(String($0), after: "") }
    guard numbers.count == 2 else { throw .unexpected(word, layer: kind, expected: what) }
    return (numbers[0], numbers[1])
  }

  /// Takes an optional word such as `s2`.
  private mutating func setting(_ letter: String) throws(LayerNotation.Problem) -> Int? {
    guard let word = rest.popFirst() else { return nil }
    guard let number = Self.number(word, after: letter) else {
      throw .unexpected(word, layer: kind, expected: "\(letter)N")
    }
    return number
  }

  private mutating func flag(_ name: String) -> Bool {
    guard rest.first == name else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads a whole number that is allowed as a length.
  private static func number(_ word: String, after letter: String, from least: Int = 1) -> Int? {
    guard word.hasPrefix(letter) else { return nil }
    return Shape.length(word.dropFirst(letter.count), from: least)
  }

  /// Reads `3x3` or `3x7x7`, or `3` for this length along every axis.
  private static func size(_ word: String, after letter: String, from least: Int = 1) -> Extent? {
    guard word.hasPrefix(letter) else { return nil }
    guard let lengths = Shape.lengths(word.dropFirst(letter.count), from: least) else { return nil }
    return lengths.count == 1 ? Extent(lengths[0]) : Extent(lengths)
  }
}
