import ConvCostCore

/// The stored numbers that an operator reads, each tensor once.
struct ReadNumbers {
  /// Those that count here: no operator before reads them.
  var own = StoredNumbers.none
  /// Those that count at operators before.
  var borrowed = StoredNumbers.none
  /// Where all of them come from.
  var uses: Set<WeightSharing.Use> = []
  /// The stored tensors among them, by their sources' numbers.
  var sources: Set<Int> = []
  /// Whether nothing was left out of the uses, to bound the time.
  var areAll = true

  /// Whether all that it shares is not learned.
  var hasBuffersOnly: Bool { borrowed == StoredNumbers(buffers: borrowed.buffers) }
}

/// Finds operators that have all of their parameters in common with an earlier one.
///
/// | an operator reads | whose parameters they are |
/// |---|---|
/// | the stored tensors that an earlier one reads, or some of them | the earlier one's |
/// | other slices of them | its own, though the tensors count at the earlier one |
/// | a kernel of an earlier one, with a bias of its own | in part its own |
struct WeightSharing {
  /// Stored numbers as an operator reads them.
  struct Use: Hashable {
    /// Where they come from.
    var source: Int
    /// The number of the tensor that has only a part of them; nil where all are read.
    var part: Int?
  }

  /// The first results of operators that read the same, by what they read.
  private var owners: [Set<Use>: Int] = [:]
  /// The first result that was computed with each use.
  private var firsts: [Use: Int] = [:]
  /// What was read for each of the results in `firsts`.
  private var uses: [Int: Set<Use>] = [:]

  /// Returns the earlier result whose operator reads all that an operator reads; nil where there is none, or
  /// where the operator reads nothing.
  mutating func owner(of result: Int, reading numbers: ReadNumbers) -> Int? {
    let read = numbers.uses
    guard !read.isEmpty else { return nil }
    var owner = owners[read]
    if owner == nil {
      for use in read {
        guard let first = firsts[use], first < owner ?? Int.max, let all = uses[first],
          all.count >= read.count, all.isSuperset(of: read)
        else { continue }
        owner = first
      }
    }
    if owner == nil { owners[read] = result }
    for use in read where firsts[use] == nil {
      firsts[use] = result
      uses[result] = read
    }
    return numbers.areAll && numbers.own == .none ? owner : nil
  }
}
