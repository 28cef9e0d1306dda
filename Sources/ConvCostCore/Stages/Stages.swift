/// The parts of a network by the resolution at which they work.
///
/// A stage contains all operations whose output is smaller than the input by about the same power
/// of two, so that networks with inputs of different sizes can be compared. What a squeeze-excite
/// computes from pooled maps belongs to the stage around it. Everything after the last map is the
/// head, and so is what is computed for regions.
public struct Stages: Hashable, Sendable {
  /// The kinds of stages.
  public enum Kind: Hashable, Sendable, Comparable {
    /// Maps that are smaller than the input by two to this power.
    case downsampled(Int)
    /// Everything after the last map: the global pool and the classifier.
    case head
    /// Side branches with outputs of their own.
    case auxiliary
  }

  /// The cost of a stage, and the extents of its maps.
  public struct Stage: Hashable, Sendable {
    /// The kind of the stage.
    public var kind: Kind
    /// The sum of its operations.
    public var cost = Cost.zero
    /// The extents of its maps, each once, in the order of execution.
    public var extents: [Extent] = []
  }

  /// The stages by kind.
  public let stages: [Kind: Stage]

  /// Sorts the operations of a network into stages.
  public init(_ analysis: Analysis) {
    let graph = analysis.graph
    // The result of a global pool is no longer treated as a map, nor is what is computed from it.
    var isPooled = [Bool](repeating: false, count: graph.inputs.count)
    var spatial: [Extent?] = []
    for node in graph.nodes {
      let extent = node.output.extentInImage
      if case .adaptivePool = node.operation {
        isPooled.append(extent?.common == 1)
      } else {
        isPooled.append(extent?.common == 1 && graph.inputs(of: node).allSatisfy { isPooled[$0] })
      }
      spatial.append(node.isAuxiliary || isPooled[isPooled.count - 1] ? nil : extent)
    }
    // If there are several inputs, a map is compared with the one that it depends on.
    let sources = graph.inputs.count > 1 ? ReceptiveFields(graph).inputs : []
    let lastSpatial = spatial.lastIndex { $0 != nil } ?? -1
    var kind = Kind.downsampled(0)
    var stages: [Kind: Stage] = [:]
    for (index, node) in graph.nodes.enumerated() {
      if let extent = spatial[index] {
        let input = graph.inputs[sources.isEmpty ? 0 : sources[graph.inputs.count + index]].extent
        // A map that does not have the input's axes is compared with the first map that has its
        // own.
        let whole =
          input?.rank == extent.rank
          ? input : spatial.lazy.compactMap { $0 }.first { $0.rank == extent.rank }
        kind = .downsampled(Self.power(from: whole ?? extent, to: extent))
        if stages[kind]?.extents.contains(extent) != true {
          stages[kind, default: Stage(kind: kind)].extents.append(extent)
        }
      }
      let here: Kind = node.isAuxiliary ? .auxiliary : index > lastSpatial ? .head : kind
      let stage = stages[here, default: Stage(kind: here)]
      stages[here] = Stage(
        kind: here, cost: stage.cost + analysis.costs[index], extents: stage.extents)
    }
    self.stages = stages
  }

  /// Returns the power of two that is nearest to how much smaller a map is than the input.
  private static func power(from input: Extent, to extent: Extent) -> Int {
    // 2^(p − 1/2) ≤ (input/output)^(1/n), the geometric mean over n axes; to the power of 2n, it
    // contains whole numbers only.
    func powerOfTwo(_ exponent: Int) -> Double {
      Double(sign: .plus, exponent: exponent, significand: 1)
    }
    let axes = input.axes
    let full = axes.reduce(1) { $0 * Double(input[$1]) }
    let reduced = axes.reduce(1) { $0 * Double(extent[$1]) }
    var power = 0
    // An extent that fits any number of axes has none of its own, and would be equal for ever.
    while power < 31,
      reduced * reduced * powerOfTwo(axes.count * (2 * power + 1)) <= full * full
    {
      power += 1
    }
    return power
  }
}

extension Shape {
  /// The extent of a map of the whole image; nil for maps of regions, whose sizes do not depend on
  /// the image's.
  fileprivate var extentInImage: Extent? {
    if case .maps = self { nil } else { extent }
  }
}
