import ConvCostCore
import Testing

@testable import ConvCostReports

struct ReconciliationTests {
  private static func reconciliation(
    _ network: Network, by conventions: [Convention] = Convention.all
  ) throws -> Reconciliation {
    try Reconciliation(
      Subject(name: "n", source: "", citation: ""), network.graph(), by: conventions)
  }

  /// A ratio needs a standard count; one product is enough.
  @Test func `the first row is the standard count`() throws {
    let one = try Self.reconciliation(
      Network(input: .vector(1)) { Linear(1, bias: false) }, by: [.standard])
    let document = one.document
    #expect(
      document.tables[0].columns.map(\.title) == [
        "Convention", "Calls it", "*", "Count", "Ratio", "×2",
      ])
    #expect(
      document.tables[0].rows.map(\.cells) == [
        [.text("standard"), .text("MACs"), .empty, .count(1), .ratio(1), .count(0)],
        [.text("standard"), .text("FLOPs"), .empty, .count(2), .ratio(2), .count(1)],
      ])
    #expect(
      document.facts == [
        Document.Fact("Count", "1 MACs plus the columns after the ratio"),
        Document.Fact("Parameters", "1 in all"),
      ])
    let none = try Self.reconciliation(
      Network(input: .vector(1)) { Activation.relu }, by: [.standard])
    #expect(
      none.document.tables[0].rows.map(\.cells) == [
        [.text("standard"), .text("MACs"), .empty, .count(0), .empty],
        [.text("standard"), .text("FLOPs"), .empty, .count(0), .empty],
      ])
  }

  @Test func `without conventions there are no numbers`() throws {
    let none = try Self.reconciliation(
      Network(input: .vector(2)) { Linear(3) }, by: [])
    #expect(none.rows.isEmpty)
    #expect(none.document.tables[0].rows.isEmpty)
    #expect(
      none.document.facts == [Document.Fact("Count", "6 MACs plus the columns after the ratio")])
  }

  /// The sum of a row's parts is its number, and each part is in the column of its cause.
  @Test func `columns explain the numbers`() throws {
    let all = try Self.reconciliation(
      Network(input: .map(2, 7), framework: .pytorch) {
        Convolution(3, kernel: 3)
        BatchNorm()
        Activation.relu
        Pool.max(2)
        Flatten()
        Linear(5)
      })
    let table = all.document.tables[0]
    // 2·3·9 products at 25 places; 3 of 2×2 features for each of 5.
    let macs = 54 * 25 + 12 * 5
    #expect(table.rows.count == all.rows.count)
    for (row, cells) in zip(all.rows, table.rows.map(\.cells)) {
      let tally = try #require(row.tally)
      #expect(tally.parts.reduce(0) { $0 + $1.value } == tally.value)
      #expect(cells[3] == .count(tally.value))
      #expect(cells[4] == .ratio(Double(tally.value) / Double(macs)))
      let columns = cells[5...].reduce(0) { sum, cell in
        if case .count(let count) = cell { sum + count } else { sum }
      }
      #expect(columns == tally.value - tally.value(of: .macs))
    }
  }
}
