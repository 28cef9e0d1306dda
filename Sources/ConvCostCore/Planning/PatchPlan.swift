/// A network whose first operations run patch by patch, so that only a part of their large maps is
/// in memory at once: Lin et al., "MCUNetV2: Memory-Efficient Patch-based Inference for Tiny Deep
/// Learning", 2021.
///
/// The map at the end of these operations is divided into a grid. For each cell the parts of all
/// earlier maps on which it depends are computed, within their borders. They overlap, so more
/// multiply-accumulates are needed:
///
/// ```swift
/// let graph = try Network(zoo: "mobilenet_v2").graph()
/// let plan = try PatchPlan(graph, rows: 4, columns: 4, until: "features.5", as: .mcunet)
/// print(plan.peakBytes, plan.macs - plan.wholeMACs)
/// ```
public struct PatchPlan: Hashable, Sendable {
  /// The number of patches along the height and along the width.
  public let rows: Int
  public let columns: Int
  /// The path at which the patches end.
  public let path: String
  /// The node that computes the map which is put together from patches.
  public let node: Int
  /// The bytes of that map, which is in memory all along.
  public let mapBytes: Int
  /// The most bytes in memory while a patch is computed, with that map.
  public let patchBytes: Int
  /// The most bytes in memory in the operations after the patches.
  public let restBytes: Int
  /// The multiply-accumulates of the network, with those that are done more than once.
  public let macs: Int
  /// The multiply-accumulates of the network without patches.
  public let wholeMACs: Int
  /// The lengths of the largest part of the image that a patch reads.
  public let imagePart: Extent
  /// Whether an operation of the patches may read fewer rows at some places than at others, as an
  /// adaptive pool does: the numbers of the patches are then upper bounds.
  public let isUpperBound: Bool

  /// The most bytes in memory at once.
  public var peakBytes: Int { max(patchBytes, restBytes) }

  /// The most patches along an axis.
  public static let mostPatches = 64
}

/// Why operations cannot run patch by patch: the facts.
public indirect enum PatchError: Error, Hashable, Sendable {
  /// A path that the network does not have.
  case unknownPath(String, known: [String])
  /// A result that is not a map of two axes.
  case notAMap(String)
  /// More patches along an axis than the map has rows or columns, or than the limit.
  case grid(rows: Int, columns: Int, map: Shape)
  /// An operation that needs all of its input.
  case needsWhole(String)
  /// A value inside of the patches that a later operation reads too.
  case readLater(String, by: String)
  /// A network that cannot be counted.
  case network(NetworkError)
}

extension PatchError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  public var description: String {
    switch self {
    case .unknownPath(let path, _): "the network has no '\(path)'"
    case .notAMap(let path): "\(path): its result is not a map of rows and columns"
    case .grid(let rows, let columns, let map):
      "found \(rows)×\(columns) patches of \(map), expected 1 to \(PatchPlan.mostPatches) along"
        + " each axis, and not more than it has rows or columns"
    case .needsWhole(let path): "\(path) needs all of its input, so it cannot run in patches"
    case .readLater(let path, let reader):
      "\(path) is computed in patches, but \(reader) after them reads it too"
    case .network(let error): "\(error)"
    }
  }
}

