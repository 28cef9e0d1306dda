import ConvCostCore
import Testing

@testable import ConvCostImport

/// Where a node is in its modules, and what a report says of a file.
struct ONNXPathTests {
  private static func words(_ path: ModulePath) -> String {
    let blocks = path.blocks.map { $0.type.isEmpty ? $0.name : "\($0.name):\($0.type)" }
    return blocks.joined(separator: "/") + " " + (path.name ?? "?")
      + (path.hasPlace ? "" : " without a place")
  }

  @Test(
    arguments: [
      (
        "['', 'layer1', 'layer1.conv1', 'conv2d']", "['m.Net', 'm.Block', 'm.Conv2d', 'op']",
        "layer1:Block/conv1:Conv2d conv2d"
      ),
      ("[\"\", \"a\",  \"b\" , \"op\"]", "[]", "a/b op"),
      ("['', 'a']", nil, " a"),
      ("['a']", nil, " Conv without a place"),
      ("'', 'a', 'b'", nil, " Conv without a place"),
      ("['', 'a', 'b'", nil, " Conv without a place"),
      ("['', '', 'a', '', 'b']", nil, "a b"),
    ] as [(String, String?, String)])
  func `scopes are read in Python's notation`(
    scopes: String, classes: String?, expected: String
  ) {
    var node = ONNXNode()
    node.name = "Conv"
    node.scopes = scopes
    node.classes = classes
    #expect(Self.words(ModulePath(node)) == expected)
  }

  @Test(
    arguments: [
      ("/layer1/layer1.0/conv1/Conv", [], "layer1/0/conv1 Conv"),
      ("model/block_1/expand/Conv2D", [], "model/block_1/expand Conv2D"),
      ("/Conv", [], " Conv"), ("Conv", [], " Conv without a place"),
      ("Conv_3", ["x", "layer1.0.conv1.weight"], "layer1/0 conv1"),
      ("Conv_3", ["x", "v", "layer1.conv1.bias"], "layer1 conv1"),
      ("Conv_3", ["layer1.conv1.weight", "v"], " Conv_3 without a place"),
      ("Conv_3", ["x", "fc.weight"], " fc without a place"),
      ("Conv_3", ["x", ".weight"], " Conv_3 without a place"),
      ("a/Conv", ["x", "layer1.conv1.weight"], "a Conv"),
      ("", [], " ? without a place"),
    ] as [(String, [String], String)])
  func `names are read as modules`(name: String, inputs: [String], expected: String) {
    var node = ONNXNode()
    node.name = name
    node.inputs = inputs
    #expect(Self.words(ModulePath(node)) == expected)
  }

  @Test func `deep modules are cut off`() {
    var node = ONNXNode()
    node.name = (0..<40).map { "m\($0)" }.joined(separator: "/")
    let path = ModulePath(node)
    #expect(path.blocks.count == 32)
    #expect(path.blocks.first?.name == "m0")
    #expect(path.name == "m39")
  }

  private static func paths(_ text: String) throws -> [String] {
    let graph = try ModelText(text).bytes.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
      .graph
    return Paths(graph).nodes
  }

  private static let functions = """
    x: 1x4x9x6
    function f a
    b = Relu a ; name=r
    c = Sigmoid b ; name=s
    end c
    function g a
    b = own.f a ; name=f
    c = own.f b ; name=k
    end c
    y = Tanh x ; name=t

    """

  @Test(
    arguments: [
      (
        functions + "z = own.g x ; name=g\nu = own.f x",
        ["t", "g.f.r", "g.f.s", "g.k.r", "g.k.s", "r", "s"]
      ),
      // The operators by which a loop's results are put together, and those of sequences.
      (
        """
        x: 2x4x9x6
        n: s=2
        graph b i,go
        r = Relu x ; name=/l/r
        end go,r
        y = Loop n _ ; body=@b name=/l/L
        s = SplitToSequence x ; keepdims=0 name=/m/S
        c = ConcatFromSequence s ; axis=0 new_axis=1 name=/m/C
        t = Tanh c ; name=t
        """,
        [
          "l.r", "l.r_1", "l.L", "l.L_1", "l.L_2", "m.S", "m.S_1", "m.S_2", "m.S_3", "m.C", "m.C_1",
          "m.C_2", "t",
        ]
      ),
    ])
  func `operators inside functions and loops have paths`(text: String, expected: [String]) throws {
    #expect(try Self.paths(text) == expected)
  }

  /// Names are shown up to 1024 bytes, and longer ones are not extended.
  @Test(arguments: [(1_022, true), (1_023, false)])
  func `long names of functions are not extended`(count: Int, isExtended: Bool) throws {
    let name = String(repeating: "n", count: count)
    let paths = try Self.paths(Self.functions + "z = own.g x ; name=\(name)")
    let around = isExtended ? "\(name).f." : ""
    #expect(paths.dropFirst().first == "\(around)r")
  }

