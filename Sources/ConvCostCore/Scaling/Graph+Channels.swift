extension Graph {
  /// Whether each node keeps its channels when the network is scaled. These nodes do:
  ///
  /// - nodes that compute the network's results, and before them those that have no channels of
  ///   their own;
  /// - nodes that are added to or multiplied with a value that keeps its channels, as the inputs
  ///   do;
  /// - nodes that share weights with such a node.
  var fixedNodes: [Bool] {
    var isFixed = [Bool](repeating: false, count: inputs.count + nodes.count)
    for input in inputs.indices { isFixed[input] = true }
    for output in outputs { isFixed[output] = true }
    var isChanged: Bool
    repeat {
      isChanged = false
      for index in nodes.indices
      where !isFixed[inputs.count + index] && keepsChannels(index, where: isFixed) {
        isFixed[inputs.count + index] = true
        isChanged = true
      }
      for index in nodes.indices.reversed()
      where isFixed[inputs.count + index] && !nodes[index].operation.channelUse.isOwn {
        for value in edges[nodes[index].edges] where !isFixed[value] {
          isFixed[value] = true
          isChanged = true
        }
      }
      for (node, owner) in shared {
        let read = (edges[nodes[node].edges.lowerBound], edges[nodes[owner].edges.lowerBound])
        for (first, second) in [(inputs.count + node, inputs.count + owner), read]
        where isFixed[first] != isFixed[second] {
          isFixed[first] = true
          isFixed[second] = true
          isChanged = true
        }
      }
    } while isChanged
    return Array(isFixed.dropFirst(inputs.count))
  }

  /// Whether the result of a node has the channels of values that keep theirs.
  private func keepsChannels(_ index: Int, where isFixed: [Bool]) -> Bool {
    let node = nodes[index]
    let read = edges[node.edges]
    switch node.operation {
    // A single channel is stretched over the others', so it does not determine their number.
    case .merge(.add), .merge(.multiply):
      return read.contains {
        isFixed[$0] && shape(ofValue: $0).channels == node.output.channels
      }
    case .channelPad: return false
    default: return !node.operation.channelUse.isOwn && read.allSatisfy { isFixed[$0] }
    }
  }

  /// The number of equal parts of which each node's channels are one. Parts are concatenated, and
  /// then added to or multiplied with something, as the halves of NASNet's reductions are. For all
  /// other nodes it is 1.
  var partsOfSummands: [Int] {
    // Layers that share weights have the same channels, whatever reads them.
    guard shared.isEmpty else { return Array(repeating: 1, count: nodes.count) }
    var isSummand = [Bool](repeating: false, count: inputs.count + nodes.count)
    var parts = [Int](repeating: 1, count: isSummand.count)
    for (index, node) in nodes.enumerated().reversed() {
      let read = edges[node.edges]
      let value = inputs.count + index
      func keepsChannels(_ other: Int) -> Bool {
        shape(ofValue: other).channels == node.output.channels
      }
      switch node.operation {
      case .merge(.add), .merge(.multiply):
        for other in read where keepsChannels(other) { isSummand[other] = true }
      case .merge(.concat):
        let widths = Set(read.map { shape(ofValue: $0).channels })
        guard isSummand[value], widths.count == 1 else { continue }
        for other in read { parts[other] = read.count }
      default:
        guard !node.operation.channelUse.isOwn else { continue }
        for other in read where keepsChannels(other) {
          if isSummand[value] { isSummand[other] = true }
          if parts[value] > 1 { parts[other] = parts[value] }
        }
      }
    }
    return Array(parts.dropFirst(inputs.count))
  }
}
