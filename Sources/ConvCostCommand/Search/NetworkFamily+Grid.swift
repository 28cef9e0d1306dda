import ConvCostCore
import ConvCostReports
import ConvCostZoo

extension NetworkFamily {
  /// The factors of sides and of widths that the sliders of a page have.
  private static let sides = [0.5, 0.75, 1, 1.25, 1.5, 2]
  private static let widths = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2]

  /// Counts the network at several inputs and widths; nil for one that has no image or no layers
  /// to scale, or whose counts are not products of both.
  ///
  /// - Throws: `Failure` for a network that cannot be built.
  func grid() throws(Failure) -> ExplorerGrid? {
    let network = try network()
    let graph = try network.graph()
    guard network.tree != nil, graph.inputs.count == 1, graph.inputs[0].rank == 2,
      let extent = graph.inputs[0].extent, extent.lengths.count == 2,
      extent.lengths[0] == extent.lengths[1]
    else { return nil }
    let side = extent.lengths[0]
    func variant(_ side: Int?, _ width: Double?) -> Graph? {
      var settings: [NetworkSetting] = []
      if let side { settings.append(input(side: side)) }
      if let width {
        guard let setting = try? setting(WrittenSetting(.width, "\(width)")) else { return nil }
        settings.append(setting)
      }
      return try? self.network(adding: settings).graph()
    }
    // Variants with other operations cannot be shown by the same page.
    func isAlike(_ variant: Graph?) -> Bool { variant?.nodes.count == graph.nodes.count }
    let sides = Set(Self.sides.map { $0 == 1 ? side : max(1, Int($0 * Double(side)) / 8 * 8) })
      .sorted().filter { $0 == side || isAlike(variant($0, nil)) }
    // A network whose width is not 1 has one that a factor would replace.
    let isUsual = variant(nil, 1)?.nodes == graph.nodes
    let widths = isUsual ? Self.widths.filter { isAlike(variant(nil, $0)) } : []
    // Where a layer reads all positions, another input changes its weights.
    for sides in [sides, [side]] {
      guard let input = sides.firstIndex(of: side) else { continue }
      let grid = ExplorerGrid(
        inputs: sides.map { "\($0)×\($0)" },
        widths: widths.isEmpty ? ["1"] : widths.map { "\($0)" },
        own: (input, widths.firstIndex(of: 1) ?? 0)
      ) { variant(sides[$0], widths.isEmpty ? nil : widths[$1]) }
      if let grid, grid.inputs.count > 1 || grid.widths.count > 1 { return grid }
    }
    return nil
  }
}