  @Test(arguments: [(1_024, 1_024), (1_025, 1_024)])
  func `long names are cut off`(count: Int, shown: Int) throws {
    let name = String(repeating: "n", count: count)
    #expect(try Self.paths("x: 2x3\ny = Relu x ; name=\(name)").map(\.count) == [shown])
  }

  private static func notes(
    _ change: (inout ImportedNetwork.Origin) -> Void
  ) throws -> [String] {
    let model = Message.model(
      .graph(
        [.node("Relu", ["x"], ["y"])], inputs: [.value("x", [1, 4])],
        outputs: [.value("y", [1, 4])]))
    var network = try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
    change(&network.origin)
    return network.notes.map(\.text)
  }

  @Test func `a report names three tables`() throws {
    var tables: [ImportedNetwork.Table] = []
    for (number, expected) in [
      "2 numbers, t0", "4 numbers, t0, t1", "6 numbers, t0, t1, t2",
      "8 numbers, t0, t1, t2 and 1 more tables", "10 numbers, t0, t1, t2 and 2 more tables",
    ].enumerated() {
      tables.append(ImportedNetwork.Table(name: "t\(number)", count: 2))
      let notes = try Self.notes { $0.storage.fixed = tables }
      #expect(notes.contains("treated as fixed, not counted as parameters: \(expected)"))
      let derived = try Self.notes { $0.storage.derived = tables }
      #expect(derived.contains { $0.hasSuffix("perhaps from fewer numbers: \(expected)") })
    }
  }

  @Test func `a report names twelve kinds of operators and twelve branches`() throws {
    for (count, ending) in [(11, "1 k10"), (12, "1 k11"), (13, "1 k11 and 1 more kinds")] {
      let kinds = (0..<count).map { ImportedNetwork.OperatorCount(name: "k\($0)", count: 1) }
      let notes = try Self.notes { $0.uncounted = kinds }
      let text = "\(ending), whose shapes depend on the data or are unknown"
      #expect(notes.contains { $0.hasSuffix(text) })
      let branches = (0..<count).map {
        ImportedNetwork.Branch(place: "b\($0)", isFirst: $0 == 0, isCostlier: $0 != 1)
      }
      let texts = try Self.notes { $0.branches = branches }
      #expect(texts.filter { $0.contains("branch is counted") }.count == min(count, 12))
      #expect(texts.contains("b0: the then branch is counted, the costlier of two"))
      #expect(
        texts.contains(
          "b1: the else branch is counted, not compared with the other: there are too many"
            + " branches"))
    }
  }

  @Test func `a report says how numbers are stored`() throws {
    let external = try Self.notes { $0.storage.external = 1 }
    #expect(external.contains("1 tensors in other files, which are not read"))
    #expect(try !Self.notes { $0.storage.external = 0 }.contains { $0.contains("other files") })
    let odd = try Self.notes {
      $0.storage.types = [ImportedNetwork.StoredType(name: "int4", count: 3, bits: 12)]
    }
    #expect(odd.contains("3 as int4; 2 bytes as stored"))
    let even = try Self.notes {
      $0.storage.types = [ImportedNetwork.StoredType(name: "int4", count: 4, bits: 16)]
    }
    #expect(even.contains("4 as int4; 2 bytes as stored"))
    let plain = try Self.notes {
      $0.storage.types = [ImportedNetwork.StoredType(name: "float32", count: 3, bits: 96)]
    }
    #expect(!plain.contains { $0.contains("as stored") })
    #expect(try Self.notes { $0.batch = 2 }.contains { $0.contains("a batch of 2;") })
    #expect(try !Self.notes { $0.batch = 1 }.contains { $0.contains("a batch of") })
  }

  @Test func `a report says how the numbers differ from the parameters`() throws {
    let one = try Self.notes {
      $0.storage.floats = 1
      $0.storage.counted = 0
    }
    #expect(
      one.contains(
        "1 floating-point number, which is a scale, a constant of arithmetic or not read as a"
          + " weight"))
    let several = try Self.notes {
      $0.storage.floats = 9
      $0.storage.counted = 4
      $0.storage.lost = 1
      $0.storage.quantized = 2
      $0.storage.filled = 1
    }
    #expect(
      several.contains(
        "9 floating-point numbers, of which 1 belongs to an operator that could not be counted, of"
          + " which 4 are scales, constants of arithmetic or not read as weights; 2 parameters are"
          + " whole numbers; 1 is made by ConstantOfShape"))
    let unread = try Self.notes {
      $0.storage.unread.add(ImportedNetwork.Table(name: "w", count: 5), isBuffer: false)
      $0.storage.unread.add(ImportedNetwork.Table(name: "m", count: 1), isBuffer: true)
      $0.storage.unread.parametersRead = 20
    }
    #expect(
      unread.contains(
        "no operator reads 5 parameters and 1 numbers of buffers, w, m; not counted, with them"
          + " there are 25 parameters"))
  }
}
