import ConvCostCore

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
    /// The number of their source.
    var source: Int
    /// The number of the tensor that has only a part of them; nil if all are read.
    var part: Int?
  }

  /// The first results of operators with the same reads, by what they read.
  private var owners: [Set<Use>: Int] = [:]
  /// The first result that was computed with each use.
  private var firsts: [Use: Int] = [:]
  /// The uses that were read for each of the results in `firsts`.
  private var uses: [Int: Set<Use>] = [:]

  /// Returns the earlier result whose operator reads everything that an operator reads; nil if
  /// there is no such result, or if the operator reads nothing.
  mutating func owner(of result: Int, reading numbers: ReadNumbers) -> Int? {
    let read = numbers.uses
    guard !read.isEmpty else { return nil }
    var owner = owners[read]
    if owner == nil {
      for use in read {
        guard let first = firsts[use], first < owner ?? Int.max,
          uses[first]?.isSuperset(of: read) == true
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
