import ConvCostCore
import Testing

@testable import ConvCostImport

/// The modules around operators. A path is written as `layer1/conv`, and as `?conv` if the file
/// does not state it.
struct ModulePathTests {
  private static func path(_ text: String) -> ModulePath {
    var parts = text.split(separator: "/").map(String.init)
    var path = ModulePath()
    let name = parts.removeLast()
    path.hasPlace = !name.hasPrefix("?")
    path.name = path.hasPlace ? name : String(name.dropFirst())
    path.blocks = parts.map { GraphBuilder.Step(name: $0) }
    return path
  }

  private static func text(_ path: ModulePath) -> String {
    (path.blocks.map { $0.type.isEmpty ? $0.name : "\($0.name):\($0.type)" } + [path.name ?? "-"])
      .joined(separator: "/")
  }

  @Test(
    arguments: [
      ("", ""), ("x", "x"),
      // A block around all operators is left out, unless there is only one of them.
      ("m/n/x m/n/y m/z", "n/x n/y z"), ("m/n/x m/n/y", "x y"), ("m/x m/y z", "m/x m/y z"),
      ("z m/x m/y", "z m/x m/y"), ("m/n/x", "m/n"),
      // An operator that is alone in a block has the block's name.
      ("a/x b/y b/z", "a b/y b/z"), ("b/y b/z a/x", "b/y b/z a"), ("a/x b/y c/z", "a b c"),
      ("a/b/x a/y c", "a/b a/y c"), ("a/y a/b/x c", "a/y a/b c"),
      ("c a/x a/b/y a/b/z", "c a/x a/b/y a/b/z"),
      ("a/b/x a/c/y d", "a/b a/c d"), ("a/b/x a/b/c/y d", "a/b/x a/b/c d"),
      // An operator without a place is where its neighbours are.
      ("a/b/x ?y a/b/z c", "a/b/x a/b/y a/b/z c"), ("a/b/x ?y a/c/z d", "a/b a/y a/c d"),
      ("a/x ?y ?z a/w d", "a/x a/y a/z a/w d"), ("a/x ?y b/z b/w", "a y b/z b/w"),
      ("?y a/x a/z d", "y a/x a/z d"), ("d a/x a/z ?y", "d a/x a/z y"), ("?x ?y", "x y"),
      ("d a/x ?y ?z", "d a y z"), ("a/b/x ?y a/b/z ?w c/d ?v", "a/b/x a/b/y a/b/z w c v"),
    ] as [(String, String)])
  func `blocks that say nothing are left out`(paths: String, expected: String) {
    let list = paths.split(separator: " ").map { Self.path(String($0)) }
    #expect(ModulePath.simplified(list).map(Self.text).joined(separator: " ") == expected)
  }

  @Test(
    arguments: [
      ([("", "Net"), ("a", "m.Block"), ("a.b", "Conv"), ("a.b", "Conv")], "a:Block/b:Conv/x"),
      ([("a", ""), ("ab", "B"), ("ab.c.d", "D")], "a/ab:B/c.d:D/x"), ([], "x"),
      ([("a", "A"), ("", "B"), ("a.b", "C")], "a:A/b:C/x"),
    ] as [([(String, String)], String)])
  func `modules are named in those around them`(modules: [(String, String)], expected: String) {
    let path = ModulePath(modules: modules.map { (path: $0, type: $1) }, name: "x")
    #expect(Self.text(path) == expected)
    #expect(path.hasPlace)
  }

  @Test(arguments: [31, 32, 33])
  func `up to 32 modules are kept`(count: Int) {
    let path = ModulePath(modules: (0..<count).map { (path: "m\($0)", type: "") }, name: "x")
    #expect(path.blocks.map(\.name) == (0..<min(count, 32)).map { "m\($0)" })
    let name = (0...count).map { "m\($0)" }.joined(separator: "/")
    let other = ModulePath(name: name, separator: "/")
    #expect(other.blocks == path.blocks)
    #expect(other.name == "m\(count)")
  }

  @Test(
    arguments: [
      ("model/block/Conv2D", "model/block/Conv2D", true), ("Conv2D", "Conv2D", false),
      ("/Conv2D", "Conv2D", false), ("", "-", false), ("a//b", "a/b", true),
    ])
  func `names with separators are paths`(name: String, expected: String, hasPlace: Bool) {
    let path = ModulePath(name: name, separator: "/")
    #expect(Self.text(path) == expected)
    #expect(path.hasPlace == hasPlace)
  }

  @Test(
    arguments: [
      ("layer1.0", "layer1", "0"), ("layer10", "layer1", "layer10"), ("layer1", "layer1", "layer1"),
      ("layer1.", "layer1", ""), ("layer1.0.1", "layer1.0", "1"), ("a.b", "", "a.b"),
      (".b", "", ".b"), ("b.a", "a", "b.a"),
    ])
  func `a path inside a module`(path: String, outer: String, expected: String) {
    #expect(ModulePath.relative(path, to: outer) == expected)
  }
}
