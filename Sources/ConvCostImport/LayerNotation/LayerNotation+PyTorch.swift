package import ConvCostCore

extension LayerNotation {
  /// Reads a module as PyTorch's users write it, such as `nn.Conv2d(64, 128, 3, padding=1)`; nil
  /// for a text without brackets.
  ///
  /// | module | arguments |
  /// |---|---|
  /// | `Conv1d`, `Conv2d`, `Conv3d` | in, out, kernel, stride, padding, dilation, groups, bias |
  /// | `Linear` | in, out, bias |
  /// | `MaxPool2d`, `AvgPool2d`, … | kernel, stride, padding |
  /// | `BatchNorm2d`, `ReLU`, `Dropout`, `Flatten`, `AdaptiveAvgPool2d(1)`, … | |
  ///
  /// - Throws: `Problem` for an unknown module or argument.
  static func pytorchModule(_ text: Substring) throws(Problem) -> Layer? {
    guard let open = text.firstIndex(of: "(") else { return nil }
    var name = text[..<open].filter { $0 != " " }
    for prefix in ["torch.", "nn."] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    let inside = text[text.index(after: open)...]
    guard let close = inside.lastIndex(of: ")"),
      inside[inside.index(after: close)...].allSatisfy({ $0 == " " })
    else { throw .unexpected(String(text), layer: name, expected: "a closing bracket at the end") }
    let call = PyTorchCall(name: name, text: inside[..<close])
    switch name {
    case "Conv1d", "Conv2d", "Conv3d": return try convolution(call)
    case "Linear":
      let names = ["in_features", "out_features", "bias"]
      try call.require(names)
      return Linear(try call.number("out_features", names), bias: try call.flag("bias", names))
        .layer
    case "MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d":
      return try pool(call, name.hasPrefix("Max") ? .max : .average)
    case "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool2d":
      let size = try call.size("output_size", ["output_size"], usual: nil)
      return AdaptivePool(name.contains("Max") ? .max : .average, to: size).layer
    case "BatchNorm1d", "BatchNorm2d", "BatchNorm3d": return BatchNorm().layer
    case "Flatten": return Flatten().layer
    case "Dropout", "Dropout2d": return Dropout().layer
    case "Identity": return Identity().layer
    default:
      let known = Activation.allCases.first {
        $0.rawValue.lowercased().filter(\.isLetterOrDigit)
          == name.lowercased().filter(\.isLetterOrDigit)
      }
      guard let known else { throw .unknownLayer(name) }
      return known.layer
    }
  }

  /// What a module of PyTorch states of its input.
  package struct StatedInput {
    /// The module's name.
    package var module: String
    /// The channels or features that it reads.
    package var channels: Int
    /// The whole shape, if the channels are all of it.
    package var shape: Shape?
  }

  /// Returns what the first of several layers states of its input; nil for one that is not written
  /// as a module.
  ///
  /// - Throws: `Problem` for a number that is not one.
  package static func statedInput(of text: String) throws(Problem) -> StatedInput? {
    guard let part = parts(of: text).first, let open = part.firstIndex(of: "("),
      let close = part.lastIndex(of: ")")
    else { return nil }
    let name = part[..<open].split(separator: ".").last.map { $0.filter { $0 != " " } } ?? ""
    let key = name == "Linear" ? "in_features" : "in_channels"
    guard name == "Linear" || name.hasPrefix("Conv") else { return nil }
    let call = PyTorchCall(name: name, text: part[part.index(after: open)..<close])
    let channels = try call.number(key, [key])
    return StatedInput(
      module: name, channels: channels, shape: name == "Linear" ? .vector(channels) : nil)
  }

