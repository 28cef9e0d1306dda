import ConvCostTestSupport
import Testing

@testable import ConvCostCore

struct SlotIndexTests {
  /// The index finds what a look at every slot finds.
  @Test(arguments: 0..<40)
  func `slots in use together are found`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let slots = (0..<count).map { place in
      let first = Int.random(in: 0..<30, using: &random)
      return MemorySlot(
        values: [place], size: 1, first: first, last: first + Int.random(in: 0..<8, using: &random))
    }
    let index = SlotIndex(slots)
    for place in slots.indices {
      let others = slots.indices.filter { $0 != place && slots[$0].overlaps(slots[place]) }
      #expect(index.conflicts(with: place).sorted() == others)
    }
  }
}
