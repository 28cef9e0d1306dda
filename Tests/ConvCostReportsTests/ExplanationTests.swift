import ConvCostCore
import Testing

@testable import ConvCostReports

struct ExplanationTests {
  /// Two kernels of 3·3·3 that are the halves of one stored tensor, whose numbers are counted at
  /// the first.
  @Test func `numbers that a file stores have a formula where it gives them`() throws {
    let (input, output) = (Shape.map(3, Extent(length: 8)), Shape.map(3, Extent(length: 6)))
    let layer = Convolution(3, kernel: 3, bias: false).operation
    for (weights, text) in [(54, "Weights  54"), (27, "Weights  K_l·C_in·C_out 3·3·3  27")] {
      var builder = try GraphBuilder(inputs: [input])
      let value = try builder.append(
        layer, label: nil, in: [], named: "conv", reading: [0], output: output,
        stored: StoredNumbers(weights: weights))
      let graph = try builder.graph(outputs: [value])
      let explanation = try #require(
        try Explanation(
          Subject(name: "file", source: "", citation: ""), graph, path: "conv", by: .standard))
      let rows = explanation.document.tables.flatMap(\.rows)
      let row = try #require(
        rows.first { if case .text("Weights") = $0.cells.first { true } else { false } })
      let words = row.cells.compactMap { cell -> String? in
        switch cell {
        case .text(let text): text.isEmpty ? nil : text
        case .count(let count): "\(count)"
        default: nil
        }
      }
      #expect(words == text.split(separator: " ").map(String.init))
    }
  }

  /// A layer that reads ten inputs: fields on the first eight.
  @Test func `receptive fields are given on a few inputs`() throws {
    var builder = try GraphBuilder(inputs: Array(repeating: .map(1, 8), count: 10))
    let value = try builder.append(
      Merge.add.operation, label: nil, in: [], named: "sum", reading: Array(0..<10),
      output: .map(1, 8), stored: .none)
    let graph = try builder.graph(outputs: [value])
    let explanation = try #require(
      try Explanation(
        Subject(name: "file", source: "", citation: ""), graph, path: "sum", by: .standard))
    #expect(explanation.receptiveFields.map(\.input) == Array(0..<8))
  }

  /// DeepSpeed counts an enlargement by a factor or by its size: what does not apply is zero, and
  /// what follows it has its line. 20 · 30.
  @Test func `a term after one that is zero is explained`() throws {
    let graph = try Network(input: .map(8, Extent(12, 10)), framework: .pytorch) {
      Upsample(to: Extent(20, 30)).named("up")
    }.graph()
    let explanation = try #require(
      try Explanation(
        Subject(name: "n", source: "", citation: ""), graph, path: "up", by: .deepSpeed))
    let cells = explanation.document.tables.flatMap(\.rows).flatMap(\.cells)
    #expect(cells.contains(.text("20·30")), "\(cells)")
  }

  /// Layers of one product each; what adds nothing is not listed.
  @Test(arguments: [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5)])
  func `the largest five layers of a network are listed`(count: Int, rows: Int) throws {
    let graph = try Network(input: .vector(1)) {
      for number in 0..<count { Linear(1, bias: false).named("l\(number)") }
      Activation.relu
    }.graph()
    let explanation = try #require(
      try Explanation(
        Subject(name: "n", source: "", citation: ""), graph, path: "", by: .standard))
    let tables = explanation.document.tables
    let table = tables.first { $0.title == "The layers that add the most" }
    #expect(table?.rows.count == (rows == 0 ? nil : rows))
    let expected: [[Table.Cell]] = (0..<rows).map { number in
      [.text("l\(number)"), .text("Linear"), .count(1), .share(1 / Double(count))]
    }
    #expect(table?.rows.map(\.cells) ?? [] == expected)
    let total = tables.flatMap(\.rows).first { $0.isTotal }
    #expect(total?.cells == (rows == 0 ? nil : [.text("Total"), .empty, .empty, .count(count)]))
    let fact = Document.Fact("MACs", "0, not counted by standard")
    #expect(explanation.document.facts.contains(fact) == (rows == 0))
  }

  /// Each input by its name: a window on the first, and all of the second.
  @Test func `fields on several inputs have their names`() throws {
    let graph = try Network(
      input: .map(1, 5), named: "left", sideInputs: [Input("right", .map(1, 5))]
    ) {
      Convolution(1, kernel: 3, padding: 1)
      Sum {
        Chain {}
        Chain {
          From("right")
          AdaptivePool.globalAverage
          Upsample(to: Extent(5, 5))
        }
      }
    }.graph()
    let subject = Subject(name: "n", source: "", citation: "")
    let explanation = try #require(
      try Explanation(subject, graph, path: "", by: .standard))
    let fact = explanation.document.facts.first { $0.name == "Sees" }
    #expect(fact?.value == "3×3 of left, all of right")
    let json = explanation.json.text()
    #expect(json.contains("\"receptiveFieldOf\": \"left\""))
    #expect(json.contains("{\"input\": \"right\", \"receptiveField\": null, "))
  }
}