  private static func convolution(_ call: PyTorchCall) throws(Problem) -> Layer {
    let names = [
      "in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups",
      "bias",
    ]
    try call.require(names)
    let padding: Padding =
      switch call.text("padding", names) {
      case "'same'", "\"same\"": .same
      case "'valid'", "\"valid\"": .valid
      default: .symmetric(try call.size("padding", names, usual: 0, from: 0))
      }
    return Convolution(
      .grouped(
        try call.number("out_channels", names), groups: try call.number("groups", names, usual: 1)),
      window: Window(
        kernel: try call.size("kernel_size", names, usual: nil),
        stride: try call.size("stride", names, usual: 1), padding: padding,
        dilation: try call.size("dilation", names, usual: 1)),
      bias: try call.flag("bias", names)
    ).layer
  }

  private static func pool(_ call: PyTorchCall, _ kind: PoolKind) throws(Problem) -> Layer {
    // The fourth argument of a max pool is its dilation.
    let names = ["kernel_size", "stride", "padding"] + (kind == .average ? ["ceil_mode"] : [])
    try call.require(names, orNamed: ["ceil_mode"])
    let kernel = try call.size("kernel_size", names, usual: nil)
    var window = Window(
      kernel: kernel, stride: try call.size("stride", names, usual: kernel),
      padding: .symmetric(try call.size("padding", names, usual: 0, from: 0)))
    if try call.flag("ceil_mode", names, usual: false) { window.rounding = .ceil }
    return Pool(kind, window: window).layer
  }
}

/// A call of a module with its arguments as texts.
private struct PyTorchCall {
  let name: String
  private var positional: [String] = []
  private var named: [(key: String, value: String)] = []

  init(name: String, text: Substring) {
    self.name = name
    var depth = 0
    var argument = ""
    for character in text + "," {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      guard character == ",", depth == 0 else {
        if character != " " { argument.append(character) }
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        named.append((parts[0], parts[1]))
      } else if !argument.isEmpty {
        positional.append(argument)
      }
      argument = ""
    }
  }

  /// Checks that every argument has one of the names.
  func require(
    _ names: [String], orNamed others: [String] = []
  ) throws(LayerNotation.Problem) {
    let all = names + others.filter { !names.contains($0) }
    for (key, value) in named where !all.contains(key) {
      throw .unexpected("\(key)=\(value)", layer: name, expected: all.joined(separator: ", "))
    }
    if positional.count > names.count {
      throw .unexpected(positional[names.count], layer: name, expected: "the end of the layer")
    }
  }

  /// The text of an argument; nil if it is not given.
  func text(_ key: String, _ names: [String]) -> String? {
    if let value = named.first(where: { $0.key == key })?.value { return value }
    guard let place = names.firstIndex(of: key), place < positional.count else { return nil }
    return positional[place]
  }

  func number(
    _ key: String, _ names: [String], usual: Int? = nil
  ) throws(LayerNotation.Problem) -> Int {
    guard let text = text(key, names) else {
      guard let usual else { throw .missing(key, layer: name) }
      return usual
    }
    guard let number = Shape.length(Substring(text), from: 1) else {
      throw .unexpected(text, layer: name, expected: key)
    }
    return number
  }

  /// Reads `3` or `(3, 1)`.
  func size(
    _ key: String, _ names: [String], usual: Extent?, from least: Int = 1
  ) throws(LayerNotation.Problem) -> Extent {
    guard let text = text(key, names), text != "None" else {
      guard let usual else { throw .missing(key, layer: name) }
      return usual
    }
    let list = text.filter { !"()[]".contains($0) }.replacing(",", with: "x")
    guard let lengths = Shape.lengths(Substring(list), from: least),
      let size = lengths.count == 1 ? Extent(lengths[0]) : Extent(lengths)
    else { throw .unexpected(text, layer: name, expected: key) }
    return size
  }

  func flag(
    _ key: String, _ names: [String], usual: Bool = true
  ) throws(LayerNotation.Problem) -> Bool {
    switch text(key, names) {
    case nil: usual
    case "True": true
    case "False": false
    case let text?: throw .unexpected(text, layer: name, expected: "\(key)=True or False")
    }
  }
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
