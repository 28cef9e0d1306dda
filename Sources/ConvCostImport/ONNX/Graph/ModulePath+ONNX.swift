import ConvCostCore

extension ModulePath {
  /// Reads the modules of a node: from the name scopes of torch.export, or from names.
  ///
  /// | exporter | written as | read as |
  /// |---|---|---|
  /// | torch.export | `['', 'layer1', 'layer1.conv1', 'conv2d']` | `layer1.conv1`, `conv2d` |
  /// | TorchScript | the name `/layer1/layer1.0/conv1/Conv` | `layer1.0.conv1`, `Conv` |
  /// | tf2onnx | the name `model/block_1/expand/Conv2D` | `model.block_1.expand`, `Conv2D` |
  /// | TorchScript before 1.13 | a weight `layer1.0.conv1.weight` | `layer1.0`, `conv1` |
  init(_ node: ONNXNode) {
    self.init()
    if let scopes = node.scopes.map(Self.items), scopes.count > 1 {
      let classes = node.classes.map(Self.items) ?? []
      var previous = ""
      for (index, scope) in scopes.dropLast().enumerated() where !scope.isEmpty {
        let type = index < classes.count ? classes[index] : ""
        blocks.append(
          GraphBuilder.Step(
            name: Self.relative(scope, to: previous),
            type: Self.lastPart(of: type)))
        previous = scope
      }
      name = scopes.last
      hasPlace = true
    } else {
      var parts = node.name.split(separator: "/").map(String.init)
      if parts.count < 2, let module = Self.module(ofWeights: node.inputs) {
        parts = module
      }
      hasPlace = parts.count > 1 || node.name.hasPrefix("/")
      name = parts.popLast()
      var previous = ""
      for part in parts {
        blocks.append(GraphBuilder.Step(name: Self.relative(part, to: previous)))
        previous = part
      }
    }
    blocks = Array(blocks.prefix(Self.deepest))
  }

  /// Returns the module that weights belong to, as PyTorch names them; nil if no name has that
  /// form.
  private static func module(ofWeights names: [String]) -> [String]? {
    let endings = [".weight", ".bias"]
    guard
      let name = names.dropFirst().first(where: { name in endings.contains { name.hasSuffix($0) } })
    else { return nil }
    let parts = name.split(separator: ".").dropLast().map(String.init)
    return parts.isEmpty ? nil : parts
  }

  /// Returns the texts of a list in Python's notation.
  private static func items(_ list: String) -> [String] {
    let bytes = list.utf8
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return [] }
    func isAround(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }
    return bytes.dropFirst().dropLast()
      .split(separator: UInt8(ascii: ","))
      .map { item in
        let text = item.drop(while: isAround)
        let end = text.lastIndex { !isAround($0) }.map(text.index(after:))
        return String(decoding: text[..<(end ?? text.startIndex)], as: UTF8.self)
      }
  }
}
