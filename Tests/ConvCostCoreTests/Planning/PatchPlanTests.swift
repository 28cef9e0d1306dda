import ConvCostCore
import Testing

struct PatchPlanTests {
  /// 48 positions with two channels, 12 with three, and 12 with five.
  private static func graph() throws -> Graph {
    try Network(input: .map(1, Extent(8, 6))) {
      Convolution(2, kernel: 3, padding: .half, bias: false).named("a")
      Convolution(3, kernel: 1, stride: 2, bias: false).named("b")
      Convolution(5, kernel: 1, bias: false).named("c")
    }.graph()
  }

  /// The four rows of `b` are divided into 2, 1 and 1, which are 3, 1 and 1 rows of `a` and up to 4
  /// of the image; the three columns into 2 and 1, which are 3 and 1 of `a` and up to 4 of the
  /// image.
  @Test(arguments: [(nil, 1, 1), (DataType.fp16, 3, 6)])
  func `patches by hand`(type: DataType?, batch: Int, bytes: Int) throws {
    let plan = try PatchPlan(
      Self.graph(), rows: 3, columns: 2, until: "b", in: type, batch: batch)
    #expect(plan.rows == 3)
    #expect(plan.columns == 2)
    #expect(plan.path == "b")
    #expect(plan.node == 1)
    #expect(plan.mapBytes == 36 * bytes)
    #expect(plan.patchBytes == (36 + 2 * 9) * bytes)
    #expect(plan.restBytes == (36 + 60) * bytes)
    #expect(plan.peakBytes == 96 * bytes)
    #expect(plan.macs == 5 * 4 * 18 + 12 * 6 + 12 * 15)
    #expect(plan.wholeMACs == 48 * 18 + 12 * 6 + 12 * 15)
    #expect(plan.imagePart == Extent(4, 4))
  }

  @Test func `one patch reads what the map needs`() throws {
    let plan = try PatchPlan(Self.graph(), rows: 1, columns: 1, until: "b", as: .graph)
    // Rows 0 to 6 and columns 0 to 4 of `a`, which read one more of the image on each side; in 32
    // bits, with the image.
    #expect(plan.imagePart == Extent(8, 6))
    #expect(plan.macs == 7 * 5 * 18 + 12 * 6 + 12 * 15)
    #expect(plan.patchBytes == (48 + 2 * 35 + 36) * 4)
    let all = try PatchPlan(Self.graph(), rows: 4, columns: 3, until: "c")
    #expect(all.restBytes == 60)
    #expect(all.macs == 4 * 3 * 18 + 12 * 6 + 12 * 15)
  }

  /// Three rows of the sum need three rows of `a` for one operand and one more on each side for the
  /// other: 4, 5 and 4 rows, whichever operand is the first. Nothing comes after the patches.
  @Test(arguments: [false, true]) func `operands that need different rows`(isReversed: Bool) throws
  {
    let branches = [
      Layer.chain([]), Convolution(2, kernel: 3, padding: .half, bias: false).layer,
    ]
    let graph = try Network(input: .map(1, Extent(9, 7))) {
      Convolution(2, kernel: 1, bias: false)
      Layer.merge(.add, isReversed ? branches.reversed() : branches)
    }.graph()
    let plan = try PatchPlan(graph, rows: 3, columns: 1, until: "add")
    #expect(plan.macs == (4 + 5 + 4) * 7 * 2 + 63 * 36)
    #expect(plan.wholeMACs == 63 * 2 + 63 * 36)
    #expect(plan.imagePart == Extent(5, 7))
    #expect(plan.mapBytes == 126)
    #expect(plan.patchBytes == 126 + 70 + 42)
    #expect(plan.restBytes == 126)
  }

