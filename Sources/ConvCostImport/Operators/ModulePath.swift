import ConvCostCore

/// The modules around an operator, as files state them.
struct ModulePath: Equatable {
  /// The blocks, outermost first.
  var blocks: [GraphBuilder.Step] = []
  /// The operator's name inside them; nil if the file does not state it.
  var name: String?
  /// Whether the file states the operator's place.
  var hasPlace = false

  /// The most blocks around an operator.
  static let deepest = 32

  /// Creates the path of an operator that has no place of its own.
  init() {}

  /// Creates the path of an operator inside modules, outermost first.
  ///
  /// - Parameters:
  ///   - modules: the path of each module from the network down, such as `layer1.0`, and its class.
  ///     A module without a path, such as the network itself, is left out.
  ///   - name: the operator's name in the innermost one.
  init(modules: some Sequence<(path: String, type: String)>, name: String?) {
    var previous = ""
    for (path, type) in modules where !path.isEmpty && path != previous {
      blocks.append(
        GraphBuilder.Step(
          name: Self.relative(path, to: previous), type: Self.lastPart(of: type)))
      previous = path
      if blocks.count == Self.deepest { break }
    }
    self.name = name
    hasPlace = true
  }

  /// Creates the path that a name with separators states, such as `model/block_1/Conv2D`.
  init(name: String, separator: Character) {
    var parts = name.split(separator: separator).map(String.init)
    self.name = parts.popLast()
    blocks = parts.prefix(Self.deepest).map { GraphBuilder.Step(name: $0) }
    hasPlace = !blocks.isEmpty
  }

  /// Returns a path without the part of the module around it: `layer1.0` in `layer1` is `0`.
  static func relative(_ path: String, to outer: String) -> String {
    let (bytes, outside) = (path.utf8, outer.utf8)
    guard !outer.isEmpty, bytes.count > outside.count, bytes.starts(with: outside) else {
      return path
    }
    let rest = bytes.dropFirst(outside.count)
    guard rest.first == UInt8(ascii: ".") else { return path }
    return String(decoding: rest.dropFirst(), as: UTF8.self)
  }

  /// Returns a class without its Python module.
  static func lastPart(of name: String) -> String {
    let bytes = name.utf8
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return String(decoding: bytes[bytes.index(after: dot)...], as: UTF8.self)
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
