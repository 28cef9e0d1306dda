public import ConvCostCore
import ConvCostJSON

extension NetworkSpec {
  /// Returns a network as a spec file.
  ///
  /// Reading it gives the same tree, and so the same report. Layers that a block of the literature
  /// made are written as that block, and equal layers in sequence once.
  ///
  /// - Parameter about: a description of the network.
  package static func text(of network: Network, about: String = "") -> String {
    var members: [JSONNode.Member] = [("convcost", .text(schema))]
    if !about.isEmpty { members.append(("about", .text(about))) }
    if let framework = network.framework {
      members.append(("framework", .text(framework.rawValue)))
    }
    members.append(
      (
        "input",
        network.inputName.map { JSONNode(network.input, named: $0) } ?? JSONNode(network.input)
      ))
    if !network.sideInputs.isEmpty {
      members.append(
        ("inputs", .object(network.sideInputs.map { ($0.label.text, JSONNode($0.shape)) })))
    }
    members.append(("layers", .list(SpecWriter.nodes(network.layers))))
    return JSONNode.object(members).written() + "\n"
  }
}

extension Network {
  /// Returns the network as a spec: a file that people can edit, and from which `ModelFile` reads
  /// the same network.
  ///
  /// ```swift
  /// let text = try Network(zoo: "resnet18").spec(about: "a start for my own")
  /// ```
  ///
  /// Blocks of the literature stay blocks, and equal layers one after another are written once.
  ///
  /// - Parameter about: a description of the network for people.
  public func spec(about: String = "") -> String { NetworkSpec.text(of: self, about: about) }
}
