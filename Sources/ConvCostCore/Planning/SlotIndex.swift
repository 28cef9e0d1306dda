/// Slots in the order of their first steps, so that those in use together with another are found
/// without a look at all of them.
struct SlotIndex {
  private let slots: [MemorySlot]
  /// The slots' places, by their first steps.
  private let order: [Int]
  /// The number of leaves of a binary tree over that order, whose root is node 1.
  private let width: Int
  /// The first and the last step of all slots below each node.
  private var first: [Int]
  private var last: [Int]

  init(_ slots: [MemorySlot]) {
    self.slots = slots
    order = slots.indices.sorted { slots[$0].first < slots[$1].first }
    var width = 1
    while width < slots.count { width *= 2 }
    self.width = width
    first = Array(repeating: .max, count: 2 * width)
    last = Array(repeating: .min, count: 2 * width)
    for (leaf, place) in order.enumerated() {
      first[width + leaf] = slots[place].first
      last[width + leaf] = slots[place].last
    }
    for node in (1..<width).reversed() {
      first[node] = min(first[2 * node], first[2 * node + 1])
      last[node] = max(last[2 * node], last[2 * node + 1])
    }
  }

  /// Returns the slots that are in use at a step at which another is in use too.
  func conflicts(with place: Int) -> [Int] {
    let slot = slots[place]
    var conflicts: [Int] = []
    var open = [1]
    while let node = open.popLast() {
      guard first[node] <= slot.last, slot.first <= last[node] else { continue }
      if node < width {
        open.append(2 * node + 1)
        open.append(2 * node)
      } else if order[node - width] != place {
        conflicts.append(order[node - width])
      }
    }
    return conflicts
  }
}
