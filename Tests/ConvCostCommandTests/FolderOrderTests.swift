import ConvCostTestSupport
import Testing

/// Folders of the core use each other in one direction, as modules do.
struct FolderOrderTests {
  /// Each folder after those that it may use. CONTRIBUTING.md describes them.
  private static let core = FolderOrder(folders: [
    "Shapes", "Costs", "Layers", "Building", "Blocks", "Graphs", "Conventions", "Counting",
    "Rewriting", "Scaling", "ReceptiveField", "Hardware", "Memory", "Training", "Deployment",
    "Planning", "Stages",
  ])

  private static func sources() throws -> [String: String] {
    let root = "Sources/ConvCostCore/"
    var sources: [String: String] = [:]
    for file in try ProjectTests.swiftFiles(under: String(root.dropLast())) {
      sources[String(file.dropFirst(root.count))] = try Fixtures.text(file)
    }
    return sources
  }

  @Test func `folders of the core use only those before them`() throws {
    for violation in Self.core.violations(in: try Self.sources()) {
      Issue.record("\(violation)")
    }
  }

  @Test func `every folder of the core has a place in the order, which the map shows`() throws {
    let folders = Set(try Self.sources().keys.map { String($0.prefix { $0 != "/" }) })
    #expect(folders == Set(Self.core.folders))
    let map = try Fixtures.text("CONTRIBUTING.md").split(separator: "ConvCostCore/ ")[1]
      .split(separator: "ConvCostZoo/")[0]
    let listed = map.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first.flatMap { $0.hasSuffix("/") ? String($0.dropLast()) : nil }
    }
    #expect(listed == Self.core.folders)
  }

  @Test func `uses that are added to the core's sources are found`() throws {
    var sources = try Self.sources()
    sources["Layers/Added.swift"] = "func added(_ network: Network) {}"
    sources["Building/Added.swift"] = "extension Network { func added() { analysis(); graph() } }"
    #expect(
      Self.core.violations(in: sources).map(\.description) == [
        "Building/Added.swift uses analysis of Counting",
        "Building/Added.swift uses graph of Graphs",
        "Layers/Added.swift uses Network of Building",
      ])
  }

  /// Made-up folders; `Low` must not use `High`.
  private static func violations(low: String, high: String) -> [String] {
    FolderOrder(folders: ["Low", "High"])
      .violations(in: ["Low/A.swift": low, "High/B.swift": high])
      .map(\.description)
  }

  @Test(arguments: [
    ("struct A { var b: B }", "public struct B {}", "B"),
    ("struct A: B {}", "protocol B {}", "B"),
    ("extension B: Hashable {}", "struct B {}", "B"),
    ("var table: [B: Int] = [:]", "struct B {}", "B"),
    ("let text = \"\\(B(count: 1)) of them\"", "struct B {}", "B"),
    ("func a() { b(1) }", "func b(_ number: Int) {}", "b"),
    // Declarations of an extension.
    ("struct A { var part: Part }", "extension A { struct Part {} }", "Part"),
    ("struct A { func f() { grow() } }", "extension A { func grow() {} }", "grow"),
    (
      "struct A {}\nfunc f(_ a: A) -> Int { a.size }", "extension A { var size: Int { 1 } }", "size"
    ),
    ("let a = \"\".shout", "extension String { var shout: String { self } }", "shout"),
    // The scope of `private`.
    ("struct A { var b: B }", "private let x = 1\nstruct B {}", "B"),
    ("struct A { var b: B }", "struct C { private init() {} }\nstruct B {}", "B"),
    ("func f(_ a: A) { a.size }\nstruct A {}", "extension A { private(set) var size = 1 }", "size"),
  ])
  func `a use against the order is found`(low: String, high: String, name: String) {
    #expect(Self.violations(low: low, high: high) == ["Low/A.swift uses \(name) of High"])
  }

  @Test(arguments: [
    ("struct A {}", "struct B { var a: A }"),
    ("// B\n/* B /* B */ B */ /// See `B`.\nstruct A {}", "struct B {}"),
    ("let text = \"B \\\" B\"\nlet more = \"\"\"\n  B \"B\" B\n  \"\"\"", "struct B {}"),
    // A name that both folders have, or that no other folder can use.
    (
      "enum A { case one; func f(part: Int) { A.one; part(1) } }",
      "func part(_ x: Int) {}\nlet one = 1"
    ),
    ("struct B {}\nstruct A { var b: B }", "struct C { struct B {} }"),
    ("struct A { func f() { grow() } }", "extension A { fileprivate func grow() {} }"),
    // A member of a type that `Low` does not have.
    ("func f(_ x: [Int]) -> Int { x.total }", "struct B {}\nextension B { var total: Int { 1 } }"),
  ])
  func `uses that follow the order are not found`(low: String, high: String) {
    #expect(Self.violations(low: low, high: high) == [])
  }

  @Test func `a name of two folders is against the order before both`() {
    let order = FolderOrder(folders: ["One", "Two", "Three"])
    let sources = [
      "One/A.swift": "let a = B()", "Two/B.swift": "struct B {}", "Three/B.swift": "struct B {}",
    ]
    #expect(
      order.violations(in: sources).map(\.description) == ["One/A.swift uses B of Two and Three"])
  }
}
