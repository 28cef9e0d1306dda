/// The paths of a graph's nodes and scopes, such as `layer1.0.conv1`.
///
/// Names inside one scope are unique: unnamed layers are named by their kind, and the second of a
/// kind gets a number, as in `relu`, `relu_1`.
public struct Paths: Sendable {
  /// The path of each node.
  public let nodes: [String]
  /// The path of each scope; empty for the outermost.
  public let scopes: [String]
  /// The last part of each node's path.
  public let nodeNames: [String]
  /// The last part of each scope's path.
  public let scopeNames: [String]

  /// A name in a scope.
  private struct Place: Hashable {
    var scope: Int
    var name: String
  }

  /// Computes the paths of a graph.
  public init(_ graph: Graph) {
    // One set for all scopes: a set per scope would take more memory than the names.
    var taken: Set<Place> = []
    taken.reserveCapacity(graph.scopes.count + graph.nodes.count)
    var counts: [Place: Int] = [:]
    func name(_ name: Layer.Name, _ automatic: @autoclosure () -> String, in scope: Int) -> String {
      let wanted =
        switch name {
        case .text(let text): text
        case .index(let index): String(index)
        case .automatic: automatic()
        }
      let place = Place(scope: scope, name: wanted)
      if taken.insert(place).inserted { return wanted }
      var number = counts[place, default: 0]
      var unique: String
      repeat {
        number += 1
        unique = "\(wanted)_\(number)"
      } while !taken.insert(Place(scope: scope, name: unique)).inserted
      counts[place] = number
      return unique
    }

    // Given names come first, so that automatic names avoid them.
    var nodeNames = [String](repeating: "", count: graph.nodes.count)
    var scopeNames = [String](repeating: "", count: graph.scopes.count)
    for isAutomatic in [false, true] {
      for (index, scope) in graph.scopes.enumerated().dropFirst()
      where (scope.name == .automatic) == isAutomatic {
        scopeNames[index] = name(scope.name, lowerCamel(scope.type), in: scope.parent)
      }
      for (index, node) in graph.nodes.enumerated()
      where (graph.names[index] == .automatic) == isAutomatic {
        nodeNames[index] = name(
          graph.names[index], graph.operationName(index).lowercased(), in: node.scope)
      }
    }

    var scopes = [String](repeating: "", count: graph.scopes.count)
    func path(_ name: String, in scope: Int) -> String {
      scopes[scope].isEmpty ? name : "\(scopes[scope]).\(name)"
    }
    for (index, scope) in graph.scopes.enumerated().dropFirst() {
      scopes[index] = path(scopeNames[index], in: scope.parent)
    }
    nodes = graph.nodes.indices.map { path(nodeNames[$0], in: graph.nodes[$0].scope) }
    self.scopes = scopes
    self.nodeNames = nodeNames
    self.scopeNames = scopeNames
  }
}

/// Returns a type's name in the form of a variable's name: `ConvNorm` becomes `convNorm`.
private func lowerCamel(_ name: String) -> String {
  name.prefix(1).lowercased() + name.dropFirst()
}