  /// What is wrong, as text.
  private func problem(
    _ rows: Int, _ columns: Int, until path: String, in graph: Graph
  ) -> String? {
    do {
      _ = try PatchPlan(graph, rows: rows, columns: columns, until: path)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (0, 1, false), (1, 0, false), (1, 1, true), (4, 3, true), (5, 3, false), (4, 4, false),
  ])
  func `as many patches as there are rows and columns`(
    rows: Int, columns: Int, isPossible: Bool
  ) throws {
    let found = try problem(rows, columns, until: "b", in: Self.graph())
    let text = """
      found \(rows)×\(columns) patches of 3×4×3, expected 1 to 64 along each axis, and not more \
      than it has rows or columns
      """
    #expect(found == (isPossible ? nil : text))
  }

  @Test func `at most 64 patches along an axis`() throws {
    let graph = try Network(input: .map(1, Extent(65, 66))) {
      Convolution(1, kernel: 1).named("a")
    }.graph()
    #expect(problem(64, 1, until: "a", in: graph) == nil)
    #expect(problem(1, 64, until: "a", in: graph) == nil)
    #expect(problem(65, 1, until: "a", in: graph) != nil)
    #expect(problem(1, 65, until: "a", in: graph) != nil)
  }

  @Test func `operations that cannot run in patches`() throws {
    let graph = try Network(input: .map(2, 6)) {
      Convolution(2, kernel: 3, padding: .half).named("a")
      Keep("kept")
      Convolution(2, kernel: 3, padding: .half).named("b")
      Gate { AdaptivePool.globalAverage.named("mean") }
      Convolution(2, kernel: 1).named("c")
      Sum {
        Chain {}
        From("kept")
      }
      Flatten().named("flat")
    }.graph()
    #expect(problem(2, 2, until: "a", in: graph) == nil)
    #expect(
      problem(2, 2, until: "b", in: graph)
        == "a is computed in patches, but add after them reads it too")
    #expect(
      problem(2, 2, until: "add", in: graph)
        == "mean needs all of its input, so it cannot run in patches")
    #expect(
      problem(1, 1, until: "flat", in: graph) == "flat: its result is not a map of rows and columns"
    )
    #expect(problem(1, 1, until: "", in: graph) == "the network has no ''")
    let error = #expect(throws: PatchError.self) {
      try PatchPlan(Self.graph(), rows: 1, columns: 1, until: "d")
    }
    #expect(error == .unknownPath("d", known: ["a", "b", "c"]))
    let image = try Network(input: .map(2, 6)) {
      Keep("image")
      Convolution(2, kernel: 1).named("a")
      Sum {
        Chain {}
        From("image")
      }
    }.graph()
    #expect(
      problem(1, 1, until: "a", in: image)
        == "the input is computed in patches, but add after them reads it too")
    let results = try Network(input: .map(2, 6)) {
      Convolution(2, kernel: 1).named("a")
      Output("side") { Convolution(2, kernel: 1).named("side") }
      Output("end") { Identity().named("same") }
      Convolution(2, kernel: 1).named("b")
    }.graph()
    #expect(problem(1, 1, until: "a", in: results) == nil)
  }

  /// An input that the divided operations do not read stays whole, whatever reads it later.
  @Test func `other inputs are not divided`() throws {
    let graph = try Network(input: .map(3, 8), sideInputs: [Input("b", .map(4, 8))]) {
      Convolution(4, kernel: 3, padding: 1).named("c")
      Sum {
        Chain {}
        From("b")
      }
    }.graph()
    let plan = try PatchPlan(graph, rows: 2, columns: 2, until: "c")
    #expect(plan.wholeMACs == 4 * 3 * 9 * 64)
    #expect(plan.macs == plan.wholeMACs)
  }

  /// The windows of an adaptive pool from two rows to three have one, two and one row.
  @Test(arguments: [(3, true), (2, false)])
  func `windows of several lengths make upper bounds`(rows: Int, isUpperBound: Bool) throws {
    let graph = try Network(input: .map(1, Extent(2, 2))) {
      Convolution(1, kernel: 1, bias: false)
      AdaptivePool(.max, to: Extent(rows, 2)).named("pool")
    }.graph()
    let plan = try PatchPlan(graph, rows: 1, columns: 1, until: "pool")
    #expect(plan.isUpperBound == isUpperBound)
  }
}