extension PatchPlan {
  /// Plans patches.
  ///
  /// - Parameters:
  ///   - graph: the network.
  ///   - rows: the number of patches along the height.
  ///   - columns: the number of patches along the width.
  ///   - path: the operation or block after which the map is whole.
  ///   - dialect: the rules by which memory is counted.
  ///   - type: the number format; nil for the rules' usual one.
  ///   - batch: the samples that are run at once.
  public init(
    _ graph: Graph, rows: Int, columns: Int, until path: String,
    as dialect: MemoryDialect = .mcunet, in type: DataType? = nil, batch: Int = 1
  ) throws(PatchError) {
    let graph = dialect.foldsNorms ? graph.foldingNorms() : graph
    let type = type ?? dialect.dataType
    let paths = Paths(graph)
    guard let node = graph.lastNode(at: path, paths) else {
      throw .unknownPath(path, known: paths.nodes + paths.scopes.filter { !$0.isEmpty })
    }
    let map = graph.nodes[node].output
    guard case .map(_, let extent) = map, extent.rank == 2 else { throw .notAMap(path) }
    guard (1...min(Self.mostPatches, extent.height)).contains(rows),
      (1...min(Self.mostPatches, extent.width)).contains(columns)
    else { throw .grid(rows: rows, columns: columns, map: map) }
    let stage = PatchStage(graph, endingAt: node)
    try stage.requireSingleResult(paths)
    let bytes = { (elements: Int) throws(PatchError) -> Int in
      do throws(NetworkError) {
        return try graph.bytes(elements, in: type, batch: batch, at: node)
      } catch {
        throw .network(error)
      }
    }
    do throws(NetworkError) { try NetworkError.requireBatch(batch) } catch { throw .network(error) }
    let analysis: Analysis
    let lifetimes = Lifetimes(graph, as: dialect)
    let whole: Liveness
    var sizes: [Int] = []
    for value in 0..<graph.inputs.count + graph.nodes.count {
      sizes.append(try bytes(graph.shape(ofValue: value).count))
    }
    do throws(NetworkError) {
      analysis = try Analysis(graph)
      whole = try Liveness(graph, lifetimes, sizes: sizes)
    } catch {
      throw .network(error)
    }
    let mapBytes = sizes[graph.inputs.count + node]
    var patchBytes = 0
    var macs = 0
    var part = (height: 0, width: 0)
    for row in 0..<rows {
      for column in 0..<columns {
        let regions = try stage.regions(
          rows: Self.share(row, of: rows, extent.height),
          columns: Self.share(column, of: columns, extent.width), paths)
        var own = sizes
        for value in regions.indices {
          guard let region = regions[value] else { continue }
          let shape = graph.shape(ofValue: value)
          let area = shape.extent.map { $0.height * $0.width } ?? 1
          // The whole image is in memory if it counts at all.
          guard value >= graph.inputs.count else {
            part.height = max(part.height, region.rows.count)
            part.width = max(part.width, region.columns.count)
            continue
          }
          own[value] = try bytes(shape.count / area * region.area)
          let more = analysis.costs[value - graph.inputs.count].macs / area * region.area
          let (sum, overflow) = macs.addingReportingOverflow(more)
          guard !overflow, sum <= Cost.largestCount else {
            throw .network(graph.failure(.totalOverflow(quantity: "MACs"), at: node))
          }
          macs = sum
        }
        // The last operation writes into the whole map.
        own[graph.inputs.count + node] = 0
        do throws(NetworkError) {
          let live = try Liveness(graph, lifetimes, sizes: own).live
          patchBytes = max(patchBytes, stage.nodes.map { live[$0] }.max() ?? 0)
        } catch {
          throw .network(error)
        }
      }
    }
    let inside = Set(stage.nodes)
    let rest = graph.nodes.indices.filter { !inside.contains($0) }
    self.rows = rows
    self.columns = columns
    self.path = path
    self.node = node
    self.mapBytes = mapBytes
    self.patchBytes = patchBytes + mapBytes
    restBytes = rest.map { whole.live[$0] }.max() ?? mapBytes
    self.macs = macs + rest.reduce(0) { $0 + analysis.costs[$1].macs }
    wholeMACs = analysis.total.macs
    imagePart = Extent(max(1, part.height), max(1, part.width))
    isUpperBound = stage.hasBounds
  }

  /// The rows or columns of a part, of which the first ones are longer by one if the length is not
  /// a multiple.
  private static func share(_ index: Int, of count: Int, _ length: Int) -> Range<Int> {
    let (size, longer) = length.quotientAndRemainder(dividingBy: count)
    let start = index * size + min(index, longer)
    return start..<start + size + (index < longer ? 1 : 0)
  }
}
