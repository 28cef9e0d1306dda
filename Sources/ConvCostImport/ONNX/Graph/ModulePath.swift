import ConvCostCore

/// The modules around an operator, as exporters write them.
struct ModulePath: Equatable {
  /// The blocks, outermost first.
  var blocks: [GraphBuilder.Step] = []
  /// The operator's name inside them; nil if the file does not state it.
  var name: String?
  /// Whether the file states the operator's place.
  private var hasPlace = false

  /// The most blocks around an operator.
  private static let deepest = 32

  /// Reads the modules of a node: from the name scopes of torch.export, or from names.
  ///
  /// | exporter | written as | read as |
  /// |---|---|---|
  /// | torch.export | `['', 'layer1', 'layer1.conv1', 'conv2d']` | `layer1.conv1`, `conv2d` |
  /// | TorchScript | the name `/layer1/layer1.0/conv1/Conv` | `layer1.0.conv1`, `Conv` |
  /// | tf2onnx | the name `model/block_1/expand/Conv2D` | `model.block_1.expand`, `Conv2D` |
  /// | TorchScript before 1.13 | a weight `layer1.0.conv1.weight` | `layer1.0`, `conv1` |
  init(_ node: ONNXNode) {
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

  /// Returns a path without the part of the module around it: `layer1.0` in `layer1` is `0`.
  private static func relative(_ path: String, to outer: String) -> String {
    let (bytes, outside) = (path.utf8, outer.utf8)
    guard !outer.isEmpty, bytes.count > outside.count, bytes.starts(with: outside) else {
      return path
    }
    let rest = bytes.dropFirst(outside.count)
    guard rest.first == UInt8(ascii: ".") else { return path }
    return String(decoding: rest.dropFirst(), as: UTF8.self)
  }

  /// Returns a class without its Python module.
  private static func lastPart(of name: String) -> String {
    let bytes = name.utf8
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return String(decoding: bytes[bytes.index(after: dot)...], as: UTF8.self)
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

  /// Removes blocks without information: a block around all operators, and a block around a single
  /// one, which then has the block's name.
  static func simplified(_ paths: [ModulePath]) -> [ModulePath] {
    var paths = completed(paths)
    while let first = paths.first?.blocks.first, paths.count > 1,
      paths.allSatisfy({ $0.blocks.first == first })
    {
      for index in paths.indices { paths[index].blocks.removeFirst() }
    }
    let blocks = paths.map(\.blocks)
    for index in paths.indices {
      guard let last = blocks[index].last else { continue }
      let own = blocks[index]
      let isAlone = [index - 1, index + 1].allSatisfy { other in
        !blocks.indices.contains(other) || !blocks[other].starts(with: own)
      }
      if isAlone {
        paths[index].blocks.removeLast()
        paths[index].name = last.name
      }
    }
    return paths
  }

  /// Gives an operator whose place is not stated in the file the place that its neighbours share.
  private static func completed(_ paths: [ModulePath]) -> [ModulePath] {
    var paths = paths
    var nexts: [Int] = Array(repeating: paths.count, count: paths.count)
    for index in paths.indices.dropLast().reversed() {
      nexts[index] = paths[index + 1].hasPlace ? index + 1 : nexts[index + 1]
    }
    var previous: Int?
    for index in paths.indices {
      guard !paths[index].hasPlace else {
        previous = index
        continue
      }
      guard let previous, nexts[index] < paths.count else { continue }
      paths[index].blocks = zip(paths[previous].blocks, paths[nexts[index]].blocks)
        .prefix { $0 == $1 }.map(\.0)
    }
    return paths
  }
}
