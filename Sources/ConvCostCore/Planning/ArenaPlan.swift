/// A place in one block of memory for every value, so that values that are needed at the same time
/// do not overlap.
///
///     live set ≤ arena
///
/// The live set at its peak is a lower bound: no arena is smaller. Placing the largest first, each
/// at the lowest free place, is the method of TFLite Micro and of Pisarchyk and Lee, "Efficient
/// Memory Management for Deep Neural Net Inference", 2020, Algorithm 3.
public struct ArenaPlan: Hashable, Sendable {
  /// A part of the arena.
  public struct Part: Hashable, Sendable {
    /// The values that it holds, one after another.
    public let values: [Int]
    /// The place of its first byte.
    public let offset: Int
    /// Its bytes.
    public let size: Int
    /// The steps at which it is used.
    public let steps: ClosedRange<Int>
  }

  /// The parts, in the order in which they are first used.
  public let parts: [Part]
  /// The bytes of the arena.
  public let size: Int

  /// The order in which values are placed.
  package enum Strategy: CaseIterable, Sendable {
    /// The largest first, at the lowest free place; of equal ones the one that is used first.
    case largestFirst
    /// The largest first, at the lowest free place; of equal ones the one that is used last. TFLite
    /// Micro's `GreedyMemoryPlanner`.
    case largestAndLatestFirst
    /// The largest first, into objects that are shared by values of different times: the first
    /// object that is free, or whose values of the same time leave enough room above them.
    /// ExecuTorch's `greedy`.
    case sharedObjects
    /// The ones of the operation that needs most first, and of these the largest.
    case busiestFirst
    /// The one that is used longest first.
    case longestFirst
  }

  /// Places slots by one strategy.
  ///
  /// - Parameter alignment: sizes are rounded up to a multiple of it, so that every offset is one.
  package init(_ slots: [MemorySlot], _ strategy: Strategy, alignment: Int = 1) {
    let slots = slots.map { slot in
      var slot = slot
      slot.size = (slot.size + alignment - 1) / alignment * alignment
      return slot
    }
    if strategy == .sharedObjects {
      self.init(sharing: slots)
      return
    }
    let index = SlotIndex(slots)
    var offsets = [Int?](repeating: nil, count: slots.count)
    var size = 0
    for place in Self.order(of: slots, strategy) {
      let others = index.conflicts(with: place).compactMap { other in
        offsets[other].map { (offset: $0, end: $0 + slots[other].size) }
      }.sorted { $0.offset < $1.offset }
      var offset = 0
      for other in others {
        if offset + slots[place].size <= other.offset { break }
        offset = max(offset, other.end)
      }
      offsets[place] = offset
      size = max(size, offset + slots[place].size)
    }
    self.init(slots, offsets: offsets.map { $0 ?? 0 }, size: size)
  }

  private init(_ slots: [MemorySlot], offsets: [Int], size: Int) {
    self.size = size
    parts = zip(slots, offsets).map { slot, offset in
      Part(
        values: slot.values, offset: offset, size: slot.size,
        steps: slot.first...max(slot.first, slot.last))
    }
  }

  /// Places slots in shared objects, one after another in the arena.
  private init(sharing slots: [MemorySlot]) {
    var objects: [(size: Int, members: [(slot: Int, end: Int)])] = []
    var places = [(object: Int, offset: Int)](repeating: (0, 0), count: slots.count)
    for place in Self.order(of: slots, .largestAndLatestFirst) {
      func end(in object: Int) -> Int {
        objects[object].members.reduce(0) { end, member in
          slots[member.slot].overlaps(slots[place]) ? max(end, member.end) : end
        }
      }
      let size = slots[place].size
      let object =
        objects.indices.first { end(in: $0) == 0 }
        ?? objects.indices.first { end(in: $0) + size <= objects[$0].size }
      if let object {
        places[place] = (object, end(in: object))
        objects[object].members.append((place, places[place].offset + size))
      } else {
        places[place] = (objects.count, 0)
        objects.append((size, [(place, size)]))
      }
    }
    var bases: [Int] = []
    var size = 0
    for object in objects {
      bases.append(size)
      size += object.size
    }
    self.init(slots, offsets: places.map { bases[$0.object] + $0.offset }, size: size)
  }

  /// Places slots by each strategy, and returns the smallest arena.
  package static func smallest(_ slots: [MemorySlot], alignment: Int = 1) -> ArenaPlan {
    var best = ArenaPlan(slots, .largestFirst, alignment: alignment)
    for strategy in Strategy.allCases.dropFirst() {
      let plan = ArenaPlan(slots, strategy, alignment: alignment)
      if plan.size < best.size { best = plan }
    }
    return best
  }

  private static func order(of slots: [MemorySlot], _ strategy: Strategy) -> [Int] {
    let places = slots.indices
    switch strategy {
    case .largestFirst:
      return places.sorted {
        (-slots[$0].size, slots[$0].first) < (-slots[$1].size, slots[$1].first)
      }
    case .largestAndLatestFirst, .sharedObjects:
      return places.sorted { (-slots[$0].size, -$0) < (-slots[$1].size, -$1) }
    case .longestFirst:
      func length(_ place: Int) -> Int { slots[place].last - slots[place].first }
      return places.sorted { (-length($0), -slots[$0].size) < (-length($1), -slots[$1].size) }
    case .busiestFirst:
      let busy = Self.busiest(slots)
      return places.sorted { (-busy[$0], -slots[$0].size) < (-busy[$1], -slots[$1].size) }
    }
  }

  /// Returns for each slot the largest live set that it is a part of.
  private static func busiest(_ slots: [MemorySlot]) -> [Int] {
    let index = SlotIndex(slots)
    return slots.indices.map { place in
      let conflicts = index.conflicts(with: place)
      // Live sets change only where a slot begins.
      let begins = Set([slots[place].first] + conflicts.map { slots[$0].first })
        .filter { $0 >= slots[place].first && $0 <= slots[place].last }
      return begins.map { step in
        conflicts.reduce(slots[place].size) { sum, other in
          slots[other].first <= step && slots[other].last >= step ? sum + slots[other].size : sum
        }
      }.max() ?? slots[place].size
    }
  }
}
