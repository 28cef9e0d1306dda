/// The parts of a network by the resolution at which they work.
///
/// A stage is all operations whose output is the input made smaller by about the same power of two,
/// so that networks with inputs of different sizes can be laid side by side. What a squeeze-excite
/// computes from pooled maps belongs to the stage around it; what comes behind the last map is the
/// head, and so is what is computed of regions.
public struct Stages: Hashable, Sendable {
  /// What a stage is.
  public enum Kind: Hashable, Sendable, Comparable {
    /// The input made smaller by two to this power.
    case downsampled(Int)
    /// What comes behind the last map: the global pool and the classifier.
    case head
    /// Side branches with outputs of their own.
    case auxiliary
  }

  /// A stage's cost, and the extents of its maps.
  public struct Stage: Hashable, Sendable {
    /// What it is.
    public var kind: Kind
    /// The sum of its operations.
    public var cost = Cost.zero
    /// The extents of its maps, each once, in the order of execution.
    public var extents: [Extent] = []
  }

  /// The stages by what they are.
  public let stages: [Kind: Stage]

  /// Sorts the operations of a network into stages.
  public init(_ analysis: Analysis) {
    let graph = analysis.graph
    // What a global pool gives, and what is made of it, is no map any more, wherever it stands.
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
    // Where there are several inputs, a map is made smaller than the one that it depends on.
    let sources = graph.inputs.count > 1 ? ReceptiveFields(graph).inputs : []
    let lastSpatial = spatial.lastIndex { $0 != nil } ?? -1
    var kind = lastSpatial < 0 ? Kind.head : .downsampled(0)
    var stages: [Kind: Stage] = [:]
    for (index, node) in graph.nodes.enumerated() {
      if let extent = spatial[index] {
        let input = graph.inputs[sources.isEmpty ? 0 : sources[graph.inputs.count + index]].extent
        // What was made a map, or one of other axes, is measured by the first such map.
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
    // 2^(p − 1/2) ≤ (input/output)^(1/n), the geometric mean over n axes; its power of 2n has whole numbers only.
    func powerOfTwo(_ exponent: Int) -> Double {
      Double(sign: .plus, exponent: exponent, significand: 1)
    }
    let axes = input.axes
    let full = axes.reduce(1) { $0 * Double(input[$1]) }
    let reduced = axes.reduce(1) { $0 * Double(extent[$1]) }
    var power = 0
    while power < 31,
      reduced * reduced * powerOfTwo(axes.count * (2 * power + 1)) <= full * full
    {
      power += 1
    }
    return power
  }
}

extension Shape {
  /// The extent of a map of the whole image; nil for maps of regions, whose sizes say nothing of it.
  fileprivate var extentInImage: Extent? {
    if case .maps = self { nil } else { extent }
  }
}
