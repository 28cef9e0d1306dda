import ConvCost
import Testing

struct BudgetTests {
  @Test func `the backbone stays within its budget`() throws {
    let network = try Network(zoo: "mobilenet_v2:width=0.75")
    #expect(try network.cost.macs < 300_000_000)
    #expect(try network.cost.parameters < 3_000_000)
  }
}
