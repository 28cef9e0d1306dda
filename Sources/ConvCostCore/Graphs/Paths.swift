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

  /// Computes the paths of a graph.
  public init(_ graph: Graph) {
    // Names have numbers, and a name in a scope has a number by both: one set of numbers takes less
    // memory than a set of names for each scope.
    var numbers: [String: Int] = [:]
    func place(_ name: String, in scope: Int) -> Int {
      if let number = numbers[name] { return number * graph.scopes.count + scope }
      numbers[name] = numbers.count
      return (numbers.count - 1) * graph.scopes.count + scope
    }
    var taken: Set<Int> = []
    taken.reserveCapacity(graph.scopes.count + graph.nodes.count)
    var counts: [Int: Int] = [:]
    func name(_ name: Layer.Name, _ automatic: @autoclosure () -> String, in scope: Int) -> String {
      let wanted =
        switch name {
        case .text(let text): text
        case .index(let index): String(index)
        case .automatic: automatic()
        }
      let first = place(wanted, in: scope)
      if taken.insert(first).inserted { return wanted }
      var number = counts[first, default: 0]
      var unique: String
      repeat {
        number += 1
        unique = "\(wanted)_\(number)"
      } while !taken.insert(place(unique, in: scope)).inserted
      counts[first] = number
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
  name.prefix(1).lowercased() + String(name.dropFirst())
}
