import ConvCostCore
import ConvCostZoo
import Testing

struct PublishedCountTests {
  @Test(arguments: PublishedCount.all)
  func `every published total is recounted exactly`(row: PublishedCount) throws {
    let total = try Zoo.selection(row.network).network.analysis().total
    #expect(total.parameters == row.parameters, "\(row.source)")
    if let buffers = row.buffers { #expect(total.buffers == buffers, "\(row.source)") }
    if let macs = row.macs { #expect(total.macs == macs, "\(row.source)") }
    if let activations = row.activations {
      #expect(total.activations == activations, "\(row.source)")
    }
  }

  @Test func `every network of the zoo has a published total`() {
    let counted = Set(PublishedCount.all.map { $0.network.prefix { $0 != ":" } })
    for entry in Zoo.entries {
      #expect(counted.contains(entry.fullName[...]), "\(entry.fullName)")
    }
  }

  @Test func `every row has a source and is there once`() {
    var networks: Set<String> = []
    for row in PublishedCount.all {
      #expect(!row.source.isEmpty)
      #expect(networks.insert(row.network).inserted, "\(row.network) twice")
    }
  }
}
