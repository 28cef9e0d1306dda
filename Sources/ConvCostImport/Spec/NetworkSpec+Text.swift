package import ConvCostCore

extension NetworkSpec {
  /// Returns a network as a spec file.
  ///
  /// Reading it gives the same tree, and so the same report. Blocks of the literature are written as such
  /// where a block made the layers, and equal layers one after another once.
  ///
  /// - Parameter about: what the network is, for people.
  package static func text(of network: Network, about: String = "") -> String {
    var members: [SpecWriter.Member] = [("convcost", .text(schema))]
    if !about.isEmpty { members.append(("about", .text(about))) }
    if let framework = network.framework {
      members.append(("framework", .text(framework.rawValue)))
    }
    members.append(
      (
        "input",
        network.inputName.map { SpecNode(network.input, named: $0) } ?? SpecNode(network.input)
      ))
    if !network.sideInputs.isEmpty {
      members.append(
        ("inputs", .object(network.sideInputs.map { ($0.label.text, SpecNode($0.shape)) })))
    }
    members.append(("layers", .list(SpecWriter.nodes(network.layers))))
    return SpecNode.object(members).written() + "\n"
  }
}
