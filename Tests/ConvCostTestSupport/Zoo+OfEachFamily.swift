import ConvCostCore
public import ConvCostZoo

extension Zoo {
  /// The network with the fewest layers of each family and source.
  ///
  /// A law that does not depend on the number of layers is tested on these.
  public static let ofEachFamily: [String] = {
    var fewest: [[String]: (layers: Int, name: String)] = [:]
    for entry in entries {
      guard let network = try? selection(entry.fullName).network, let graph = try? network.graph()
      else { continue }
      let group = [entry.source, entry.family]
      if fewest[group].map({ graph.nodes.count < $0.layers }) ?? true {
        fewest[group] = (graph.nodes.count, entry.fullName)
      }
    }
    return fewest.values.map(\.name).sorted()
  }()
}
